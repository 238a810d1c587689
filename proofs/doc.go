// Package proofs attacks the whole program from outside: kills it, breaks its disk, asks it everything
// it must refuse, and sends it every kind of poison.
//
//	go test ./proofs                  the short form, about two minutes
//	make proof-kills KILLS=1000       R1
//	make proof-faults FAULTS=40       R3 and R4 over HTTP; proofs/disk walks through every call
//	make proof-fuzz SPAN=2h           R11, every fuzz target of the house
//	make proof-tamper                 R10, in package ledger
//	make proof-sim SEEDS=10000        R5 and R7, in package sim
//
// What breaks a disk needs Linux: strace to make the k-th write fail, and a mount namespace of one's
// own for a disk that is really full. Where either is missing the test says so and is skipped.
package proofs
