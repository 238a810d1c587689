package minutes

import (
	"strings"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/rule"
)

// Kind is what a decision is.
type Kind string

// The kinds of decision.
const (
	Task       Kind = "task"
	Commitment Kind = "commitment"
	Figure     Kind = "figure"
	Slogan     Kind = "slogan"
	Relay      Kind = "relay"
)

// Source is a span of the raw text in runes; End is exclusive.
type Source struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Quantity is a count as printed.
type Quantity struct {
	Value string `json:"value"`
	Unit  string `json:"unit"`
	Text  string `json:"text"`
}

// Decision is one proposal.
type Decision struct {
	Kind       Kind        `json:"kind"`
	Text       string      `json:"text"`
	Source     Source      `json:"source"`
	Owners     []string    `json:"owners"`
	CoOwners   []string    `json:"co_owners"`
	Due        *anlan.Date `json:"due"`
	Recurrence *string     `json:"recurrence"`
	Topic      string      `json:"topic"`
	Quantities []Quantity  `json:"quantities"`
	Why        string      `json:"why"`     // in Chinese
	Reasons    []Reason    `json:"reasons"` // the same for programs and other languages
	NoSuchDay  string      `json:"-"`       // the date as printed, when no calendar has it
}

// Attendance is one clause on who chaired, spoke, attended or was absent.
type Attendance struct {
	Text   string `json:"text"`
	Source Source `json:"source"`
}

// Meeting is what the text says about its occasion.
type Meeting struct {
	Date       *anlan.Date  `json:"date"`
	Title      string       `json:"title"`
	Organ      string       `json:"organ"`
	Kind       string       `json:"kind"` // plenary, enlarged, special, video, regular, notice, speech or other
	Attendance []Attendance `json:"attendance"`
}

// Proposal is all that the reader proposes for a text.
type Proposal struct {
	Meeting   Meeting    `json:"meeting"`
	Decisions []Decision `json:"decisions"`
}

// Unit is a unit of the registry with the other names by which texts call it.
type Unit struct {
	Name    string
	Aliases []string
}

// Options adapt the reader to a county; the zero value works anywhere.
type Options struct {
	Units []Unit     // the registry; wins over the built-in names
	Date  anlan.Date // day from which terms count if the text itself does not say
}

// Calendar knows working days and holidays. *calendar.Calendar is one.
type Calendar interface {
	AddWorkingDays(d anlan.Date, n int) anlan.Date
	HolidayStart(name string, year int) (first anlan.Date, official bool, err error)
	SpringRush(year int) (start, end anlan.Date, official bool)
}

var _ Calendar = (*calendar.Calendar)(nil)

// Reader reads texts. It is immutable and safe for many callers.
type Reader struct {
	glyphs  *glyphs
	vocab   *vocabulary
	topics  *topicTable
	reasons phrasebook
	cal     Calendar
}

// New loads the dictionaries.
func New(cal Calendar) (*Reader, error) {
	g, err := loadGlyphs()
	if err != nil {
		return nil, err
	}
	v, err := newVocabulary()
	if err != nil {
		return nil, err
	}
	t, err := loadTopics()
	if err != nil {
		return nil, err
	}
	t.mask(v.base)
	why, err := loadReasons()
	if err != nil {
		return nil, err
	}
	return &Reader{glyphs: g, vocab: v, topics: t, reasons: why, cal: cal}, nil
}

// Builtin returns a reader with the calendar that the program was built with, for use without a server.
func Builtin() (*Reader, error) {
	book, err := rule.Builtin()
	if err != nil {
		return nil, err
	}
	cal, err := calendar.New(book)
	if err != nil {
		return nil, err
	}
	return New(cal)
}

// UnitName returns the one name under which the reader proposes a unit (rule 12): 县应急局 for 县应急管理局 or 应急管理局. A name that no
// dictionary knows stays as it is.
func (r *Reader) UnitName(name string) string {
	for _, level := range []string{"区", "市", "旗"} {
		if rest, ok := strings.CutPrefix(name, level); ok && r.vocab.base.all["县"+rest] != nil {
			return level + strings.TrimPrefix(r.UnitName("县"+rest), "县")
		}
	}
	if w := r.vocab.base.all[name]; w != nil && w.name != "" && w.tag&(tagUnit|tagClass) != 0 {
		return w.name
	}
	return name
}

// Parse decodes a text file and reads it.
func (r *Reader) Parse(raw []byte, o Options) (Proposal, error) {
	s, err := Decode(raw)
	if err != nil {
		return Proposal{}, err
	}
	return r.ParseString(s, o), nil
}

// ParseString reads a text. Offsets in the proposal count the runes of s.
func (r *Reader) ParseString(s string, o Options) Proposal {
	d := r.open([]rune(s), o)
	d.read()
	return d.proposal()
}
