package phones

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// handIn brings what waits as parts of one delivery, in any order: the county holds what came too early.
func (p *phone) handIn() error {
	var list []*parcel
	for _, x := range p.store {
		before := p.get(x.after)
		if x.state == waiting && (before == nil || before.state == received || len(x.needs) > 0) {
			list = append(list, x)
		}
	}
	p.line.dice.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	var parts []fields
	for _, x := range list {
		for _, hash := range x.files {
			if err := p.upload(hash); err != nil {
				return err
			}
		}
		parts = append(parts, p.part(x))
	}
	if len(parts) == 0 {
		return nil
	}
	status, raw, err := p.line.send(call{method: http.MethodPost, path: "/api/v1/field/parts", body: mustJSON(fields{"device": p.name, "parts": parts})})
	if err != nil || status != http.StatusOK {
		return err
	}
	var out struct{ Parts []partResult }
	if err := json.Unmarshal(raw, &out); err != nil {
		return err
	}
	p.take(out.Parts)
	return nil
}

func (p *phone) part(x *parcel) fields {
	return fields{"id": x.id, "method": x.method, "path": x.path, "body": x.body, "needs": append([]string{}, x.needs...), "at": p.now().UnixMilli(), "offsetMs": p.known()}
}

// partResult is what the county says of one part.
type partResult struct {
	ID      string
	State   string
	Status  int
	Problem json.RawMessage
}

// take notes what became of parts. A held one still waits: it is asked for, or sent, again.
func (p *phone) take(list []partResult) {
	for _, r := range list {
		x := p.get(r.ID)
		if x == nil || x.state == received {
			continue
		}
		switch r.State {
		case "received", "already":
			p.settle(x, http.StatusOK, nil)
		case "refused":
			p.settle(x, r.Status, r.Problem)
		case "held":
			p.line.county.Deeds["part held"]++
			if b := p.line.bug; b != nil && b.Held != nil {
				b.Held(x)
			}
		}
	}
}

// rescueFile writes what the county has not received as a file, as web/src/offline/rescue.ts does.
func (p *phone) rescueFile() []byte {
	var owes []*parcel
	for _, x := range p.store {
		if x.state != received && !x.gaveUp && (p.line.bug == nil || p.line.bug.Rescue == nil || p.line.bug.Rescue(x)) {
			owes = append(owes, x)
		}
	}
	owes = inOrder(owes)
	files := map[string]bool{}
	for _, x := range owes {
		for _, h := range x.files {
			files[h] = true
		}
	}
	var out bytes.Buffer
	line := func(v any) { out.Write(append(mustJSON(v), '\n')) }
	line(fields{"anlan": "rescue", "version": 1, "device": p.name, "account": p.line.who.account, "post": p.line.who.post,
		"made": p.now().UnixMilli(), "offsetMs": p.off, "parts": len(owes), "files": len(files)})
	for hash := range files {
		line(fields{"file": fields{"sha256": hash, "size": len(p.files[hash]), "name": "a.png"}})
		out.Write(append(p.files[hash], '\n'))
	}
	for _, x := range owes {
		line(fields{"part": p.part(x)})
	}
	line(fields{"end": true})
	return out.Bytes()
}

// inOrder puts what opens the way before what goes through it.
func inOrder(list []*parcel) (out []*parcel) {
	for _, x := range list {
		if x.after == "" {
			out = append(out, x)
		}
	}
	for _, x := range list {
		if x.after != "" {
			out = append(out, x)
		}
	}
	return out
}

// bringIn carries the phone's rescue file to the office; it never sends again by itself.
func (p *phone) bringIn(cut int) error {
	file := p.rescueFile()
	p.line.county.Deeds["rescue file"]++
	if cut > 0 {
		p.line.county.Deeds["rescue file cut off"]++
		file = file[:min(len(file), cut)]
	}
	k := call{method: http.MethodPost, path: "/api/v1/field/rescue", body: file, raw: true}
	status, raw := p.line.deliver(k)
	if status == http.StatusUnprocessableEntity && cut > 0 {
		return nil // cut off within its first line
	}
	if status != http.StatusOK {
		return fmt.Errorf("rescue: %d %s", status, raw)
	}
	var out struct{ Parts []partResult }
	if err := json.Unmarshal(raw, &out); err != nil {
		return errors.New("the answer to a rescue file is no JSON: " + string(raw))
	}
	p.take(out.Parts)
	return nil
}
