package letter

import (
	"encoding/json"
	"strings"

	"anlan"
	"anlan/internal/letter/letterdb"
	"anlan/internal/matter"
)

// What a fact says.
const (
	Good   = "good"
	Bad    = "bad"
	Open   = "open"
	Waived = "waived" // for one letter, by an upheld objection; never of the fact itself
)

// Fact is something that letters count: one row for each record and metric.
type Fact = letterdb.LetterFact

// facts are what is known of one record, by metric.
type facts map[string]Fact

// about names the record whose facts an event changes; empty when it changes none.
func about(e anlan.Event) string {
	switch {
	case e.Ref.Kind == "matter.matter" && strings.HasPrefix(e.Kind, "matter."):
		t, err := matter.ToldBy(e)
		switch {
		case err != nil: // the fold says so
		case e.Kind == "matter.fed_back" && t.Was != nil && *t.Was == t.Now:
			return "" // a report on the way changes nothing that letters count
		case t.Origin.Kind == "hazard.hazard":
			return t.Origin.String()
		}
		return e.Ref.String()
	case e.Kind == "letter.unsigned":
		return "" // nothing was done: that it is not signed counts since it was sent
	case e.Ref.Kind == "hazard.hazard", e.Ref.Kind == "inspection.inspection", e.Ref.Kind == "inspection.duty", e.Ref.Kind == RefLetter, e.Ref.Kind == RefRecord:
		return e.Ref.String()
	}
	return ""
}

// fold works out what is known of a record after an event. It decides from the event and what was known
// before, and asks nobody: so a recount finds the same.
func fold(known facts, ref string, e anlan.Event) error {
	switch e.Ref.Kind {
	case "matter.matter":
		return known.matter(ref, e)
	case "hazard.hazard":
		return known.hazard(ref, e)
	case "inspection.inspection":
		return known.inspection(ref, e)
	case "inspection.duty":
		return known.duty(ref, e)
	case RefLetter:
		return known.letter(ref, e)
	default:
		return known.record(ref, e)
	}
}

// put sets a fact. No verdict takes it away.
func (k facts) put(f Fact) {
	if f.Verdict == "" {
		delete(k, f.Metric)
		return
	}
	k[f.Metric] = f
}

func yearOf(d anlan.Date) int64 {
	var y int64
	for _, c := range string(d)[:min(4, len(d))] {
		y = y*10 + int64(c-'0')
	}
	return y
}

func seated(ref, metric string, s matter.Seat, day anlan.Date, title string) Fact {
	f := Fact{Ref: ref, Metric: metric, Year: yearOf(day), Branch: s.Branch, Unit: s.Unit, Day: day, N: 1, Title: anlan.Clip(strings.TrimSpace(title), 200)}
	return at(f, s.Place)
}

// matter tells whether a deadline was kept: of a hazard where the matter came from one.
func (k facts) matter(ref string, e anlan.Event) error {
	t, err := matter.ToldBy(e)
	if err != nil {
		return err
	}
	metric := "matter.deadline"
	if ref != e.Ref.String() {
		metric = "hazard.deadline"
	}
	f := seated(ref, metric, t.Lead, t.Due, strings.TrimSpace(t.Number+" "+t.Title))
	f.Sector, f.Grade = word("topic", t.Now.Topic), t.Origin.Kind
	if found, there := k["hazard.found"]; there && metric == "hazard.deadline" {
		f.Sector, f.Grade = found.Sector, found.Grade
	}
	switch {
	case t.Now.Exercise || t.Due == "" || t.Now.State == matter.Recalled:
	case t.Now.State == matter.Closed && t.Was != nil && t.Was.State == matter.Closed:
		f.Verdict = k[metric].Verdict // decided when it was closed
	case t.Now.State == matter.Closed && t.Was != nil && t.Was.Overdue:
		f.Verdict = Bad
	case t.Now.State == matter.Closed:
		f.Verdict = Good
	case t.Now.Overdue:
		f.Verdict = Bad
	default:
		f.Verdict = Open
	}
	k.put(f)
	return nil
}

