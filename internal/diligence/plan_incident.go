package diligence

import (
	"maps"
	"slices"

	"anlan"
)

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
