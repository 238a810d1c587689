package field_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/field"
)

func inspector(unit string, places ...string) anlan.Actor {
	return anlan.Actor{Account: anlan.ID("acc-" + unit), Post: anlan.ID("post-" + unit), Unit: anlan.ID(unit),
		Roles: []anlan.Role{anlan.RoleTownship}, Scope: anlan.Scope{Units: []anlan.ID{anlan.ID(unit)}, Places: places}}
}

// Whatever changes hands in whatever order, and however a phone asks, in the end it carries exactly what its
// post should.
func TestPhonesCarryWhatTheyShould(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for _, seed := range seeds(4) {
			t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) { playPack(t, h, rand.New(rand.NewPCG(seed, 1))) })
		}
	})
}

func playPack(t *testing.T, h house, r *rand.Rand) {
	h.t = t
	run := fmt.Sprintf("%06d", r.IntN(1e6))
	audiences := []string{field.AudienceUnit(anlan.ID("A" + run)), field.AudienceUnit(anlan.ID("B" + run)), field.AudiencePlace(run + "100")}
	phones := []*phone{{a: inspector("A" + run)}, {a: inspector("B"+run, run+"100")}, {a: inspector("A"+run, run+"100")}}
	ids := make([]anlan.ID, 12)
	for i := range ids {
		ids[i] = anlan.NewID(anlan.Instant(1e12+int64(i)), nil)
	}
	for range 120 {
		switch r.IntN(6) {
		case 0, 1, 2:
			id := ids[r.IntN(len(ids))]
			h.rows.set(id, row{audiences: some(r, audiences), text: strconv.Itoa(r.IntN(1e6)), hidden: r.IntN(8) == 0})
			h.emit("test.changed", anlan.Ref{Kind: "test.row", ID: id})
		case 3:
			h.catch()
		case 4: // a page, and the line breaks
			phones[r.IntN(len(phones))].page(h, 1+r.IntN(5))
		case 5: // a page whose answer never arrives
			p := *phones[r.IntN(len(phones))]
			p.rows = map[string]string{}
			p.page(h, 1+r.IntN(5))
		}
	}
	h.catch()
	if batch, err := event.After(ctx, h.d.Reader(), 0, event.PageLimit); err != nil || h.s.Handle(ctx, batch) != nil { // the batch comes again
		t.Fatal(err)
	}
	for i, p := range phones {
		p.sync(h, 3)
		p.sync(h, 3)
		if diff := cmp.Diff(should(h, p.a, audiences, ids), sorted(p.rows)); diff != "" {
			t.Errorf("phone %d (-should +does):\n%s", i, diff)
		}
	}
}

func some(r *rand.Rand, from []string) (list []string) {
	for _, a := range from {
		if r.IntN(2) == 0 {
			list = append(list, a)
		}
	}
	return list
}

func should(h house, a anlan.Actor, audiences []string, ids []anlan.ID) []string {
	mine := []string{field.AudienceUnit(a.Unit)}
	for _, p := range a.Scope.Places {
		mine = append(mine, field.AudiencePlace(p))
	}
	want := map[string]string{}
	for _, id := range ids {
		x := h.rows.get(id)
		carried := slices.ContainsFunc(x.audiences, func(a string) bool { return slices.Contains(mine, a) })
		if carried && !x.hidden {
			want[string(id)] = x.text
		}
	}
	return sorted(want)
}

// What is carried no more while a first synchronisation is under way must not stay on the phone.
func TestGoneDuringTheFirstSync(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		var ids []anlan.ID
		for range 6 {
			id := h.d.NewID()
			ids = append(ids, id)
			h.rows.set(id, row{audiences: []string{field.AudienceUnit("A")}, text: "x"})
			h.emit("test.changed", anlan.Ref{Kind: "test.row", ID: id})
		}
		h.catch()
		p := &phone{a: inspector("A")}
		if more := p.page(h, 2); !more || len(p.rows) != 2 {
			t.Fatalf("the first page holds %d rows, more %v", len(p.rows), more)
		}
		h.rows.set(ids[0], row{})
		h.emit("test.changed", anlan.Ref{Kind: "test.row", ID: ids[0]})
		h.catch()
		p.sync(h, 2)
		p.sync(h, 2)
		if _, there := p.rows[string(ids[0])]; there || len(p.rows) != 5 {
			t.Errorf("after the first sync the phone carries %v", sorted(p.rows))
		}
		if pages := p.sync(h, 2); pages != 1 {
			t.Errorf("nothing changed, and yet there are %d pages", pages)
		}
	})
}

func TestCursorOfAnotherChairStartsAnew(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		id := h.d.NewID()
		h.rows.set(id, row{audiences: []string{field.AudienceUnit("A")}, text: "x"})
		h.emit("test.changed", anlan.Ref{Kind: "test.row", ID: id})
		h.catch()
		p := &phone{a: inspector("A")}
		p.sync(h, 10)
		p.a = inspector("B")
		got, err := h.s.Pack(ctx, p.a, p.cursor, 10)
		if err != nil || !got.Reset || len(got.Rows["test"]) != 0 {
			t.Errorf("another chair is given %+v, %v; want a reset and nothing", got, err)
		}
		for _, bad := range []string{"x", "!!!!", "eyJ3Ijoi"} {
			if _, err := h.s.Pack(ctx, p.a, bad, 10); !errors.Is(err, anlan.ErrFieldCursor) {
				t.Errorf("cursor %q: %v, want field_cursor", bad, err)
			}
		}
		if _, err := h.s.Pack(ctx, anlan.Actor{Account: "x", Roles: []anlan.Role{anlan.RoleAudit}}, "", 10); anlan.KindOf(err) != anlan.Forbidden {
			t.Errorf("an auditor is given a pack: %v", err)
		}
	})
}
