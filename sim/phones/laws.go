package phones

import (
	"fmt"
	"net/http"
	"strings"

	"anlan"
)

// Breach is a law that was broken.
type Breach struct {
	Law  string
	Why  string
	Seed uint64
	Tail []string
}

// Error names the law, and how to see the same again.
func (b *Breach) Error() string {
	return fmt.Sprintf("%s: %s\n  again: go test ./sim/phones -run TestPhones -seed %d\n  %s", b.Law, b.Why, b.Seed, strings.Join(b.Tail, "\n  "))
}

func (r *run) breach(law, format string, args ...any) error {
	return &Breach{Law: law, Why: fmt.Sprintf(format, args...), Seed: r.seed, Tail: r.tail}
}

// always holds what must be true at any moment: what a phone calls received, the county has, and what the
// county has not is counted.
func (r *run) always() error {
	for _, p := range r.phones {
		missing := 0
		for _, x := range p.store {
			if x.gaveUp || x.opens {
				continue
			}
			there, err := r.has(x)
			if err != nil {
				return err
			}
			if x.state == received && !there {
				return r.breach("not received never lies", "%s calls %s %s received, and the county does not know it", p.name, x.kind, x.mark)
			}
			if !there {
				missing++
			}
		}
		if said := r.owed(p); said < missing {
			return r.breach("not received never lies", "%s says that %d are not received, and it is %d", p.name, said, missing)
		}
	}
	return nil
}

func (r *run) owed(p *phone) int {
	if r.bug != nil && r.bug.Owed != nil {
		return r.bug.Owed(p.store)
	}
	return owed(p.store)
}

func (r *run) has(x *parcel) (bool, error) {
	if r.seen[x.id] {
		return true, nil
	}
	there, err := r.county.happened(r.ctx, x.id)
	r.seen[x.id] = there
	return there, err
}

// drain lets every line be good, every late copy arrive and every file be brought in, until nothing waits.
func (r *run) drain() error {
	for range 40 {
		left := 0
		for _, p := range r.phones {
			p.line.up, p.line.rough = true, false
			p.line.straggle(true)
			if !p.dead {
				p.start()
				p.sync()
			} else if owed(p.store) > 0 {
				if err := p.bringIn(0); err != nil {
					return err
				}
			}
			r.decide(p)
			left += owed(p.store)
		}
		if err := r.county.catch(r.ctx); err != nil {
			return err
		}
		if err := r.always(); err != nil || left == 0 {
			return err
		}
	}
	return nil // what still waits is lost, and told below
}

// atTheEnd holds the rest of the laws once all is quiet.
func (r *run) atTheEnd() error {
	for _, p := range r.phones {
		for _, x := range p.store {
			if x.state != received && !x.gaveUp {
				return r.breach("nothing lost", "%s: %s %s is %s for ever (%d %s %v)", p.name, x.kind, x.mark, x.state, x.status, x.theirs.Code, p.trouble)
			}
			if x.state == received {
				r.county.Deeds[x.kind+" received"]++
			}
			if x.kind == "capture" {
				if err := r.captured(p, x); err != nil {
					return err
				}
			}
		}
	}
	for _, id := range r.hazards {
		if err := r.history(id); err != nil {
			return err
		}
	}
	return r.once()
}

// told is what the laws read of an event.
type told struct {
	id, kind string
	body     struct {
		Revision int64
		Changed  []string
		Text     string
		Facts    *struct {
			Text   string
			Where  string
			Clause string
		}
	}
}

