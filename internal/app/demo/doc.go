// Package demo makes the demo county: Qingshui by its public divisions and the units that such a
// county has. Everything else in it is invented and says so (演示).
//
// The past of the demo is not written into tables: a clock is set back (to a January, which one month of records tells of, and then to thirty days ago) and moved forward,
// while the same services that real users call open matters, sign, report, review, and let time urge.
package demo
