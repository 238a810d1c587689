package ledger

import (
	"context"
	"encoding/base64"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
	"anlan/internal/ledger/ledgerdb"
)

// Inclusion is an entry as it is stored, with the proof that it stands in the tree of a checkpoint: what a
// file carries that is to be checked without the program.
type Inclusion struct {
	Entry  Entry    `json:"entry"`
	Hashes []string `json:"hashes"` // RFC 6962 inclusion proof, base64
}

// Inclusions proves entries under one checkpoint, which is signed now where the newest does not cover them.
// Entries are disclosed whole: the caller has asked who may see them.
func (l *Ledger) Inclusions(ctx context.Context, positions []int64) ([]Inclusion, Checkpoint, error) {
	q := ledgerdb.New(l.d.Reader())
	c, _, err := lastCheckpoint(ctx, q)
	if err != nil {
		return nil, c, err
	}
	for _, pos := range positions {
		if pos <= c.Size {
			continue
		}
		if err := l.Catch(ctx); err != nil {
			return nil, c, err
		}
		if c, _, err = lastCheckpoint(ctx, q); err != nil {
			return nil, c, err
		}
		break
	}
	list := make([]Inclusion, 0, len(positions))
	for _, pos := range positions {
		one, err := include(ctx, q, c, pos)
		if err != nil {
			return nil, c, err
		}
		list = append(list, one)
	}
	return list, c, nil
}

func include(ctx context.Context, q *ledgerdb.Queries, c Checkpoint, pos int64) (Inclusion, error) {
	entries, err := entriesAfter(ctx, q, pos-1, 1)
	if err != nil {
		return Inclusion{}, err
	}
	if pos < 1 || pos > c.Size || len(entries) == 0 || entries[0].Pos != pos {
		return Inclusion{}, anlan.ErrLedgerNotWitnessed.With("pos", pos)
	}
	proof, err := tlog.ProveRecord(c.Size, pos-1, hashReader(ctx, q))
	if err != nil {
		return Inclusion{}, err
	}
	one := Inclusion{Entry: entries[0], Hashes: []string{}}
	for _, h := range proof {
		one.Hashes = append(one.Hashes, base64.StdEncoding.EncodeToString(h[:]))
	}
	return one, nil
}

// Holds tells whether the entry stands in the tree of the checkpoint. It needs nothing else; who signed the
// checkpoint is for ParseCheckpoint to say.
func (i Inclusion) Holds(c Checkpoint) bool { return InTree(c, i.Entry.Pos, i.Entry.Leaf(), i.Hashes) }

// Prover proves many entries under one checkpoint. It keeps the tiles that it read last, so that entries in
// the order of the ledger cost a few reads for each 256.
type Prover struct {
	Checkpoint Checkpoint
	Key        string // that signed it

	hashes tlog.HashReader
}

// Prover makes a prover whose checkpoint covers the position; one is signed now where none does.
func (l *Ledger) Prover(ctx context.Context, pos int64) (*Prover, error) {
	_, c, err := l.Inclusions(ctx, []int64{pos})
	if err != nil {
		return nil, err
	}
	return &Prover{c, l.key.Public, keptTiles(ctx, ledgerdb.New(l.d.Reader()))}, nil
}

// Prove returns the RFC 6962 inclusion proof of the entry at the position, each hash in base64.
func (p *Prover) Prove(pos int64) ([]string, error) {
	if pos < 1 || pos > p.Checkpoint.Size {
		return nil, anlan.ErrLedgerNotWitnessed.With("pos", pos)
	}
	proof, err := tlog.ProveRecord(p.Checkpoint.Size, pos-1, p.hashes)
	if err != nil {
		return nil, err
	}
	list := make([]string, len(proof))
	for i, h := range proof {
		list[i] = base64.StdEncoding.EncodeToString(h[:])
	}
	return list, nil
}

// InTree tells whether a leaf stands at a position of a checkpoint's tree, by its inclusion proof.
func InTree(c Checkpoint, pos int64, leaf [32]byte, hashes []string) bool {
	proof := make(tlog.RecordProof, 0, len(hashes))
	for _, text := range hashes {
		b, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(b) != tlog.HashSize {
			return false
		}
		proof = append(proof, tlog.Hash(b))
	}
	return pos >= 1 && pos <= c.Size && tlog.CheckRecord(proof, c.Size, c.Root, pos-1, leaf) == nil
}

// LeafOf is the leaf of a commitment: of an entry that is proved without being disclosed.
func LeafOf(commitment [32]byte) [32]byte { return tlog.RecordHash(commitment[:]) }
