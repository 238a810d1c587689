package matrix

import (
	"cmp"
	"context"
	"slices"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

func (t Task) row(doc string) matrixdb.MatrixTask {
	return matrixdb.MatrixTask{ID: t.ID, Post: t.Post, Since: t.Since, Until: t.Until, Revision: t.Revision, Doc: doc}
}

// TaskDraft is what a person may write into a list of duties.
type TaskDraft struct {
	ID    anlan.ID   `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Post  anlan.ID   `json:"post" maxLength:"36"`
	Kind  string     `json:"kind" enum:"inspect,chair,contact"`
	Name  string     `json:"name" maxLength:"100"`
	Times int        `json:"times" minimum:"1" maximum:"366"`
	Per   string     `json:"per" enum:"month,quarter,half,year"`
	Sites []anlan.ID `json:"sites,omitempty" maxItems:"50"`
	Basis string     `json:"basis" maxLength:"300"`
	Since anlan.Date `json:"since,omitempty" maxLength:"10"`
	Until anlan.Date `json:"until,omitempty" maxLength:"10"`
}

func (d TaskDraft) check() anlan.Problems {
	bad := append(required("name", d.Name, 100), required("basis", d.Basis, 300)...)
	if !slices.Contains(rule.LeaderTaskKinds(), d.Kind) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "kind").With("value", d.Kind).At("kind"))
	}
	if !slices.Contains([]string{"month", "quarter", "half", "year"}, d.Per) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "per").With("value", d.Per).At("per"))
	}
	if d.Times < 1 || d.Times > 366 {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "times").With("value", d.Times).At("times"))
	}
	if d.Kind == "contact" && len(d.Sites) == 0 {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "sites").At("sites"))
	}
	return append(bad, checkSpan(d.Since, d.Until)...)
}

// GiveTask puts a line on a leader's list.
func (s *Service) GiveTask(ctx context.Context, a anlan.Actor, d TaskDraft) (Task, error) {
	if err := s.may(a, actWrite); err != nil {
		return Task{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Task, error) { return giveTask(ctx, tx, d, "") },
		func() (Task, error) { return db.Decode[Task](queries(s.d.Reader()).Task(ctx, d.ID)) })
}

func giveTask(ctx context.Context, tx *db.Tx, d TaskDraft, english string) (Task, error) {
	if d.Since == "" {
		d.Since = tx.Now.Date()
	}
	if bad := d.check(); len(bad) > 0 {
		return Task{}, bad
	}
	dir := registry.In(tx)
	if _, err := dir.Post(ctx, d.Post); err != nil {
		return Task{}, blame(err, "post")
	}
	for _, site := range d.Sites {
		if _, err := dir.Site(ctx, site); err != nil {
			return Task{}, blame(err, "sites")
		}
	}
	id, err := fresh(tx, d.ID)
	if err != nil {
		return Task{}, err
	}
	t := Task{ID: id, Post: d.Post, Kind: d.Kind, Name: d.Name, English: english, Times: d.Times, Per: d.Per, Sites: append([]anlan.ID{}, d.Sites...),
		Basis: d.Basis, Since: d.Since, Until: d.Until, Created: tx.Now, Updated: tx.Now, Revision: 1}
	doc, err := db.Encode(t)
	if err != nil {
		return t, err
	}
	if err := queries(tx).InsertTask(ctx, matrixdb.InsertTaskParams(t.row(doc))); err != nil {
		return t, db.Classify(err)
	}
	return t, tx.Emit("matrix.task_given", t.Ref(), t, t)
}

// EndTask takes a line off a list after its last day.
func (s *Service) EndTask(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, last anlan.Date) (Task, error) {
	if err := s.may(a, actWrite); err != nil {
		return Task{}, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (Task, error) {
		t, err := db.Decode[Task](queries(tx).Task(ctx, id))
		if err != nil {
			return t, err
		}
		if revision != 0 && revision != t.Revision {
			return t, anlan.ErrConflict
		}
		if _, err := anlan.ParseDate(string(last)); err != nil {
			return t, anlan.ErrDateMalformed.With("value", string(last)).At("until")
		}
		if t.Until != "" && t.Until <= last {
			return t, anlan.ErrMatrixEnded.With("until", string(t.Until)).At("until")
		}
		seen := t.Revision
		t.Until, t.Revision, t.Updated = last, t.Revision+1, tx.Now
		doc, err := db.Encode(t)
		if err != nil {
			return t, err
		}
		err = db.Changed(queries(tx).UpdateTask(ctx, matrixdb.UpdateTaskParams{ID: id, Revision: seen, Until: t.Until, Doc: doc}))
		if err != nil {
			return t, err
		}
		return t, tx.Emit("matrix.task_ended", t.Ref(), t, t)
	}, func() (Task, error) { return db.Decode[Task](queries(s.d.Reader()).Task(ctx, id)) })
}

// StartTasks gives every post of the matrix the lines of policy leader-tasks that it does not have yet, and
// tells how many. Contacts need sites, which a person chooses.
func (s *Service) StartTasks(ctx context.Context, a anlan.Actor) (made int, err error) {
	if err := s.may(a, actWrite); err != nil {
		return 0, err
	}
	list, _, err := rule.Get[rule.LeaderTasks](s.book(), rule.LeaderTasksRule, s.Today())
	if err != nil {
		return 0, err
	}
	return write(ctx, s, a, func(tx *db.Tx) (int, error) {
		rows, err := s.Rows(ctx)
		if err != nil {
			return 0, err
		}
		made := 0
		for _, c := range rows.byPost(tx.Now.Date()) {
			n, err := startFor(ctx, tx, list, c)
			if made += n; err != nil {
				return made, err
			}
		}
		return made, nil
	}, func() (int, error) { return 0, nil })
}

// byPost is one cell for each post and axis in force.
func (m *Model) byPost(day anlan.Date) []Cell {
	seen := map[string]Cell{}
	for _, c := range m.byID {
		if c.Post != "" && c.Role == Lead && c.On(day) {
			seen[string(c.Post)+string(c.Axis)] = c
		}
	}
	list := make([]Cell, 0, len(seen))
	for _, c := range seen {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Post, b.Post), cmp.Compare(a.Axis, b.Axis))
	})
	return list
}

func startFor(ctx context.Context, tx *db.Tx, list rule.LeaderTasks, c Cell) (made int, err error) {
	has, err := db.DecodeAll[Task](queries(tx).TasksOf(ctx, c.Post))
	if err != nil {
		return 0, err
	}
	for _, x := range list.Tasks {
		twice := slices.ContainsFunc(has, func(t Task) bool { return t.Kind == x.Kind && covers(t.Since, t.Until, tx.Now.Date()) })
		if twice || x.Kind == "contact" || !slices.Contains(x.For, string(c.Axis)) {
			continue
		}
		t, err := giveTask(ctx, tx, TaskDraft{Post: c.Post, Kind: x.Kind, Name: x.ZH, Times: x.Times, Per: x.Per, Basis: x.Basis, Since: tx.Now.Date()}, x.EN)
		if err != nil {
			return made, err
		}
		has, made = append(has, t), made+1
	}
	return made, nil
}

// Kept is a line of a list of duties with what the records hold of the period that runs on the day.
type Kept struct {
	Task  Task       `json:"task"`
	From  anlan.Date `json:"from"`
	To    anlan.Date `json:"to"`
	Done  int        `json:"done"`
	Facts []Fact     `json:"facts" nullable:"false"`
}

// period is the month, quarter, half or year of the day.
func period(per string, day anlan.Date) (from, to anlan.Date) {
	t := day.Start().Time()
	months := map[string]int{"month": 1, "quarter": 3, "half": 6, "year": 12}[per]
	if months == 0 {
		months = 12
	}
	first := time.Date(t.Year(), time.Month((int(t.Month())-1)/months*months+1), 1, 0, 0, 0, 0, anlan.County)
	return anlan.At(first).Date(), anlan.At(first.AddDate(0, months, -1)).Date()
}

// Duties returns a post's list with what the records hold of it. Nobody is compared with anybody.
func (s *Service) Duties(ctx context.Context, a anlan.Actor, post anlan.ID, day anlan.Date) ([]Kept, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	tasks, err := db.DecodeAll[Task](queries(s.d.Reader()).TasksOf(ctx, post))
	if err != nil {
		return nil, err
	}
	list := []Kept{}
	for _, t := range tasks {
		if !covers(t.Since, t.Until, day) {
			continue
		}
		k := Kept{Task: t, Facts: []Fact{}}
		k.From, k.To = period(t.Per, day)
		if s.records != nil {
			facts, err := s.records.Facts(ctx, t, k.From.Start(), k.To.End())
			if err != nil {
				return nil, err
			}
			k.Facts = append(k.Facts, facts...)
		}
		k.Done = len(k.Facts)
		list = append(list, k)
	}
	return list, nil
}

// Leaders lists the posts that have a list of duties on the day, in the order of the county's posts.
func (s *Service) Leaders(ctx context.Context, a anlan.Actor, day anlan.Date) ([]anlan.ID, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	tasks, err := db.DecodeAll[Task](queries(s.d.Reader()).Tasks(ctx, day))
	posts := []anlan.ID{}
	for _, t := range tasks {
		if !slices.Contains(posts, t.Post) {
			posts = append(posts, t.Post)
		}
	}
	return posts, err
}
