package diligence

import (
	"context"
	"maps"
	"slices"

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

// spell is a stretch of days in which somebody held a post.
type spell struct {
	post, unit anlan.ID
	from, to   anlan.Date // to is empty while it lasts
}

func (w *planner) person() error {
	id := w.r.Subject.ID
	w.p.name = w.name.Name(id)
	mine := func(a anlan.Actor) bool { return a.Person == id }
	seats := w.ever(inSeat + string(id))
	w.add(seats, w.during(string(id), public(mine)))
	if err := w.replies(string(id), mine); err != nil {
		return err
	}
	var spells []spell
	for e, err := range gather(w.ctx, w.q, []source{seats}) {
		if err != nil {
			return err
		}
		spells = seated(spells, e, id)
	}
	w.p.owes = func(e *Entry) bool {
		return slices.ContainsFunc(spells, func(sp spell) bool {
			return owedBy(e, sp.unit, sp.post) || w.dealt[e.Ref] && owedBy(e, sp.unit, "")
		})
	}
	for _, sp := range spells {
		if err := w.spell(sp, mine); err != nil {
			return err
		}
	}
	return nil
}

// seated follows who sits where.
func seated(list []spell, e *Entry, who anlan.ID) []spell {
	post := anlan.ID(e.text("post"))
	switch {
	case e.Kind == "registry.appointed" && e.text("person") == string(who):
		return append(list, spell{post: post, unit: anlan.ID(e.text("unit")), from: anlan.Date(e.text("since"))})
	case e.Kind == "registry.handed_over" && e.text("to") == string(who):
		return append(list, spell{post: post, unit: anlan.ID(e.text("unit")), from: anlan.Date(e.text("on"))})
	case e.Kind == "registry.relieved" && e.text("person") == string(who):
		return left(list, post, anlan.Date(e.text("until")))
	case e.Kind == "registry.handed_over" && e.text("from") == string(who):
		return left(list, post, anlan.Date(e.text("on")))
	}
	return list
}

func left(list []spell, post anlan.ID, day anlan.Date) []spell {
	for i := range list {
		if list[i].post == post && list[i].to == "" {
			list[i].to = day
		}
	}
	return list
}

// spell reads a post for as long as the person held it.
func (w *planner) spell(sp spell, mine func(anlan.Actor) bool) error {
	from, to := w.p.from, w.p.to
	if sp.from > w.r.From {
		pos, err := event.Until(w.ctx, w.s.o.DB, sp.from.Start()-1)
		if err != nil {
			return err
		}
		from = max(from, pos)
	}
	if sp.to != "" && sp.to < w.r.To {
		pos, err := event.Until(w.ctx, w.s.o.DB, sp.to.End())
		if err != nil {
			return err
		}
		to = min(to, pos)
	}
	if from >= to {
		return nil
	}
	w.add(source{word: string(sp.post), from: from, to: to, take: public(mine)}, source{word: inTold + string(sp.unit), from: from, to: to, take: fromUnit(mine)},
		source{word: inMeet + string(sp.unit), from: from, to: to})
	return nil
}

// ranks order the records of an incident: a meeting decides, a decision becomes matters, a hazard opens one.
var ranks = map[string]int{"committee.meeting": 0, "committee.decision": 1, "committee.dispatch": 1, "inspection.inspection": 1, "letter.letter": 1,
	"risk.point": 1, "matrix.finding": 1, "hazard.hazard": 2, "matter.matter": 3, "document.entry": 4}

// leadsTo are the fields by which a record names the one that it came from.
var leadsTo = map[string]string{"meeting": "committee.meeting", "hazard": "hazard.hazard", "matter": "matter.matter", "decision": "committee.decision",
	"inspection": "inspection.inspection", "point": "risk.point"}

const (
	incidentMost = 300  // records of an incident
	mentionRead  = 2000 // events that are looked through for what came of a record
)

// incident follows a record down to what came of it, and up to what it came from, but never sideways: the
// other decisions of the meeting are another matter.
func (w *planner) incident() error {
	seed := w.r.Subject.Ref
	e, err := lately(w.ctx, w.q, seed, 1<<62)
	if err == nil && e == nil {
		err = anlan.ErrDiligenceSubject.With("subject", seed.String()).At("subject")
	}
	if err != nil {
		return err
	}
	w.p.name = titleOf(e)
	down, err := w.down(seed)
	if err != nil {
		return err
	}
	for _, ref := range down {
		w.add(source{ref: ref, from: w.p.from, to: w.p.to}, w.during(string(ref.ID), notTip))
	}
	up, err := w.up(seed)
	for _, ref := range up {
		w.add(source{ref: ref, from: w.p.from, to: w.p.to, take: notTip})
	}
	return err
}

// notTip keeps apart what the public reported: who reads of an incident must not learn that somebody did.
func notTip(e *Entry) bool { return e.Ref.Kind != "tip.tip" }

func titleOf(e *Entry) string {
	s := e.text("number")
	for _, path := range []string{"title", "name", "text"} {
		if t := e.text(path); t != "" {
			return mask(anlan.Shorten(s+" "+t, 80))
		}
	}
	return s
}

func (w *planner) down(seed anlan.Ref) ([]anlan.Ref, error) {
	list := []anlan.Ref{seed}
	for i := 0; i < len(list); i++ {
		n, rank := 0, ranks[list[i].Kind]
		for e, err := range gather(w.ctx, w.q, []source{{word: string(list[i].ID), to: w.p.to}}) {
			if err != nil {
				return nil, err
			}
			if n++; n > mentionRead || len(list) > incidentMost {
				break
			}
			if r, known := ranks[e.Ref.Kind]; known && r > rank && !slices.Contains(list, e.Ref) {
				list = append(list, e.Ref)
			}
		}
	}
	if len(list) > incidentMost {
		return nil, anlan.ErrDiligenceWide.With("max", incidentMost).At("subject")
	}
	return list, nil
}

func (w *planner) up(seed anlan.Ref) (list []anlan.Ref, err error) {
	for at := seed; len(list) < 8; {
		e, err := first(w.ctx, w.q, at)
		if err != nil || e == nil {
			return list, err
		}
		next := parentOf(e)
		if next.IsZero() || next == seed || slices.Contains(list, next) {
			return list, nil
		}
		list, at = append(list, next), next
	}
	return list, nil
}

// parentOf is the record from which one came, as far as it says so.
func parentOf(e *Entry) anlan.Ref {
	if o, is := e.field("origin").(map[string]any); is {
		kind, _ := o["kind"].(string)
		id, _ := o["id"].(string)
		if _, known := ranks[kind]; known && id != "" {
			return anlan.Ref{Kind: kind, ID: anlan.ID(id)}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(leadsTo)) {
		if id := e.text(name); isID(id) && ranks[leadsTo[name]] < ranks[e.Ref.Kind] {
			return anlan.Ref{Kind: leadsTo[name], ID: anlan.ID(id)}
		}
	}
	return anlan.Ref{}
}
