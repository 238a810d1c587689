package ledger

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"math"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/ledger/ledgerdb"
)

// Status is how the ledger stands.
type Status struct {
	Origin string        `json:"origin" doc:"Name of the log"`
	Key    string        `json:"key" doc:"Public key, in the notation of signed notes"`
	Size   int64         `json:"size" doc:"Entries that the newest checkpoint covers"`
	Pos    int64         `json:"pos" doc:"Newest entry"`
	Behind int64         `json:"behind" doc:"Entries that no checkpoint covers yet"`
	Root   string        `json:"root" doc:"Root of the tree, base64"`
	At     anlan.Instant `json:"at" doc:"When the newest checkpoint was signed"`
	Note   string        `json:"note" doc:"The newest checkpoint: a signed note"`
	Broken string        `json:"broken" doc:"Why the ledger refuses to sign; empty when all is well"`
}

// Status tells how far the ledger is and what it last signed.
func (l *Ledger) Status(ctx context.Context, a anlan.Actor) (Status, error) {
	if err := authz.Check(a, "ledger.read"); err != nil {
		return Status{}, err
	}
	return l.standing(ctx)
}

// Standing is Status for the program itself: health, metrics and the doctor ask it.
func (l *Ledger) standing(ctx context.Context) (Status, error) {
	q := ledgerdb.New(l.d.Reader())
	pos, err := lastPosition(ctx, q)
	if err != nil {
		return Status{}, err
	}
	s := Status{Origin: l.key.Origin, Key: l.key.Public, Pos: pos, Broken: l.Broken()}
	c, ok, err := lastCheckpoint(ctx, q)
	if err != nil && !ok {
		return Status{}, err
	}
	if ok {
		s.Size, s.At, s.Note, s.Root = c.Size, c.At, c.Note, base64.StdEncoding.EncodeToString(c.Root[:])
	}
	s.Behind = max(0, s.Pos-s.Size)
	return s, nil
}

// Broken tells why the ledger refuses to sign; empty when all is well.
func (l *Ledger) Broken() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken == nil {
		return ""
	}
	return l.broken.Error()
}

// View is an entry as a reader sees it. Body and salt are for those who may export the ledger.
type View struct {
	Pos   int64           `json:"pos"`
	ID    anlan.ID        `json:"id"`
	Kind  string          `json:"kind"`
	Ref   anlan.Ref       `json:"ref"`
	Actor anlan.Actor     `json:"actor"`
	At    anlan.Instant   `json:"at"`
	Seal  string          `json:"seal"`
	Leaf  string          `json:"leaf" doc:"Hash of the entry in the tree, base64"`
	Salt  string          `json:"salt,omitempty"`
	Body  json.RawMessage `json:"body,omitempty"`
}

func view(e *Entry, open bool) View {
	at, _ := e.Instant()
	leaf := e.Leaf()
	v := View{Pos: e.Pos, ID: anlan.ID(e.ID), Kind: e.Kind, Ref: anlan.ParseRef(e.Ref), At: at, Seal: e.Seal,
		Leaf: base64.StdEncoding.EncodeToString(leaf[:])}
	_ = json.Unmarshal([]byte(e.Actor), &v.Actor) // an altered actor is for the verifier to tell
	if open && json.Valid([]byte(e.Body)) {
		v.Salt, v.Body = e.Salt, json.RawMessage(e.Body)
	}
	return v
}

// Entries returns up to limit entries older than the position before, newest first; before 0 means
// from the newest.
func (l *Ledger) Entries(ctx context.Context, a anlan.Actor, before int64, limit int) ([]View, error) {
	if err := authz.Check(a, "ledger.read"); err != nil {
		return nil, err
	}
	if before <= 0 {
		before = math.MaxInt64
	}
	rows, err := ledgerdb.New(l.d.Reader()).EventsBefore(ctx, ledgerdb.EventsBeforeParams{Column1: before, Limit: int32(limit)})
	if err != nil {
		return nil, db.Classify(err)
	}
	open := authz.Check(a, "ledger.export") == nil
	list := make([]View, len(rows))
	for i, r := range rows {
		e := entryOf(ledgerdb.EventsRow(r))
		list[i] = view(&e, open)
	}
	return list, nil
}

// Proof shows that one entry stands in the tree of a checkpoint.
type Proof struct {
	Entry      View     `json:"entry"`
	Index      int64    `json:"index" doc:"Position in the tree, from 0"`
	Size       int64    `json:"size"`
	Hashes     []string `json:"hashes" doc:"RFC 6962 inclusion proof, base64"`
	Checkpoint string   `json:"checkpoint" doc:"Signed note over the tree"`
	Holds      bool     `json:"holds" doc:"The proof was checked just now and the entry is as it was witnessed"`
}

// Prove makes the inclusion proof of the entry at the position, and checks it against the entry as it
// is stored now.
func (l *Ledger) Prove(ctx context.Context, a anlan.Actor, pos int64) (Proof, error) {
	if err := authz.Check(a, "ledger.read"); err != nil {
		return Proof{}, err
	}
	q := ledgerdb.New(l.d.Reader())
	c, _, err := lastCheckpoint(ctx, q)
	if err != nil {
		return Proof{}, err
	}
	list, err := entriesAfter(ctx, q, pos-1, 1)
	if err != nil {
		return Proof{}, err
	}
	if pos < 1 || pos > c.Size || len(list) == 0 || list[0].Pos != pos {
		return Proof{}, anlan.ErrLedgerNotWitnessed.With("pos", pos)
	}
	p, err := tlog.ProveRecord(c.Size, pos-1, hashReader(ctx, q))
	if err != nil {
		return Proof{}, err
	}
	_, err = ParseCheckpoint(c.Note, l.key.Public)
	holds := err == nil && tlog.CheckRecord(p, c.Size, c.Root, pos-1, list[0].Leaf()) == nil
	out := Proof{Entry: view(&list[0], authz.Check(a, "ledger.export") == nil), Index: pos - 1, Size: c.Size,
		Hashes: []string{}, Checkpoint: c.Note, Holds: holds}
	for _, h := range p {
		out.Hashes = append(out.Hashes, base64.StdEncoding.EncodeToString(h[:]))
	}
	return out, nil
}

// TileData returns the bytes of a tile as c2sp.org/tlog-tiles serves it: w hashes of the tile, never
// more than the newest checkpoint covers. Hashes of salted commitments tell nothing, so anybody may
// read them: that is what a witness in another town does.
func (l *Ledger) TileData(ctx context.Context, level int, n int64, w int) ([]byte, error) {
	q := ledgerdb.New(l.d.Reader())
	c, _, err := lastCheckpoint(ctx, q)
	if err != nil {
		return nil, err
	}
	if level < 0 || level > 7 || n < 0 || n > math.MaxInt64>>(tileHeight*(level+1)) || w < 1 || w > width(c.Size, level, n) {
		return nil, anlan.ErrNotFound
	}
	hashes, err := readTile(ctx, q, level, n)
	if err != nil {
		return nil, err
	}
	if len(hashes) < w {
		return nil, anlan.ErrNotFound
	}
	flat := make([]byte, 0, w*tlog.HashSize)
	for _, h := range hashes[:w] {
		flat = append(flat, h[:]...)
	}
	return flat, nil
}
