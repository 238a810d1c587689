// Package event reads what happened: the one append-only table that is at once the outbox, the feed
// of the live screens, the ledger's feed and the federation's feed.
//
// Positions run 1, 2, 3 … without gaps, so a reader is a name and a number: it has seen everything
// up to there. [Follow] calls a handler with batches in order and remembers how far it came; a
// handler may see a batch again after a crash and is therefore idempotent.
package event
