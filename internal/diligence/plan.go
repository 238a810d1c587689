package diligence

import (
	"context"

	"anlan"
	"anlan/internal/diligence/diligencedb"
	"anlan/internal/event"
)

// plan is where the events of a book come from.
type plan struct {
	from, to int64 // the positions of the period: after from, up to to
	name     string
	sources  []source
	owes     func(*Entry) bool
	cut      bool // of the answers to what was asked, not all could be followed
}

// planner works a plan out.
type planner struct {
	ctx  context.Context
	s    *Service
	q    *diligencedb.Queries
	r    Request
	p    plan
	name *named

	dealt map[anlan.Ref]bool // what the subject itself asked, answered or signed for
}

func (s *Service) plan(ctx context.Context, r Request) (plan, error) {
	w := planner{ctx: ctx, s: s, q: diligencedb.New(s.o.DB.Reader()), r: r}
	var err error
	if w.p.from, err = event.Until(ctx, s.o.DB, r.From.Start()-1); err != nil {
		return w.p, err
	}
	if w.p.to, err = event.Until(ctx, s.o.DB, min(r.To.End(), s.o.DB.Now())); err != nil {
		return w.p, err
	}
	w.name = newNamed(ctx, w.q, max(w.p.to, 1))
	switch r.Subject.Kind {
	case Post:
		err = w.post()
	case Person:
		err = w.person()
	case Unit:
		err = w.unit()
	default:
		err = w.incident()
	}
	if err == nil {
		err = w.name.err
	}
	return w.p, err
}

func (w *planner) add(s ...source) { w.p.sources = append(w.p.sources, s...) }

// during reads a word within the period.
func (w *planner) during(word string, take func(*Entry) bool) source {
	return source{word: word, from: w.p.from, to: w.p.to, take: take}
}

// ever reads a word from the beginning: who sat where on the first day was settled before it.
func (w *planner) ever(word string) source { return source{word: word, to: w.p.to} }

func (w *planner) history(ref anlan.Ref) source { return source{ref: ref, to: w.p.to} }

// public takes what is no draft, and the drafts of whoever asks.
func public(mine func(anlan.Actor) bool) func(*Entry) bool {
	return func(e *Entry) bool { return !kindOf(e.Kind).own || mine(e.Actor) }
}

// fromUnit takes, of what all posts of a unit were told, the telling and what the post itself did about it.
func fromUnit(mine func(anlan.Actor) bool) func(*Entry) bool {
	return func(e *Entry) bool { return e.Kind == "notify.sent" || e.Kind == "notify.chased" || mine(e.Actor) }
}

func (w *planner) post() error {
	id := w.r.Subject.ID
	unit, err := w.unitOf(id)
	if err != nil {
		return err
	}
	w.p.name = w.name.Name(id)
	w.p.owes = func(e *Entry) bool { return owedBy(e, unit, id) || w.dealt[e.Ref] && owedBy(e, unit, "") }
	mine := func(a anlan.Actor) bool { return a.Post == id }
	w.add(w.ever(inSeat+string(id)), w.history(w.r.Subject.record()), w.during(string(id), public(mine)))
	w.add(w.during(inTold+string(unit), fromUnit(mine)), w.during(inMeet+string(unit), nil))
	return w.replies(string(id), mine)
}

// repliesMost bounds the records whose answers are looked for: each is a source of its own.
const repliesMost = 300

// replies adds what became of the records of which somebody asked, answered or signed: the answer is another's
// act, and need not name who had asked.
func (w *planner) replies(word string, mine func(anlan.Actor) bool) error {
	w.dealt = map[anlan.Ref]bool{}
	for e, err := range gather(w.ctx, w.q, []source{w.during(word, func(e *Entry) bool { return mine(e.Actor) && ranks[e.Ref.Kind] > 1 })}) {
		if err != nil {
			return err
		}
		if ch := kindOf(e.Kind).chapter; ch == Asked || ch == Answered || e.Kind == "matter.signed" {
			w.dealt[e.Ref] = true
		}
		if w.p.cut = len(w.dealt) >= repliesMost; w.p.cut {
			break
		}
	}
	for ref := range w.dealt {
		w.add(source{ref: ref, from: w.p.from, to: w.p.to, take: func(e *Entry) bool {
			ch := kindOf(e.Kind).chapter
			return ch == Asked || ch == Answered || e.Kind == "matter.signed" || e.Kind == "matter.opened"
		}})
	}
	return nil
}

// owedBy tells whether a matter or a receipt is to be signed for by a unit; by a post of it, where one is
// named.
func owedBy(e *Entry, unit, post anlan.ID) bool {
	u, p := e.text("lead.unit"), e.text("lead.post")
	if e.Ref.Kind == "document.receipt" {
		u, p = e.text("unit"), e.text("post")
	}
	if post != "" && p != "" {
		return p == string(post)
	}
	return u == string(unit)
}

func (w *planner) unitOf(post anlan.ID) (anlan.ID, error) {
	e, err := lately(w.ctx, w.q, anlan.Ref{Kind: "registry.post", ID: post}, 1<<62)
	if err == nil && e == nil {
		err = anlan.ErrDiligenceSubject.With("subject", string(post)).At("subject")
	}
	if err != nil {
		return "", err
	}
	return anlan.ID(e.text("unit")), nil
}

func (w *planner) unit() error {
	id := w.r.Subject.ID
	w.p.name = w.name.Name(id)
	w.p.owes = func(e *Entry) bool { return owedBy(e, id, "") }
	mine := func(a anlan.Actor) bool { return a.Unit == id }
	w.add(w.ever(inSeat+string(id)), w.history(w.r.Subject.record()), w.during(string(id), public(mine)), w.during(inTold+string(id), nil))
	return w.toldPosts(id)
}

// postsMost bounds the posts of a unit whose own notices its book follows.
const postsMost = 300

// toldPosts adds what single posts of a unit were told: a notice to a post names no unit.
func (w *planner) toldPosts(unit anlan.ID) error {
	known := map[string]bool{}
	for e, err := range gather(w.ctx, w.q, []source{w.ever(inSeat + string(unit))}) {
		if err != nil {
			return err
		}
		post := e.text("post")
		if !isID(post) || known[post] {
			continue
		}
		if len(known) >= postsMost {
			w.p.cut = true
			break
		}
		known[post] = true
		w.add(w.during(post, func(e *Entry) bool { return e.Ref.Kind == "notify.notice" }))
	}
	return nil
}
