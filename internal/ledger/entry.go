package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
	"anlan/internal/ledger/ledgerdb"
)

// Entry is one event exactly as it is stored: the texts are not parsed, so that every byte counts.
type Entry struct {
	Pos   int64
	At    string // UTC milliseconds in decimal
	ID    string
	Kind  string
	Ref   string
	Seal  string
	Salt  string
	Actor string // JSON
	Body  string // JSON
}

func entryOf(r ledgerdb.EventsRow) Entry {
	return Entry{Pos: r.Pos.Int64, At: r.At, ID: string(r.ID), Kind: r.Kind, Ref: r.Ref, Seal: r.Seal, Salt: r.Salt,
		Actor: r.Actor, Body: r.Body}
}

// Instant is when the entry says it happened; ok is false when it says nothing readable.
func (e Entry) Instant() (at anlan.Instant, ok bool) {
	n, err := strconv.ParseInt(e.At, 10, 64)
	return anlan.Instant(n), err == nil && strconv.FormatInt(n, 10) == e.At
}

// entryDomain begins every commitment, so that its bytes can never be mistaken for something else.
const entryDomain = "anlan/ledger/entry/1\n"

// appendEntry writes the canonical form of the entry: the domain, the position in eight bytes, and
// each text behind its length in four.
func appendEntry(b []byte, e *Entry) []byte {
	b = append(b, entryDomain...)
	b = binary.BigEndian.AppendUint64(b, uint64(e.Pos))
	for _, s := range [...]string{e.Salt, e.At, e.ID, e.Kind, e.Ref, e.Seal, e.Actor, e.Body} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
		b = append(b, s...)
	}
	return b
}

// Commitment is the leaf's data: the salted SHA-256 of the entry.
func (e *Entry) Commitment() [32]byte { return sha256.Sum256(appendEntry(nil, e)) }

// Leaf is the entry's hash in the tree.
func (e *Entry) Leaf() tlog.Hash {
	c := e.Commitment()
	return tlog.RecordHash(c[:])
}

// hasher makes leaves without a new buffer for each.
type hasher struct{ buf []byte }

func (h *hasher) leaf(e *Entry) tlog.Hash {
	h.buf = appendEntry(h.buf[:0], e)
	c := sha256.Sum256(h.buf)
	return tlog.RecordHash(c[:])
}
