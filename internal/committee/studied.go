package committee

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// studiedMost bounds how many documents one text proposes.
const studiedMost = 30

var (
	// studyWord says that what follows was studied, not issued.
	studyWord = regexp.MustCompile(`传达学习|学习传达|集中学习|传达贯彻|传达了|学习了|会议传达|会议学习|会上学习`)
	// namedPaper is a paper in title marks, with its number if it stands behind it.
	namedPaper = regexp.MustCompile(`《([^《》]{2,200})》(?:[（(]([^（）()]{2,30}〔\d{4}〕\d+号)[）)])?`)
	// studyVerb is what a proposal's name does not begin with.
	studyVerb = regexp.MustCompile(`^(?:要)?(?:深入|认真|及时|全面|集中)*(?:传达学习|学习贯彻|学习传达|传达贯彻|传达|学习|贯彻|落实)+了?`)
)

// studiedIn lists the papers that a text says were studied (传达学习).
func studiedIn(text string) []DocumentDraft {
	var list []DocumentDraft
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return r == '。' || r == '\n' || r == '；' }) {
		at := studyWord.FindStringIndex(sentence)
		if at == nil {
			continue
		}
		for _, m := range namedPaper.FindAllStringSubmatch(sentence[at[1]:], studiedMost) {
			list = append(list, DocumentDraft{Title: m[1], Number: m[2]})
		}
	}
	return list
}

// ToStudy proposes the documents that the minutes say were studied and that nobody has recorded yet:
// papers in title marks, and what the reader recognised as relayed from above.
func (s *Service) ToStudy(ctx context.Context, a anlan.Actor, meeting anlan.ID) ([]DocumentDraft, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	m, err := loadMeeting(ctx, s.d.Reader(), meeting)
	if err != nil || m.Minutes == "" {
		return []DocumentDraft{}, err
	}
	_, text, err := loadText(ctx, s.d.Reader(), m.Minutes)
	if err != nil {
		return nil, err
	}
	found := studiedIn(s.reader.Plain(text))
	decisions, err := s.current(ctx, m)
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		title := studyVerb.ReplaceAllString(d.Title, "")
		if d.Kind == Relay && d.State == Proposed && title != "" && !strings.Contains(d.Title, "《") {
			found = append(found, DocumentDraft{Title: title})
		}
	}
	recorded, err := db.DecodeAll[Document](queries(s.d.Reader()).Documents(ctx, meeting))
	list := []DocumentDraft{}
	for _, f := range found {
		same := func(title string) bool { return title == f.Title }
		if len(list) < studiedMost && !slices.ContainsFunc(recorded, func(d Document) bool { return same(d.Title) }) &&
			!slices.ContainsFunc(list, func(d DocumentDraft) bool { return same(d.Title) }) {
			list = append(list, f)
		}
	}
	return list, err
}
