package matrix

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// CreateSector adds a node to the tree.
func (s *Service) CreateSector(ctx context.Context, a anlan.Actor, d SectorDraft) (Sector, error) {
	if err := s.may(a, actWrite); err != nil {
		return Sector{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Sector, error) { return createSector(ctx, tx, d) }, s.sector(ctx, d.ID))
}

func createSector(ctx context.Context, tx *db.Tx, d SectorDraft) (Sector, error) {
	if d.Since == "" {
		d.Since = tx.Now.Date()
	}
	x := Sector{Since: d.Since, Created: tx.Now, Updated: tx.Now, Revision: 1, Source: "本县", Confidence: "county"}
	if bad := d.check(); len(bad) > 0 {
		return x, bad
	}
	id, err := fresh(tx, d.ID)
	if err != nil {
		return x, err
	}
	x.ID, x.Code = id, d.Code
	all, err := db.DecodeAll[Sector](queries(tx).Sectors(ctx))
	if err != nil {
		return x, err
	}
	if len(all) >= sectorMost {
		return x, anlan.ErrMatrixFull.With("max", sectorMost)
	}
	if x.Code == "" {
		x.Code = fmt.Sprintf("own%03d", len(all)+1)
	}
	if slices.ContainsFunc(all, func(o Sector) bool { return o.Code == x.Code }) {
		return x, anlan.ErrMatrixCodeDouble.With("code", x.Code).At("code")
	}
	x = d.apply(x).moved(d.Parent, d.Since)
	if x.Rank == 0 {
		x.Rank = int64(len(all)+1) * 10
	}
	if err := fits(x, all, d.Since); err != nil {
		return x, err
	}
	return x, insertSector(ctx, tx, x)
}

// fits refuses a node that would stand below itself, below nothing known, or under a word that means another.
func fits(x Sector, all []Sector, day anlan.Date) error {
	up := map[anlan.ID]Sector{x.ID: x}
	for _, o := range all {
		if o.ID != x.ID {
			up[o.ID] = o
		}
	}
	if parent := x.Parent(day); parent != "" {
		if _, known := up[parent]; !known {
			return anlan.ErrNotFound
		}
	}
	for _, on := range turningDays(x, up) { // a move is judged on each day on which anything above moves
		at, seen := x.Parent(on), 0
		for ; at != "" && seen <= len(up); seen++ {
			if at == x.ID {
				return anlan.ErrMatrixCircle.With("name", x.Name).With("parent", up[x.Parent(on)].Name).At("parent")
			}
			at = up[at].Parent(on)
		}
		if seen > len(up) {
			return anlan.ErrMatrixCircle.With("name", x.Name).With("parent", up[x.Parent(on)].Name).At("parent")
		}
	}
	return doubleWord(x, all)
}

