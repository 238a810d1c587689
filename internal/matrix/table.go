package matrix

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Table (提请) brings a finding before a meeting of the committee, with what was proposed and answered. The
// office does so once the units have answered, or straight away.
func (s *Service) Table(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, meeting anlan.ID, words string) (Finding, error) {
	return s.changeFinding(ctx, a, id, revision, actTalk, "matrix.tabled", func(tx *db.Tx, f Finding) (Finding, error) {
		if err := f.in("table", Open, Asked, Agreed, Split); err != nil {
			return f, err
		}
		if bad := short("text", words, 500); len(bad) > 0 {
			return f, bad
		}
		q, err := s.question(ctx, tx, f, words)
		if err != nil {
			return f, err
		}
		ref, err := s.tabler.Table(ctx, tx, meeting, q)
		if err != nil {
			return f, err
		}
		if err := forget(ctx, tx, f); err != nil {
			return f, err
		}
		f.State, f.Meeting, f.Decision = Tabled, meeting, ref.ID
		return f, nil
	})
}

// question says a finding in the words of a meeting.
func (s *Service) question(ctx context.Context, tx *db.Tx, f Finding, words string) (Question, error) {
	sentence, err := s.Sentence(ctx, tx, f, anlan.ZH)
	if err != nil {
		return Question{}, err
	}
	q := Question{Text: strings.TrimSpace(words)}
	if q.Text == "" {
		q.Text = "明确责任单位：" + sentence + "。"
	}
	t := f.Talk
	if t == nil {
		return q, nil
	}
	dir := registry.In(tx)
	if t.Unit != "" {
		u, err := dir.Unit(ctx, t.Unit)
		if err != nil {
			return q, err
		}
		q.Units, q.Due = []anlan.ID{u.ID}, ""
		q.Text += "建议由" + u.Name + "牵头：" + t.Text + "。"
	}
	for _, x := range t.Asked {
		u, err := dir.Unit(ctx, x.Unit)
		if err != nil {
			return q, err
		}
		q.Text += u.Name + said(x) + "。"
	}
	return q, nil
}

func said(x Answered) string {
	switch {
	case x.Agrees == nil:
		return "未答复"
	case *x.Agrees:
		return "同意"
	case x.Reason == "":
		return "不同意"
	}
	return "不同意（" + strings.TrimRight(x.Reason, "。") + "）"
}

// Sentence says what a finding is about, in the reader's language: 剧本娱乐“管行业”无人负责.
func (s *Service) Sentence(ctx context.Context, door matrixdb.DBTX, f Finding, lang anlan.Lang) (string, error) {
	axes, err := s.axes(s.Today())
	if err != nil {
		return "", err
	}
	name, err := subject(ctx, door, f, lang)
	if err != nil {
		return "", err
	}
	rule := axes.Axis(string(f.Axis))
	axis := lang.Pick(rule.ZH, strings.ToLower(rule.EN))
	switch f.Kind {
	case Gap:
		return lang.Pick(name+axis+"无人负责", name+": no "+axis), nil
	case Overlap:
		return lang.Pick(fmt.Sprintf("%s%s有 %d 个牵头", name, axis, len(f.Holders)), fmt.Sprintf("%s: %d lead as %s", name, len(f.Holders), axis)), nil
	case Unsorted:
		if f.Word == "" {
			return lang.Pick("未填行业的对象", "Objects without a sector"), nil
		}
		return lang.Pick("行业“"+f.Word+"”不在目录里", "The sector “"+f.Word+"” is not in the list"), nil
	}
	holder, err := holderName(ctx, registry.In(door), f.Holder)
	zh := map[Kind]string{Empty: "空岗", Ended: "已撤销仍在册", Unsigned: "责任书未签"}[f.Kind]
	en := map[Kind]string{Empty: ": nobody holds the post", Ended: ": abolished, and still in the matrix", Unsigned: ": the letter is not signed"}[f.Kind]
	return holder + lang.Pick(zh, en), err
}

// subject names what a gap or an overlap is about: a sector, a place, the county.
func subject(ctx context.Context, door matrixdb.DBTX, f Finding, lang anlan.Lang) (string, error) {
	name := ""
	if f.Sector != "" {
		x, err := db.Decode[Sector](queries(door).Sector(ctx, f.Sector))
		if err != nil {
			return "", err
		}
		name = "“" + x.Name + "”"
		if lang == anlan.EN && x.English != "" {
			name = x.English
		}
	}
	if f.Place == "" && name == "" {
		return lang.Pick("全县", "The county"), nil
	}
	if f.Place != "" {
		p, err := registry.In(door).Place(ctx, f.Place)
		if err != nil {
			return "", err
		}
		return strings.TrimSpace(lang.Pick(p.Name+name, p.Name+" "+name)), nil
	}
	return name, nil
}

func holderName(ctx context.Context, dir registry.Directory, h Holder) (string, error) {
	u, err := dir.Unit(ctx, h.Unit)
	if err != nil || h.Post == "" {
		return u.Name, err
	}
	p, err := dir.Post(ctx, h.Post)
	return u.Name + p.Title, err
}

// Ruling is what the committee decided on a finding that was brought before it.
type Ruling struct {
	Decision anlan.ID
	Text     string
	Basis    string // number of the meeting and the item
	Units    []anlan.ID
	Day      anlan.Date
}

