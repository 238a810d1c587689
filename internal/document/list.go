package document

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
)

// Filter chooses entries of the register; what is empty does not choose.
type Filter struct {
	Year   int
	Code   string
	Kind   string
	Unit   anlan.ID // who issued or received it
	Void   bool     // only numbers that were voided
	Cursor string
	Limit  int
}

// Page is one page of the register.
type Page struct {
	Items []Entry
	Next  string // cursor of the next page; empty at the end
}

const limitMost = 200

// List returns the register, the newest first. Who does not see all sees what its own unit issued or
// received.
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page{}, err
	}
	if f.Limit <= 0 || f.Limit > limitMost {
		f.Limit = 50
	}
	if !authz.ScopeFor(a, actRead).All {
		f.Unit = a.Unit
	}
	since, from, err := s.window(ctx, f)
	if err != nil {
		return Page{}, err
	}
	return s.walk(ctx, f, since, from)
}

// spot is where an entry stands in the register: by its instant, and of one instant by its number.
type spot struct {
	issued anlan.Instant
	code   string
	n      int64
	id     anlan.ID
}

func (e Entry) spot() spot { return spot{e.Issued, e.Code, e.N, e.ID} }

// next is the cursor of the page that goes on behind the spot.
func (p spot) next() string { return db.Cursor(p.issued, p.id) }

// walkMost bounds the entries that are looked through for a second filter; the next page goes on from there.
const walkMost = 2000

// walk reads along the index that fits the filter best until the page is full.
func (s *Service) walk(ctx context.Context, f Filter, since anlan.Instant, from spot) (p Page, err error) {
	most := f.Limit + 1
	if f.second() {
		most = limitMost
	}
	p.Items = []Entry{}
	for seen := 0; ; {
		list, err := db.DecodeAll[Entry](s.entries(ctx, f, since, from, int32(most)))
		if err != nil {
			return p, err
		}
		for _, e := range list {
			if len(p.Items) == f.Limit {
				p.Next = from.next()
				return p, nil
			}
			if from = e.spot(); f.keeps(e) {
				p.Items = append(p.Items, e)
			}
		}
		if seen += len(list); len(list) < most {
			return p, nil
		}
		if seen >= walkMost {
			p.Next = from.next()
			return p, nil
		}
	}
}

// second tells whether the filter asks for more than one index knows.
func (f Filter) second() bool {
	n := 0
	for _, asked := range []bool{f.Unit != "", f.Void, f.Code != "", f.Kind != ""} {
		if asked {
			n++
		}
	}
	return n > 1
}

// keeps tells whether an entry fits what the index does not know. Its parties are the index's own affair.
func (f Filter) keeps(e Entry) bool {
	return (!f.Void || e.Void != nil) && (f.Code == "" || e.Code == f.Code) && (f.Kind == "" || e.Kind == f.Kind)
}

// entries walks the index that fits the filter best.
func (s *Service) entries(ctx context.Context, f Filter, since anlan.Instant, at spot, most int32) ([]string, error) {
	q := queries(s.d.Reader())
	switch {
	case f.Unit != "":
		return q.EntriesParty(ctx, documentdb.EntriesPartyParams{Unit: f.Unit, Since: since, Issued: at.issued, Code: at.code, N: at.n, ID: at.id, Most: most})
	case f.Void:
		return q.EntriesVoid(ctx, documentdb.EntriesVoidParams{Since: since, Issued: at.issued, Code: at.code, N: at.n, ID: at.id, Most: most})
	case f.Code != "":
		return q.EntriesCode(ctx, documentdb.EntriesCodeParams{Since: since, Issued: at.issued, N: at.n, ID: at.id, Code: f.Code, Most: most})
	case f.Kind != "":
		return q.EntriesKind(ctx, documentdb.EntriesKindParams{Since: since, Issued: at.issued, Code: at.code, N: at.n, ID: at.id, Kind: f.Kind, Most: most})
	}
	return q.Entries(ctx, documentdb.EntriesParams{Since: since, Issued: at.issued, Code: at.code, N: at.n, ID: at.id, Most: most})
}

// AllCodes lists the codes that stand in the register: a step in the index for each. Who does not see all
// sees those of its own unit.
func (s *Service) AllCodes(ctx context.Context, a anlan.Actor) ([]string, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	list := []string{}
	if !authz.ScopeFor(a, actRead).All {
		own, err := db.DecodeAll[Entry](s.entries(ctx, Filter{Unit: a.Unit}, 0, spot{issued: math.MaxInt64}, limitMost))
		for _, e := range own {
			list = append(list, e.Code)
		}
		slices.Sort(list)
		return slices.Compact(list), err
	}
	for code := ""; len(list) < limitMost; list = append(list, code) {
		next, err := queries(s.d.Reader()).NextCode(ctx, code)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return nil, db.Classify(err)
		}
		code = next
	}
	return list, nil
}

// Unserved is a document that units have not signed for though every step of the clock was told.
type Unserved struct {
	Entry Entry
	Units int64
}

// Unserved lists what still waits for signatures after the whole clock: for the office all of it, for others
// what their unit sent.
func (s *Service) Unserved(ctx context.Context, a anlan.Actor, most int) ([]Unserved, error) {
	rows, err := queries(s.d.Reader()).SpentEntries(ctx, limitMost)
	if err != nil {
		return nil, db.Classify(err)
	}
	var list []Unserved
	for _, r := range rows {
		e, err := loadEntry(ctx, s.d.Reader(), r.Entry)
		if err != nil {
			return nil, err
		}
		if len(list) < most && (e.Unit == a.Unit || a.Is(anlan.RoleOffice)) && MayChase(a, e) {
			list = append(list, Unserved{e, r.N})
		}
	}
	return list, nil
}

// window is the stretch of time that the page reads, from its end backwards.
func (s *Service) window(ctx context.Context, f Filter) (since anlan.Instant, from spot, err error) {
	from.issued = math.MaxInt64
	if f.Year != 0 {
		since, from.issued = yearStart(f.Year), yearStart(f.Year+1)
	}
	if f.Cursor == "" {
		return since, from, nil
	}
	at, id, err := db.ParseCursor[anlan.Instant, anlan.ID](f.Cursor)
	if err != nil || at >= from.issued {
		return since, from, err
	}
	from = spot{issued: at, id: id}
	if last, err := loadEntry(ctx, s.d.Reader(), id); err == nil { // of one instant, numbers decide
		from = last.spot()
	} else if !errors.Is(err, anlan.ErrNotFound) {
		return since, from, err
	}
	return since, from, nil
}

func yearStart(year int) anlan.Instant {
	return anlan.Date(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006-01-02")).Start()
}
