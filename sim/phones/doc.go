// Package phones lets phones of a county work through bad days: lines that break before and after the
// county has heard, calls that arrive twice and out of order, programs that are killed between two steps,
// clocks a year off, phones that die and whose outbox is carried to the office as a rescue file, and desks
// that change what a phone changes too.
//
// A phone here keeps and sends as web/src/offline does; the county is the real one, behind its real door.
// After every step, and at the end when every line is good again, four laws are held:
//
//	1  nothing lost: what was recorded has arrived as it was recorded, with its files, or a person gave it up
//	2  nothing doubled: it has arrived once
//	3  "not received" never lies: what a phone calls received, the county has
//	4  nothing silently overwritten: a fact is only replaced by whoever has seen what it replaces
//
// and of the clock: what a calibrated phone recorded was found when it was found.
//
// Every run follows from its seed. A breach names it:
//
//	go test ./sim/phones -run TestPhones -seed 17
package phones
