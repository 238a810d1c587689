package field

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"anlan"
)

// Part is one saved call of a phone's outbox. Its identity is the key of the call: sent twice, it happens
// once.
type Part struct {
	ID     anlan.ID        `json:"id" doc:"Idempotency-Key of the call" maxLength:"36"`
	Method string          `json:"method" enum:"POST,PUT"`
	Path   string          `json:"path" doc:"as the phone would call it, such as /api/v1/hazards" maxLength:"300"`
	Body   json.RawMessage `json:"body,omitempty"`
	Needs  []string        `json:"needs,omitempty" doc:"room.record:id of what must exist first" maxItems:"10"`
	At     int64           `json:"at,omitempty" doc:"When it was saved, by the phone's clock (ms)"`
	Offset *int64          `json:"offsetMs,omitempty" doc:"What had to be added to that clock; nothing where nobody knew"`
}

// State is what became of a part.
type State string

// The states of a part.
const (
	Received State = "received" // carried out: the county has it
	Held     State = "held"     // kept here until what it needs has come
	Refused  State = "refused"  // the door said no, and will say no again
	Again    State = "again"    // the door could not now: send it again later
	Dropped  State = "dropped"  // its sender gave it up
)

const (
	// BodyMost bounds one part: texts and numbers; pictures travel as files.
	BodyMost = 256 << 10
	// PartsMost bounds the parts of one delivery.
	PartsMost = 50
	needsMost = 10
)

// rooms are what a phone may write to. The rights of the sender decide in the end; this only keeps an
// outbox from reaching what was never meant for it, such as accounts and settings.
var rooms = []string{"hazards", "inspections", "permits", "matters", "risks", "sites"}

// refs are the kinds of records that a part may wait for.
var refs = []string{"hazard.", "inspection.", "matter.", "risk.", "registry."}

// Check refuses a part that could never be carried out.
func (p Part) Check() error {
	if _, err := anlan.ParseID(string(p.ID)); err != nil {
		return err
	}
	if p.Method != http.MethodPost && p.Method != http.MethodPut || !p.knownRoom() {
		return anlan.ErrFieldPartRoute.With("route", clip(p.Method+" "+p.Path)).At("path")
	}
	if len(p.Body) > BodyMost {
		return anlan.ErrFieldPartLarge.With("max", "256 kB").At("body")
	}
	if len(p.Body) > 0 && !json.Valid(p.Body) {
		return anlan.ErrFieldInvalid.With("name", "body").With("value", "JSON").At("body")
	}
	if len(p.Needs) > needsMost {
		return anlan.ErrTooLarge.With("max", needsMost).At("needs")
	}
	for _, need := range p.Needs {
		if !isRef(need) {
			return anlan.ErrFieldInvalid.With("name", "needs").With("value", clip(need)).At("needs")
		}
	}
	return nil
}

// knownRoom reports whether the path is a plain one below a room of the phone: nothing in it climbs or
// asks.
func (p Part) knownRoom() bool {
	rest, ok := strings.CutPrefix(p.Path, "/api/v1/")
	room, _, _ := strings.Cut(rest, "/")
	if !ok || !slices.Contains(rooms, room) || len(p.Path) > 300 {
		return false
	}
	for segment := range strings.SplitSeq(rest, "/") {
		if segment == "" || segment == "." || segment == ".." || strings.Trim(segment, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
			return false
		}
	}
	return true
}

func isRef(need string) bool {
	ref := anlan.ParseRef(need)
	_, err := anlan.ParseID(string(ref.ID))
	return err == nil && len(need) <= 100 && slices.ContainsFunc(refs, func(room string) bool { return strings.HasPrefix(ref.Kind, room) })
}

// judged turns the door's answer into what became of the part.
func judged(status int) State {
	switch {
	case status >= 200 && status < 300:
		return Received
	case status == 401, status == 408, status == 425, status == 429, status >= 500:
		return Again
	default:
		return Refused
	}
}

// title is a word about the part for whoever reads a list of them: what its record is called.
func (p Part) title() string {
	var body struct{ Text, Title, Name, Note string }
	if json.Unmarshal(p.Body, &body) != nil {
		return ""
	}
	for _, s := range []string{body.Title, body.Name, body.Text, body.Note} {
		if s != "" {
			return clip(s)
		}
	}
	return ""
}

// problem returns a refusal in the door's own words, if the answer is one.
func problem(status int, answer []byte) json.RawMessage {
	if status < 300 || !json.Valid(answer) {
		return nil
	}
	return json.RawMessage(bytes.TrimSpace(answer))
}

// clip shortens what somebody sent.
func clip(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80])
	}
	return s
}
