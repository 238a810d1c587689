package registry

import (
	"context"
	"sync"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// SiteLabels are the labels of a site, with how often each was scanned of late.
type SiteLabels struct {
	Labels []Label `json:"labels"`
	Scans  []Scans `json:"scans"`
}

// scanDays is how far back scans are shown.
const scanDays = 90

// Labels returns the labels of a site and how often they were scanned.
func (s *Sites) Labels(ctx context.Context, a anlan.Actor, site SiteID) (SiteLabels, error) {
	if _, err := s.Get(ctx, a, site); err != nil {
		return SiteLabels{}, err
	}
	labels, err := s.read().Labels(ctx, site)
	if err != nil {
		return SiteLabels{}, err
	}
	rows, err := s.read().q.ScansOf(ctx, registrydb.ScansOfParams{Site: site, Day: s.db.Now().Date().AddDays(-scanDays)})
	return SiteLabels{Labels: labels, Scans: mapped(rows, func(r registrydb.RegistryLabelScan) Scans { return Scans(r) })}, db.Classify(err)
}

// MakeLabel makes one more label of a site.
func (s *Sites) MakeLabel(ctx context.Context, a anlan.Actor, site SiteID) (Label, error) {
	return once(ctx, s.db, a, func(w Writer) (Label, error) {
		if err := s.mayLabel(ctx, w, a, site); err != nil {
			return Label{}, err
		}
		return w.MakeLabel(ctx, site)
	}, func(d Directory) (Label, error) { return lastLabel(ctx, d, site) })
}

// lastLabel is the newest label of a site: what a repeated request made.
func lastLabel(ctx context.Context, d Directory, site SiteID) (last Label, err error) {
	labels, err := d.Labels(ctx, site)
	for _, l := range labels {
		if l.Created > last.Created {
			last = l
		}
	}
	return last, err
}

func (s *Sites) mayLabel(ctx context.Context, w Writer, a anlan.Actor, site SiteID) error {
	was, err := w.Site(ctx, site)
	if err != nil {
		return err
	}
	if !authz.ScopeFor(a, actSite).Covers(was.Unit, was.Place) {
		return anlan.ErrNotFound
	}
	return may(ctx, w.Directory, a, actLabel, was.Unit, was.Place)
}

// EnsureLabels makes a label for each of the sites that has none in use; it answers how many it made.
func (s *Sites) EnsureLabels(ctx context.Context, a anlan.Actor, sites []SiteID) (made int, err error) {
	_, err = once(ctx, s.db, a, func(w Writer) (int, error) {
		made = 0
		have, err := w.LabelsBySite(ctx, sites)
		if err != nil {
			return 0, err
		}
		for _, id := range sites {
			if len(have[id]) > 0 {
				continue
			}
			if err := s.mayLabel(ctx, w, a, id); err != nil {
				return 0, err
			}
			if _, err := w.MakeLabel(ctx, id); err != nil {
				return 0, err
			}
			made++
		}
		return made, nil
	}, func(Directory) (int, error) { return 0, nil })
	return made, err
}

// Revoke takes a label out of use.
func (s *Sites) Revoke(ctx context.Context, a anlan.Actor, code, reason string) (Label, error) {
	return once(ctx, s.db, a, func(w Writer) (Label, error) {
		if err := s.mayTouch(ctx, w, a, code); err != nil {
			return Label{}, err
		}
		return w.RevokeLabel(ctx, code, reason)
	}, func(d Directory) (Label, error) { return d.Label(ctx, code) })
}

// Rotate revokes a label and makes the one that takes its place.
func (s *Sites) Rotate(ctx context.Context, a anlan.Actor, code, reason string) (Label, error) {
	return once(ctx, s.db, a, func(w Writer) (Label, error) {
		if err := s.mayTouch(ctx, w, a, code); err != nil {
			return Label{}, err
		}
		_, fresh, err := w.RotateLabel(ctx, code, reason)
		return fresh, err
	}, func(d Directory) (Label, error) {
		old, err := d.Label(ctx, code)
		if err != nil {
			return old, err
		}
		return d.Label(ctx, old.Next)
	})
}

func (s *Sites) mayTouch(ctx context.Context, w Writer, a anlan.Actor, code string) error {
	l, err := w.Label(ctx, code)
	if err != nil {
		return notFoundOr(err, code)
	}
	return s.mayLabel(ctx, w, a, l.Site)
}

// Scanned is what a label on a wall leads to. Anybody may read it: it hangs in public.
type Scanned struct {
	Label Label
	Site  Site
	Unit  string
	Place string
}

// Scan answers whoever scanned a label, and counts the scan; the count names neither person nor device.
func (s *Sites) Scan(ctx context.Context, code string, signedIn bool) (Scanned, error) {
	if !IsLabelCode(code) {
		return Scanned{}, anlan.ErrLabelUnknown.With("code", clipped(code, 20))
	}
	d := s.read()
	l, err := d.Label(ctx, code)
	if err != nil {
		return Scanned{}, notFoundOr(err, code)
	}
	s.scans.add(scanKey{code, s.db.Now().Date()}, signedIn)
	out := Scanned{Label: l}
	if out.Site, err = d.Site(ctx, l.Site); err != nil {
		return out, err
	}
	if u, err := d.Unit(ctx, out.Site.Unit); err == nil {
		out.Unit = u.Name
	}
	if p, err := d.Place(ctx, out.Site.Place); err == nil {
		out.Place = p.Name
	}
	return out, nil
}

// StillScanned lists revoked labels that were scanned since they were revoked or shortly before: they
// still hang somewhere.
func (s *Sites) StillScanned(ctx context.Context, a anlan.Actor) ([]Label, error) {
	if err := authz.Check(a, actLabel); err != nil {
		return nil, err
	}
	d, scope := s.read(), authz.ScopeFor(a, actSite)
	rows, err := d.q.RevokedStillScanned(ctx, s.db.Now().Date().AddDays(-30))
	if err != nil {
		return nil, db.Classify(err)
	}
	list := []Label{}
	for _, r := range rows {
		site, err := d.Site(ctx, r.Site)
		if err != nil {
			return nil, err
		}
		if scope.Covers(site.Unit, site.Place) {
			l, err := d.Label(ctx, r.Code)
			if err != nil {
				return nil, err
			}
			list = append(list, l)
		}
	}
	return list, nil
}

// scans gathers what was scanned since the last Flush: a scan must not cost a commit.
type scans struct {
	mu sync.Mutex
	n  map[scanKey]scanCount
}

type scanCount struct{ signed, public int64 }

func (x *scans) add(k scanKey, signedIn bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.n == nil {
		x.n = map[scanKey]scanCount{}
	}
	c := x.n[k]
	if signedIn {
		c.signed++
	} else {
		c.public++
	}
	x.n[k] = c
}

func (x *scans) take() map[scanKey]scanCount {
	x.mu.Lock()
	defer x.mu.Unlock()
	n := x.n
	x.n = nil
	return n
}

func (x *scans) giveBack(n map[scanKey]scanCount) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.n == nil {
		x.n = map[scanKey]scanCount{}
	}
	for k, c := range n {
		now := x.n[k]
		x.n[k] = scanCount{now.signed + c.signed, now.public + c.public}
	}
}

// Flush writes down the scans that were gathered. internal/app calls it every minute and at the end.
func (s *Sites) Flush(ctx context.Context) error {
	n := s.scans.take()
	if len(n) == 0 {
		return nil
	}
	err := s.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for k, c := range n {
			err := registrydb.New(tx).CountScans(ctx, registrydb.CountScansParams{Label: k.label, Day: k.day, Signed: c.signed, Public: c.public})
			if err != nil {
				return db.Classify(err)
			}
		}
		return nil
	})
	if err != nil {
		s.scans.giveBack(n)
	}
	return err
}

// clipped shortens what an address brings.
func clipped(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}