// Decided carries out what the committee decided: whom it names leads from that day on, and of two that led
// only whom it names goes on. A decision that the matrix did not ask for changes nothing.
func (s *Service) Decided(ctx context.Context, r Ruling) error {
	return s.tabledAs(ctx, r.Decision, Tabled, func(tx *db.Tx, f Finding) error {
		f.State, f.Outcome = Decided, &Outcome{Text: anlan.Shorten(r.Text, 500), Day: r.Day, Cells: []anlan.ID{}}
		if f.Live && (f.Kind == Gap || f.Kind == Overlap) && len(r.Units) > 0 {
			cells, wants, err := s.rule(ctx, tx, f, r)
			if err != nil {
				return err
			}
			f.Outcome.Cells, f.Outcome.Wants = append(f.Outcome.Cells, cells...), wants
		}
		_, err := saveFinding(ctx, tx, "matrix.decided", f)
		return err
	})
}

// Dropped notes that the committee did not decide: the finding waits again.
func (s *Service) Dropped(ctx context.Context, decision anlan.ID) error {
	return s.tabledAs(ctx, decision, Tabled, func(tx *db.Tx, f Finding) error {
		f.State, f.Meeting, f.Decision = Split, "", ""
		if f.Talk == nil {
			f.State = Open
		}
		_, err := saveFinding(ctx, tx, "matrix.not_decided", f)
		return err
	})
}

// Recalled takes back what a decision had done when its dispatch is recalled: cells that it made cover no day,
// cells that it ended go on.
func (s *Service) Recalled(ctx context.Context, decision anlan.ID) error {
	return s.tabledAs(ctx, decision, Decided, func(tx *db.Tx, f Finding) error {
		for _, id := range f.Outcome.Cells {
			if err := s.undo(ctx, tx, id, decision); err != nil {
				return err
			}
		}
		f.State, f.Outcome = Tabled, nil
		_, err := saveFinding(ctx, tx, "matrix.ruling_recalled", f)
		return err
	})
}

// undo withdraws a cell that the decision made, or lets one that it ended go on as another.
func (s *Service) undo(ctx context.Context, tx *db.Tx, id, decision anlan.ID) error {
	c, err := db.Decode[Cell](queries(tx).Cell(ctx, id))
	if err != nil {
		return err
	}
	if c.Basis.Ref.ID == decision {
		if c, err = c.end(c.Since.AddDays(-1), "下发已撤回"); err == nil {
			_, err = saveCell(ctx, tx, "matrix.cell_ended", c)
		}
		return err
	}
	next := c
	next.ID, next.Since, next.Until, next.Ended, next.Created, next.Updated, next.Revision = tx.NewID(), c.Until.AddDays(1), "", "", tx.Now, tx.Now, 1
	return insertCell(ctx, tx, next)
}

func (s *Service) tabledAs(ctx context.Context, decision anlan.ID, state Standing, fn func(tx *db.Tx, f Finding) error) error {
	rows, err := queries(s.d.Reader()).FindingTabled(ctx, string(decision))
	if err != nil || len(rows) == 0 {
		return db.Classify(err)
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		rows, err := queries(tx).FindingTabled(ctx, string(decision))
		if err != nil {
			return db.Classify(err)
		}
		for _, r := range rows {
			f, err := findingOf(r.Rank, r.Doc, nil)
			if err == nil && f.State == state {
				err = fn(tx, f)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// rule writes the decision into the cells. Where a post must answer and the decision names only a unit, the
// head of the unit does; a unit without a head is handed back, so that a person names the post.
func (s *Service) rule(ctx context.Context, tx *db.Tx, f Finding, r Ruling) (touched, wants []anlan.ID, err error) {
	basis := Basis{Kind: ByDecision, Text: anlan.Shorten(r.Basis, 300), Ref: anlan.Ref{Kind: "committee.decision", ID: r.Decision}}
	cells, err := db.DecodeAll[Cell](queries(tx).CellsOfSector(ctx, f.Sector))
	if err != nil {
		return nil, nil, err
	}
	leads := slices.Clone(r.Units)
	for _, c := range cells {
		if c.Axis != f.Axis || c.Place != f.Place || c.Role != Lead || !c.On(r.Day) {
			continue
		}
		if i := slices.Index(leads, c.Unit); i >= 0 {
			leads = slices.Delete(leads, i, i+1)
			continue
		}
		ended, err := c.end(r.Day.AddDays(-1), basis.Text)
		if err == nil {
			_, err = saveCell(ctx, tx, "matrix.cell_ended", ended)
		}
		if err != nil {
			return touched, nil, err
		}
		touched = append(touched, c.ID)
	}
	for _, unit := range leads {
		d := CellDraft{Sector: f.Sector, Axis: f.Axis, Place: f.Place, Unit: unit, Since: r.Day, Basis: basis, Post: f.postOf(unit)}
		if d.Post == "" && s.byPost(f.Axis, r.Day) {
			head, err := registry.In(tx).Chief(ctx, unit)
			if errors.Is(err, anlan.ErrRegistryNoPost) || errors.Is(err, anlan.ErrNotFound) {
				wants = append(wants, unit)
				continue
			}
			if err != nil {
				return touched, wants, err
			}
			d.Post = head.ID
		}
		c, err := s.assign(ctx, tx, d)
		if err != nil {
			return touched, wants, err
		}
		touched = append(touched, c.ID)
	}
	return touched, wants, nil
}

// byPost tells whether a post answers on the axis, and not a unit as a whole.
func (s *Service) byPost(axis Axis, day anlan.Date) bool {
	axes, err := s.axes(day)
	if err != nil {
		return true // asks for more, never for less
	}
	return slices.ContainsFunc(axes.Axes, func(x rule.MatrixAxis) bool { return x.Key == string(axis) && x.Owner == "post" })
}

// postOf is the post that was proposed, where the committee named its unit.
func (f Finding) postOf(unit anlan.ID) anlan.ID {
	if f.Talk == nil || f.Talk.Unit != unit {
		return ""
	}
	return f.Talk.Post
}
