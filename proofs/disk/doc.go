// Package disk proves what happens when the disk fails under the county: errors of the
// k-th write, sync, open and truncate, and a disk that is full for a while.
//
// A writer process runs under strace, which makes chosen system calls on the database's files fail.
// It says what it was answered. Afterwards the proof opens the same files with a healthy disk and
// holds them against the answers: everything answered with success is there, the ledger verifies, and
// the writer ended by itself.
//
// The short form runs in make test where strace is to be had; ANLAN_PROOF_DISK=n tries the first n
// calls of each kind.
package disk
