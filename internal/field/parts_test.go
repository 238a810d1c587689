package field_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"anlan"
	"anlan/internal/field"
)

func hazardPart(h house, id anlan.ID) field.Part {
	return field.Part{ID: h.d.NewID(), Method: "POST", Path: "/api/v1/hazards", Body: json.RawMessage(fmt.Sprintf(`{"id":%q,"text":"配电箱没盖"}`, id))}
}

func verbPart(h house, id anlan.ID) field.Part {
	return field.Part{ID: h.d.NewID(), Method: "POST", Path: "/api/v1/hazards/" + string(id) + "/amend",
		Body: json.RawMessage(fmt.Sprintf(`{"id":%q}`, id)), Needs: []string{"hazard.hazard:" + string(id)}}
}

// Parts come in any order, more than once, over a door that fails and loses answers: in the end each was
// carried out once, and nothing waits.
func TestPartsInAnyOrder(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for _, seed := range seeds(3) {
			t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) { playParts(t, h, rand.New(rand.NewPCG(seed, 2))) })
		}
	})
}

func playParts(t *testing.T, h house, r *rand.Rand) {
	h.t = t
	a := inspector(fmt.Sprintf("U%d", r.IntN(1e9)))
	trouble := true
	h.door.broken = func() bool { return trouble && r.IntN(5) == 0 }
	h.door.lost = func() bool { return trouble && r.IntN(5) == 0 }
	var parts []field.Part
	first := map[anlan.ID]anlan.ID{} // verb → its hazard's part
	for range 8 {
		id := h.d.NewID()
		p := hazardPart(h, id)
		parts = append(parts, p)
		for range r.IntN(4) {
			v := verbPart(h, id)
			first[v.ID] = p.ID
			parts = append(parts, v)
		}
	}
	received := map[anlan.ID]bool{}
	for round := 0; len(received) < len(parts); round++ {
		if round > 400 {
			t.Fatalf("after %d rounds %d of %d parts are received", round, len(received), len(parts))
		}
		trouble = round < 60
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		out, err := h.s.Deliver(ctx, a, "device-1", parts[:1+r.IntN(min(4, len(parts)))])
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range out {
			switch o.State {
			case field.Received:
				received[o.ID] = true
			case field.Refused:
				t.Fatalf("part %s is refused: %v %s", o.ID, o.Err, o.Problem)
			}
		}
		if r.IntN(3) == 0 {
			h.catch()
		}
		if r.IntN(4) == 0 {
			h.time.pass(time.Duration(r.IntN(40)) * time.Minute)
			if _, err := h.ring.Step(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	h.catch()
	if left, err := h.s.Waiting(ctx, a); err != nil || len(left) > 0 {
		t.Errorf("%d parts still wait: %v", len(left), err)
	}
	for _, p := range parts {
		if n := h.door.did[p.ID]; n != 1 {
			t.Errorf("%s %s happened %d times", p.Path, p.ID, n)
		}
		if before, is := first[p.ID]; is && slices.Index(h.door.order, before) > slices.Index(h.door.order, p.ID) {
			t.Errorf("a verb happened before its hazard")
		}
	}
}

// A part waits for its first part, also when that comes from another phone; the sender can look, and what it
// became can be asked afterwards.
func TestHeldUntilTheFirstPartComes(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		a, other, id := inspector("A"), inspector("B"), h.d.NewID()
		v := verbPart(h, id)
		out, err := h.s.Deliver(ctx, a, "device-1", []field.Part{v, v})
		if err != nil || out[0].State != field.Held || out[1].State != field.Held || out[0].WaitsFor[0] != v.Needs[0] {
			t.Fatalf("a verb before its hazard is %+v, %v; want held", out, err)
		}
		if list, err := h.s.Waiting(ctx, a); err != nil || len(list) != 1 || list[0].Path != v.Path {
			t.Errorf("the sender sees %+v, %v", list, err)
		}
		if _, err := h.s.HeldPart(ctx, other, v.ID); !errors.Is(err, anlan.ErrFieldPartGone) {
			t.Errorf("somebody else sees the part: %v", err)
		}
		if out, err = h.s.Deliver(ctx, other, "device-2", []field.Part{hazardPart(h, id)}); err != nil || out[0].State != field.Received {
			t.Fatalf("the hazard is %+v, %v", out, err)
		}
		h.catch()
		got, err := h.s.HeldPart(ctx, a, v.ID)
		if err != nil || got.State != field.Received || got.Status != 200 || h.door.did[v.ID] != 1 {
			t.Errorf("after its hazard came the verb is %+v, %v, done %d times", got, err, h.door.did[v.ID])
		}
	})
}

// After a day somebody is told, once; the part goes on waiting.
func TestSomebodyIsToldOfWhatWaits(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		a := inspector("A")
		v := verbPart(h, h.d.NewID())
		if _, err := h.s.Deliver(ctx, a, "device-1", []field.Part{v}); err != nil {
			t.Fatal(err)
		}
		notices := func() (n int) {
			if err := h.d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM notify_notice WHERE post = $1`, string(a.Post)).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		for hour := range 72 {
			h.time.pass(time.Hour)
			if _, err := h.ring.Step(ctx); err != nil {
				t.Fatal(err)
			}
			h.catch()
			if want := min(1, (hour+1)/24); notices() != want {
				t.Fatalf("after %d hours the post was told %d times, want %d", hour+1, notices(), want)
			}
		}
		if err := h.s.Drop(ctx, a, v.ID); err != nil {
			t.Fatal(err)
		}
		if left, err := h.s.Waiting(ctx, a); err != nil || len(left) != 0 {
			t.Errorf("after it was given up %d wait, %v", len(left), err)
		}
	})
}

func TestRefusedOnceAndTold(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		a, id := inspector("A"), h.d.NewID()
		v := verbPart(h, id)
		v.Path = "/api/v1/hazards/" + string(id) + "/nonsense"
		if _, err := h.s.Deliver(ctx, a, "d", []field.Part{v, hazardPart(h, id)}); err != nil {
			t.Fatal(err)
		}
		h.catch()
		got, err := h.s.HeldPart(ctx, a, v.ID)
		if err != nil || got.State != field.Refused || got.Status != 422 {
			t.Errorf("what the door refuses is %+v, %v", got, err)
		}
	})
}

func TestPartsThatCannotBe(t *testing.T) {
	good := field.Part{ID: anlan.NewID(1, nil), Method: "POST", Path: "/api/v1/hazards", Body: json.RawMessage(`{}`)}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(p *field.Part){
		"no key":          func(p *field.Part) { p.ID = "x" },
		"delete":          func(p *field.Part) { p.Method = "DELETE" },
		"accounts":        func(p *field.Part) { p.Path = "/api/v1/accounts" },
		"settings":        func(p *field.Part) { p.Path = "/api/v1/settings/notify" },
		"climbing":        func(p *field.Part) { p.Path = "/api/v1/hazards/../accounts" },
		"encoded":         func(p *field.Part) { p.Path = "/api/v1/hazards/%2e%2e/accounts" },
		"query":           func(p *field.Part) { p.Path = "/api/v1/hazards?x=1" },
		"doubled slash":   func(p *field.Part) { p.Path = "/api/v1/hazards//x" },
		"no JSON":         func(p *field.Part) { p.Body = json.RawMessage(`{`) },
		"too long":        func(p *field.Part) { p.Body = make(json.RawMessage, field.BodyMost+1) },
		"strange need":    func(p *field.Part) { p.Needs = []string{"account.account:" + string(p.ID)} },
		"need of nothing": func(p *field.Part) { p.Needs = []string{"hazard.hazard:1"} },
		"field itself":    func(p *field.Part) { p.Path = "/api/v1/field/parts" },
	} {
		p := good
		if change(&p); p.Check() == nil {
			t.Errorf("%s passes", name)
		}
	}
}
