package letter

import (
	"context"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Get returns a letter. What the actor may not see is not found.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Letter, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Letter{}, err
	}
	l, err := s.load(ctx, s.d.Reader(), id)
	if err != nil {
		return l, err
	}
	if authz.Check(a, actRead, l.targets()...) != nil {
		return Letter{}, anlan.ErrNotFound
	}
	return l, nil
}

// Whole is a letter with its text and everything that hangs on it.
type Whole struct {
	Letter     Letter
	Text       string // frozen, or as it would be sent now
	Signatures []Signature
	Marks      []Mark
	Objections []Objection
	Left       []string // roles whose signer has left the post
}

const hangingMost = 200

// Whole returns a letter with everything that its page shows.
func (s *Service) Whole(ctx context.Context, a anlan.Actor, id anlan.ID) (w Whole, err error) {
	if w.Letter, err = s.Get(ctx, a, id); err != nil {
		return w, err
	}
	door := s.d.Reader()
	if w.Text, err = s.text(ctx, door, w.Letter); err != nil {
		return w, err
	}
	if w.Signatures, err = itemsAbout[Signature](ctx, door, string(id), hangingMost); err != nil {
		return w, err
	}
	if w.Marks, err = itemsAbout[Mark](ctx, door, string(id), hangingMost); err != nil {
		return w, err
	}
	if w.Objections, err = itemsAbout[Objection](ctx, door, string(id), hangingMost); err != nil {
		return w, err
	}
	w.Left, err = s.left(ctx, w.Letter)
	return w, err
}

// text is what was frozen; a draft is composed as it would be sent now.
func (s *Service) text(ctx context.Context, door letterdb.DBTX, l Letter) (string, error) {
	if l.Hash == "" {
		return Compose(l), nil
	}
	row, err := queries(door).Text(ctx, l.ID)
	return row.Text, db.Classify(err)
}

// left names the sides whose signer no longer holds the post: whoever came signs the same text again.
func (s *Service) left(ctx context.Context, l Letter) ([]string, error) {
	list := []string{}
	for _, x := range []struct {
		role string
		p    Party
		s    *Signing
	}{{RoleIssuer, l.Issuer, l.Signed.Issuer}, {RoleSigner, l.Signer, l.Signed.Signer}} {
		if x.s == nil {
			continue
		}
		gone, err := s.gone(ctx, x.p.Post, x.s.Person)
		if err != nil {
			return nil, err
		}
		if gone {
			list = append(list, x.role)
		}
	}
	return list, nil
}

// gone tells whether a person no longer holds a post.
func (s *Service) gone(ctx context.Context, post, person anlan.ID) (bool, error) {
	holders, err := registry.In(s.d.Reader()).Holders(ctx, post, s.d.Now().Date())
	for _, h := range holders {
		if h.Person == person {
			return false, err
		}
	}
	return err == nil, err
}

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
		return s.listYear(ctx, f)
	}
	return s.listOwn(ctx, a, f)
}

