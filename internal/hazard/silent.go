package hazard

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// SilentUnit is an enterprise in whose book nothing was found within the days of the rule, while its peers
// have findings. It is a list to look at, not a verdict.
type SilentUnit struct {
	Unit    anlan.ID      `json:"unit"`
	Name    string        `json:"name"`
	Place   string        `json:"place"`
	Sector  string        `json:"sector"`
	Ever    int64         `json:"ever"`     // findings ever
	Own     int64         `json:"own"`      // of them by itself
	Last    anlan.Instant `json:"last"`     // newest finding; 0 never
	LastOwn anlan.Instant `json:"lastOwn"`  // newest one by itself
	OwnOnly bool          `json:"ownOnly"`  // others found something, its own checks never did
	Peers   float64       `json:"peers"`    // findings per 100 enterprises of its sector in the same days
	Days    int           `json:"days"`     // without any
	Sector0 int           `json:"inSector"` // enterprises of the sector that were compared
}

// SilentPage is one page of the list.
type SilentPage struct {
	Items  []SilentUnit
	Next   string
	Reason rule.Reason
}

// SilentFilter narrows the list.
type SilentFilter struct {
	Place  string
	Cursor string
	Limit  int
}

// peers are the findings of a sector within the days of the rule.
type peers struct{ units, found int }

func (p peers) per100() float64 {
	if p.units == 0 {
		return 0
	}
	return 100 * float64(p.found) / float64(p.units)
}

// Silent lists enterprises without findings (零隐患). It walks the registry a page at a time and compares
// with the same sector in the same days.
func (s *Service) Silent(ctx context.Context, a anlan.Actor, f SilentFilter) (SilentPage, error) {
	var page SilentPage
	if err := authz.Check(a, actSurvey); err != nil {
		return page, err
	}
	now := s.d.Now()
	z, v, err := rule.Get[rule.HazardZero](s.book(), rule.HazardNoFinding, now.Date())
	if err != nil {
		return page, err
	}
	page.Reason = v.Reason()
	since := now.Date().AddDays(-z.Days).Start()
	terms, _, err := rule.Get[rule.HazardTerms](s.book(), rule.HazardWords, now.Date())
	if err != nil {
		return page, err
	}
	by, err := s.peers(ctx, terms, since)
	if err != nil {
		return page, err
	}
	scope := authz.ScopeFor(a, actSurvey)
	if f.Limit <= 0 || f.Limit > limitMost {
		f.Limit = 50
	}
	for len(page.Items) < f.Limit {
		units, err := registry.In(s.d.Reader()).Units(ctx, scope, registry.UnitFilter{Kind: registry.Enterprise, Place: f.Place, After: f.Cursor, Limit: f.Limit - len(page.Items)})
		if err != nil {
			return page, err
		}
		for _, u := range units.Items {
			row, silent, err := s.wasSilent(ctx, u, since, now)
			if err != nil {
				return page, err
			}
			p := by[terms.SectorOf(u.Sector)]
			if row.Peers, row.Sector0 = p.per100(), p.units; silent && row.Peers >= float64(z.PeersMin) {
				page.Items = append(page.Items, row)
			}
		}
		if f.Cursor = units.Next; f.Cursor == "" {
			return page, nil
		}
	}
	page.Next = f.Cursor
	return page, nil
}

// wasSilent reports whether nothing was found at the enterprise, or nothing by itself, since a day.
func (s *Service) wasSilent(ctx context.Context, u registry.Unit, since, now anlan.Instant) (SilentUnit, bool, error) {
	row := SilentUnit{Unit: u.ID, Name: u.Name, Place: u.Place, Sector: u.Sector}
	c, err := queries(s.d.Reader()).UnitCount(ctx, u.ID)
	if err = db.Classify(err); err != nil && !errors.Is(err, anlan.ErrNotFound) {
		return row, false, err
	}
	row.Ever, row.Own, row.Last, row.LastOwn = c.N, c.Own, c.Last, c.LastOwn
	begin := max(row.Last, u.Created)
	row.Days = int(now.Sub(begin).Hours() / 24)
	row.OwnOnly = row.Last >= since && row.LastOwn < since
	return row, u.Created < since && (row.Last < since || row.OwnOnly), nil
}

// peers counts findings and enterprises per sector since a day.
func (s *Service) peers(ctx context.Context, terms rule.HazardTerms, since anlan.Instant) (map[string]peers, error) {
	by := map[string]peers{}
	units, err := registry.In(s.d.Reader()).UnitsBySector(ctx, registry.Enterprise)
	if err != nil {
		return nil, err
	}
	for sector, n := range units {
		p := by[terms.SectorOf(sector)]
		p.units += n
		by[terms.SectorOf(sector)] = p
	}
	for _, sector := range terms.Sectors {
		n, err := s.foundIn(ctx, sector.Key, since)
		if err != nil {
			return nil, err
		}
		p := by[sector.Key]
		p.found += n
		by[sector.Key] = p
	}
	return by, nil
}

// foundIn counts the findings of a sector since a day, without exercises (law 14).
func (s *Service) foundIn(ctx context.Context, sector string, since anlan.Instant) (total int, err error) {
	q := queries(s.d.Reader())
	for _, st := range States() {
		if st == Dropped {
			continue
		}
		n, err := q.FoundInSector(ctx, hazarddb.FoundInSectorParams{Sector: sector, State: string(st), Found: since})
		if err != nil {
			return 0, db.Classify(err)
		}
		not, err := q.ExercisesInSector(ctx, hazarddb.ExercisesInSectorParams{Sector: sector, State: string(st), Found: since})
		if err != nil {
			return 0, db.Classify(err)
		}
		total += int(n - not)
	}
	return total, nil
}
