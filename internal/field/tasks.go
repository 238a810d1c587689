package field

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// tasks are the matters on a phone: what its unit owes, reviews or helps with.
type tasks struct {
	d       *db.DB
	matters *matter.Service
}

// Tasks is the source of matters.
func Tasks(d *db.DB, m *matter.Service) Source { return tasks{d, m} }

// TaskRow is a matter as a phone keeps it.
type TaskRow struct {
	ID       anlan.ID     `json:"id"`
	Number   string       `json:"number"`
	Title    string       `json:"title"`
	Text     string       `json:"text,omitempty" doc:"The sentence of the source, where it says more than the title"`
	Standard string       `json:"standard,omitempty" doc:"When it counts as done"`
	State    matter.State `json:"state" enum:"issued,doing,reported,returned"`
	Part     string       `json:"part" enum:"lead,review,co"`
	Due      anlan.Date   `json:"due,omitempty"`
	Urgency  string       `json:"urgency,omitempty" doc:"Empty: ordinary"`
	From     string       `json:"from,omitempty" doc:"Unit that handed it over"`
	Unit     string       `json:"unit,omitempty" doc:"Unit that owes it, where it is not one's own"`
	Origin   string       `json:"origin,omitempty" doc:"room.record:id that it answers"`
	Evidence string       `json:"evidence,omitempty"`
	Revision int64        `json:"revision"`
}

func (tasks) Kind() string { return "tasks" }

func (tasks) Touched(_ context.Context, e anlan.Event) ([]anlan.ID, error) {
	if e.Ref.Kind != "matter.matter" {
		return nil, nil
	}
	return []anlan.ID{e.Ref.ID}, nil
}

// Audience: whoever has to do something about it carries it while it is open.
func (t tasks) Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	list, err := t.matters.Many(ctx, anlan.Clock, ids)
	out := make(map[anlan.ID][]string, len(list))
	for _, m := range list {
		if m.IsOpen() {
			out[m.ID] = taskCarriers(m.State, m.Lead.Unit, m.Reviewer.Unit, m.CoUnits)
		}
	}
	return out, err
}

// Told is Audience from the event: each tells its matter's standing.
func (tasks) Told(e anlan.Event) (who []string, ok bool) {
	told, err := matter.ToldBy(e)
	if err != nil || told.Lead.Unit == "" || told.Now.State == "" {
		return nil, false
	}
	if !slices.Contains(matter.OpenStates(), told.Now.State) {
		return nil, true
	}
	return taskCarriers(told.Now.State, told.Lead.Unit, told.Reviewer, told.CoUnits), true
}

func taskCarriers(state matter.State, lead, reviewer anlan.ID, co []anlan.ID) []string {
	who := []string{AudienceLead(lead)}
	if state == matter.Reported {
		who = append(who, AudienceReview(reviewer))
	}
	for _, u := range co {
		who = append(who, AudienceCo(u))
	}
	return who
}

func (t tasks) Rows(ctx context.Context, a anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	list, err := t.matters.Many(ctx, a, ids)
	name := unitNames{dir: registry.In(t.d.Reader())}
	out := make(map[anlan.ID]any, len(list))
	for _, m := range list {
		out[m.ID] = taskRow(ctx, &name, a, m)
	}
	return out, err
}

func taskRow(ctx context.Context, name *unitNames, a anlan.Actor, m matter.Matter) TaskRow {
	r := TaskRow{ID: m.ID, Number: m.Number, Title: m.Title, Standard: m.Standard, State: m.State, Part: "lead", Due: m.Due,
		From: name.of(ctx, m.Issuer.Unit), Origin: m.Origin.String(), Evidence: m.Evidence, Revision: m.Revision}
	if m.Text != m.Title {
		r.Text = m.Text
	}
	if m.Urgency != matter.Ordinary {
		r.Urgency = string(m.Urgency)
	}
	if m.Lead.Unit == a.Unit {
		return r
	}
	r.Part, r.Unit = "co", name.of(ctx, m.Lead.Unit)
	if m.State == matter.Reported && m.Reviewer.Unit == a.Unit {
		r.Part = "review"
	}
	return r
}

// unitNames remembers what the units of one page are called.
type unitNames struct {
	dir  registry.Directory
	seen map[anlan.ID]string
}

// of returns the short name of a unit, or its name; an unknown one has none.
func (n *unitNames) of(ctx context.Context, id anlan.ID) string {
	if name, ok := n.seen[id]; ok || id == "" {
		return name
	}
	u, err := n.dir.Unit(ctx, id)
	name := u.Short
	if err != nil || name == "" {
		name = u.Name
	}
	if n.seen == nil {
		n.seen = map[anlan.ID]string{}
	}
	n.seen[id] = name
	return name
}
