package hazard

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
)

// habit is what relapses: the same demand broken for the same cause at the same place. The clause is
// the one it was graded by, else the one that was cited, else the category.
func (h Hazard) habit() string {
	where := "unit " + string(h.Lead.Unit) + " " + h.spot()
	if h.Site != "" {
		where = "site " + string(h.Site)
	}
	what := "category " + h.Category
	switch {
	case h.Basis != nil && len(h.Basis.Keys) > 0 && !h.Basis.Rule:
		what = "criterion " + h.Basis.Sector + "/" + strings.Join(h.Basis.Keys, ",")
	case h.Clause != "":
		what = "clause " + plain(h.Clause)
	}
	return where + " | " + what + " | " + h.Cause
}

// plain folds the ways in which people write the same clause.
func plain(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "　", "", "（", "(", "）", ")", "《", "", "》", "", "　", "").Replace(s))
}

const relapseMost = 20 // earlier findings that are named

// relapsed looks for the same habit within the days of the rule, and raises the grade when it was found
// often enough. A cause that is not known yet is no cause.
func (s *Service) relapsed(ctx context.Context, tx *db.Tx, h Hazard, p policies) (Hazard, error) {
	if h.Cause == "unknown" || h.Exercise {
		return h, nil
	}
	since := h.Found.Date().AddDays(-p.relapse.Days).Start()
	of, err := queries(tx).SameHabit(ctx, hazarddb.SameHabitParams{Habit: h.habit(), Found: since, Found_2: h.Found, ID: h.ID, Limit: relapseMost})
	if err != nil || len(of) == 0 {
		return h, db.Classify(err)
	}
	return h.relapse(of, p.relapse.Times, Grade(p.relapse.RaiseTo), p.stamp.Relapse, tx.Now), nil
}

// relapse notes the earlier findings and raises a grade that is lower than the rule's.
func (h Hazard) relapse(of []anlan.ID, times int, to Grade, version string, now anlan.Instant) Hazard {
	h.Relapse = &Relapse{Of: of, Times: len(of), Rule: version}
	if len(of) < times || !worse(to, h.Grade) {
		return h
	}
	h.Relapse.Raised, h.Grade = true, to
	if to == Major {
		h.Basis = &Basis{Clause: "屡查屡犯规则", Text: "同一场所、同一条款、同一原因再次出现", Certain: true, Version: version, Rule: true, At: now}
	}
	return h
}
