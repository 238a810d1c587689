package diligence

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"anlan"
)

// mentionMost bounds what one event may mention: a meeting names everybody who sat in it.
const mentionMost = 256

// silent are events that no book ever speaks of: sign-ins and phones are nobody's diligence, and what
// people are called and where they can be reached is read by name, not by mention.
var silent = []string{"account.", "field.", "ledger.", "report.", "registry.person_", "registry.contact_", "registry.place_", "registry.label_",
	"notify.settings", "matrix.day_began", "tip.identity_", "tip.vault", "tip.reward", "letter.key_"}

// unspoken are the fields whose identifiers are not a mention: where a unit stands in the tree, and the
// account behind a post.
var unspoken = []string{"branch", "account", "plan", "checklist", "up_to"}

// seatKinds tell who holds a post.
var seatKinds = []string{"registry.appointed", "registry.relieved", "registry.handed_over", "registry.holding_corrected", "registry.seated"}

// meetKinds tell what a meeting settled: every post of a unit that sat in it knows.
var meetKinds = []string{"committee.meeting_dispatched", "committee.meeting_recalled"}

// The spaces in which an identifier is mentioned.
const (
	inSeat = "seat:" // who holds it, whenever that began
	inTold = "told:" // told to every post of the unit
	inMeet = "meet:" // a meeting of which every post of the unit knows
)

// Key is the number under which the index keeps a mention: eight bytes of its SHA-256. Whoever reads the
// index looks at the event again, so that two words with one number do no harm.
func Key(word string) int64 {
	sum := sha256.Sum256([]byte(word))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// Mentions lists the words under which an event is found, sorted; none when no book speaks of it.
func Mentions(e *Entry) []string {
	if slices.ContainsFunc(silent, func(p string) bool { return strings.HasPrefix(e.Kind, p) }) {
		return nil
	}
	m := mentions{}
	m.walk("", e.Body)
	if slices.Contains(seatKinds, e.Kind) {
		m.also(inSeat)
	}
	if slices.Contains(meetKinds, e.Kind) {
		m.also(inMeet)
	}
	for _, id := range []anlan.ID{e.Actor.Post, e.Actor.Unit, e.Actor.Person} {
		m.add("", string(id))
	}
	list := slices.DeleteFunc(m.list, func(w string) bool { return w == string(e.Ref.ID) })
	slices.Sort(list)
	return slices.Compact(list)
}

type mentions struct{ list []string }

func (m *mentions) add(space, id string) {
	if _, err := anlan.ParseID(id); err == nil && len(m.list) < mentionMost {
		m.list = append(m.list, space+id)
	}
}

// also mentions in another space whatever the body mentions.
func (m *mentions) also(space string) {
	for _, w := range slices.Clone(m.list) {
		if !strings.Contains(w, ":") {
			m.list = append(m.list, space+w)
		}
	}
}

func (m *mentions) walk(field string, v any) {
	if slices.Contains(unspoken, field) {
		return
	}
	switch v := v.(type) {
	case string:
		if post, is := strings.CutPrefix(v, "post:"); is {
			m.add("", post)
		} else if unit, is := strings.CutPrefix(v, "unit:"); is {
			m.add(inTold, unit)
		} else {
			m.add("", v)
		}
	case []any:
		for _, x := range v {
			m.walk(field, x)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			m.walk(name, v[name])
		}
	}
}

// Row is an event exactly as it is stored: the texts are not parsed, so that every byte counts.
type Row struct {
	Pos   int64
	At    string
	ID    string
	Kind  string
	Ref   string
	Seal  string
	Salt  string
	Actor string
	Body  string
}

// Entry is an event as a book reads it.
type Entry struct {
	Row   Row
	Pos   int64
	At    anlan.Instant
	Kind  string
	Ref   anlan.Ref
	Actor anlan.Actor
	Body  any
}

// entryOf parses a stored event.
func entryOf(r Row) (*Entry, error) {
	e := &Entry{Row: r, Pos: r.Pos, Kind: r.Kind, Ref: anlan.ParseRef(r.Ref)}
	var at int64
	if err := json.Unmarshal([]byte(r.At), &at); err != nil {
		return nil, err
	}
	e.At = anlan.Instant(at)
	if err := json.Unmarshal([]byte(r.Actor), &e.Actor); err != nil {
		return nil, err
	}
	return e, json.Unmarshal([]byte(r.Body), &e.Body)
}

// eventEntry reads an event that came by the feed.
func eventEntry(e anlan.Event) (*Entry, error) {
	out := &Entry{Pos: e.Pos, At: e.At, Kind: e.Kind, Ref: e.Ref, Actor: e.Actor}
	return out, json.Unmarshal(e.Body, &out.Body)
}

// field follows a path such as talk.text into the body.
func (e *Entry) field(path string) any {
	v := e.Body
	for name := range strings.SplitSeq(path, ".") {
		m, is := v.(map[string]any)
		if !is {
			return nil
		}
		v = m[name]
	}
	return v
}

// text is a field as a string; empty where it is none.
func (e *Entry) text(path string) string {
	s, _ := e.field(path).(string)
	return s
}