func (r *run) events(ref string) (list []told, err error) {
	rows, err := r.county.app.DB.Reader().QueryContext(r.ctx, `SELECT id, kind, body FROM event WHERE ref = $1 ORDER BY pos LIMIT 1000`, ref)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // read to the end
	for rows.Next() {
		var e told
		var body []byte
		if err := rows.Scan(&e.id, &e.kind, &body); err != nil {
			return nil, err
		}
		if e.body, err = decode[struct {
			Revision int64
			Changed  []string
			Text     string
			Facts    *struct {
				Text   string
				Where  string
				Clause string
			}
		}](body); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// captured holds that a finding arrived as it was recorded, with its pictures, at its own time.
func (r *run) captured(p *phone, x *parcel) error {
	events, err := r.events("hazard.hazard:" + x.hazard)
	if err != nil {
		return err
	}
	if len(events) == 0 || events[0].body.Facts == nil || !strings.Contains(events[0].body.Facts.Text, x.mark) {
		return r.breach("nothing lost", "%s: capture %s did not arrive as it was recorded", p.name, x.mark)
	}
	h, err := r.county.app.Hazard.Get(r.ctx, anlan.Clock, anlan.ID(x.hazard))
	if err != nil {
		return err
	}
	for i, hash := range x.files {
		if len(h.Photos) <= i || h.Photos[i].Hash != hash {
			return r.breach("nothing lost", "%s: capture %s lost a picture", p.name, x.mark)
		}
		if status, file := r.county.ask(p.line.who, call{method: http.MethodGet, path: "/api/v1/files/" + hash}); status != http.StatusOK || hashOf(file) != hash {
			return r.breach("nothing lost", "%s: a picture of %s is not what was taken (%d)", p.name, x.mark, status)
		}
	}
	if off := int64(h.Found) - x.found; x.sure && (off > 5000 || off < -5000) {
		return r.breach("the clock", "%s: capture %s was found %d ms off although the phone knew its clock", p.name, x.mark, off)
	}
	return nil
}

// history holds that no fact was replaced by somebody who had not seen it.
func (r *run) history(hazard string) error {
	events, err := r.events("hazard.hazard:" + hazard)
	if err != nil {
		return err
	}
	last := map[string]int64{}
	for _, e := range events {
		sight, known := r.sightOf(e.id)
		for _, fact := range e.body.Changed {
			if e.kind == "hazard.amended" && known && last[fact] > sight {
				return r.breach("nothing silently overwritten", "%s of %s was replaced at %d by whoever had seen %d only; it had changed at %d", fact, hazard, e.body.Revision, sight, last[fact])
			}
			last[fact] = e.body.Revision
		}
	}
	return nil
}

// sightOf is the revision that the author of an event had seen.
func (r *run) sightOf(key string) (int64, bool) {
	if rev, ok := r.desk[key]; ok {
		return rev, true
	}
	for _, p := range r.phones {
		if x := p.get(key); x != nil {
			return x.sight, true
		}
	}
	return 0, false
}

// once holds that every act of this run happened once: its words stand in one event.
func (r *run) once() error {
	for _, p := range r.phones {
		for _, x := range p.store {
			if x.mark == "" || x.gaveUp {
				continue
			}
			n, err := r.count(x)
			if err != nil {
				return err
			}
			if n != 1 {
				return r.breach("nothing doubled", "%s: %s %s happened %d times", p.name, x.kind, x.mark, n)
			}
		}
	}
	return nil
}

// count counts the events in which a parcel's words were written.
func (r *run) count(x *parcel) (n int, err error) {
	ref := "hazard.hazard:" + x.hazard
	if x.kind == "note" || x.kind == "fix" {
		ref = "matter.matter:" + strings.Split(x.path, "/")[4]
	}
	events, err := r.events(ref)
	for _, e := range events {
		switch f := e.body.Facts; {
		case x.kind == "capture" && e.kind == "hazard.reported":
			n++
		case x.kind == "amend" && e.kind == "hazard.amended" && f != nil && map[string]string{"text": f.Text, "where": f.Where, "clause": f.Clause}[x.fact] == x.mark && contains(e.body.Changed, x.fact):
			n++
		case e.kind == "matter.fed_back" && e.body.Text == x.mark:
			n++
		}
	}
	return n, err
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
