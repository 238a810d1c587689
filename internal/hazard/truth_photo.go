package hazard

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/likeness"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// TruthReader is the name under which the examiner remembers how far it has come.
const TruthReader = "truth"

// lookSide is the longer side of the picture that is looked at.
const lookSide = 512

// Pictures unfolds stored pictures; the blob store does.
type Pictures interface {
	Photo(ctx context.Context, hash string, side int) (blob.Photo, error)
}

// Examiner looks, behind the requests, at every picture that comes as evidence: has it been shown before?
type Examiner struct {
	s        *Service
	pictures Pictures
	shelf    *likeness.Shelf
	log      *slog.Logger
	pace     pace
}

// NewExaminer makes the examiner of a ledger's pictures.
func NewExaminer(s *Service, p Pictures, log *slog.Logger) *Examiner {
	return &Examiner{s: s, pictures: p, shelf: likeness.NewShelf(s.d.Reader()), log: log}
}

// Rest frees the memory of the search.
func (x *Examiner) Rest() { x.shelf.Drop() }

// Handle hears a batch of events: the reader that event.Follow drives. Each event with pictures is a step of
// its own, so that a stop in the middle costs one event's.
func (x *Examiner) Handle(ctx context.Context, batch []anlan.Event) error {
	for _, e := range batch {
		shown, err := x.shown(ctx, e)
		if err != nil {
			return err
		}
		if len(shown) > 0 {
			if err := x.stepBack(ctx, func() error { return x.examine(ctx, e, shown) }); err != nil {
				return err
			}
		}
		if err := x.closing(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// shown lists the pictures that came with an event.
func (x *Examiner) shown(ctx context.Context, e anlan.Event) ([]Shown, error) {
	switch {
	case e.Ref.Kind == RefHazard:
		var t Told
		if err := json.Unmarshal(e.Body, &t); err != nil {
			return nil, err
		}
		return t.shown(e), nil
	case e.Kind == "matter.fed_back":
		t, err := matter.ToldBy(e)
		if err != nil {
			return nil, err
		}
		return x.fedBack(ctx, e, t)
	}
	return nil, nil
}

// shown lists the pictures that an event of a hazard brought.
func (t Told) shown(e anlan.Event) (list []Shown) {
	add := func(role string, photos []Photo) {
		for _, p := range photos {
			list = append(list, Shown{Photo: p.Hash, Ref: e.Ref, Role: role, Unit: t.Lead.Unit, At: e.At})
		}
	}
	switch e.Kind {
	case "hazard.reported":
		add(roleBefore, t.Photos)
		if t.Fix != nil {
			add(roleAfter, t.Fix.Photos)
		}
	case "hazard.closed", "hazard.check_failed":
		if t.Recheck != nil {
			add(roleCheck, t.Recheck.Photos)
		}
	case "hazard.delisted", "hazard.resumed":
		add(rolePapers, t.Photos)
	}
	return list
}

// fedBack lists the pictures of a feedback: what was put right, if the matter is a hazard's.
func (x *Examiner) fedBack(ctx context.Context, e anlan.Event, t matter.Told) (list []Shown, err error) {
	ref, role := e.Ref, roleWork
	if t.Origin.Kind == RefHazard {
		ref, role = t.Origin, roleAfter
		if t.Final {
			arg := hazarddb.PutHandParams{Hazard: ref.ID, Post: e.Actor.Post, Account: e.Actor.Account, At: e.At}
			err = x.s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return db.Classify(queries(tx).PutHand(ctx, arg)) })
		}
	}
	for _, f := range t.Files {
		if strings.HasPrefix(f.Type, "image/") {
			list = append(list, Shown{Photo: f.Hash, Ref: ref, Role: role, Unit: t.Lead.Unit, At: e.At})
		}
	}
	return list, err
}

// seen is a picture that was examined: what its camera claims and what speaks against it.
type seen struct {
	Shown
	taken  anlan.Instant
	doubts []Doubt
}

// again reports whether the picture is that of the finding itself, shown once more.
func (p seen) again() bool {
	return slices.ContainsFunc(p.doubts, func(d Doubt) bool { return d.Other.Ref == p.Ref && d.Other.Role == roleBefore })
}

// examine looks at the pictures of one event, and writes down what speaks against them.
func (x *Examiner) examine(ctx context.Context, e anlan.Event, shown []Shown) error {
	var list []seen
	for _, p := range shown {
		one, err := x.keep(ctx, p)
		if err != nil {
			return err
		}
		list = append(list, one)
	}
	list = pairs(list)
	return x.s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		if err := x.note(ctx, tx, list); err != nil {
			return err
		}
		return event.Advance(ctx, tx, TruthReader, e.Pos)
	})
}

