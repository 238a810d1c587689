package phones

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"time"

	"anlan"
)

// run is one story of a few phones.
type run struct {
	ctx     context.Context
	county  *County
	dice    *rand.Rand
	seed    uint64
	bug     *Bug
	phones  []*phone
	hazards []string
	desk    map[string]int64 // sights of the desk, by key
	seen    map[string]bool  // parcels that the county is known to have
	tag     string
	marks   int
	tail    []string
}

const steps = 45

// Run plays one seed in the county and holds the laws.
func (c *County) Run(ctx context.Context, seed uint64, bug *Bug) error {
	c.serial++
	r := &run{ctx: ctx, county: c, dice: rand.New(rand.NewPCG(seed, 0xF1E1D)), seed: seed, bug: bug, desk: map[string]int64{}, seen: map[string]bool{},
		tag: fmt.Sprintf("r%d", c.serial)}
	for i, role := range []anlan.Role{anlan.RoleTownship, anlan.RoleTownship, anlan.RoleEnterprise} {
		r.phones = append(r.phones, r.newPhone(i, role))
	}
	for range steps {
		if err := r.step(); err != nil {
			return err
		}
		if err := r.always(); err != nil {
			return err
		}
	}
	if err := r.drain(); err != nil {
		return err
	}
	return r.atTheEnd()
}

func (r *run) newPhone(i int, role anlan.Role) *phone {
	l := &line{county: r.county, who: r.county.chairs[role], dice: r.dice, up: r.dice.IntN(2) == 0, rough: true, bug: r.bug}
	p := &phone{name: fmt.Sprintf("phone-%d", i), line: l, files: map[string][]byte{}, sight: map[string]int64{}, parts: r.dice.IntN(3) == 0}
	if r.dice.IntN(2) == 0 {
		p.skew = time.Duration(r.dice.Int64N(int64(4*time.Minute))) - 2*time.Minute
	}
	if r.dice.IntN(8) == 0 {
		p.skew = time.Duration(r.dice.IntN(730)-365) * 24 * time.Hour
	}
	return p
}

// step is one thing that happens somewhere.
func (r *run) step() error {
	p := r.phones[r.dice.IntN(len(r.phones))]
	switch n := r.dice.IntN(20); {
	case n < 4:
		r.record(p)
	case n < 7:
		p.line.up = !p.line.up
		r.note("%s: line %v", p.name, p.line.up)
	case n < 12:
		p.sync()
		r.note("%s: sync, owes %d", p.name, owed(p.store))
	case n == 12:
		return r.atTheDesk()
	case n == 13:
		p.line.straggle(false)
	case n == 14:
		p.skew += time.Duration(r.dice.Int64N(int64(time.Second))) - time.Second/2 // it drifts
	case n == 15 && r.dice.IntN(4) == 0:
		p.skew = time.Duration(r.dice.IntN(730)-365) * 24 * time.Hour // somebody sets it
	case n == 16:
		return r.county.catch(r.ctx)
	case n == 17:
		r.decide(p)
	case n == 18 && r.dice.IntN(5) == 0:
		p.dead = true
		r.note("%s: dies; its outbox goes to the office as a file", p.name)
		return p.bringIn(r.cut())
	default:
		r.look(p)
	}
	return nil
}

// cut is where a rescue file breaks off, if it does.
func (r *run) cut() int {
	if r.dice.IntN(3) > 0 {
		return 0
	}
	return 1 + r.dice.IntN(6000)
}

func (r *run) mark() string {
	r.marks++
	return fmt.Sprintf("%s.%d", r.tag, r.marks)
}

// record is somebody doing something with a phone in hand.
func (r *run) record(p *phone) {
	if p.dead {
		return
	}
	if p.line.who.unit == r.county.chairs[anlan.RoleEnterprise].unit {
		r.work(p)
		return
	}
	if len(r.hazards) > 0 && r.dice.IntN(2) == 0 {
		r.amend(p, r.hazards[r.dice.IntN(len(r.hazards))])
		return
	}
	r.capture(p)
}

func (r *run) capture(p *phone) {
	id, mark := p.newID(), r.mark()
	var files [][]byte
	var photos []fields
	for range r.dice.IntN(3) {
		f := r.picture()
		files, photos = append(files, f), append(photos, fields{"hash": hashOf(f), "at": p.now().Format(time.RFC3339Nano)})
	}
	body := fields{"id": id, "at": p.now().Format(time.RFC3339Nano), "offsetMs": p.known(), "site": r.county.site, "category": "electric",
		"cause": "", "where": mark, "text": "配电箱缺盖 " + mark, "source": "township"}
	if len(photos) > 0 {
		body["photos"] = photos
	}
	p.put(&parcel{id: id, kind: "capture", method: "POST", path: "/api/v1/hazards", body: body, hazard: id, mark: mark,
		found: time.Now().UnixMilli(), sure: p.known() != nil}, files...)
	r.hazards = append(r.hazards, id)
	r.note("%s: captures %s, clock %v off, known %v", p.name, mark, p.skew, p.known() != nil)
}

