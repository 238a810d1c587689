package diligence

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"anlan"
)

// The kinds of subject.
const (
	Post     = "post"
	Person   = "person"
	Unit     = "unit"
	Incident = "incident"
)

// seeds are the records from which the book of an incident starts.
var seeds = []string{"matter.matter", "hazard.hazard", "committee.meeting", "committee.decision", "letter.letter", "document.entry",
	"inspection.inspection", "risk.point", "matrix.finding"}

// Subject is what a book is about. Ref names the record of an incident, ID all others.
type Subject struct {
	Kind string    `json:"kind" enum:"post,person,unit,incident"`
	ID   anlan.ID  `json:"id,omitempty" maxLength:"36" doc:"Of a person, empty: oneself"`
	Ref  anlan.Ref `json:"ref,omitzero"`
}

// String names the subject in one word: how the index and files speak of it.
func (s Subject) String() string {
	if s.Kind == Incident {
		return s.Ref.String()
	}
	return s.Kind + ":" + string(s.ID)
}

// record names the subject's own record.
func (s Subject) record() anlan.Ref {
	switch s.Kind {
	case Incident:
		return s.Ref
	default:
		return anlan.Ref{Kind: "registry." + s.Kind, ID: s.ID}
	}
}

// of tells whether the subject is the actor: its post, or itself.
func (s Subject) of(a anlan.Actor) bool {
	return s.Kind == Post && s.ID == a.Post && a.Post != "" || s.Kind == Person && s.ID == a.Person && a.Person != ""
}

func (s Subject) check() error {
	id := s.ID
	if s.Kind == Incident {
		id = s.Ref.ID
	}
	if !slices.Contains([]string{Post, Person, Unit, Incident}, s.Kind) || s.Kind == Incident && !slices.Contains(seeds, s.Ref.Kind) {
		return anlan.ErrDiligenceKind.With("kind", strings.TrimSpace(s.Kind+" "+s.Ref.Kind)).At("subject")
	}
	if _, err := anlan.ParseID(string(id)); err != nil {
		return anlan.ErrDiligenceSubject.With("subject", anlan.Shorten(s.String(), 60)).At("subject")
	}
	return nil
}

// Bounds of a book.
const (
	mostDays   = 366     // a year, leap or not
	mostLines  = 500_000 // lines of one book
	purposeMin = 4       // letters of a purpose
	purposeMax = 200     // and characters of it
)

// Request asks for a book.
type Request struct {
	Subject  Subject    `json:"subject"`
	From     anlan.Date `json:"from" format:"date"`
	To       anlan.Date `json:"to" format:"date" doc:"Its last day"`
	Purpose  string     `json:"purpose" maxLength:"800" doc:"What it is for: recorded for good. Of one's own book it may be empty"`
	Lang     anlan.Lang `json:"lang" enum:"zh,en"`
	Personal bool       `json:"personal,omitempty" doc:"The bundle discloses lines whose words hold personal numbers"`
}

// check refuses what cannot become a book, all faults at once. today ends what can be known.
func (r Request) check(today anlan.Date) error {
	var p anlan.Problems
	if wrong := (*anlan.Error)(nil); errors.As(r.Subject.check(), &wrong) {
		p = append(p, wrong)
	}
	from, errFrom := anlan.ParseDate(string(r.From))
	to, errTo := anlan.ParseDate(string(r.To))
	switch {
	case errFrom != nil:
		p = append(p, anlan.ErrDateMalformed.With("value", anlan.Shorten(string(r.From), 20)).At("from"))
	case errTo != nil:
		p = append(p, anlan.ErrDateMalformed.With("value", anlan.Shorten(string(r.To), 20)).At("to"))
	case to < from:
		p = append(p, anlan.ErrDiligencePeriod.With("from", from).With("to", to).At("to"))
	case from > today:
		p = append(p, anlan.ErrDiligenceFuture.With("from", from).With("today", today).At("from"))
	case from.AddDays(mostDays) <= to:
		p = append(p, anlan.ErrDiligenceLong.With("days", mostDays).With("to", from.AddDays(mostDays-1)).At("to"))
	}
	switch n := utf8.RuneCountInString(r.Purpose); {
	case n > purposeMax:
		p = append(p, anlan.ErrDiligencePurposeLong.With("max", purposeMax).With("n", n).At("purpose"))
	case !saysSomething(r.Purpose):
		p = append(p, anlan.ErrDiligencePurpose.With("min", purposeMin).At("purpose"))
	}
	return p.Err()
}

// stated brings the purpose into one line. Of one's own book it may be left out: everybody knows what it is for.
func (r Request) stated(own bool) Request {
	if r.Purpose = strings.Join(strings.Fields(r.Purpose), " "); r.Purpose == "" && own {
		r.Purpose = r.Lang.Pick("自证履职", "Proof of my own diligence")
	}
	return r
}

// saysSomething tells words from what is only there to fill the field: spaces, marks, digits, one letter again and again.
func saysSomething(text string) bool {
	letters, kinds := 0, map[rune]bool{}
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters, kinds[unicode.ToLower(c)] = letters+1, true
		}
	}
	return letters >= purposeMin && len(kinds) > 1
}
