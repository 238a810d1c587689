// Package proofs attacks the whole program from outside: kills it, breaks its disk, asks it everything
// it must refuse, and sends it every kind of poison.
//
//	go test ./proofs                        the short form
//	ANLAN_KILLS=1000 go test ./proofs -run TestKills -timeout 2h
//	ANLAN_FAULTS=400 go test ./proofs -run TestDiskErrors -timeout 2h
//	go test ./sim -run TestCounty -long 10000 -timeout 24h
//
// What breaks a disk needs Linux: strace to make the k-th write fail, and a mount namespace of one's
// own for a disk that is really full. Where either is missing the test says so and is skipped.
package proofs
