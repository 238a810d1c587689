package letter

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
)

// What a post owes to the room.
const (
	OwedSign   = "sign"   // 待签名
	OwedAnswer = "answer" // 异议待答复
	OwedSelf   = "self"   // 待自评
	OwedCheck  = "check"  // 待核分
)

// Owed is one thing that waits for somebody, as the to-do says it.
type Owed struct {
	What      string        `json:"what"`
	Role      string        `json:"role,omitempty"` // of the side that signs
	Letter    anlan.ID      `json:"letter"`
	Number    string        `json:"number"`
	Name      string        `json:"name"`           // of the signing unit
	Side      Party         `json:"side"`           // that signs, or marks itself; whoever checks or answers is not of it
	Last      anlan.ID      `json:"last,omitempty"` // the person who signed last
	Objection anlan.ID      `json:"objection,omitempty"`
	Title     string        `json:"title,omitempty"`   // of the fact that is objected to
	Clauses   int           `json:"clauses,omitempty"` // to be marked, or checked
	Due       anlan.Date    `json:"due,omitempty"`     // empty: no day is set
	Since     anlan.Instant `json:"since"`
}

// Owed lists what waits for the actor's post and unit: signatures, answers, and while a year is being
// assessed marks and checks. One walk of one index answers; each kind is bounded.
func (s *Service) Owed(ctx context.Context, a anlan.Actor, most int) ([]Owed, error) {
	if a.Unit == "" || !authz.May(a, actRead) {
		return nil, nil
	}
	all, err := s.asked(ctx, a, most)
	if err != nil {
		return nil, err
	}
	var list []Owed
	held := holders{s: s, post: a.Post}
	told, each := map[anlan.ID]bool{}, map[string]int{} // an objection waits on several seats
	for _, o := range all {
		if each[o.What] >= most || told[o.Objection] || !o.waitsFor(a) {
			continue
		}
		if o.Last != "" {
			if still, err := held.by(ctx, o.Last); err != nil || still {
				if err != nil {
					return nil, err
				}
				continue
			}
		}
		if o.Due, err = s.dueOf(o); err != nil {
			return nil, err
		}
		told[o.Objection] = o.Objection != ""
		each[o.What]++
		list = append(list, o)
	}
	return list, nil
}

// dueOf is until when something is to be done. What is older than clocks has the day of the policy that was in force
// when it began.
func (s *Service) dueOf(o Owed) (anlan.Date, error) {
	if o.Due != "" || o.Last != "" || o.What != OwedSign && o.What != OwedAnswer {
		return o.Due, nil
	}
	c, err := s.clockSince(o.What, o.Since)
	if err != nil || c == nil {
		return "", err
	}
	return c.Due, nil
}

// asked reads the open duties of the actor's seats, those that wait longest first.
func (s *Service) asked(ctx context.Context, a anlan.Actor, most int) ([]Owed, error) {
	p := letterdb.DutiesForParams{Post: seatOfPost(a.Post), Unit: seatOfUnit(a.Unit), Office: seatOfUnit(a.Unit), Today: s.d.Now().Date(), Person: a.Person, Most: int32(4 * most)}
	if a.Is(anlan.RoleOffice) {
		p.Office = seatOffice
	}
	if a.Person == "" {
		p.Person = "-" // nobody: "not signed last by" must not rule out what nobody has signed
	}
	return db.DecodeAll[Owed](queries(s.d.Reader()).DutiesFor(ctx, p))
}

// waitsFor tells whether the actor may do what his seat is asked for.
func (o Owed) waitsFor(a anlan.Actor) bool {
	switch o.What {
	case OwedSign:
		return a.Person != "" && authz.Check(a, actSign, o.Side.target()) == nil
	case OwedSelf:
		return authz.Check(a, actSelf, o.Side.target()) == nil
	case OwedCheck:
		return o.Side.Unit != a.Unit
	case OwedAnswer:
		return o.Side.Unit != a.Unit && authz.May(a, actAnswer, authz.Target{Unit: a.Unit})
	}
	return false
}

// holders knows who holds a post today, once it was asked.
type holders struct {
	s    *Service
	post anlan.ID
	list []registry.Holder
	read bool
}

// by tells whether a person holds the post: then his signature stands.
func (h *holders) by(ctx context.Context, person anlan.ID) (bool, error) {
	if !h.read {
		list, err := registry.In(h.s.d.Reader()).Holders(ctx, h.post, h.s.d.Now().Date())
		if err != nil {
			return false, err
		}
		h.list, h.read = list, true
	}
	for _, x := range h.list {
		if x.Person == person {
			return true, nil
		}
	}
	return false, nil
}

// checkers are the posts that check a letter.
func (r Round) checkers(letter anlan.ID) (list []anlan.ID) {
	for _, t := range r.Teams {
		for _, l := range t.Letters {
			if l == letter {
				list = append(list, t.Posts...)
			}
		}
	}
	return list
}
