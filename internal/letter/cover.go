package letter

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

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
	By     anlan.ID `json:"by,omitempty" doc:"unit that issues"`
	Clock  *Clock   `json:"clock,omitempty" doc:"of a letter that waits for its first signatures"`
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
		c.Letter, c.Number, c.Issuer, c.By, c.Clock = l.ID, l.Number, l.Issuer.Name, l.Issuer.Unit, l.running()
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