// hazard tells of major hazards, of those that came again, and of what was put right on the spot. They count on
// the day on which the hazard was found, as in the ledger's own views (law 2: the earliest known fact): else what
// a phone without a line brings days later, or a table of last year, would count for another month or letter than
// the list that the figure opens. Events from before that day was told count on the day of the first of them.
func (k facts) hazard(ref string, e anlan.Event) error {
	var t struct {
		Number, Text string
		Lead         matter.Seat
		Matter       anlan.ID
		Found        anlan.Instant
		Now          struct {
			State, Grade      string
			Sector            string
			Relapse, Exercise bool
		}
	}
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return err
	}
	day := e.At.Date()
	if t.Found != 0 {
		day = t.Found.Date()
	}
	title := strings.TrimSpace(t.Number + " " + t.Text)
	gone := t.Now.Exercise || t.Now.State == "dropped"
	set := func(metric, verdict string) {
		f := seated(ref, metric, t.Lead, day, title)
		f.Sector, f.Grade = word("hazard", t.Now.Sector), t.Now.Grade
		if was, there := k[metric]; there {
			f.Day, f.Year = was.Day, was.Year // it never moves
			if metric == "hazard.deadline" && t.Text == "" {
				f.Title = was.Title
			}
		}
		f.Verdict = verdict
		k.put(f)
	}
	found, major := "", ""
	if !gone {
		found = Open
		if t.Now.State == "closed" || t.Now.State == "fixed" {
			found = Good
		}
	}
	if t.Now.Grade == "major" {
		major = found
	}
	set("hazard.found", found)
	set("hazard.major", major)
	relapse := ""
	if !gone && t.Now.Relapse {
		relapse = Bad
	}
	set("hazard.relapse", relapse)
	kept, there := k["hazard.deadline"]
	switch {
	case gone:
		set("hazard.deadline", "")
	case t.Matter == "" && t.Now.State == "fixed":
		set("hazard.deadline", Good)
	case there: // its clock is the matter's; what it is, the hazard says
		kept.Sector, kept.Grade = word("hazard", t.Now.Sector), t.Now.Grade
		k.put(kept)
	}
	return nil
}

// inspection counts an inspection for whoever made it.
func (k facts) inspection(ref string, e anlan.Event) error {
	var t struct {
		Number, SiteName    string
		Kind, Place, Source string
		Branch              anlan.ID
		Inspector           anlan.ID
		Exercise            bool
	}
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return err
	}
	f := Fact{Ref: ref, Metric: "inspection.done", Branch: t.Inspector, Unit: t.Inspector, Day: e.At.Date(), N: 1, Title: anlan.Clip(strings.TrimSpace(t.Number+" "+t.SiteName), 200)}
	f = at(f, t.Place)
	f.Sector, f.Grade = word("site", t.Kind), t.Source
	if was, there := k[f.Metric]; there {
		f.Day = was.Day
	}
	f.Year = yearOf(f.Day)
	if !t.Exercise && e.Kind != "inspection.voided" && t.Inspector != "" {
		f.Verdict = Good
	}
	k.put(f)
	return nil
}

// duty tells whether a task of a plan was done in time.
func (k facts) duty(ref string, e anlan.Event) error {
	var t struct {
		Title, Site, State string
		Unit               anlan.ID
		Due                anlan.Date
	}
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return err
	}
	f := Fact{Ref: ref, Metric: "inspection.duty", Branch: t.Unit, Unit: t.Unit, Day: t.Due, Year: yearOf(t.Due), N: 1, Title: anlan.Clip(strings.TrimSpace(t.Title+" "+t.Site), 200)}
	late := e.At > t.Due.End()
	switch {
	case t.Due == "" || t.State == "cancelled":
	case t.State == "done" && k[f.Metric].Verdict == Good:
		f.Verdict = Good
	case late:
		f.Verdict = Bad
	case t.State == "done":
		f.Verdict = Good
	default:
		f.Verdict = Open
	}
	k.put(f)
	return nil
}

// letter tells the issuer how many of its letters are signed. One that is sent and not signed counts
// against it until it is.
func (k facts) letter(ref string, e anlan.Event) error {
	var t Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return err
	}
	f := Fact{Ref: ref, Metric: "letter.signed", Year: int64(t.Year), Branch: t.Issuer, Unit: t.Issuer, Day: e.At.Date(), N: 1, Title: anlan.Clip(strings.TrimSpace(t.Number+" "+t.Name), 200)}
	switch t.State {
	case Sent:
		f.Verdict = Bad
	case Signed:
		f.Verdict = Good
	}
	k.put(f)
	return nil
}

// record is a fact that somebody entered with its basis.
func (k facts) record(ref string, e anlan.Event) error {
	var r Record
	if err := json.Unmarshal(e.Body, &r); err != nil {
		return err
	}
	f := Fact{Ref: ref, Metric: r.Metric, Year: yearOf(r.Day), Branch: r.Unit, Unit: r.Unit, Day: r.Day, N: r.N, Title: anlan.Clip(strings.TrimSpace(r.Text), 200), Verdict: Bad}
	f = at(f, r.Place)
	f.Sector = r.Sector
	if r.Good {
		f.Verdict = Good
	}
	if r.Void != "" {
		f.Verdict = ""
	}
	k.put(f)
	return nil
}

// scopesOf are where a fact counts.
func scopesOf(f Fact) []string {
	list := []string{"u:" + string(f.Unit), "b:" + string(f.Branch)}
	if f.Area != "" {
		list = append(list, "a:"+f.Area)
	}
	if f.Village != "" {
		list = append(list, "v:"+f.Village)
	}
	return list
}
