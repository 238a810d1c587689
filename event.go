package anlan

import (
	"crypto/sha256"
	"encoding/json"
)

// Event is one thing that happened. Events are stored with the rows they speak of, in the same
// transaction, and never change. Together they are the outbox, the feed of the live screens and
// the leaves of the ledger.
type Event struct {
	ID    ID              `json:"id"`
	Kind  string          `json:"kind"` // room.verb, e.g. matter.signed
	Ref   Ref             `json:"ref"`
	Actor Actor           `json:"actor"`
	At    Instant         `json:"at"`
	Body  json.RawMessage `json:"body"`
	Seal  string          `json:"seal,omitempty"` // SHA-256 (hex) of the record as this event left it
	Salt  string          `json:"salt"`           // random; hides the body of a leaf until it is disclosed
	Pos   int64           `json:"pos"`            // 1, 2, 3 … without gaps, given after commit
}

// Digest is the SHA-256 of a value's JSON. Go writes struct fields in order and map keys sorted,
// so the same record always has the same digest. A record that is JSON already, as json.Marshal wrote
// it, is taken as it is.
func Digest(v any) ([32]byte, error) {
	if raw, ok := v.(json.RawMessage); ok {
		return sha256.Sum256(raw), nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return [32]byte{}, err
	}
	return sha256.Sum256(b), nil
}
