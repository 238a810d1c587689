// Package app is where everything meets: the only package that knows everyone. New opens and wires,
// Run serves until told to stop, Stop drains in the reverse order of starting.
package app
