package hazard

import (
	"slices"

	"anlan"
	"anlan/internal/authz"
)

// Can is a verb that the actor may take on a hazard now, in the order a screen offers them.
type Can struct {
	Verb    string `json:"verb" enum:"grade,plan,notice,list,publish,extend,answer,accept,close,vouch,delist,stop,resume,amend,reopen,drop"`
	Primary bool   `json:"primary"` // the one thing to do next
}

// offer is a verb with the action that allows it and when the hazard's standing does.
type offer struct {
	verb, action string
	when         func(h Hazard) bool
	next         func(h Hazard) bool // it is what the hazard waits for
}

func always(Hazard) bool { return true }
func never(Hazard) bool  { return false }

func inStates(states ...State) func(Hazard) bool {
	return func(h Hazard) bool { return slices.Contains(states, h.State) }
}

// offers lists the verbs in the order in which a hazard needs them.
var offers = []offer{
	{"grade", actGrade, inStates(Judging, Planned, Rectifying), inStates(Judging)},
	{"plan", actPlan, func(h Hazard) bool { return h.Grade == Major && (h.State == Planned || h.State == Rectifying) }, inStates(Planned)},
	{"notice", actNotice, func(h Hazard) bool { return h.Grade == Major && h.IsOpen() }, never},
	{"list", actList, func(h Hazard) bool {
		return h.Grade == Major && h.Listed() == "" && h.Reported(ToRegulator) && (h.State == Planned || h.State == Rectifying)
	}, never},
	{"publish", actList, func(h Hazard) bool {
		return h.Listing != nil && (h.Listing.Publish.Day == "" || h.Listing.Delisted != nil && h.Listing.Delisted.Publish.Day == "")
	}, always},
	{"extend", actExtend, func(h Hazard) bool {
		return h.Listed() != "" && h.Listing.Asked == nil && (h.State == Planned || h.State == Rectifying)
	}, never},
	{"answer", actAnswer, func(h Hazard) bool { return h.Listed() != "" && h.Listing.Asked != nil }, always},
	{"accept", actCheck, func(h Hazard) bool { return h.State == Rechecking && h.Listed() != "" }, always},
	{"close", actCheck, func(h Hazard) bool { return h.State == Rechecking && h.Listed() == "" }, always},
	{"vouch", actCheck, Hazard.Doubtful, always},
	{"delist", actList, func(h Hazard) bool { return h.State == Closed && h.Listed() != "" && !h.Doubtful() }, always},
	{"resume", actStop, func(h Hazard) bool { return h.Stopped() && !h.IsOpen() && !h.Doubtful() }, always},
	{"stop", actStop, func(h Hazard) bool { return h.IsOpen() && !h.Stopped() }, never},
	{"amend", actAmend, inStates(OpenStates()...), never},
	{"reopen", actReopen, inStates(Closed), never},
	{"drop", actDrop, func(h Hazard) bool {
		return (h.State == Fixed || h.IsOpen() && h.State != Rechecking) && h.Listed() == "" && !h.Stopped()
	}, never},
}

// Can lists what the actor may do with the hazard now.
func (h Hazard) Can(a anlan.Actor) []Can {
	list := []Can{}
	for _, o := range offers {
		if !o.when(h) || authz.Check(a, o.action, targets(o.action, h)...) != nil || h.refused(o.verb, a) {
			continue
		}
		first := !slices.ContainsFunc(list, func(c Can) bool { return c.Primary })
		list = append(list, Can{Verb: o.verb, Primary: first && o.next(h)})
	}
	return list
}

// refused leaves out what the rules would refuse anyway: nobody checks, grants or lifts his own.
func (h Hazard) refused(verb string, a anlan.Actor) bool {
	switch verb {
	case "accept", "close":
		return h.checkable(verb, a) != nil
	case "vouch":
		return h.vouchable(a) != nil
	case "answer":
		return a.Unit == h.Lead.Unit || a.Post != "" && a.Post == h.Listing.Asked.By
	case "resume":
		return a.Unit == h.Lead.Unit
	}
	return false
}