func (r *run) amend(p *phone, hazard string) {
	fact, mark := []string{"text", "where", "clause"}[r.dice.IntN(3)], r.mark()
	sight := max(1, p.sight[hazard])
	own := p.get(hazard)
	if own == nil && p.sight[hazard] == 0 && !p.parts {
		return // never shown here
	}
	x := &parcel{id: p.newID(), kind: "amend", method: "POST", path: "/api/v1/hazards/" + hazard + "/amend", body: fields{"base": sight, fact: mark},
		needs: []string{"hazard.hazard:" + hazard}, hazard: hazard, sight: sight, fact: fact, mark: mark}
	if own != nil {
		x.after = own.id
	}
	p.put(x)
	r.note("%s: amends %s to %s on the sight of %d", p.name, fact, mark, sight)
}

// work is what the enterprise does: sign, tell how far it is, report it fixed.
func (r *run) work(p *phone) {
	if len(r.hazards) == 0 {
		return
	}
	hazard := r.hazards[r.dice.IntN(len(r.hazards))]
	var h struct {
		Matter, State string
	}
	if r.county.read(p.line.who, "/api/v1/hazards/"+hazard, &h) != nil || h.Matter == "" {
		return // not there yet
	}
	path, mark := "/api/v1/matters/"+h.Matter, r.mark()
	sign := &parcel{id: p.newID(), kind: "sign", method: "POST", path: path + "/sign", body: fields{}, opens: true, hazard: hazard}
	p.put(sign)
	next := &parcel{id: p.newID(), kind: "note", method: "POST", path: path + "/feedback", body: fields{"text": mark, "final": false}, after: sign.id, hazard: hazard, mark: mark}
	var files [][]byte
	if r.dice.IntN(3) == 0 {
		next.kind = "fix"
		files = [][]byte{r.picture(), r.picture()}
		next.body = fields{"text": mark, "final": true, "files": []string{hashOf(files[0]), hashOf(files[1])}}
	}
	p.put(next, files...)
	r.note("%s: %s %s", p.name, next.kind, mark)
}

// atTheDesk changes what phones may be changing, on the sight of what stands there.
func (r *run) atTheDesk() error {
	if len(r.hazards) == 0 {
		return nil
	}
	hazard, office := r.hazards[r.dice.IntN(len(r.hazards))], r.county.chairs[anlan.RoleOffice]
	var h struct{ Revision int64 }
	if r.county.read(office, "/api/v1/hazards/"+hazard, &h) != nil {
		return nil // not there yet
	}
	key := string(anlan.NewID(anlan.Instant(time.Now().UnixMilli()), &bytesOf{r.dice}))
	fact := []string{"text", "where", "clause"}[r.dice.IntN(3)]
	r.desk[key] = h.Revision
	status, _ := r.county.ask(office, call{method: "POST", path: "/api/v1/hazards/" + hazard + "/amend", key: key, body: mustJSON(fields{"base": h.Revision, fact: r.mark()})})
	r.note("desk: amends %s at %d: %d", fact, h.Revision, status)
	return nil
}

// decide is a person looking at what did not go through: mine or theirs, again or not at all.
func (r *run) decide(p *phone) {
	for _, x := range p.store {
		switch {
		case x.gaveUp:
		case x.state == conflict && x.theirs.Conflict != nil && r.dice.IntN(2) == 0:
			x.sight = x.theirs.Conflict.Current.Revision
			x.id, x.body["base"], x.state = p.newID(), x.sight, waiting
			r.county.Deeds["conflict, mine kept"]++
			r.note("%s: keeps %s on the sight of %d", p.name, x.mark, x.sight)
		case x.state == conflict || x.state == returned && x.kind != "capture":
			x.gaveUp = true
			r.county.Deeds[x.kind+" given up"]++
			r.note("%s: gives up %s %s (%d %s)", p.name, x.kind, x.mark, x.status, x.theirs.Code)
		}
	}
}

func (r *run) look(p *phone) {
	if len(r.hazards) > 0 && !p.dead {
		p.look(r.hazards[r.dice.IntN(len(r.hazards))])
	}
}

// picture is a small photograph that nothing else looks like.
func (r *run) picture() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 18, 18))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.dice.UintN(256))
	}
	m.Set(0, 0, color.White)
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		panic(err) // of memory into memory
	}
	return out.Bytes()
}

func (r *run) note(format string, args ...any) {
	if r.tail = append(r.tail, fmt.Sprintf(format, args...)); len(r.tail) > 60 {
		r.tail = r.tail[1:]
	}
}

// bytesOf reads random bytes from the dice.
type bytesOf struct{ dice *rand.Rand }

func (b *bytesOf) Read(out []byte) (int, error) {
	for i := range out {
		out[i] = byte(b.dice.UintN(256))
	}
	return len(out), nil
}

// decode reads JSON of the county's own making.
func decode[T any](raw []byte) (v T, err error) {
	err = json.Unmarshal(raw, &v)
	return v, err
}
