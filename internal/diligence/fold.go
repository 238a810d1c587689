package diligence

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/rule"
)

// fold is what must be known of the whole period before its first line is written. It keeps a few dozen
// bytes for each notice and matter, and no event.
type fold struct {
	lines    int
	counts   map[string]int
	read     map[anlan.ID]int64   // notice → where it was read
	all      map[string][]allRead // topic → where everything up to a notice was marked read
	signs    map[string]*signature
	order    []string // of signs
	uses     map[string]*RuleUse
	owes     func(*Entry) bool // whether the subject is the one to sign
	unopened []anlan.Ref       // matters that were opened before the period
}

type allRead struct {
	upTo anlan.ID
	pos  int64
}

// signature is a thing to be signed for: a matter or a served document.
type signature struct {
	title             string
	sent, signed      int64 // positions; 0: not in the period
	sentAt, signedAt  anlan.Instant
	due               anlan.Instant // where the record says by when
	raised            []int64       // where the sign-for clock fired
	raisedMore, ended int
}

// signSteps are the steps of the sign-for clock.
var signSteps = []string{"deputy", "unit_chief", "office", "unsigned"}

const raisedMost = 8

func newFold(owes func(*Entry) bool) *fold {
	if owes == nil {
		owes = func(*Entry) bool { return true }
	}
	return &fold{owes: owes, counts: map[string]int{}, read: map[anlan.ID]int64{}, all: map[string][]allRead{}, signs: map[string]*signature{}, uses: map[string]*RuleUse{}}
}

func (f *fold) add(e *Entry) {
	f.lines++
	f.counts[kindOf(e.Kind).chapter]++
	f.stamps(e)
	switch e.Kind {
	case "notify.read":
		f.read[e.Ref.ID] = e.Pos
	case "notify.all_read":
		topic := e.text("topic")
		f.all[topic] = append(f.all[topic], allRead{anlan.ID(e.text("up_to")), e.Pos})
	case "document.served", "document.receipt_signed", "document.unsigned", "document.receipt_ended":
		f.receipt(e)
	default:
		if e.Ref.Kind == "matter.matter" {
			f.matter(e)
		}
	}
}

func (f *fold) sign(ref anlan.Ref, title string) *signature {
	s := f.signs[ref.String()]
	if s == nil {
		s = &signature{title: title}
		f.signs[ref.String()] = s
		f.order = append(f.order, ref.String())
	}
	return s
}

func (f *fold) matter(e *Entry) {
	title := strings.TrimSpace(e.text("number") + " " + e.text("title"))
	if !f.owes(e) {
		return
	}
	if f.signs[e.Ref.String()] == nil && e.Kind != "matter.opened" {
		f.unopened = append(f.unopened, e.Ref)
	}
	s := f.sign(e.Ref, title)
	switch e.Kind {
	case "matter.opened", "matter.transferred":
		s.sent, s.sentAt, s.signed, s.signedAt = e.Pos, e.At, 0, 0
	case "matter.signed":
		s.signed, s.signedAt = e.Pos, e.At
	case "matter.urged":
		if slices.Contains(signSteps, e.text("rung")) {
			s.raise(e.Pos)
		}
	}
}

// tells reports whether the period says anything of the signature.
func (s *signature) tells() bool { return s.sent != 0 || s.signed != 0 || len(s.raised) > 0 }

func (s *signature) raise(pos int64) {
	if len(s.raised) < raisedMost {
		s.raised = append(s.raised, pos)
	} else {
		s.raisedMore++
	}
}

func (f *fold) receipt(e *Entry) {
	if m, _ := e.field("matter").(bool); m || !f.owes(e) {
		return // the paper of a matter: signed for with the matter
	}
	s := f.sign(e.Ref, strings.TrimSpace(e.text("number")+" "+e.text("title")))
	switch e.Kind {
	case "document.served":
		s.sent, s.sentAt, s.due = e.Pos, e.At, instantOf(e.text("due"))
	case "document.receipt_signed":
		s.signed, s.signedAt, s.due = e.Pos, e.At, instantOf(e.text("due"))
	case "document.unsigned":
		s.raise(e.Pos)
	case "document.receipt_ended":
		s.ended++
	}
}

func instantOf(s string) (i anlan.Instant) {
	_ = json.Unmarshal([]byte(`"`+s+`"`), &i) // a text that is no time is no time
	return i
}

// stampForm is how a record names the version of a rule that it was born with.
var stampForm = regexp.MustCompile(`^[a-z][a-z0-9-]*@\d{4}-\d{2}-\d{2}(\+[a-z0-9-]+)?$`)

// stamps notes every version of a rule that an event names.
func (f *fold) stamps(e *Entry) { f.walk(e.Pos, e.Body) }

func (f *fold) walk(pos int64, v any) {
	switch v := v.(type) {
	case string:
		if len(v) < 80 && stampForm.MatchString(v) {
			f.use(v, pos, false)
		}
	case []any:
		for _, x := range v {
			f.walk(pos, x)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			f.walk(pos, v[name])
		}
	}
}

func (f *fold) use(id string, pos int64, byDay bool) {
	u := f.uses[id]
	if u == nil {
		u = &RuleUse{ID: id, First: pos, ByDay: byDay}
		f.uses[id] = u
	}
	u.Times++
	u.ByDay = u.ByDay && byDay
}

// readAt tells where a notice was read; 0 when no record says so.
func (f *fold) readAt(notice anlan.ID, topic string, pos int64) int64 {
	if at := f.read[notice]; at != 0 {
		return at
	}
	for _, a := range f.all[topic] {
		if a.pos > pos && a.upTo >= notice {
			return a.pos
		}
	}
	return 0
}

// RuleUse is a version of a rule on which lines of the book rest.
type RuleUse struct {
	ID         string     `json:"id"`
	Title      rule.Text  `json:"title"`
	Source     string     `json:"source"`
	Article    string     `json:"article"`
	Confidence string     `json:"confidence"`
	From       anlan.Date `json:"from"`
	To         anlan.Date `json:"to,omitempty"`
	SHA256     string     `json:"sha256"`         // of the file of this version in the bundle
	First      int64      `json:"first"`          // position of the first line that rests on it
	Times      int        `json:"times"`          // how many do
	ByDay      bool       `json:"byDay"`          // no record names it: it was in force on the day of the first line
	Lost       bool       `json:"lost,omitempty"` // the rule book does not hold it any more

	text []byte
}
