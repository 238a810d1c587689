package inspection

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// PlanView is a plan with how its tasks stand.
type PlanView struct {
	Plan
	Tally map[DutyState]int64 `json:"tally" nullable:"false"`
}

// Plan returns one plan with its tally. Plans are open to everybody who may see inspections.
func (s *Service) Plan(ctx context.Context, a anlan.Actor, id anlan.ID) (PlanView, error) {
	v := PlanView{Tally: map[DutyState]int64{Open: 0, Done: 0, Withdrawn: 0}}
	if err := authz.Check(a, actRead); err != nil {
		return v, err
	}
	p, err := db.Decode[Plan](queries(s.d.Reader()).Plan(ctx, id))
	if err != nil {
		return v, err
	}
	v.Plan = p
	rows, err := queries(s.d.Reader()).PlanTally(ctx, id)
	for _, r := range rows {
		v.Tally[DutyState(r.State)] = r.N
	}
	return v, db.Classify(err)
}

// endOfDays is where a list of days begins that runs backwards.
const endOfDays = "9999-12-31"

// Plans lists plans, the ones that end last first.
func (s *Service) Plans(ctx context.Context, a anlan.Actor, state PlanState, unit anlan.ID, cursor string, most int) (Page[Plan], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Plan]{}, err
	}
	until, id, err := db.ParseTextCursor[string, string](cursor)
	if err != nil {
		return Page[Plan]{}, err
	}
	where, args := []string{"(until, id) < ($1, $2)"}, []any{cmp.Or(until, endOfDays), id, bounded(most) + 1}
	for _, eq := range [][2]string{{"state", string(state)}, {"unit", string(unit)}} {
		if eq[1] != "" {
			args = append(args, eq[1])
			where = append(where, fmt.Sprintf("%s = $%d", eq[0], len(args)))
		}
	}
	docs, err := s.docs(ctx, "SELECT doc FROM inspection_plan WHERE "+strings.Join(where, " AND ")+" ORDER BY until DESC, id DESC LIMIT $3", args...)
	list, err := db.DecodeAll[Plan](docs, err)
	if n := bounded(most); err == nil && len(list) > n {
		last := list[n-1]
		return Page[Plan]{Items: list[:n], Next: db.TextCursor(last.To, last.ID)}, nil
	}
	return Page[Plan]{Items: list}, err
}

// docs reads a bounded list of documents.
func (s *Service) docs(ctx context.Context, text string, args ...any) (list []string, err error) {
	rows, err := s.d.Reader().QueryContext(ctx, text, args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			return nil, err
		}
		list = append(list, doc)
	}
	return list, rows.Err()
}
