package document

import (
	"context"
	"math"
	"strconv"
	"strings"
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
	since, before, id, err := f.window()
	if err != nil {
		return Page{}, err
	}
	list, err := db.DecodeAll[Entry](s.entries(ctx, f, since, before, id))
	if err != nil {
		return Page{}, err
	}
	p := Page{Items: list}
	if len(list) > f.Limit {
		p.Items = list[:f.Limit]
		last := p.Items[f.Limit-1]
		p.Next = strconv.FormatInt(int64(last.Issued), 10) + "~" + string(last.ID)
	}
	return p, nil
}

// entries walks the index that fits the filter best.
func (s *Service) entries(ctx context.Context, f Filter, since, before anlan.Instant, id anlan.ID) ([]string, error) {
	q, most := queries(s.d.Reader()), int32(f.Limit)+1
	switch {
	case f.Unit != "":
		return q.EntriesParty(ctx, documentdb.EntriesPartyParams{Unit: f.Unit, Since: since, Issued: before, ID: id, Code: f.Code, Kind: f.Kind, Void: f.Void, Most: most})
	case f.Void:
		return q.EntriesVoid(ctx, documentdb.EntriesVoidParams{Since: since, Issued: before, ID: id, Code: f.Code, Kind: f.Kind, Most: most})
	case f.Code != "":
		return q.EntriesCode(ctx, documentdb.EntriesCodeParams{Since: since, Issued: before, ID: id, Code: f.Code, Kind: f.Kind, Most: most})
	case f.Kind != "":
		return q.EntriesKind(ctx, documentdb.EntriesKindParams{Since: since, Issued: before, ID: id, Kind: f.Kind, Most: most})
	}
	return q.Entries(ctx, documentdb.EntriesParams{Since: since, Issued: before, ID: id, Most: most})
}

// window is the stretch of time that the page reads, from its end backwards.
func (f Filter) window() (since, before anlan.Instant, id anlan.ID, err error) {
	before = math.MaxInt64
	if f.Year != 0 {
		since = yearStart(f.Year)
		before = yearStart(f.Year + 1)
	}
	if f.Cursor == "" {
		return since, before, "", nil
	}
	at, last, ok := strings.Cut(f.Cursor, "~")
	n, err := strconv.ParseInt(at, 10, 64)
	if !ok || err != nil {
		return 0, 0, "", anlan.ErrFieldInvalid.With("name", "cursor").With("value", f.Cursor).At("cursor").Because(err)
	}
	return since, min(before, anlan.Instant(n)), anlan.ID(last), nil
}

func yearStart(year int) anlan.Instant {
	return anlan.Date(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006-01-02")).Start()
}
