package letters

import (
	"context"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/letter"
)

// Breach is a law that was broken, with the seed and the step that show it again.
type Breach struct {
	Law  int
	Seed uint64
	Step int
	What string
}

// Error says which law was broken.
func (b *Breach) Error() string {
	return fmt.Sprintf("seed %d, step %d, law %d: %s", b.Seed, b.Step, b.Law, b.What)
}

// watch remembers what was sent and how often it was signed.
type watch struct {
	c      *county
	texts  map[anlan.ID]string
	signed map[anlan.ID]int
	ended  map[anlan.ID]int // how often it had been chased when it waited no more
}

func newWatch(c *county) *watch {
	return &watch{c: c, texts: map[anlan.ID]string{}, signed: map[anlan.ID]int{}, ended: map[anlan.ID]int{}}
}

func (w *watch) sent(l letter.Letter) error {
	x, err := w.c.letters.Whole(w.c.ctx, w.c.office, l.ID)
	w.texts[l.ID] = x.Text
	return err
}

// texts holds law 1.
func (w *watch) textsHold(step int) error {
	for id, text := range w.texts {
		x, err := w.c.letters.Whole(w.c.ctx, w.c.office, id)
		if err != nil {
			return err
		}
		if x.Text != text || letter.HashOf(x.Text) != x.Letter.Hash {
			return &Breach{1, w.c.Seed, step, x.Letter.Number + ": the text changed"}
		}
		if len(x.Signatures) != w.signed[id] {
			return &Breach{1, w.c.Seed, step, fmt.Sprintf("%s: %d signatures were made, %d stand", x.Letter.Number, w.signed[id], len(x.Signatures))}
		}
		for _, s := range x.Signatures {
			if !s.Holds() || !s.Says(x.Letter) {
				return &Breach{1, w.c.Seed, step, x.Letter.Number + ": a signature does not hold"}
			}
		}
	}
	return nil
}

// catchUp lets the fold hear what happened: some batches come in pieces, some come twice.
func (w *watch) catchUp() error {
	c := w.c
	pos, err := event.Position(c.ctx, c.d, letter.ReaderName)
	if err != nil {
		return err
	}
	list, err := event.After(c.ctx, c.d.Reader(), pos, 500)
	if err != nil || len(list) == 0 {
		return err
	}
	if n := c.dice.IntN(len(list)); n > 0 {
		if err := c.letters.Handle(c.ctx, list[:n]); err != nil {
			return err
		}
	}
	if err := c.letters.Handle(c.ctx, list); err != nil { // begins with what is counted already
		return err
	}
	return c.letters.Handle(c.ctx, list)
}

// scoresHold holds law 2.
func (w *watch) scoresHold(step int) error {
	if err := w.catchUp(); err != nil {
		return err
	}
	if err := w.c.letters.Recount(w.c.ctx); err != nil {
		return &Breach{2, w.c.Seed, step, err.Error()}
	}
	for _, l := range w.c.list {
		if err := w.score(step, l.ID); err != nil {
			return err
		}
	}
	return nil
}

// score reckons a letter from the facts that it lists, one by one, and holds its score against that.
func (w *watch) score(step int, id anlan.ID) error {
	x, err := w.c.letters.Whole(w.c.ctx, w.c.office, id)
	if err != nil {
		return err
	}
	counts := letter.Counts{}
	marks := map[string]letter.Mark{}
	for _, m := range x.Marks {
		marks[m.Clause] = m
	}
	seen := map[string]bool{"": true, "score": true}
	count := func(metric string) error {
		if seen[metric] {
			return nil
		}
		seen[metric] = true
		t, err := w.tally(id, metric)
		counts[metric] = t
		return err
	}
	t := x.Letter.Template
	for _, p := range t.Parts {
		for _, c := range p.Clauses {
			err = errors.Join(err, count(c.Metric))
		}
	}
	for _, a := range t.Adjusts {
		err = errors.Join(err, count(a.Metric))
	}
	for _, v := range t.Vetoes {
		err = errors.Join(err, count(v.Metric))
	}
	for _, v := range t.Controls {
		err = errors.Join(err, count(v.Metric))
	}
	if err != nil {
		return err
	}
	if x.Assessed != nil {
		return w.frozen(step, x, counts, marks)
	}
	want := letter.Reckon(t, counts, marks)
	got, err := w.c.letters.Score(w.c.ctx, w.c.office, id)
	if err != nil {
		return err
	}
	if got.Points != want.Points || got.Grade != want.Grade || got.Vetoed != want.Vetoed {
		return &Breach{2, w.c.Seed, step, fmt.Sprintf("%s: the score is %s, by its facts %s", x.Letter.Number, letter.Points(got.Points), letter.Points(want.Points))}
	}
	return nil
}

// frozen reckons a letter of a frozen year from the facts that it lists: they are those of the freeze, whatever happened
// to them since. What was upheld since is taken off when the year is concluded.
func (w *watch) frozen(step int, x letter.Whole, counts letter.Counts, marks map[string]letter.Mark) error {
	for _, o := range x.Objections {
		if o.Upheld && o.AnswerAt >= x.Assessed.Frozen {
			return nil
		}
	}
	want, got := letter.ReckonYear(x.Letter.Template, counts, marks), x.Assessed.Score
	if got.Points != want.Points || got.Grade != want.Grade || got.Vetoed != want.Vetoed {
		return &Breach{2, w.c.Seed, step, fmt.Sprintf("%s: frozen with %s, by its facts %s", x.Letter.Number, letter.Points(got.Points), letter.Points(want.Points))}
	}
	return nil
}

func (w *watch) tally(id anlan.ID, metric string) (t letter.Tally, err error) {
	q := letter.FactQuery{Metric: metric, Limit: 200}
	for {
		p, err := w.c.letters.Facts(w.c.ctx, w.c.office, id, q)
		if err != nil {
			return t, err
		}
		for _, f := range p.Items {
			switch f.Verdict {
			case letter.Good:
				t.Good += f.N
			case letter.Bad:
				t.Bad += f.N
			case letter.Open:
				t.Open += f.N
			default:
				t.Waived += f.N
			}
		}
		if q.Cursor = p.Next; p.Next == "" {
			return t, nil
		}
	}
}

// Result is what a county that kept the laws has lived through.
type Result struct{ Deeds map[string]int }

// Run lets a county live. The error is a *Breach when a law was broken.
func Run(ctx context.Context, o Options) (r Result, err error) {
	c, err := newCounty(ctx, o)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, c.d.Close()) }()
	for step := range o.Steps + o.Steps/4 {
		if step == o.Steps { // the rest of its life lies behind the freeze
			if _, err := c.letters.Freeze(ctx, c.office, 2022); err != nil {
				return r, err
			}
		}
		if err := c.act(); err != nil {
			return r, err
		}
		if err := errors.Join(c.watch.textsHold(step), c.watch.clocksHold(step)); err != nil {
			return r, err
		}
		if c.dice.IntN(6) == 0 {
			if err := c.watch.scoresHold(step); err != nil {
				return r, err
			}
		}
	}
	return Result{c.deeds}, c.watch.scoresHold(o.Steps + o.Steps/4)
}
