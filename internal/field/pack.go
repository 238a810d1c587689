package field

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/field/fielddb"
)

// PageMost bounds the rows of one page of a pack.
const PageMost = 1000

// pageUsual is how many rows a page has unless fewer are asked for.
const pageUsual = 500

// Pack is one page of what a phone carries, or of what changed since its cursor.
type Pack struct {
	Cursor string
	More   bool                  // ask again with the cursor
	Reset  bool                  // what the phone has of the pack is worth nothing any more
	Rows   map[string][]any      // by kind
	Gone   map[string][]anlan.ID // by kind: carried no more
	Whole  []string              // kinds of Rows that take the place of all earlier rows of that kind
	Now    anlan.Instant
}

// Pack returns the next page after the cursor; an empty cursor begins.
func (s *Service) Pack(ctx context.Context, a anlan.Actor, text string, limit int) (Pack, error) {
	if err := authz.Check(a, actPack); err != nil {
		return Pack{}, err
	}
	p := packer{s: s, a: a, audiences: audiencesOf(a), left: pageUsual, out: Pack{Rows: map[string][]any{}, Gone: map[string][]anlan.ID{}}}
	if limit > 0 {
		p.left = min(limit, PageMost)
	}
	var err error
	if p.until, err = s.reach(ctx); err != nil {
		return Pack{}, err
	}
	floor, err := s.floor(ctx)
	if err != nil {
		return Pack{}, err
	}
	if err := p.begin(text, floor); err != nil {
		return Pack{}, err
	}
	if err := p.sets(ctx); err != nil {
		return Pack{}, err
	}
	for _, src := range s.sources {
		if err := p.kind(ctx, src); err != nil {
			return Pack{}, err
		}
	}
	p.out.Cursor, p.out.Now = p.at.text(), s.d.Now()
	return p.out, nil
}

// reachLook is how often a pack that waits looks how far the index is.
const reachLook = 20 * time.Millisecond

// reach is how far the index reaches: to what was acknowledged just now, if it comes there in time.
func (s *Service) reach(ctx context.Context) (int64, error) {
	want, enough := s.d.Pos(), time.After(s.wait)
	for {
		pos, err := event.Position(ctx, s.d, ReaderName)
		if err != nil || pos >= want || s.wait == 0 {
			return pos, err
		}
		select {
		case <-time.After(reachLook):
		case <-enough:
			return pos, nil
		case <-ctx.Done():
			return pos, ctx.Err()
		}
	}
}

// packer fills one page.
type packer struct {
	s         *Service
	a         anlan.Actor
	audiences []string
	until     int64 // how far the index reaches
	at        cursor
	left      int // rows that still fit
	out       Pack
}

// begin takes up the cursor, or starts anew where it belongs to another pack, or to a time of which it is
// forgotten what is carried no more.
func (p *packer) begin(text string, floor int64) error {
	mine := whose(p.audiences)
	if text != "" {
		c, err := parseCursor(text)
		if err != nil {
			return err
		}
		p.at = c
	}
	if p.at.Whose != mine || p.at.stale(floor) {
		p.out.Reset = true
		p.at = cursor{Whose: mine}
	}
	p.at.Kinds, p.at.Sets = maps.Clone(p.at.Kinds), maps.Clone(p.at.Sets)
	if p.at.Kinds == nil {
		p.at.Kinds = map[string]mark{}
	}
	if p.at.Sets == nil {
		p.at.Sets = map[string]string{}
	}
	return nil
}

// sets sends the dictionaries that are others than those the phone has.
func (p *packer) sets(ctx context.Context) error {
	for _, set := range p.s.sets {
		version, err := set.Version(ctx, p.a)
		if err != nil {
			return err
		}
		if p.at.Sets[set.Kind()] == version {
			continue
		}
		rows, err := set.Rows(ctx, p.a)
		if err != nil {
			return err
		}
		p.out.Rows[set.Kind()], p.at.Sets[set.Kind()] = rows, version
		p.out.Whole = append(p.out.Whole, set.Kind())
	}
	return nil
}

