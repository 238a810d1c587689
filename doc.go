// Package anlan is the ground floor of the house: the words every other package speaks.
// It knows identities, instants, references, actors, scopes, events and the closed list of
// errors, and it imports nothing but the standard library.
//
// Anlan 安澜 turns what a county Work-Safety Committee (安委会) decides into finished, proven
// work. The map of the floors is in docs/architecture.md; arch_test.go enforces it.
package anlan

//go:generate go run ./internal/gen/errors