// pairs lets a report of completion show the picture of the finding beside the one of the work, as it is
// asked to: only a report without any other picture proves nothing.
func pairs(list []seen) []seen {
	if !slices.ContainsFunc(list, func(p seen) bool { return p.Role == roleAfter && !p.again() }) {
		return list
	}
	list = slices.Clone(list)
	for i, p := range list {
		if p.Role == roleAfter && p.again() {
			list[i].doubts, list[i].Role = nil, roleBefore
		}
	}
	return list
}

// keep compares one picture with all that came before, and keeps it for those that come.
func (x *Examiner) keep(ctx context.Context, p Shown) (seen, error) {
	photo, sight, state, err := x.look(ctx, p.Photo)
	if err != nil {
		return seen{}, err
	}
	doubts, err := x.compare(ctx, p, sight)
	if err != nil {
		return seen{}, err
	}
	return seen{p, photo.Taken, doubts}, x.s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		if err := likeness.Put(ctx, tx, p.Photo, state, sight, tx.Now); err != nil {
			return db.Classify(err)
		}
		arg := hazarddb.PutPictureParams{Hash: p.Photo, Ref: p.Ref.String(), Role: p.Role, Unit: p.Unit, At: p.At}
		return db.Classify(queries(tx).PutPicture(ctx, arg))
	})
}

// look unfolds a picture. What cannot be looked at is kept as such, and stops nobody.
func (x *Examiner) look(ctx context.Context, hash string) (blob.Photo, *likeness.Sight, likeness.State, error) {
	photo, err := x.pictures.Photo(ctx, hash, lookSide)
	switch {
	case errors.Is(err, anlan.ErrBlobNoThumb):
		return photo, nil, likeness.NoDecoder, nil
	case ctx.Err() != nil:
		return photo, nil, "", ctx.Err()
	case err != nil: // broken, gone, on a bad sector: one picture must not stop all others
		x.log.Warn("a picture of evidence cannot be looked at", "hash", hash, "error", err)
		return photo, nil, likeness.Broken, nil
	}
	sight, err := likeness.Look(photo.Image)
	if errors.Is(err, likeness.ErrPlain) {
		return photo, nil, likeness.Plain, nil
	}
	return photo, sight, likeness.Compared, err
}

// compare searches the whole history for the picture.
func (x *Examiner) compare(ctx context.Context, p Shown, sight *likeness.Sight) ([]Doubt, error) {
	list, err := x.against(ctx, p, p.Photo, Doubt{}, alike{same: true})
	if err != nil || sight == nil {
		return list, err
	}
	found, err := x.shelf.Search(ctx, sight)
	if err != nil {
		return nil, db.Classify(err)
	}
	for _, f := range found {
		if f.Hash == p.Photo {
			continue
		}
		l := alike{copy: x.copied(ctx, sight, f)}
		more, err := x.against(ctx, p, f.Hash, Doubt{Agree: percent(f.Agree), Cover: percent(f.Cover)}, l)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

func percent(share float64) int { return int(math.Round(share * 100)) }

// copied looks closer at the two pictures themselves. A picture that is gone cannot be looked at again: then it
// is called alike, which is the lesser word.
func (x *Examiner) copied(ctx context.Context, sight *likeness.Sight, f likeness.Found) bool {
	_, other, _, err := x.look(ctx, f.Hash)
	return err == nil && other != nil && sight.Closer(other, f.Match).Copy
}

// against lists the doubts that a picture raises against the records that showed another.
func (x *Examiner) against(ctx context.Context, p Shown, hash string, d Doubt, l alike) (list []Doubt, err error) {
	rows, err := queries(x.s.d.Reader()).PictureOwners(ctx, hash)
	for _, r := range rows {
		known := Shown{Photo: r.Hash, Ref: anlan.ParseRef(r.Ref), Role: r.Role, Unit: r.Unit, At: r.At}
		if d.Kind = suspect(p, known, l); d.Kind != "" {
			d.Photo, d.Role, d.Came, d.Other = p.Photo, p.Role, p.At, &known
			list = append(list, d)
		}
	}
	return list, db.Classify(err)
}

// note writes the doubts about an event's pictures onto their hazard.
func (x *Examiner) note(ctx context.Context, tx *db.Tx, list []seen) error {
	r, _, err := rule.Get[rule.ClosureTruth](x.s.book(), rule.ClosureTruths, tx.Now.Date())
	if err != nil || list[0].Ref.Kind != RefHazard {
		return err
	}
	h, err := load(ctx, tx, list[0].Ref.ID)
	if err != nil {
		return err
	}
	var all []Doubt
	for _, p := range list {
		if p.Role == rolePapers {
			continue
		}
		doubts := slices.Clone(p.doubts)
		if kind := outOfTime(r, p.Role, p.taken, p.At, h.Found); kind != "" {
			doubts = append(doubts, Doubt{Kind: kind, Photo: p.Photo, Role: p.Role, Came: p.At})
		}
		for i := range doubts {
			doubts[i].At, doubts[i].Taken = tx.Now, p.taken
		}
		all = append(all, doubts...)
	}
	return x.s.doubt(ctx, tx, h, all...)
}
