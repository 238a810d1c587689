// Package obs is how the program is observed while it runs: structured logs, metrics for Prometheus,
// and the trace code (报障码) of eight letters that ties what a user saw to what the log says.
//
// Logs carry the trace of their context and never a secret: values under keys such as password or
// token are masked, whatever package wrote them. Metric labels are bounded: a route is the pattern
// that matched, never the path that was asked for.
package obs
