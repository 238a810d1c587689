package letter_test

import (
	"slices"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/letter"
)

// Every record is sealed by its newest event; a frozen text that was altered is not honest any more.
func TestWitness(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		h.signs(l, "永清镇人民政府", letter.RoleSigner)
		_, err = h.AssessSelf(ctx, h.actors["永清镇人民政府"], l.ID, "hear", letter.SelfMark{Self: 500, Text: "四次"})
		ok(t, err)
		if bad := h.lies(); len(bad) > 0 {
			t.Fatal(bad)
		}
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE letter_text SET text = text || '。' WHERE letter = $1`, string(l.ID))
			return err
		}))
		if bad := h.lies(); len(bad) != 1 || bad[0] != l.Ref().String() {
			t.Errorf("an altered text: %v", bad)
		}
		other, err := h.Send(ctx, h.office, h.born("清水县人民政府", "红堡镇人民政府").ID, 0)
		ok(t, err)
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `DELETE FROM letter_duty WHERE record = $1`, string(other.ID))
			return err
		}))
		if bad := h.lies(); len(bad) != 2 || !slices.Contains(bad, other.Ref().String()) {
			t.Errorf("a letter that asks nobody for a signature: %v", bad)
		}
	})
}

// lies lists the records that do not fit their newest seal.
func (h house) lies() []string {
	h.t.Helper()
	bad, _ := dbtest.Misfits(h.t, h.db, "letter.", h)
	return bad
}
