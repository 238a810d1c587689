package committee

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/committee/minutes"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// Bounds of one meeting.
const (
	readingMost   = 500  // decisions that one reading may propose
	decisionsMost = 3000 // decisions of a meeting, older readings included
)

// Reading is what a text proposes, before anything is stored.
type Reading struct {
	Title      string       `json:"title"`
	Date       anlan.Date   `json:"date"`
	Organ      string       `json:"organ"`
	Kind       string       `json:"kind"`
	Text       string       `json:"text"`
	Attendance []Attendance `json:"attendance" nullable:"false"`
	Figures    []Figure     `json:"figures" nullable:"false"`
	Letters    []Letter     `json:"letters" nullable:"false"`
	Decisions  []Decision   `json:"decisions" nullable:"false"`
	Loose      []Loose      `json:"loose" nullable:"false"`
}

// TextOf returns the text of what somebody sent in: a .docx by its content, else a text in any
// encoding that Chinese offices write.
func TextOf(raw []byte) (string, error) {
	if bytes.HasPrefix(raw, []byte("PK")) || bytes.HasPrefix(raw, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return paper.DocxText(bytes.NewReader(raw), int64(len(raw)))
	}
	return minutes.Decode(raw)
}

// checkText refuses a text that holds nothing, is too long, or is none.
func checkText(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return anlan.ErrFieldRequired.With("name", "text").At("text")
	case len(text) > minutes.MaxBytes:
		return anlan.ErrMinutesTooLarge.With("max", "4 MB").At("text")
	case !utf8.ValidString(text):
		return anlan.ErrMinutesNotText.At("text")
	}
	_, err := minutes.Decode([]byte(text)) // refuses what is no writing
	return err
}

// Parse reads a text and stores nothing: what would become of it.
func (s *Service) Parse(ctx context.Context, a anlan.Actor, text string) (Reading, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Reading{}, err
	}
	if err := checkText(text); err != nil {
		return Reading{}, err
	}
	dir := registry.In(s.d.Reader())
	body, err := bodyOf(ctx, dir, "")
	if err != nil && anlan.KindOf(err) != anlan.Invalid {
		return Reading{}, err
	}
	return s.read(ctx, dir, Meeting{Unit: body, Date: s.d.Now().Date()}, text)
}

// read lets the reader propose, and resolves the owners in the registry. Terms count from the day that
// the text itself says; when it says none, from the meeting's.
func (s *Service) read(ctx context.Context, dir registry.Directory, m Meeting, text string) (Reading, error) {
	units, err := s.readable(ctx, dir)
	if err != nil {
		return Reading{}, err
	}
	p := s.reader.ParseString(text, minutes.Options{Units: units, Date: m.Date})
	if len(p.Decisions) > readingMost {
		return Reading{}, anlan.ErrCommitteeTooMany.With("max", readingMost)
	}
	r := Reading{Title: p.Meeting.Title, Organ: p.Meeting.Organ, Kind: p.Meeting.Kind, Text: text,
		Figures: figuresOf(p.Decisions), Letters: lettersOf(p.Decisions), Decisions: []Decision{}}
	if p.Meeting.Date != nil {
		r.Date = *p.Meeting.Date
	}
	if m.ID == "" && r.Date != "" {
		m.Date = r.Date // nobody has recorded the meeting yet: the text knows its day
	}
	who := newResolver(dir, m)
	if r.Attendance, err = attendanceOf(ctx, who, p.Meeting.Attendance); err != nil {
		return r, err
	}
	for i, item := range p.Decisions {
		d, err := proposed(ctx, who, item)
		if err != nil {
			return r, err
		}
		d.No = int64(i + 1)
		r.Decisions = append(r.Decisions, d.normal(m.Date))
	}
	r.Loose = loose([]rune(text), spans(r.Decisions))
	return r, nil
}

// readable lists names that no pattern finds: enterprises, schools, parks.
func (s *Service) readable(ctx context.Context, dir registry.Directory) ([]minutes.Unit, error) {
	var list []minutes.Unit
	for _, kind := range []registry.UnitKind{registry.Enterprise, registry.PublicInstitution, registry.Park} {
		page, err := dir.Units(ctx, anlan.Scope{All: true}, registry.UnitFilter{Kind: kind, Limit: registry.PageLimit})
		if err != nil {
			return nil, err
		}
		for _, u := range page.Items {
			list = append(list, minutes.Unit{Name: u.Name})
		}
	}
	return list, nil
}

