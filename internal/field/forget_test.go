package field_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/field"
)

// What is carried no more is forgotten after the days of the policy; a phone that was away for longer fetches
// its pack anew and keeps nothing that it should not, one that was not goes on as before.
func TestWhatIsGoneIsForgottenAndNobodyMissesIt(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		var ids []anlan.ID
		set := func(id anlan.ID, r row) {
			h.rows.set(id, r)
			h.emit("test.changed", anlan.Ref{Kind: "test.row", ID: id})
		}
		for range 12 {
			id := h.d.NewID()
			ids = append(ids, id)
			set(id, row{audiences: []string{field.AudienceUnit("A")}, text: "x"})
		}
		h.catch()
		away, near := &phone{a: inspector("A")}, &phone{a: inspector("A")}
		away.sync(h, 5)
		near.sync(h, 5)
		for _, id := range ids[:7] {
			set(id, row{})
		}
		h.catch()
		h.time.pass(60 * 24 * time.Hour)
		set(ids[7], row{audiences: []string{field.AudienceUnit("A")}, text: "y"})
		h.catch()
		near.sync(h, 5)
		sweep := func(want int) {
			t.Helper()
			if err := h.s.Sweep(ctx); err != nil {
				t.Fatal(err)
			}
			var n int
			if err := h.d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM field_item WHERE gone`).Scan(&n); err != nil || n != want {
				t.Fatalf("%d rows of what is carried no more are kept, want %d (%v)", n, want, err)
			}
		}
		sweep(7)
		h.time.pass(40 * 24 * time.Hour)
		sweep(0)
		if p, err := h.s.Pack(ctx, near.a, near.cursor, 5); err != nil || p.Reset {
			t.Errorf("a phone that was away for forty days must begin anew (%v)", err)
		}
		if p, err := h.s.Pack(ctx, away.a, away.cursor, 5); err != nil || !p.Reset {
			t.Errorf("a phone that was away for a hundred days goes on, and keeps what is gone (%v)", err)
		}
		for name, p := range map[string]*phone{"away": away, "near": near} {
			if p.sync(h, 5); len(p.rows) != 5 || p.rows[string(ids[7])] != "y" {
				t.Errorf("%s carries %v", name, sorted(p.rows))
			}
		}
	})
}

// What waits here is told to the ledger when it comes and when it ends: by the digest of its body, so that
// nobody can say later that something else was handed in. The door of these tests refuses it in the end.
func TestHeldPartsAreTold(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		need, part := h.d.NewID(), h.d.NewID()
		a := inspector("A")
		out, err := h.s.Deliver(ctx, a, "phone", []field.Part{{ID: part, Method: "POST", Path: "/api/v1/hazards/" + string(need) + "/amend",
			Body: []byte(`{"text":"甲"}`), Needs: []string{"hazard.hazard:" + string(need)}}})
		if err != nil || out[0].State != field.Held {
			t.Fatalf("%+v %v", out, err)
		}
		h.emit("hazard.reported", anlan.Ref{Kind: "hazard.hazard", ID: need})
		h.catch()
		rows, err := h.d.Reader().QueryContext(ctx, `SELECT kind, body FROM event WHERE ref = $1 ORDER BY pos`, "field.part:"+string(part))
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close() //nolint:errcheck // read to the end
		var told []string
		for rows.Next() {
			var kind, body string
			if err := rows.Scan(&kind, &body); err != nil {
				t.Fatal(err)
			}
			told = append(told, kind+" "+body)
		}
		if len(told) != 2 || !strings.Contains(told[0], "field.part_held") || !strings.Contains(told[0], hashed(`{"text":"甲"}`)) || !strings.Contains(told[1], `"state":"refused"`) {
			t.Errorf("told: %s", fmt.Sprint(told))
		}
	})
}

func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
