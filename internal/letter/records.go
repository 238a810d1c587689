package letter

import (
	"strings"

	"anlan"
	"anlan/internal/rule"
)

// Mark is what a signer gives himself for a clause that nothing can count, and what the check found.
type Mark struct {
	ID       anlan.ID      `json:"id"`
	Letter   anlan.ID      `json:"letter"`
	Clause   string        `json:"clause"`
	Self     int64         `json:"self" doc:"Hundredths"`
	Text     string        `json:"text"`
	Files    []Evidence    `json:"files" nullable:"false"`
	By       anlan.ID      `json:"by"` // post
	At       anlan.Instant `json:"at"`
	Checked  *int64        `json:"checked,omitempty" doc:"Hundredths"`
	Found    string        `json:"found,omitempty"` // what the check found
	CheckBy  anlan.ID      `json:"checkBy,omitempty"`
	CheckAt  anlan.Instant `json:"checkAt,omitempty"`
	Revision int64         `json:"revision"`
}

// Ref names the mark.
func (m Mark) Ref() anlan.Ref { return anlan.Ref{Kind: RefMark, ID: m.ID} }

// checkMark refuses a mark that is no mark of the clause. Without evidence in words or files nothing is
// given (law 4).
func checkMark(x rule.LetterClause, points int64, text string, files []Evidence) error {
	switch {
	case x.How != rule.HowSelf:
		return anlan.ErrLetterCounted.With("clause", anlan.Both{ZH: x.ZH, EN: x.EN}).At("clause")
	case points < 0 || points > rule.Hundredths(x.Weight):
		return anlan.ErrLetterMark.With("max", Points(rule.Hundredths(x.Weight))).At("self")
	case points > 0 && len(files) == 0 && strings.TrimSpace(text) == "":
		return anlan.ErrLetterEvidence.With("clause", anlan.Both{ZH: x.ZH, EN: x.EN}).At("files")
	}
	return nil
}

// Record is a fact that no room of the house counts yet, entered with its basis by a post.
type Record struct {
	ID       anlan.ID      `json:"id"`
	Unit     anlan.ID      `json:"unit"`
	Name     string        `json:"name"`
	Metric   string        `json:"metric"`
	Good     bool          `json:"good"`
	Day      anlan.Date    `json:"day"`
	N        int64         `json:"n"`
	Text     string        `json:"text"`
	Basis    string        `json:"basis"`            // the paper it rests on
	Place    string        `json:"place,omitempty"`  // of the unit, when it was entered
	Sector   string        `json:"sector,omitempty"` // of the unit, as its register names it
	By       anlan.ID      `json:"by"`
	At       anlan.Instant `json:"at"`
	Files    []Evidence    `json:"files,omitempty"`
	Void     string        `json:"void,omitempty"` // why it does not hold
	VoidBy   anlan.ID      `json:"voidBy,omitempty"`
	Revision int64         `json:"revision"`
}

// Ref names the record.
func (r Record) Ref() anlan.Ref { return anlan.Ref{Kind: RefRecord, ID: r.ID} }

// RecordDraft is what somebody enters.
type RecordDraft struct {
	ID     anlan.ID   `json:"id,omitempty" maxLength:"36"`
	Unit   anlan.ID   `json:"unit" maxLength:"36"`
	Metric string     `json:"metric" maxLength:"40"`
	Day    anlan.Date `json:"day" maxLength:"10"`
	N      int64      `json:"n" minimum:"1" maximum:"1000"`
	Text   string     `json:"text" maxLength:"500"`
	Basis  string     `json:"basis" maxLength:"200" doc:"The paper it rests on"`
	Files  []Evidence `json:"-"`
}

func (d RecordDraft) check(set rule.LetterTemplates, today anlan.Date) (rule.LetterMetric, error) {
	var bad anlan.Problems
	m, known := set.Metric(d.Metric)
	if !known || !m.Recorded {
		bad = append(bad, anlan.ErrLetterMetric.With("field", anlan.Both{ZH: "登记", EN: "The entry"}).With("metric", d.Metric).At("metric"))
	}
	if d.Unit == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "unit").At("unit"))
	}
	if d.Day == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "day").At("day"))
	} else if _, err := anlan.ParseDate(string(d.Day)); err != nil || d.Day > today {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "day").With("value", string(d.Day)).At("day"))
	}
	if d.N < 1 || d.N > 1000 {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "n").With("value", d.N).At("n"))
	}
	for _, f := range []struct{ name, text string }{{"text", d.Text}, {"basis", d.Basis}} {
		if strings.TrimSpace(f.text) == "" {
			bad = append(bad, anlan.ErrFieldRequired.With("name", f.name).At(f.name))
		}
	}
	return m, bad.Err()
}

// ObjectionState is how far an objection is.
type ObjectionState string

// The states of an objection.
const (
	Asked    ObjectionState = "open"     // 待答复
	Answered ObjectionState = "answered" // 已答复
	Lapsed   ObjectionState = "lapsed"   // 责任书已撤回，不再答复
)

// Objection says that a fact is wrong, or counts for somebody else. The objection, its answer and who
// answered stand on the record.
type Objection struct {
	ID       anlan.ID       `json:"id"`
	Letter   anlan.ID       `json:"letter"`
	Number   string         `json:"number"` // of the letter
	Year     int            `json:"year"`
	Unit     anlan.ID       `json:"unit"` // that objects
	Issuer   anlan.ID       `json:"issuer"`
	Post     anlan.ID       `json:"post"`   // of the issuer, that is to answer
	Fact     string         `json:"fact"`   // kind:id
	Metric   string         `json:"metric"` // of the fact
	Title    string         `json:"title"`  // of the fact
	Said     string         `json:"said"`   // its verdict when it was objected to
	N        int64          `json:"n"`
	State    ObjectionState `json:"state" enum:"open,answered,lapsed"`
	Text     string         `json:"text"`
	Files    []Evidence     `json:"files" nullable:"false"`
	By       anlan.ID       `json:"by"`
	At       anlan.Instant  `json:"at"`
	Clock    *Clock         `json:"clock,omitempty" doc:"Until when it is to be answered; none where the policy sets no day"`
	Upheld   bool           `json:"upheld"`
	Answer   string         `json:"answer,omitempty"`
	AnswerBy anlan.ID       `json:"answerBy,omitempty"`
	AnswerAt anlan.Instant  `json:"answerAt,omitempty"`
	Revision int64          `json:"revision"`
}

// Ref names the objection.
func (o Objection) Ref() anlan.Ref { return anlan.Ref{Kind: RefObjection, ID: o.ID} }

// answer decides an objection. Whoever objected does not answer.
func (o Objection) answer(upheld bool, text string, by anlan.Actor, now anlan.Instant) (Objection, error) {
	switch {
	case o.State != Asked:
		return o, anlan.ErrLetterAnswered.With("state", string(o.State))
	case by.Unit == o.Unit:
		return o, anlan.ErrLetterOwn.With("number", o.Number)
	case strings.TrimSpace(text) == "":
		return o, anlan.ErrFieldRequired.With("name", "answer").At("answer")
	}
	o.State, o.Upheld, o.Answer, o.AnswerBy, o.AnswerAt = Answered, upheld, strings.TrimSpace(text), seatOf(by), now
	return o, nil
}

func seatOf(a anlan.Actor) anlan.ID {
	if a.Post != "" {
		return a.Post
	}
	return a.Account
}
