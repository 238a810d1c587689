package phones

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"time"

	"anlan"
)

// phone is one device: its store survives being killed, everything else does not.
type phone struct {
	name    string
	line    *line
	store   []*parcel
	files   map[string][]byte
	sight   map[string]int64 // newest revision of a hazard that was shown here
	skew    time.Duration    // its clock against the county's
	off     *int64           // what it believes to be off (ms); nil: never measured
	since   time.Time        // when that was measured, by its own clock
	parts   bool             // hands parcels in as parts instead of one by one
	dead    bool
	trouble error // the last file that the county did not take
}

func (p *phone) now() time.Time { return time.Now().Add(p.skew) }

// known is what the phone says of its clock: nothing once it was moved, or after a week.
func (p *phone) known() *int64 {
	now := p.now()
	if p.off == nil || now.Before(p.since.Add(-time.Minute)) || now.Sub(p.since) > 7*24*time.Hour {
		return nil
	}
	return p.off
}

// newID is made by the phone's own clock, right or wrong.
func (p *phone) newID() string {
	return string(anlan.NewID(anlan.Instant(max(1, p.now().UnixMilli())), &bytesOf{p.line.dice}))
}

// put keeps a parcel with its files in one step: both, or neither.
func (p *phone) put(x *parcel, files ...[]byte) {
	for _, f := range files {
		h := hashOf(f)
		p.files[h] = f
		x.files = append(x.files, h)
	}
	x.state = waiting
	p.store = append(p.store, x)
	slices.SortFunc(p.store, func(a, b *parcel) int { return cmp.Compare(a.id, b.id) })
}

func (p *phone) get(id string) *parcel {
	i := slices.IndexFunc(p.store, func(x *parcel) bool { return x.id == id })
	if i < 0 {
		return nil
	}
	return p.store[i]
}

// start is what happens when the program is opened again: what was under way waits once more.
func (p *phone) start() {
	if b := p.line.bug; b != nil && b.Amnesia {
		return
	}
	for _, x := range p.store {
		if x.state == uploading {
			x.state = waiting
		}
	}
}

// sync goes through everything that waits. A killed program starts again and the rest waits.
func (p *phone) sync() {
	if p.dead {
		return
	}
	err := p.measure()
	if err == nil {
		if p.parts {
			err = p.handIn()
		} else {
			err = p.round()
		}
	}
	if errors.Is(err, errKilled) {
		p.start()
	}
	if errors.Is(err, errRefused) {
		p.trouble = err
	}
}

// measure asks for the county's time.
func (p *phone) measure() error {
	sent := p.now()
	status, raw, err := p.line.send(call{method: http.MethodGet, path: "/api/v1/field/time"})
	if err != nil || status != http.StatusOK {
		return err
	}
	var t struct{ MS int64 }
	if err := json.Unmarshal(raw, &t); err != nil {
		return err
	}
	off := t.MS - (sent.UnixMilli()+p.now().UnixMilli())/2
	if b := p.line.bug; b != nil && b.Clock != nil {
		off = b.Clock(off)
	}
	p.off, p.since = &off, p.now()
	return nil
}

// round sends one by one, and once more while something opened the way.
func (p *phone) round() error {
	for {
		sent, blocked := 0, 0
		for _, x := range slices.Clone(p.store) {
			if x.state != waiting {
				continue
			}
			if before := p.get(x.after); before != nil && before.state != received {
				blocked++
				continue
			}
			if err := p.carry(x); err != nil {
				return err
			}
			if x.state == received {
				sent++
			}
		}
		if sent == 0 || blocked == 0 {
			return nil
		}
	}
}

// carry brings the files, then the call; on the first try of every other report all of them in one request.
func (p *phone) carry(x *parcel) error {
	whole := x.inOne()
	if x.tried = true; !whole {
		for _, hash := range x.files {
			x.state = uploading
			if err := p.upload(hash); err != nil {
				if !errors.Is(err, errKilled) {
					x.state = waiting
				}
				return err
			}
		}
	}
	k := call{method: x.method, path: x.path, key: x.id, body: mustJSON(x.body)}
	if b := p.line.bug; b != nil && b.Send != nil {
		b.Send(p, x, &k)
	}
	if whole {
		k = p.whole(x, k)
	}
	early := p.line.bug != nil && p.line.bug.Early
	if early {
		x.state = received
	}
	status, answer, err := p.line.send(k)
	if err != nil {
		if !errors.Is(err, errKilled) && !early {
			x.state = waiting
		}
		return err
	}
	p.settle(x, status, answer)
	return nil
}

func (p *phone) settle(x *parcel, status int, answer []byte) {
	x.theirs = clashes{}
	_ = json.Unmarshal(answer, &x.theirs) // an answer that is no problem has no clashes
	if x.opens && status == http.StatusConflict {
		status = http.StatusOK
	}
	x.state, x.status = judge(status, x.theirs.Code), status
	if b := p.line.bug; b != nil && b.Settle != nil {
		b.Settle(p, x)
	}
}

// inOne tells whether a report goes together with its files: once, and half of them, so that both ways are walked.
func (x *parcel) inOne() bool {
	return !x.tried && x.path == "/api/v1/hazards" && len(x.files) > 0 && x.id[len(x.id)-1]%2 == 0
}

// whole puts a report and its files into one form.
func (p *phone) whole(x *parcel, k call) call {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("report", string(k.body)) // to memory, here and below
	for _, hash := range x.files {
		part, _ := w.CreateFormFile("file", "a.png")
		_, _ = part.Write(p.files[hash])
	}
	_ = w.Close()
	k.path, k.body, k.form = k.path+"/whole", body.Bytes(), w.FormDataContentType()
	return k
}

// pieceSize is small, so that files come in several pieces.
const pieceSize = 500

// upload sends what the county does not have yet; the county's count is the truth.
func (p *phone) upload(hash string) error {
	file, path := p.files[hash], "/api/v1/uploads/"+hash
	at, err := p.progress(call{method: http.MethodGet, path: path})
	for stuck := 0; err == nil && !at.Done; {
		piece := file[min(at.Received, len(file)):min(at.Received+pieceSize, len(file))]
		next, sendErr := p.progress(call{method: http.MethodPut, raw: true, body: piece,
			path: fmt.Sprintf("%s?offset=%d&size=%d&name=a.png", path, at.Received, len(file))})
		if err = sendErr; next.Received <= at.Received && !next.Done {
			stuck++
		}
		if stuck > 2 {
			return fmt.Errorf("%w: the upload does not go on", errRefused)
		}
		at = next
	}
	return err
}

type progress struct {
	Received int
	Done     bool
}

func (p *phone) progress(k call) (at progress, err error) {
	status, raw, err := p.line.send(k)
	if err != nil {
		return at, err
	}
	if status != http.StatusOK {
		return at, fmt.Errorf("%w: %d %s", errRefused, status, raw)
	}
	return at, json.Unmarshal(raw, &at)
}

// look brings the phone's sight of a hazard up to date, where there is a line.
func (p *phone) look(hazard string) {
	status, raw, err := p.line.send(call{method: http.MethodGet, path: "/api/v1/hazards/" + hazard})
	var h struct{ Revision int64 }
	if err == nil && status == http.StatusOK && json.Unmarshal(raw, &h) == nil {
		p.sight[hazard] = h.Revision
	}
}