func (s *Service) listYear(ctx context.Context, f Filter) (Page, error) {
	rank, id, _ := strings.Cut(f.Cursor, "/")
	list, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersOfYear(ctx, letterdb.LettersOfYearParams{Year: int64(f.Year), Kind: f.Kind,
		AfterRank: rank, AfterID: anlan.ID(id), Most: int32(f.Limit)}))
	p := Page{Items: list}
	if len(list) == f.Limit {
		last := list[len(list)-1]
		p.Next = last.Rank + "/" + string(last.ID)
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

// owes tells whether the actor's post is to sign the letter now.
func (s *Service) owes(a anlan.Actor, l Letter) bool {
	if l.State != Sent && l.State != Signed || a.Post == "" {
		return false
	}
	return a.Post == l.Signer.Post && (l.Signed.Signer == nil || l.Signed.Signer.Person != a.Person) ||
		a.Post == l.Issuer.Post && (l.Signed.Issuer == nil || l.Signed.Issuer.Person != a.Person)
}

// Can lists the verbs that the actor may try on a letter as it stands. The verbs ask again.
func (s *Service) Can(a anlan.Actor, l Letter) []string {
	list := []string{}
	may := func(action string, p Party) bool { return authz.Check(a, action, p.target()) == nil }
	if may(actWrite, l.Issuer) {
		if l.State == Draft {
			list = append(list, "send")
		}
		if (l.State == Draft || l.State == Sent) && l.Signed.Issuer == nil && l.Signed.Signer == nil {
			list = append(list, "withdraw")
		}
	}
	if s.owes(a, l) {
		if a.Post == l.Signer.Post {
			list = append(list, "sign:signer")
		} else {
			list = append(list, "sign:issuer")
		}
	}
	if l.State == Sent || l.State == Signed {
		if may(actSelf, l.Signer) {
			list = append(list, "self")
		}
		if may(actObject, l.Signer) {
			list = append(list, "object")
		}
		if a.Unit != l.Signer.Unit && may(actCheck, l.Issuer) {
			list = append(list, "check", "answer")
		}
	}
	return list
}

// The gaps of coverage.
const (
	GapNone     = "none"     // no letter
	GapDraft    = "draft"    // not sent
	GapUnsigned = "unsigned" // sent, not signed by both
	GapLeft     = "left"     // the signer has left the post
	GapOK       = "ok"
)

// Cover is how one unit stands with its letter of a year.
type Cover struct {
	Unit   anlan.ID `json:"unit"`
	Name   string   `json:"name"`
	Kind   string   `json:"kind"`
	Gap    string   `json:"gap" enum:"none,draft,unsigned,left,ok"`
	Wants  []string `json:"wants" nullable:"false" doc:"Sides that are still to sign: issuer, signer"`
	Letter anlan.ID `json:"letter,omitempty"`
	Number string   `json:"number,omitempty"`
	Issuer string   `json:"issuer,omitempty"`
}

// CoverPage is one page of coverage, in the order of the directory.
type CoverPage struct {
	Year  int     `json:"year"`
	Items []Cover `json:"items" nullable:"false"`
	Next  string  `json:"next"`
}

var unitKinds = map[string][]registry.UnitKind{rule.LetterDepartment: {registry.Department}, rule.LetterTownship: {registry.TownshipUnit},
	rule.LetterVillage: {registry.VillageUnit}, rule.LetterEnterprise: {registry.Enterprise}}

// Coverage tells of every unit of a kind whether it has a letter for the year, whether both have signed it,
// and whether those who did still hold their posts.
func (s *Service) Coverage(ctx context.Context, a anlan.Actor, year int, kind, after string) (CoverPage, error) {
	if err := authz.Check(a, actRead); err != nil {
		return CoverPage{}, err
	}
	kinds, known := unitKinds[kind]
	if !known {
		return CoverPage{}, anlan.ErrFieldInvalid.With("name", "kind").With("value", kind).At("kind")
	}
	if year == 0 {
		year = s.d.Now().Date().Year()
	}
	p := CoverPage{Year: year, Items: []Cover{}}
	units, err := registry.In(s.d.Reader()).Units(ctx, authz.ScopeFor(a, actRead), registry.UnitFilter{Kind: kinds[0], After: after, Limit: registry.PageLimit})
	if err != nil {
		return p, err
	}
	p.Next = units.Next
	for _, u := range units.Items {
		c, err := s.cover(ctx, u, kind, year)
		if err != nil {
			return p, err
		}
		p.Items = append(p.Items, c)
	}
	return p, nil
}

func (s *Service) cover(ctx context.Context, u registry.Unit, kind string, year int) (Cover, error) {
	c := Cover{Unit: u.ID, Name: u.Name, Kind: kind, Gap: GapNone, Wants: []string{}}
	if u.Short != "" {
		c.Name = u.Short
	}
	list, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: u.ID, Year: int64(year)}))
	if err != nil {
		return c, err
	}
	for _, l := range list {
		if l.State == Withdrawn {
			continue
		}
		c.Letter, c.Number, c.Issuer = l.ID, l.Number, l.Issuer.Name
		c.Gap, c.Wants, err = s.gap(ctx, l)
		return c, err
	}
	return c, nil
}

func (s *Service) gap(ctx context.Context, l Letter) (gap string, wants []string, err error) {
	wants = []string{}
	if l.Signed.Issuer == nil {
		wants = append(wants, RoleIssuer)
	}
	if l.Signed.Signer == nil {
		wants = append(wants, RoleSigner)
	}
	switch {
	case l.State == Draft:
		return GapDraft, wants, nil
	case len(wants) > 0:
		return GapUnsigned, wants, nil
	}
	if wants, err = s.left(ctx, l); err != nil || len(wants) > 0 {
		return GapLeft, wants, err
	}
	return GapOK, wants, nil
}

// Describe names a letter for whoever holds a Ref of it, with its page.
func (s *Service) Describe(ctx context.Context, id anlan.ID) (title, href string) {
	l, err := s.load(ctx, s.d.Reader(), id)
	if err != nil {
		return "", ""
	}
	return l.Number + " " + l.Signer.Name, "/letters/" + string(id)
}
