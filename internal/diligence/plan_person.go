package diligence

import (
	"slices"

	"anlan"
	"anlan/internal/event"
)

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
