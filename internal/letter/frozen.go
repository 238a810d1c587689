package letter

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/letter/letterdb"
)

// What lies behind a point of a frozen year is what was counted at its freeze. The freeze itself copies nothing: when the
// fold changes a fact of a frozen year for the first time, it keeps the fact as it was.

// keeper keeps the facts of frozen years before they change, within one transaction.
type keeper struct {
	q      *letterdb.Queries
	frozen map[int64]bool
}

// keep puts aside what a fact was in every frozen year that it leaves or enters. A zero fact is none.
func (k keeper) keep(ctx context.Context, was, now Fact) error {
	for _, year := range slices.Compact([]int64{was.Year, now.Year}) {
		if frozen, err := k.isFrozen(ctx, year); err != nil || !frozen {
			if err != nil {
				return err
			}
			continue
		}
		then := was
		if was.Year != year {
			then = Fact{Ref: now.Ref, Metric: now.Metric, Year: year} // it was not there
		}
		if err := k.q.KeepFact(ctx, letterdb.KeepFactParams(then)); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

func (k keeper) isFrozen(ctx context.Context, year int64) (bool, error) {
	known, asked := k.frozen[year]
	if asked || year == 0 {
		return known, nil
	}
	r, err := roundIn(ctx, k.q, int(year))
	if err != nil && !errors.Is(err, anlan.ErrNotFound) {
		return false, err
	}
	k.frozen[year] = r.keeps()
	return k.frozen[year], nil
}

// keeps tells whether the facts of the year are kept as they were at its freeze: not of years that were frozen before the
// house did so.
func (r Round) keeps() bool { return r.Upto > 0 }

// folded is how far the fold of facts has come, within a transaction.
func folded(ctx context.Context, tx *db.Tx) (pos int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT pos FROM reader WHERE name = $1`, ReaderName).Scan(&pos)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return pos, db.Classify(err)
}

// catchUp folds what happened until now, so that a freeze counts the events before it and not only those that the
// reader has come to.
func (s *Service) catchUp(ctx context.Context) error {
	_, err := event.Catch(db.WithKey(ctx, ""), s.d, ReaderName, s.Handle) // the key is the freeze's own
	return err
}

// fixed tells whether the letter's facts are those of the freeze: it was assessed, and they are kept.
func (s *Service) fixed(ctx context.Context, door letterdb.DBTX, l Letter) (bool, error) {
	r, err := s.roundOf(ctx, door, l.Year)
	if err == nil && r.keeps() {
		_, err = reviewOf(ctx, door, l.ID)
	}
	if errors.Is(err, anlan.ErrNotFound) {
		return false, nil
	}
	return err == nil && r.keeps(), err
}

// frozenFact is a fact of a frozen year as it was counted.
func (s *Service) frozenFact(ctx context.Context, door letterdb.DBTX, l Letter, ref, metric string) (Fact, error) {
	f, err := queries(door).FrozenFact(ctx, letterdb.FrozenFactParams{Year: int64(l.Year), Ref: ref, Metric: metric})
	return Fact(f), db.Classify(err)
}

// sameFrozen holds what is kept of frozen years against the events up to each freeze, and the scores that were frozen
// against the same facts.
func (s *Service) sameFrozen(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]letterdb.LetterItem, error) {
		return queries(s.d.Reader()).AllItems(ctx, letterdb.AllItemsParams{ID: after, Limit: pageSize})
	}, func(row letterdb.LetterItem) (anlan.ID, error) {
		if row.Kind != "round" {
			return row.ID, nil
		}
		r, err := db.Decode[Round](row.Doc, nil)
		if err == nil && r.keeps() {
			err = s.sameRound(ctx, r)
		}
		return row.ID, err
	})
}

func (s *Service) sameRound(ctx context.Context, r Round) error {
	known, err := s.replay(ctx, r.Upto)
	if err != nil {
		return err
	}
	want, left := newTallies(), 0
	for _, fs := range known {
		for _, f := range fs {
			if f.Year == int64(r.Year) {
				want.add(f, 1)
				left++
			}
		}
	}
	ref, metric := "", ""
	for {
		rows, err := queries(s.d.Reader()).FrozenFacts(ctx, letterdb.FrozenFactsParams{Year: int64(r.Year), AfterRef: ref, AfterMetric: metric, Most: pageSize})
		if err != nil {
			return db.Classify(err)
		}
		for _, row := range rows {
			f := Fact(row)
			if known[f.Ref][f.Metric] != f {
				return fmt.Errorf("letter: at the freeze of %d the fact %s %s is kept as %q, by its events %q", r.Year, f.Ref, f.Metric, f.Verdict, known[f.Ref][f.Metric].Verdict)
			}
			left--
			ref, metric = f.Ref, f.Metric
		}
		if len(rows) < pageSize {
			break
		}
	}
	if left != 0 {
		return fmt.Errorf("letter: %d facts of the freeze of %d are not kept", left, r.Year)
	}
	return s.sameReviews(ctx, r, want)
}

// sameReviews holds what each letter counted at the freeze against the facts. A waiver moves a fact, it takes none away.
func (s *Service) sameReviews(ctx context.Context, r Round, want tallies) error {
	return each(ctx, s.d.Reader(), r.Year, func(l Letter) error {
		v, err := reviewOf(ctx, s.d.Reader(), l.ID)
		if errors.Is(err, anlan.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		counted := Counts{}
		for c, n := range want.scopes {
			if c.year == int64(r.Year) && l.scope(c.metric) == c.scope {
				counted[c.metric] = counted[c.metric].add(c.verdict, n)
			}
		}
		for metric := range v.Counts {
			if got, by := v.Counts[metric].all(), counted[metric].all(); got != by {
				return fmt.Errorf("letter: %s was frozen with %d of %s, by its events %d", l.Name(), got, metric, by)
			}
			delete(counted, metric)
		}
		for metric, t := range counted {
			if t.all() != 0 {
				return fmt.Errorf("letter: %s was frozen without %s", l.Name(), metric)
			}
		}
		return nil
	})
}
