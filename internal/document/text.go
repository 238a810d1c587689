package document

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/paper"
)

// State is how far a composed document has come.
type State string

// The states.
const (
	Draft   State = "draft"
	Issued  State = "issued" // numbered, and its text frozen
	Sent    State = "sent"
	Dropped State = "dropped"
)

// Content is what a document says; from issue on it never changes.
type Content struct {
	Kind        string   `json:"kind" maxLength:"40"`
	Code        string   `json:"code" maxLength:"80" doc:"机关代字 without the kind's mark, e.g. 清安委办"`
	Organ       string   `json:"organ" maxLength:"200" doc:"发文机关标志, printed red at the head"`
	Urgency     string   `json:"urgency" enum:"ordinary,urgent,extra_urgent"`
	Title       string   `json:"title" maxLength:"400"`
	Addressee   string   `json:"addressee" maxLength:"1000" doc:"主送; empty: the names of the receivers"`
	Text        string   `json:"text" maxLength:"60000" doc:"One paragraph a line; 一、 and （一） begin headings"`
	Tasks       []Task   `json:"tasks,omitempty" maxItems:"200" doc:"Of a table of tasks"`
	Annexes     []Annex  `json:"annexes,omitempty" maxItems:"8" doc:"Tables that are printed behind the text"`
	Attachments []string `json:"attachments,omitempty" maxItems:"20"`
	Signer      string   `json:"signer" maxLength:"200"`
	CopyTo      string   `json:"copyTo,omitempty" maxLength:"1000"`
	Note        string   `json:"note,omitempty" maxLength:"400"`
	Sealed      bool     `json:"sealed,omitempty" doc:"A seal goes over the signature"`
	Exercise    bool     `json:"exercise,omitempty"`
}

// Annex is a table that is printed behind the text.
type Annex struct {
	Title string     `json:"title" maxLength:"200"`
	Head  []string   `json:"head" nullable:"false" maxItems:"20"`
	Rows  [][]string `json:"rows" nullable:"false" maxItems:"500"`
	Wide  bool       `json:"wide,omitempty" doc:"Printed across the page"`
}

// table lays an annex out on pages of its own.
func (a Annex) table() paper.Annex {
	return paper.Annex{Title: a.Title, Landscape: a.Wide, Body: []paper.Block{a.rows()}}
}

// rows are an annex as a table: its first column is the widest.
func (a Annex) rows() paper.Table {
	t := paper.Table{Rows: a.Rows}
	for i, head := range a.Head {
		width := 3
		switch {
		case len(a.Head) == 3 && i == 0:
			width = 1
		case len(a.Head) > 3 && i == 0, len(a.Head) == 3 && i == 2:
			width = 8
		}
		t.Columns = append(t.Columns, paper.TableColumn{Title: head, Width: width, Center: (i > 0) == (len(a.Head) > 3)})
	}
	return t
}

// Task is one row of a table of tasks (任务分解表).
type Task struct {
	What     string `json:"what" maxLength:"1000"`
	Lead     string `json:"lead" maxLength:"400"`
	With     string `json:"with,omitempty" maxLength:"400"`
	Due      string `json:"due,omitempty" maxLength:"80"`
	Standard string `json:"standard,omitempty" maxLength:"1000"`
}

// Text is a document that people compose.
type Text struct {
	ID       anlan.ID      `json:"id"`
	Unit     anlan.ID      `json:"unit"` // whose document it is
	State    State         `json:"state"`
	Content  Content       `json:"content"`
	To       []anlan.ID    `json:"to,omitempty"`
	Number   string        `json:"number,omitempty"`
	Entry    anlan.ID      `json:"entry,omitempty"`
	Day      anlan.Date    `json:"day,omitempty"`    // 成文日期
	SHA256   string        `json:"sha256,omitempty"` // of Frozen
	By       anlan.ID      `json:"by"`               // post that wrote it last
	Issuer   anlan.ID      `json:"issuer,omitempty"` // post that issued it
	Moved    anlan.Instant `json:"moved"`
	Template string        `json:"template,omitempty"` // hash of the county's template that was in use at issue
	Revision int64         `json:"revision"`
}

// Ref names the document.
func (t Text) Ref() anlan.Ref { return anlan.Ref{Kind: RefDocument, ID: t.ID} }

// Frozen is the text that the hash proves: what it says, its number and its day, as JSON.
func (t Text) Frozen() []byte {
	raw, _ := json.Marshal(struct { // strings and booleans only: never fails
		Number  string     `json:"number"`
		Day     anlan.Date `json:"day"`
		Content Content    `json:"content"`
	}{t.Number, t.Day, t.Content})
	return raw
}

