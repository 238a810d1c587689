package letter

import (
	"context"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// An upheld objection waives its fact for the one letter that it was raised about (ADR 11). The fact itself
// stays as its room tells it, so for every other letter, and in the figures of the county, it counts as
// before: a site that is not in this township is in another. A fact that holds for nobody is put right
// where it lives: a hazard is dropped, a record is voided.

// waived are the facts that do not count for a letter, as they stand now.
func (s *Service) waived(ctx context.Context, door letterdb.DBTX, l Letter) ([]Fact, error) {
	list, err := queries(door).Waived(ctx, l.ID)
	return list, db.Classify(err)
}

// less takes the waived facts off what the letter counts.
func (c Counts) less(l Letter, waived []Fact) {
	for _, f := range waived {
		if l.counts(f) {
			c[f.Metric] = c[f.Metric].add(f.Verdict, -f.N).add(Waived, f.N)
		}
	}
}

// counts tells whether a fact counts for the letter.
func (l Letter) counts(f Fact) bool {
	return f.Year == int64(l.Year) && slices.Contains(scopesOf(f), l.scope(f.Metric))
}

// waive keeps that a fact does not count for a letter.
func waive(ctx context.Context, tx *db.Tx, o Objection) error {
	return db.Classify(queries(tx).PutWaiver(ctx, letterdb.PutWaiverParams{Letter: o.Letter, Ref: o.Fact, Metric: o.Metric}))
}

// waiver names a fact that does not count for a letter.
type waiver struct{ ref, metric string }

// waiversOf names the facts that do not count for a letter, whether or not they still stand.
func (s *Service) waiversOf(ctx context.Context, door letterdb.DBTX, l Letter) (map[waiver]bool, error) {
	rows, err := queries(door).WaiversOf(ctx, l.ID)
	list := make(map[waiver]bool, len(rows))
	for _, r := range rows {
		list[waiver{r.Ref, r.Metric}] = true
	}
	return list, db.Classify(err)
}

// sameWaivers holds the waivers against the objections: each upheld one has its row, and no row stands
// without one.
func (s *Service) sameWaivers(ctx context.Context) error {
	want := map[letterdb.LetterWaiver]bool{}
	err := db.Pages(func(after anlan.ID) ([]letterdb.LetterItem, error) {
		return queries(s.d.Reader()).AllItems(ctx, letterdb.AllItemsParams{ID: after, Limit: pageSize})
	}, func(r letterdb.LetterItem) (anlan.ID, error) {
		if r.Kind != "objection" {
			return r.ID, nil
		}
		o, err := db.Decode[Objection](r.Doc, nil)
		if o.Upheld {
			want[letterdb.LetterWaiver{Letter: o.Letter, Ref: o.Fact, Metric: o.Metric}] = true
		}
		return r.ID, err
	})
	if err != nil {
		return err
	}
	var at letterdb.LetterWaiver
	for {
		rows, err := queries(s.d.Reader()).AllWaivers(ctx, letterdb.AllWaiversParams{Letter: at.Letter, Ref: at.Ref, Metric: at.Metric, Limit: pageSize})
		if err != nil {
			return db.Classify(err)
		}
		for _, w := range rows {
			if at = w; !want[w] {
				return fmt.Errorf("letter: %v is waived without an upheld objection", w)
			}
			delete(want, w)
		}
		if len(rows) < pageSize {
			break
		}
	}
	if len(want) > 0 {
		return fmt.Errorf("letter: %d upheld objections waive nothing", len(want))
	}
	return nil
}
