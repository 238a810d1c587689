package matrix

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

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
	leads, touched, err := endOthers(ctx, tx, f, r, basis)
	if err != nil {
		return touched, nil, err
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

// endOthers ends on the eve of the ruling what other units lead in the box, and returns which of the ruling's units do not
// lead there yet.
func endOthers(ctx context.Context, tx *db.Tx, f Finding, r Ruling, basis Basis) (leads, ended []anlan.ID, err error) {
	cells, err := db.DecodeAll[Cell](queries(tx).CellsOfSector(ctx, f.Sector))
	if err != nil {
		return nil, nil, err
	}
	leads = slices.Clone(r.Units)
	for _, c := range cells {
		if c.Axis != f.Axis || c.Place != f.Place || c.Role != Lead || !c.On(r.Day) {
			continue
		}
		if i := slices.Index(leads, c.Unit); i >= 0 {
			leads = slices.Delete(leads, i, i+1)
			continue
		}
		last, err := c.end(r.Day.AddDays(-1), basis.Text)
		if err == nil {
			_, err = saveCell(ctx, tx, "matrix.cell_ended", last)
		}
		if err != nil {
			return leads, ended, err
		}
		ended = append(ended, c.ID)
	}
	return leads, ended, nil
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
