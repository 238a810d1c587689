package likeness

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"sync"
	"time"

	"anlan"
	"anlan/internal/likeness/likenessdb"
)

// State is what came of looking at a picture.
type State string

// The states of a picture.
const (
	Compared  State = "compared"   // it has a print
	Plain     State = "plain"      // it shows too little
	NoDecoder State = "no_decoder" // a format that cannot be read here, such as HEIC, or too large to unfold
	Broken    State = "broken"     // it claims to be a picture and is none
	Gone      State = "gone"       // its time was over
)

// idle is how long an index that nobody asks stays in memory.
const idle = 10 * time.Minute

// page is how many prints are loaded at once.
const page = 20_000

// Shelf keeps prints in the database. Its index is made when somebody searches, follows what is added by
// whichever program, and is dropped after ten idle minutes.
type Shelf struct {
	read  likenessdb.DBTX
	mu    sync.Mutex // one search at a time: it is a background matter
	index *Index
	rest  *time.Timer
}

// NewShelf makes the shelf over the read side of a database.
func NewShelf(read likenessdb.DBTX) *Shelf { return &Shelf{read: read} }

// Put records a picture within the transaction of w: its print if s is not nil, else only what came of it.
// The same file a second time changes nothing.
func Put(ctx context.Context, w likenessdb.DBTX, hash string, state State, s *Sight, at anlan.Instant) error {
	if s == nil {
		_, err := place(ctx, w, hash, state, nil, at)
		return err
	}
	return PutPrint(ctx, w, hash, s.Print(), at)
}

// PutPrint records the print of a picture within the transaction of w.
func PutPrint(ctx context.Context, w likenessdb.DBTX, hash string, p Print, at anlan.Instant) error {
	n, err := place(ctx, w, hash, Compared, p.Keys(), at)
	if err != nil || n < 0 {
		return err
	}
	return likenessdb.New(w).PutPrint(ctx, likenessdb.PutPrintParams{Place: n, Print: p.Marshal()})
}

// place gives a picture its place; -1 if it has one.
func place(ctx context.Context, w likenessdb.DBTX, hash string, state State, keys []uint32, at anlan.Instant) (int64, error) {
	q := likenessdb.New(w)
	if _, err := q.Seen(ctx, hash); !errors.Is(err, sql.ErrNoRows) {
		return -1, err
	}
	n, err := q.NextPlace(ctx)
	if err != nil {
		return -1, err
	}
	b := make([]byte, 0, 4*len(keys))
	for _, k := range keys {
		b = binary.BigEndian.AppendUint32(b, k)
	}
	return n, q.PutKeys(ctx, likenessdb.PutKeysParams{Place: n, Hash: hash, State: string(state), At: at, Keys: b})
}

// Forget destroys a file's print within the transaction of w. The index forgets it when it is made anew; until
// then a search that meets the empty place goes past it.
func Forget(ctx context.Context, w likenessdb.DBTX, hash string) error {
	q := likenessdb.New(w)
	seen, err := q.Seen(ctx, hash)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := q.DropPrint(ctx, seen.Place); err != nil {
		return err
	}
	return q.EmptyKeys(ctx, likenessdb.EmptyKeysParams{Place: seen.Place, Keys: []byte{}})
}

// StateOf tells what came of looking at a file; "" if nobody has.
func (s *Shelf) StateOf(ctx context.Context, hash string) (State, error) {
	seen, err := likenessdb.New(s.read).Seen(ctx, hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return State(seen.State), err
}

// Found is a kept picture that shows the same as the one looked for.
type Found struct {
	Hash string
	At   anlan.Instant // when it was put on the shelf
	Match
}

// Search finds the kept pictures that show the same, best first.
func (s *Shelf) Search(ctx context.Context, sight *Sight) ([]Found, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.follow(ctx); err != nil {
		return nil, err
	}
	at := map[uint32]likenessdb.PrintsAtRow{}
	hits, err := s.index.Search(ctx, sight, func(ctx context.Context, places []uint32) ([]Print, error) {
		return s.prints(ctx, places, at)
	})
	list := make([]Found, len(hits))
	for i, h := range hits {
		list[i] = Found{Hash: at[h.Place].Hash, At: at[h.Place].At, Match: h.Match}
	}
	return list, err
}

// prints fetches what lies at some places, and remembers whose it is.
func (s *Shelf) prints(ctx context.Context, places []uint32, at map[uint32]likenessdb.PrintsAtRow) ([]Print, error) {
	var p [fetched]int64
	for i := range p {
		p[i] = int64(places[min(i, len(places)-1)])
	}
	rows, err := likenessdb.New(s.read).PrintsAt(ctx, likenessdb.PrintsAtParams{
		Place: p[0], Place_2: p[1], Place_3: p[2], Place_4: p[3], Place_5: p[4], Place_6: p[5], Place_7: p[6], Place_8: p[7],
		Place_9: p[8], Place_10: p[9], Place_11: p[10], Place_12: p[11], Place_13: p[12], Place_14: p[13], Place_15: p[14], Place_16: p[15]})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		at[uint32(r.Place)] = r
	}
	list := make([]Print, len(places))
	for i, place := range places {
		r, kept := at[place]
		if !kept {
			continue // forgotten since the index was made
		}
		if list[i], err = Unmarshal(r.Print); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// follow brings the index up to what the database holds.
func (s *Shelf) follow(ctx context.Context) error {
	if s.index == nil {
		s.index = &Index{}
	}
	if s.rest != nil {
		s.rest.Stop()
	}
	s.rest = time.AfterFunc(idle, s.Drop)
	q := likenessdb.New(s.read)
	for {
		rows, err := q.KeysFrom(ctx, likenessdb.KeysFromParams{Place: int64(s.index.Len()), Limit: page})
		if err != nil || len(rows) == 0 {
			return err
		}
		prints := make([][]uint32, len(rows))
		for i, r := range rows {
			for at := r.Keys; len(at) >= 4; at = at[4:] {
				prints[i] = append(prints[i], binary.BigEndian.Uint32(at))
			}
		}
		s.index.Add(prints...)
	}
}

// Drop frees the index. The next search makes it anew.
func (s *Shelf) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.index = nil
	if s.rest != nil {
		s.rest.Stop()
	}
}

// Bytes is the memory that the index takes at present.
func (s *Shelf) Bytes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.index == nil {
		return 0
	}
	return s.index.Bytes()
}
