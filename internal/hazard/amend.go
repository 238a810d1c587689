package hazard

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/geo"
)

// Amendment changes facts of a finding: only the fields that are there. A phone that was away amends on
// the sight of an old revision; what nobody else has touched since is taken, the rest comes back field by
// field, and nothing is silently overwritten.
type Amendment struct {
	Text     *string   `json:"text,omitempty" maxLength:"2000"`
	Category *string   `json:"category,omitempty" maxLength:"40"`
	Sector   *string   `json:"sector,omitempty" maxLength:"40"`
	Cause    *string   `json:"cause,omitempty" maxLength:"40"`
	Clause   *string   `json:"clause,omitempty" maxLength:"200"`
	Where    *string   `json:"where,omitempty" maxLength:"100"`
	Place    *string   `json:"place,omitempty" maxLength:"24"`
	Site     *anlan.ID `json:"site,omitempty" maxLength:"36"`
	Point    *Point    `json:"point,omitempty"`
}

// field is one amendable fact: how to read it, and what the amendment wants of it.
type field struct {
	name string
	of   func(*Facts) any
	want any
	set  func(*Facts)
}

// fields lists what the amendment wants to change.
func (a Amendment) fields() (list []field) {
	text := func(name string, want *string, at func(*Facts) *string) {
		if want == nil {
			return
		}
		v := strings.TrimSpace(*want)
		list = append(list, field{name, func(f *Facts) any { return *at(f) }, v, func(f *Facts) { *at(f) = v }})
	}
	text("text", a.Text, func(f *Facts) *string { return &f.Text })
	text("category", a.Category, func(f *Facts) *string { return &f.Category })
	text("sector", a.Sector, func(f *Facts) *string { return &f.Sector })
	text("cause", a.Cause, func(f *Facts) *string { return &f.Cause })
	text("clause", a.Clause, func(f *Facts) *string { return &f.Clause })
	text("where", a.Where, func(f *Facts) *string { return &f.Where })
	text("place", a.Place, func(f *Facts) *string { return &f.Place })
	if a.Site != nil {
		list = append(list, field{"site", func(f *Facts) any { return f.Site }, *a.Site, func(f *Facts) { f.Site = *a.Site }})
	}
	if a.Point != nil {
		list = append(list, field{"point", func(f *Facts) any { return f.Point }, a.Point, func(f *Facts) { f.Point = a.Point }})
	}
	return list
}

// Clash is one fact that two people changed: what both saw, what I want, what stands there now.
type Clash struct {
	Field  string `json:"field"`
	Base   any    `json:"base"`
	Mine   any    `json:"mine"`
	Theirs any    `json:"theirs"`
}

// StaleError says that an amendment was made on the sight of facts that have changed since. It carries
// the record as it now stands and every fact in question.
type StaleError struct {
	Current Hazard
	Clashes []Clash
}

// Error names the facts.
func (e *StaleError) Error() string { return e.Unwrap().Error() }

// Unwrap is the error of the catalogue.
func (e *StaleError) Unwrap() error {
	var names []anlan.Both
	for _, c := range e.Clashes {
		names = append(names, anlan.FieldWord(c.Field))
	}
	return anlan.ErrHazardStale.With("fields", names)
}

// Amend works out the facts as they shall stand, on the sight of the revision base. The base facts are
// those that the caller saw.
func (h Hazard) Amend(base int64, seen Facts, a Amendment) (Hazard, []string, []Clash) {
	next, edits := h, map[string]int64{}
	for k, v := range h.Edits {
		edits[k] = v
	}
	var changed []string
	var clashes []Clash
	for _, f := range a.fields() {
		now := f.of(&h.Facts)
		if same(now, f.want) {
			continue // both say the same
		}
		if base < h.Edits[f.name] {
			clashes = append(clashes, Clash{f.name, f.of(&seen), f.want, now})
			continue
		}
		f.set(&next.Facts)
		changed = append(changed, f.name)
		edits[f.name] = h.Revision + 1
	}
	if len(clashes) > 0 {
		return h, nil, clashes
	}
	if len(edits) > 0 {
		next.Edits = edits
	}
	return next, changed, nil
}

// same compares facts by what they are stored as.
func same(a, b any) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && string(x) == string(y)
}

// Amend (修改) changes facts on the sight of the revision base.
func (s *Service) Amend(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, change Amendment) (Hazard, error) {
	return s.do(ctx, a, id, 0, actAmend, "hazard.amended", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if err := h.in("amend", OpenStates()...); err != nil {
			return h, Told{}, err
		}
		if base <= 0 || base > h.Revision {
			return h, Told{}, invalid("base", "")
		}
		seen, err := s.factsAt(ctx, tx, h, base)
		if err != nil {
			return h, Told{}, err
		}
		next, changed, clashes := h.Amend(base, seen, change)
		if len(clashes) > 0 {
			return h, Told{}, &StaleError{Current: h, Clashes: clashes}
		}
		if err := s.fits(ctx, tx, next, changed); err != nil {
			return h, Told{}, err
		}
		facts := next.Facts
		return next, Told{Facts: &facts, Changed: changed}, nil
	})
}

// fits holds amended facts to the words of the policy that the hazard was born with.
func (s *Service) fits(ctx context.Context, tx *db.Tx, h Hazard, changed []string) error {
	p, err := s.inForce(tx.Now.Date())
	if err != nil {
		return err
	}
	if err := checkFacts(h.Facts, p.terms).Err(); err != nil {
		return err
	}
	if slices.Contains(changed, "point") && h.Point != nil {
		if _, err := geo.Check(orb.Point{h.Point.Lon, h.Point.Lat}); err != nil {
			return err
		}
	}
	if slices.Contains(changed, "site") && h.Site != "" {
		_, err = s.siteOf(ctx, h.Site)
	}
	return err
}

// factsAt returns the facts as they stood at a revision: the last ones that were written until then.
func (s *Service) factsAt(ctx context.Context, tx *db.Tx, h Hazard, revision int64) (seen Facts, err error) {
	if revision == h.Revision {
		return h.Facts, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT body FROM event WHERE ref = $1 ORDER BY at, id LIMIT $2`, h.Ref().String(), event.PageLimit)
	if err != nil {
		return h.Facts, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var body string
		var t Told
		if err := rows.Scan(&body); err != nil {
			return seen, err
		}
		if err := json.Unmarshal([]byte(body), &t); err != nil {
			return seen, err
		}
		if t.Facts != nil && t.Revision <= revision {
			seen = *t.Facts
		}
	}
	return seen, rows.Err()
}
