package matter

import (
	"slices"

	"anlan"
	"anlan/internal/authz"
)

// Can is a verb that the actor may take on a matter now, in the order a screen offers them.
type Can struct {
	Verb    string `json:"verb" enum:"sign,feedback,review,grant,transfer,extension,return,urge,recall,reopen"`
	Primary bool   `json:"primary"` // the one thing to do next
}

// offers says which verbs each state knows, and the action that allows them; the first one that the
// actor may take is the primary one.
var offers = map[State][]struct{ verb, action string }{
	Issued:   {{"sign", "matter.sign"}, {"grant", "matter.grant"}, {"recall", "matter.recall"}, {"return", "matter.return"}, {"extension", "matter.extend"}, {"transfer", "matter.transfer"}, {"urge", "matter.urge"}},
	Doing:    {{"feedback", "matter.progress"}, {"grant", "matter.grant"}, {"extension", "matter.extend"}, {"return", "matter.return"}, {"urge", "matter.urge"}, {"transfer", "matter.transfer"}},
	Reported: {{"review", "matter.review"}, {"urge", "matter.urge"}},
	Returned: {{"transfer", "matter.transfer"}},
	Closed:   {{"reopen", "matter.reopen"}},
}

// Can lists what the actor may do with the matter now.
func (m Matter) Can(a anlan.Actor, now anlan.Instant) []Can {
	list := []Can{}
	for _, o := range offers[m.State] {
		if m.offered(o.verb, a, now) && authz.May(a, o.action, targets(o.action, m)...) {
			list = append(list, Can{Verb: o.verb, Primary: !slices.ContainsFunc(list, func(c Can) bool { return c.Primary }) && m.next(o.verb)})
		}
	}
	return list
}

// next reports whether the verb moves the matter on, so that a screen makes it the one thing to do:
// other verbs are ways out.
func (m Matter) next(verb string) bool {
	switch verb {
	case "sign", "feedback", "review", "grant":
		return true
	case "transfer":
		return m.State == Returned
	case "urge":
		return m.Overdue || m.State == Issued && m.Fired.Sign > 0
	default:
		return false
	}
}

// offered leaves out what the rules would refuse anyway.
func (m Matter) offered(verb string, a anlan.Actor, now anlan.Instant) bool {
	switch verb {
	case "grant":
		return m.Asked != nil && (a.Post == "" || a.Post != m.Asked.By)
	case "extension":
		return m.Asked == nil && m.Deadline != 0 && m.free("extension") == nil
	case "recall":
		return now <= m.Recall
	case "review":
		return !slices.Contains(m.Doers, a.Post) && !slices.Contains(m.Doers, a.Account) && m.free("review") == nil
	case "feedback":
		return m.LedBy(a) || slices.Contains(m.CoUnits, a.Unit)
	default:
		return true
	}
}

// LedBy reports whether the actor's unit, or one below it, leads the matter: only the lead reports it
// done, while a unit that takes part tells how far its part is.
func (m Matter) LedBy(a anlan.Actor) bool {
	return m.Lead.Unit == a.Unit || slices.Contains(a.Scope.Units, m.Lead.Unit)
}
