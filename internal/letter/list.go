package letter

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Filter chooses letters.
type Filter struct {
	Year   int
	Kind   string // of signer
	Mine   bool   // that the actor's post is to sign
	Cursor string
	Limit  int
}

// Page is one page of letters.
type Page struct {
	Items []Letter
	Next  string
}

// List returns letters of a year: all of a kind for those who see the county, else those of the actor's
// own unit, on either side.
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page{}, err
	}
	if f.Year == 0 {
		f.Year = s.d.Now().Date().Year()
	}
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 100
	}
	if !f.Mine && authz.ScopeFor(a, actRead).All {
		return listYear(ctx, s.d.Reader(), f)
	}
	return s.listOwn(ctx, a, f)
}

func listYear(ctx context.Context, door letterdb.DBTX, f Filter) (Page, error) {
	rank, id, err := db.ParseTextCursor[string, anlan.ID](f.Cursor)
	if err != nil {
		return Page{}, err
	}
	list, err := db.DecodeAll[Letter](queries(door).LettersOfYear(ctx, letterdb.LettersOfYearParams{Year: int64(f.Year), Kind: f.Kind,
		AfterRank: rank, AfterID: id, Most: int32(f.Limit)}))
	p := Page{Items: list}
	if len(list) == f.Limit {
		last := list[len(list)-1]
		p.Next = db.TextCursor(last.Rank, last.ID)
	}
	return p, err
}

// listOwn lists what the actor's unit signs, and what it issues.
func (s *Service) listOwn(ctx context.Context, a anlan.Actor, f Filter) (Page, error) {
	q := queries(s.d.Reader())
	p := Page{Items: []Letter{}}
	keep := func(l Letter) {
		if (f.Kind == "" || l.Kind == f.Kind) && (!f.Mine || s.owes(a, l)) && authz.Check(a, actRead, l.targets()...) == nil {
			p.Items = append(p.Items, l)
		}
	}
	if f.Cursor == "" {
		mine, err := db.DecodeAll[Letter](q.LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: a.Unit, Year: int64(f.Year)}))
		if err != nil {
			return p, err
		}
		for _, l := range mine {
			keep(l)
		}
	}
	issued, err := db.DecodeAll[Letter](q.LettersOfIssuer(ctx, letterdb.LettersOfIssuerParams{Issuer: a.Unit, Year: int64(f.Year), AfterID: anlan.ID(f.Cursor), Most: int32(f.Limit)}))
	for _, l := range issued {
		keep(l)
	}
	if len(issued) == f.Limit {
		p.Next = string(issued[len(issued)-1].ID)
	}
	return p, err
}