func (t Text) hash() string {
	sum := sha256.Sum256(t.Frozen())
	return hex.EncodeToString(sum[:])
}

// intact reports whether an issued text still has its hash.
func (t Text) intact() bool { return t.SHA256 == "" || t.SHA256 == t.hash() }

// in refuses a verb in another state.
func (t Text) in(states ...State) error {
	for _, s := range states {
		if t.State == s {
			return nil
		}
	}
	return anlan.ErrDocumentState.With("state", stateNames[t.State])
}

var stateNames = map[State]anlan.Both{Draft: {ZH: "拟稿", EN: "draft"}, Issued: {ZH: "已编号", EN: "numbered"}, Sent: {ZH: "已送达", EN: "sent"},
	Dropped: {ZH: "已弃稿", EN: "dropped"}}

// ReceiversMost bounds the units that a document goes to.
const ReceiversMost = 300

const (
	tasksMost    = 200
	annexesMost  = 8
	annexColumns = 20
	annexRows    = 500
)

// annexed refuses tables that no page could hold.
func (c Content) annexed() *anlan.Error {
	if len(c.Annexes) > annexesMost {
		return anlan.ErrTooLarge.With("max", annexesMost).At("annexes")
	}
	for i, a := range c.Annexes {
		at := fmt.Sprintf("annexes[%d]", i)
		switch {
		case strings.TrimSpace(a.Title) == "":
			return anlan.ErrFieldRequired.With("name", "title").At(at + ".title")
		case len(a.Head) == 0 || len(a.Head) > annexColumns:
			return anlan.ErrTooLarge.With("max", annexColumns).At(at + ".head")
		case len(a.Rows) > annexRows:
			return anlan.ErrTooLarge.With("max", annexRows).At(at + ".rows")
		}
	}
	return nil
}

// check refuses what no draft may hold; what is only missing may be written later.
func (c Content) check() error {
	var p anlan.Problems
	if k, known := KindOf(c.Kind); !known || !k.Compose {
		p = append(p, anlan.ErrDocumentKind.With("kind", c.Kind).At("kind"))
	}
	if c.Code != "" && !codeForm.MatchString(c.Code) {
		p = append(p, anlan.ErrDocumentCode.With("code", c.Code).At("code"))
	}
	if c.Urgency != "ordinary" && c.Urgency != "urgent" && c.Urgency != "extra_urgent" {
		p = append(p, anlan.ErrFieldInvalid.With("name", "urgency").With("value", c.Urgency).At("urgency"))
	}
	for field, f := range map[string]struct {
		text string
		most int
	}{"title": {c.Title, titleMost}, "text": {c.Text, textMost}, "organ": {c.Organ, 100}, "addressee": {c.Addressee, 500}, "signer": {c.Signer, 100},
		"copyTo": {c.CopyTo, 500}, "note": {c.Note, 200}} {
		if utf8.RuneCountInString(f.text) > f.most {
			p = append(p, anlan.ErrFieldTooLong.With("name", field).With("max", f.most).At(field))
		}
	}
	if bad := c.annexed(); bad != nil {
		p = append(p, bad)
	}
	if len(c.Tasks) > tasksMost {
		p = append(p, anlan.ErrTooLarge.With("max", tasksMost).At("tasks"))
	}
	return p.Err()
}

var codeForm = regexp.MustCompile(`^[\p{Han}A-Za-z0-9]{2,20}$`)

// ready refuses to issue what is not complete.
func (c Content) ready() error {
	var p anlan.Problems
	for field, text := range map[string]string{"title": c.Title, "code": c.Code, "signer": c.Signer, "text": c.Text} {
		if field == "text" && c.Kind == "tasks" && len(c.Tasks) > 0 {
			continue
		}
		if strings.TrimSpace(text) == "" {
			p = append(p, anlan.ErrFieldRequired.With("name", field).At(field))
		}
	}
	return p.Err()
}

// tidy takes away what nobody wrote on purpose.
func (c Content) tidy() Content {
	for _, s := range []*string{&c.Code, &c.Organ, &c.Title, &c.Addressee, &c.Signer, &c.CopyTo, &c.Note} {
		*s = strings.TrimSpace(*s)
	}
	c.Text = strings.TrimSpace(strings.ReplaceAll(c.Text, "\r\n", "\n"))
	if c.Urgency == "" {
		c.Urgency = "ordinary"
	}
	return c
}
