package document_test

import (
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document"
)

// What a ladder numbers at one instant stands in the order of its numbers, whatever order it was written in, on every
// list and across pages.
func TestPapersOfOneInstantStandInTheOrderOfTheirNumbers(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.paper("永清镇")
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			numbers := map[string][]string{}
			for _, kind := range []string{"supervision_notice", "urging_notice"} {
				for range 12 {
					n, err := tx.Number(ctx, "paper/清安委办/"+kind+"/2026")
					if err != nil {
						return err
					}
					numbers[kind] = append(numbers[kind], "清安委办"+map[string]string{"supervision_notice": "督", "urging_notice": "催"}[kind]+"〔2026〕"+itoa(n)+"号")
				}
			}
			for i := range 12 { // neither in order nor one kind after the other
				for kind, list := range numbers {
					p := document.Paper{Kind: kind, Number: list[i*5%12], Organ: "清安委办", Title: "督办", Unit: h.units["清水县安委办"].ID, To: []anlan.ID{h.units["永清镇"].ID},
						At: tx.Now, Origin: anlan.Ref{Kind: "matter.rung", ID: tx.NewID()}}
					if err := h.Register(ctx, tx, p); err != nil {
						return err
					}
				}
			}
			return nil
		}))
		for name, f := range map[string]document.Filter{"all": {}, "year": {Year: 2026}, "kind": {Kind: "urging_notice"}, "code": {Code: "清安委办督"}, "unit": {Unit: h.units["永清镇"].ID}} {
			last := map[string]int64{}
			seen := 0
			for f.Limit = 5; ; {
				p, err := h.List(ctx, h.office(), f)
				ok(t, err)
				for _, e := range p.Items {
					if was, had := last[e.Code]; had && e.N != was-1 {
						t.Errorf("%s: %s behind number %d", name, e.Number, was)
					}
					last[e.Code], seen = e.N, seen+1
				}
				if f.Cursor = p.Next; f.Cursor == "" {
					break
				}
			}
			if want := map[string]int{"all": 25, "year": 25, "kind": 12, "code": 13, "unit": 25}[name]; seen != want {
				t.Errorf("%s: %d of %d", name, seen, want)
			}
		}
	})
}

// Each list of the register walks an index in its own order and sorts nothing.
func TestListsOfTheRegisterAreIndexed(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		if h.db.Engine() != "sqlite" {
			t.Skip("the plan is read on SQLite")
		}
		order, most := ` ORDER BY issued DESC, code DESC, n DESC, `, ` DESC LIMIT 50`
		for where, id := range map[string]string{"document_entry WHERE ": "id", "document_entry WHERE void AND ": "id", "document_entry WHERE kind = 'notice' AND ": "id", "document_party WHERE unit = 'x' AND ": "entry"} {
			rows, err := h.db.Reader().QueryContext(ctx, "EXPLAIN QUERY PLAN SELECT 1 FROM "+where+"issued >= 0 AND (issued, code, n, "+id+") < (9, 'x', 1, 'y')"+order+id+most)
			ok(t, err)
			var plan []string
			for rows.Next() {
				var a, b, c int
				var step string
				ok(t, rows.Scan(&a, &b, &c, &step))
				plan = append(plan, step)
			}
			ok(t, rows.Close())
			if slices.ContainsFunc(plan, func(s string) bool { return strings.Contains(s, "TEMP B-TREE") || strings.HasPrefix(s, "SCAN") }) || len(plan) == 0 {
				t.Errorf("%s: %v", where, plan)
			}
		}
	})
}
