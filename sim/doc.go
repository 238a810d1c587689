// Package sim lets a whole county live through months in a second, on a real database, with a clock
// that is moved by hand, and checks the laws of the house after every step.
//
// The people of the county do lawful and unlawful things: they sign late or never, report without
// evidence, accept their own work, send a request twice, decide at the same moment, pass work on,
// ask for time, hand over posts, recall and reopen. Storage fails before and after the commit, the
// program is killed between a commit and the readers of events, and the clock is set forward and back.
//
// Everything follows from one seed: the same seed makes the same events, byte for byte. A breach of a
// law names its seed and the step:
//
//	go test ./sim -run TestCounty -seed 17 -steps 900
//
// [Bugs] is a list of mistakes such as a programmer might make, planted from outside the product; a
// test asserts that the simulation finds every one of them, so that its silence means something.
package sim
