package hazard

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
)

// habit is what relapses, without its cause: the same demand at the same place. The clause is the one it
// was graded by, else the one that was cited, else the category.
func (h Hazard) habit() string {
	where := "unit " + string(h.Lead.Unit) + " " + h.spot()
	if h.Site != "" {
		where = "site " + string(h.Site)
	}
	what := "category " + h.Category
	switch {
	case h.judged():
		what = "criterion " + h.Basis.Sector + "/" + strings.Join(h.Basis.Keys, ",")
	case h.Clause != "":
		what = "clause " + plain(h.Clause)
	}
	return where + " | " + what
}

// judged reports whether clauses of the criteria were met.
func (h Hazard) judged() bool { return h.Basis != nil && len(h.Basis.Keys) > 0 && !h.Basis.Rule }

// unknownCause is a cause that nobody has looked for yet.
const unknownCause = "unknown"

// alike reports whether an earlier finding of the same habit has the same cause. Where a clause was
// cited, a cause that was not looked for may be any; a category alone says too little for that.
func (h Hazard) alike(was Hazard) bool {
	if was.Cause == h.Cause && h.Cause != unknownCause {
		return true
	}
	cited := h.Clause != "" || h.judged()
	return cited && (was.Cause == unknownCause || h.Cause == unknownCause)
}

// plain folds the ways in which people write the same clause.
func plain(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "　", "", "（", "(", "）", ")", "《", "", "》", "", "　", "").Replace(s))
}

const relapseMost = 20 // earlier findings that are named

// relapsed looks for the same habit on an earlier day within the days of the rule (what one visit finds
// twice is no relapse), and raises the grade when it was found often enough.
func (s *Service) relapsed(ctx context.Context, tx *db.Tx, h Hazard, p policies) (Hazard, error) {
	if h.Exercise {
		return h, nil
	}
	since := h.Found.Date().AddDays(-p.relapse.Days).Start()
	docs, err := queries(tx).SameHabit(ctx, hazarddb.SameHabitParams{Habit: h.habit(), Since: since, Until: h.Found.Date().Start() - 1, Self: h.ID, Most: 10 * relapseMost})
	earlier, err := db.DecodeAll[Hazard](docs, err)
	var of []anlan.ID
	for _, was := range earlier {
		if h.alike(was) && len(of) < relapseMost {
			of = append(of, was.ID)
		}
	}
	if err != nil || len(of) == 0 {
		return h, err
	}
	return h.relapse(of, p.relapse.Times, Grade(p.relapse.RaiseTo), p.stamp.Relapse, tx.Now), nil
}

// relapse notes the earlier findings and raises a grade that is lower than the rule's. A category alone is
// noted and raises nothing: the same clause is what makes it the same hazard.
func (h Hazard) relapse(of []anlan.ID, times int, to Grade, version string, now anlan.Instant) Hazard {
	h.Relapse = &Relapse{Of: of, Times: len(of), Rule: version}
	if len(of) < times || !worse(to, h.Grade) || h.Clause == "" && !h.judged() {
		return h
	}
	h.Relapse.Raised, h.Grade = true, to
	if to == Major {
		h.Basis = &Basis{Clause: "屡查屡犯规则", Text: "同一场所、同一条款、同一原因再次出现", Certain: true, Version: version, Rule: true, At: now}
	}
	return h
}