// proposed turns an item of the reader into a decision that waits for a person.
func proposed(ctx context.Context, who *resolver, item minutes.Decision) (Decision, error) {
	d := Decision{Kind: Kind(item.Kind), Text: clip(item.Text, textMax), Source: Span(item.Source), Title: shortTitle(item.Text, append(slices.Clone(item.Owners), item.CoOwners...)),
		Topic: topicOr(item.Topic), Why: oneQuote.Replace(item.Why), State: Proposed, Evidence: evidenceFor(Kind(item.Kind), item.Text),
		Urgency: urgencyFor(item.Text), Cadence: "none"}
	d.NoSuchDay = clip(item.NoSuchDay, 20)
	if item.Due != nil {
		d.Due = *item.Due
	}
	if item.Recurrence != nil {
		d.Recurrence, d.Cadence = *item.Recurrence, cadenceFor(*item.Recurrence)
	}
	for _, r := range item.Reasons {
		d.Reasons = append(d.Reasons, Reason(r))
	}
	for _, q := range item.Quantities {
		d.Quantities = append(d.Quantities, Quantity(q))
	}
	var err error
	if d.Owners, err = who.all(ctx, item.Owners); err != nil {
		return d, err
	}
	d.CoOwners, err = who.all(ctx, item.CoOwners)
	return d, err
}

// oneQuote mends a quoted word that was a quotation itself.
var oneQuote = strings.NewReplacer("““", "“", "””", "”")

func topicOr(topic string) string {
	if oneOf(nil, "topic", topic, Topics()) != nil {
		return "other"
	}
	return topic
}

// figuresOf lists the amounts of the work report.
func figuresOf(items []minutes.Decision) []Figure {
	list := []Figure{}
	for _, item := range items {
		if item.Kind != minutes.Figure {
			continue
		}
		for _, q := range item.Quantities {
			list = append(list, Figure{Label: clip(item.Text, 500), Value: q.Value, Unit: q.Unit, Source: Span(item.Source)})
		}
	}
	return list[:min(len(list), readingMost)]
}

// lettersOf lists the responsibility letters that were signed (签订责任书).
func lettersOf(items []minutes.Decision) []Letter {
	list := []Letter{}
	for _, item := range items {
		if item.Kind == minutes.Commitment && strings.Contains(item.Text, "责任书") {
			list = append(list, Letter{Text: clip(letterName.ReplaceAllString(item.Text, ""), 500)})
		}
	}
	return list[:min(len(list), 100)]
}

// letterName cuts who signed off the name of a letter.
var letterName = regexp.MustCompile(`^.*?(?:签订|签署|递交)了?`)

// KeepMinutes stores the raw text of a meeting, unchanged, as its next version, and what it proposes,
// in one transaction. Proposals of an earlier version that were not sent are dropped and stay readable.
func (s *Service) KeepMinutes(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, text, file string) (Meeting, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Meeting{}, err
	}
	if err := checkText(text); err != nil {
		return Meeting{}, err
	}
	was, err := loadMeeting(ctx, s.d.Reader(), id)
	if err != nil {
		return was, err
	}
	r, err := s.read(ctx, registry.In(s.d.Reader()), was, text)
	if err != nil {
		return was, err
	}
	return s.change(ctx, a, id, revision, "committee.minuted", func(tx *db.Tx, m Meeting) (Meeting, error) {
		if m.Date != was.Date || m.Unit != was.Unit {
			return m, anlan.ErrConflict // it was read for another day
		}
		return s.keep(ctx, tx, m, r, newMinutes(id, text, file))
	})
}

func (s *Service) keep(ctx context.Context, tx *db.Tx, m Meeting, r Reading, version Minutes) (Meeting, error) {
	old, err := loadDecisions(ctx, tx, m.ID)
	if err != nil {
		return m, err
	}
	if err := setAside(ctx, tx, m, old); err != nil {
		return m, err
	}
	version.ID, version.By, version.At, version.Version = tx.NewID(), seatOf(tx.Actor), tx.Now, 1
	if m.Minutes != "" {
		before, _, err := loadText(ctx, tx, m.Minutes)
		if err != nil {
			return m, err
		}
		version.Version = before.Version + 1
	}
	if err := insertText(ctx, tx, version, r.Text); err != nil {
		return m, err
	}
	if err := s.insertAll(ctx, tx, m, r.Decisions, version.ID, int64(len(old))); err != nil {
		return m, err
	}
	m.Minutes, m.State, m.Figures = version.ID, Minuted, r.Figures
	if len(m.Attendance) == 0 {
		m.Attendance = r.Attendance
	}
	if len(m.Letters) == 0 {
		m.Letters = r.Letters
	}
	return m.normal(), nil
}

// setAside drops what an earlier text proposed; what was sent holds the text in place.
func setAside(ctx context.Context, tx *db.Tx, m Meeting, old []Decision) error {
	for _, d := range old {
		switch d.State {
		case Sent, Merged, Done:
			return anlan.ErrCommitteeMinutesSent
		case Proposed, Ticked:
			if d.Source.Start < 0 {
				continue // entered by hand: it does not hang on the text
			}
			d, err := d.Drop("重新读取原文", m.Date, tx.Now)
			if err != nil {
				return err
			}
			if _, err := saveDecision(ctx, tx, "committee.decision_dropped", d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) insertAll(ctx context.Context, tx *db.Tx, m Meeting, list []Decision, text anlan.ID, after int64) error {
	if after+int64(len(list)) > decisionsMost {
		return anlan.ErrCommitteeTooMany.With("max", decisionsMost)
	}
	for i, d := range list {
		d.Meeting, d.Minutes, d.No = m.ID, text, after+int64(i+1)
		if _, err := insertDecision(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}