// turningDays are the days from which on anything stands where it did not stand before.
func turningDays(x Sector, up map[anlan.ID]Sector) []anlan.Date {
	first := x.Stays[0].Since
	days := []anlan.Date{}
	for _, o := range up {
		for _, stay := range o.Stays {
			if stay.Since >= first {
				days = append(days, stay.Since)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

func doubleWord(x Sector, all []Sector) error {
	words := map[string]bool{}
	for _, w := range append([]string{x.Name}, x.Aliases...) {
		words[fold(w)] = true
	}
	for _, o := range all {
		if o.ID == x.ID || !meet(o.Since, o.Until, x.Since, x.Until) {
			continue
		}
		for _, w := range append([]string{o.Name}, o.Aliases...) {
			if words[fold(w)] {
				return anlan.ErrMatrixWordDouble.With("word", w).With("name", o.Name).At("name")
			}
		}
	}
	return nil
}

// UpdateSector changes what a node is called or where it stands, from a day on.
func (s *Service) UpdateSector(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, d SectorDraft) (Sector, error) {
	return s.changeSector(ctx, a, id, revision, "matrix.sector_changed", func(tx *db.Tx, was Sector, all []Sector) (Sector, error) {
		if d.Since == "" {
			d.Since = max(tx.Now.Date(), was.Since)
		}
		if bad := d.check(); len(bad) > 0 {
			return was, bad
		}
		x := d.apply(was).moved(d.Parent, max(d.Since, was.Since))
		return x, fits(x, all, max(d.Since, was.Since))
	})
}

// EndSector ends a node on its last day. What stands below it then stands at the top.
func (s *Service) EndSector(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, last anlan.Date) (Sector, error) {
	return s.changeSector(ctx, a, id, revision, "matrix.sector_ended", func(_ *db.Tx, was Sector, _ []Sector) (Sector, error) {
		if bad := checkSpan(was.Since, last); len(bad) > 0 || last == "" {
			return was, append(bad, required("until", string(last), 10)...).Err()
		}
		if was.Until != "" {
			return was, anlan.ErrMatrixEnded.With("until", string(was.Until))
		}
		was.Until = last
		return was, nil
	})
}

func (s *Service) changeSector(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, kind string, fn func(tx *db.Tx, was Sector, all []Sector) (Sector, error)) (Sector, error) {
	if err := s.may(a, actWrite); err != nil {
		return Sector{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Sector, error) {
		was, err := db.Decode[Sector](queries(tx).Sector(ctx, id))
		if err != nil {
			return was, err
		}
		if revision != 0 && revision != was.Revision {
			return was, anlan.ErrConflict
		}
		all, err := db.DecodeAll[Sector](queries(tx).Sectors(ctx))
		if err != nil {
			return was, err
		}
		next, err := fn(tx, was, all)
		if err != nil {
			return was, err
		}
		return saveSector(ctx, tx, kind, next)
	}, s.sector(ctx, id))
}

func (s *Service) sector(ctx context.Context, id anlan.ID) func() (Sector, error) {
	return func() (Sector, error) { return db.Decode[Sector](queries(s.d.Reader()).Sector(ctx, id)) }
}

// Seed enters the tree of policy sectors where none of its codes is there yet, and tells how many nodes it made.
// It may run again.
func (s *Service) Seed(ctx context.Context, a anlan.Actor, since anlan.Date) (made int, err error) {
	if err := s.may(a, actWrite); err != nil {
		return 0, err
	}
	if since == "" {
		since = s.Today()
	}
	tree, v, err := rule.Get[rule.Sectors](s.book(), rule.SectorTree, s.Today())
	if err != nil {
		return 0, err
	}
	if bad := checkSpan(since, ""); len(bad) > 0 {
		return 0, bad
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		made, err = seed(ctx, tx, tree, v, since)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return 0, nil
	}
	return made, err
}

func seed(ctx context.Context, tx *db.Tx, tree rule.Sectors, v rule.Version, since anlan.Date) (made int, err error) {
	all, err := db.DecodeAll[Sector](queries(tx).Sectors(ctx))
	if err != nil {
		return 0, err
	}
	known := map[string]anlan.ID{}
	for _, s := range all {
		known[s.Code] = s.ID
	}
	for i, x := range tree.Sectors {
		if known[x.Key] != "" {
			continue
		}
		d := SectorDraft{Name: x.ZH, English: x.EN, Kind: x.Kind, Classes: x.Classes, Aliases: x.Aliases, Rank: int64(i+1) * 10}
		s := d.apply(Sector{ID: tx.NewID(), Code: x.Key, Since: since, Created: tx.Now, Updated: tx.Now, Revision: 1, Source: v.Source, Confidence: string(v.Confidence)})
		s = s.moved(known[x.Parent], since)
		if doubleWord(s, all) != nil {
			continue // the county has it under a code of its own
		}
		if err := insertSector(ctx, tx, s); err != nil {
			return made, err
		}
		known[x.Key], all, made = s.ID, append(all, s), made+1
	}
	return made, nil
}