// kind fills the page with the changes of one kind.
func (p *packer) kind(ctx context.Context, src Source) error {
	kind := src.Kind()
	from, begun := p.at.Kinds[kind]
	if !begun {
		from = mark{First: true, Base: p.until}
		p.at.Kinds[kind] = from
	}
	if p.left == 0 {
		p.out.More = true
		return nil
	}
	found, whole, err := p.changed(ctx, kind, from)
	if err != nil {
		return err
	}
	if err := p.send(ctx, src, found, from.First); err != nil {
		return err
	}
	p.left -= len(found)
	if !whole {
		end := found[len(found)-1]
		p.at.Kinds[kind] = mark{Pos: end.Pos, ID: end.ID}
		if from.First {
			p.at.Kinds[kind] = mark{ID: end.ID, First: true, Base: from.Base}
		}
		p.out.More = true
		return nil
	}
	end := p.until
	if from.First {
		end = from.Base
	}
	p.at.Kinds[kind] = mark{Pos: end, ID: last}
	return nil
}

// changed merges the next changes of every audience, each record once.
func (p *packer) changed(ctx context.Context, kind string, from mark) (list []fielddb.ChangedRow, whole bool, err error) {
	for _, audience := range p.audiences {
		rows, err := p.of(ctx, audience, kind, from)
		if err != nil {
			return nil, false, db.Classify(err)
		}
		list = append(list, rows...)
	}
	slices.SortFunc(list, from.order)
	list = slices.CompactFunc(list, func(a, b fielddb.ChangedRow) bool { return from.order(a, b) == 0 })
	if len(list) <= p.left {
		return list, true, nil
	}
	return list[:p.left], false, nil
}

// order is how the rows behind a mark follow each other: by identity while the first synchronisation walks,
// by change after it.
func (m mark) order(a, b fielddb.ChangedRow) int {
	if m.First {
		return cmp.Compare(a.ID, b.ID)
	}
	return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.ID, b.ID))
}

// of reads one row more than fits, so that the end is known for one.
func (p *packer) of(ctx context.Context, audience, kind string, from mark) ([]fielddb.ChangedRow, error) {
	if !from.First {
		return p.s.q().Changed(ctx, fielddb.ChangedParams{Audience: audience, Kind: kind, AfterPos: from.Pos, AfterID: from.ID, Until: p.until, Most: int32(p.left + 1)})
	}
	rows, err := p.s.q().Present(ctx, fielddb.PresentParams{Audience: audience, Kind: kind, AfterID: from.ID, Until: p.until, Most: int32(p.left + 1)})
	list := make([]fielddb.ChangedRow, 0, len(rows))
	for _, r := range rows {
		list = append(list, fielddb.ChangedRow(r))
	}
	return list, err
}

// send reads the rows of what changed. Whatever is not carried by any of the actor's audiences any more,
// or may not be seen, is gone.
func (p *packer) send(ctx context.Context, src Source, found []fielddb.ChangedRow, first bool) error {
	kind := src.Kind()
	ids, seen := make([]anlan.ID, 0, len(found)), map[string]bool{}
	for _, f := range found {
		if seen[f.ID] {
			continue
		}
		seen[f.ID] = true
		carried, err := p.carried(ctx, kind, f)
		if err != nil {
			return err
		}
		if carried {
			ids = append(ids, anlan.ID(f.ID))
		} else if !first {
			p.out.Gone[kind] = append(p.out.Gone[kind], anlan.ID(f.ID))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := src.Rows(ctx, p.a, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if row, ok := rows[id]; ok {
			p.out.Rows[kind] = append(p.out.Rows[kind], row)
		} else if !first {
			p.out.Gone[kind] = append(p.out.Gone[kind], id)
		}
	}
	return nil
}

// carried tells whether any of the actor's audiences carries the record: one may have given it up while
// another has it still.
func (p *packer) carried(ctx context.Context, kind string, f fielddb.ChangedRow) (bool, error) {
	if !f.Gone {
		return true, nil
	}
	rows, err := p.s.q().Audiences(ctx, fielddb.AudiencesParams{Kind: kind, ID: f.ID})
	return slices.ContainsFunc(rows, func(r fielddb.AudiencesRow) bool {
		return !r.Gone && slices.Contains(p.audiences, r.Audience)
	}), db.Classify(err)
}
