package hazard_test

import (
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/hazard"
)

func ptr[T any](v T) *T { return &v }

// Two amend on the sight of the same revision: what both changed comes back field by field, what only
// one changed is taken, and nothing is silently overwritten.
func TestConflictFieldByField(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		x := h.report(h.regulator(), h.draft())
		base := x.Revision
		x, err := h.Amend(ctx, h.regulator(), x.ID, base, hazard.Amendment{Text: ptr("报警器失效两只"), Where: ptr("2号罐")})
		ok(t, err)
		_, err = h.Amend(ctx, h.office(), x.ID, base, hazard.Amendment{Text: ptr("报警器失效三只"), Clause: ptr("GB 50156 第 12 章"), Where: ptr("2号罐")})
		var stale *hazard.StaleError
		if !errors.As(err, &stale) || !errors.Is(err, anlan.ErrHazardStale) {
			t.Fatalf("%v", err)
		}
		if len(stale.Clashes) != 1 || stale.Clashes[0].Field != "text" || stale.Clashes[0].Theirs != "报警器失效两只" ||
			stale.Clashes[0].Mine != "报警器失效三只" || stale.Clashes[0].Base != "加油区可燃气体报警器失效，未及时更换" {
			t.Fatalf("%+v", stale.Clashes)
		}
		var said *anlan.Error
		if !errors.As(err, &said) || !strings.Contains(said.Say(anlan.ZH), "：内容。") || !strings.Contains(said.Say(anlan.EN), ": Text.") {
			t.Errorf("the fact is not named in words: %v", err)
		}
		if stale.Current.Revision != x.Revision {
			t.Errorf("current is revision %d, not %d", stale.Current.Revision, x.Revision)
		}
		y, err := h.Amend(ctx, h.office(), x.ID, base, hazard.Amendment{Clause: ptr("GB 50156 第 12 章"), Where: ptr("2号罐")})
		ok(t, err) // nobody else touched the clause, and both say the same of the spot
		if y.Clause == "" || y.Text != "报警器失效两只" {
			t.Errorf("%+v", y.Facts)
		}
		_, err = h.Amend(ctx, h.regulator(), x.ID, y.Revision, hazard.Amendment{Text: ptr("隐患3处")})
		refused(t, err, anlan.ErrHazardCountOnly)
		_, err = h.Amend(ctx, h.firm(), x.ID, y.Revision, hazard.Amendment{Text: ptr("没有问题了")})
		refused(t, err, anlan.ErrForbidden) // the owner does not rewrite what was found
		_, err = h.Amend(ctx, h.regulator(), x.ID, y.Revision+5, hazard.Amendment{Text: ptr("未来")})
		refused(t, err, anlan.ErrFieldInvalid)
		h.witness(t)
	})
}
