package committee

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/paper"
)

// Running is a matter that answers a decision, as the desk shows it.
type Running struct {
	ID     anlan.ID     `json:"id"`
	Number string       `json:"number"`
	Unit   anlan.ID     `json:"unit"`
	State  matter.State `json:"state"`
	Lamp   matter.Lamp  `json:"lamp"`
}

// Item is a decision at the desk, with what it may repeat and what answers it.
type Item struct {
	Decision
	Duplicates []Twin    `json:"duplicates" nullable:"false"`
	Matters    []Running `json:"matters" nullable:"false"`
}

// Desk (分解台) is everything that the desk shows of one meeting.
type Desk struct {
	Meeting    Meeting    `json:"meeting"`
	Minutes    *Minutes   `json:"minutes"`
	Text       string     `json:"text"`
	Decisions  []Item     `json:"decisions" nullable:"false"`
	Loose      []Loose    `json:"loose" nullable:"false"`
	Dispatches []Dispatch `json:"dispatches" nullable:"false"`
	Tally      Tally      `json:"tally"`

	Standards map[string][]string `json:"standards" doc:"Proposed standards of completion by kind of evidence"`
}

// Desk returns the original text, what was recognised in it, and what was not.
func (s *Service) Desk(ctx context.Context, a anlan.Actor, meeting anlan.ID) (Desk, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Desk{}, err
	}
	m, err := loadMeeting(ctx, s.d.Reader(), meeting)
	if err != nil {
		return Desk{}, err
	}
	desk := Desk{Meeting: m}
	if m.Minutes != "" {
		version, text, err := loadText(ctx, s.d.Reader(), m.Minutes)
		if err != nil {
			return desk, err
		}
		desk.Minutes, desk.Text = &version, text
	}
	list, err := s.current(ctx, m)
	if err != nil {
		return desk, err
	}
	desk.Tally, desk.Standards = tally(list), standards()
	desk.Loose = loose([]rune(desk.Text), spans(list))
	if desk.Decisions, err = s.items(ctx, a, m, list); err != nil {
		return desk, err
	}
	desk.Dispatches, err = db.DecodeAll[Dispatch](queries(s.d.Reader()).Dispatches(ctx, meeting))
	return desk, err
}

// current returns the decisions of the text that holds, and those entered by hand, as the text has
// them. What earlier texts proposed is left out.
func (s *Service) current(ctx context.Context, m Meeting) ([]Decision, error) {
	list, err := loadDecisions(ctx, s.d.Reader(), m.ID)
	list = slices.DeleteFunc(list, func(d Decision) bool { return d.Source.Start >= 0 && d.Minutes != m.Minutes })
	slices.SortStableFunc(list, inOrder)
	return list, err
}

func (s *Service) items(ctx context.Context, a anlan.Actor, m Meeting, list []Decision) ([]Item, error) {
	out := make([]Item, 0, len(list))
	look := newLookout(s, a, m)
	for _, d := range list {
		item := Item{Decision: d, Duplicates: []Twin{}, Matters: []Running{}}
		var err error
		switch d.State {
		case Proposed, Ticked:
			item.Duplicates, err = look.twins(ctx, d)
		case Sent, Merged, Done:
			item.Matters, err = s.running(ctx, a, d)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

// readsMatters reports whether the actor may see matters at all; the desk shows none to others.
func readsMatters(a anlan.Actor) bool { return authz.Check(a, "matter.read") == nil }

func (s *Service) running(ctx context.Context, a anlan.Actor, d Decision) ([]Running, error) {
	list := []Running{}
	if !readsMatters(a) {
		return list, nil
	}
	children, err := s.matters.Children(ctx, a, d.Ref())
	for _, m := range children {
		list = append(list, Running{ID: m.ID, Number: m.Number, Unit: m.Lead.Unit, State: m.State, Lamp: s.matters.Lamp(m)})
	}
	return list, err
}

// UnitShare is how much a dispatch asks of one unit.
type UnitShare struct {
	Unit  Named `json:"unit"`
	Tasks int   `json:"tasks"`
	Joins int   `json:"joins"` // of these, how many join a running matter
}

// Lack is a decision that still has gaps.
type Lack struct {
	Decision anlan.ID `json:"decision"`
	No       int64    `json:"no"`
	Title    string   `json:"title"`
	State    State    `json:"state"`
	Gaps     []Gap    `json:"gaps" nullable:"false"`
}

// Repeat is a decision that may repeat running matters.
type Repeat struct {
	Decision anlan.ID `json:"decision"`
	No       int64    `json:"no"`
	Title    string   `json:"title"`
	Twins    []Twin   `json:"duplicates" nullable:"false"`
}

// Parcel is one matter that will be opened, or a running one that will take a decision in.
type Parcel struct {
	Decision anlan.ID   `json:"decision"`
	No       int64      `json:"no"`
	Title    string     `json:"title"`
	Unit     Named      `json:"unit"`
	Due      anlan.Date `json:"due"`
	Into     string     `json:"into,omitempty" doc:"number of the running matter"`
}

// Preview is the check-answers page: what will go out, to whom, under which number.
type Preview struct {
	Meeting  anlan.ID    `json:"meeting"`
	Revision int64       `json:"revision"`
	Number   string      `json:"number"` // the one that the notice will take
	Ticked   []anlan.ID  `json:"ticked" nullable:"false"`
	Waiting  int         `json:"waiting"` // items that could be sent and nobody has ticked
	Units    []UnitShare `json:"units" nullable:"false"`
	Gaps     []Lack      `json:"gaps" nullable:"false"`
	Repeats  []Repeat    `json:"duplicates" nullable:"false"`
	Parcels  []Parcel    `json:"parcels" nullable:"false"`
}

// Preview works out what a dispatch of everything ticked would do. It changes nothing.
func (s *Service) Preview(ctx context.Context, a anlan.Actor, meeting anlan.ID) (Preview, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Preview{}, err
	}
	m, err := loadMeeting(ctx, s.d.Reader(), meeting)
	if err != nil {
		return Preview{}, err
	}
	list, err := s.current(ctx, m)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Meeting: m.ID, Revision: m.Revision, Ticked: []anlan.ID{}, Units: []UnitShare{}, Gaps: []Lack{},
		Repeats: []Repeat{}, Parcels: []Parcel{}}
	look := newLookout(s, a, m)
	for _, d := range list {
		twins, err := look.twins(ctx, d)
		if err != nil {
			return p, err
		}
		p.add(d, twins)
	}
	p.Number, err = s.nextNumber(ctx, m)
	return p, err
}

// add counts one decision in.
func (p *Preview) add(d Decision, twins []Twin) {
	if !d.Kind.sendable() || d.State != Proposed && d.State != Ticked {
		return
	}
	if len(d.Gaps) > 0 {
		p.Gaps = append(p.Gaps, Lack{d.ID, d.No, d.Title, d.State, d.Gaps})
	}
	if len(twins) > 0 && len(d.Into) == 0 {
		p.Repeats = append(p.Repeats, Repeat{d.ID, d.No, d.Title, twins})
	}
	if d.State == Proposed {
		p.Waiting++
		return
	}
	p.Ticked = append(p.Ticked, d.ID)
	for _, u := range d.Leads() {
		into, joins := d.running(u.ID)
		p.Parcels = append(p.Parcels, Parcel{Decision: d.ID, No: d.No, Title: d.Title, Unit: u, Due: d.Due, Into: into.Number})
		p.share(u, joins)
	}
}

func (p *Preview) share(u Named, joins bool) {
	i := slices.IndexFunc(p.Units, func(x UnitShare) bool { return x.Unit.ID == u.ID })
	if i < 0 {
		i, p.Units = len(p.Units), append(p.Units, UnitShare{Unit: u})
	}
	p.Units[i].Tasks++
	if joins {
		p.Units[i].Joins++
	}
}

// nextNumber tells which number the notice would take now, without taking it.
func (s *Service) nextNumber(ctx context.Context, m Meeting) (string, error) {
	year := s.d.Now().Date().Year()
	n, err := queries(s.d.Reader()).NextNumber(ctx, noticeSeries(m.Organ, year))
	if err = db.Classify(err); err != nil && !isGone(err) {
		return "", err
	}
	return paper.DocumentNumber(noticeCode(m.Organ), year, int(n)+1), nil
}

// lookout looks among the open matters of units, each unit once.
type lookout struct {
	s     *Service
	a     anlan.Actor
	m     Meeting
	cache map[anlan.ID][]candidate
}

func newLookout(s *Service, a anlan.Actor, m Meeting) *lookout {
	return &lookout{s: s, a: a, m: m, cache: map[anlan.ID][]candidate{}}
}

// lookMost bounds the open matters of a unit that are compared: the most urgent ones.
const lookMost = 100

// twins finds what a decision that is not sent yet may repeat.
func (l *lookout) twins(ctx context.Context, d Decision) ([]Twin, error) {
	list := []Twin{}
	if !d.Kind.sendable() || d.State != Proposed && d.State != Ticked || !readsMatters(l.a) {
		return list, nil
	}
	score := scorer(d.Title)
	for _, u := range d.Leads() {
		running, err := l.open(ctx, u.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, twins(d, u, running, score)...)
	}
	return list, nil
}

func (l *lookout) open(ctx context.Context, unit anlan.ID) ([]candidate, error) {
	if list, ok := l.cache[unit]; ok {
		return list, nil
	}
	page, err := l.s.matters.List(ctx, l.a, matter.Filter{Unit: unit, Limit: lookMost})
	if err != nil {
		return nil, err
	}
	list := []candidate{}
	for _, m := range page.Items {
		if m.Exercise == l.m.Exercise {
			list = append(list, candidate{m.ID, m.Number, m.Title, m.Due, m.Origin})
		}
	}
	l.cache[unit] = list
	return list, nil
}
