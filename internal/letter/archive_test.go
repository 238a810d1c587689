package letter_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/matter"
)

// The index page of an archive speaks both languages and never a key of the system; once the year is frozen it
// shows the score of the assessment and no later one.
func TestTheArchiveSpeaksBothLanguages(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.actors["永清镇人民政府"]
		l := h.sealed()
		h.matter(1, "永清镇人民政府", "2022-02-01", matter.Reported, matter.Closed, true, anlan.Ref{Kind: "hazard.hazard", ID: "h1"})
		r, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: h.units["永清镇人民政府"].ID, Metric: "drill.held", Day: "2022-01-18", N: 1, Text: "<script>演练", Basis: "演练记录"})
		ok(t, err)
		h.fold()
		o, err := h.Object(ctx, town, "", l.ID, r.Ref().String(), "drill.held", "应为两次", nil)
		ok(t, err)
		live := h.page(l, "Score of the day", "Not decided", "No record yet", "Hazards closed in time", "隐患按期整改", "Not as required", "未达到", "Not answered yet", "&lt;script&gt;演练")
		for _, key := range []string{"hazard.deadline", "drill.held", ">bad<", ">none<", ">signer<", "<script>"} {
			if strings.Contains(live, key) {
				t.Errorf("the page shows %q", key)
			}
		}
		_, err = h.SetTeams(ctx, h.office, 2022, nil, "")
		ok(t, err)
		_, err = h.Freeze(ctx, h.office, 2022)
		ok(t, err)
		h.page(l, "Score as frozen", "Left out", "No record all year", "scaled to 100", "How the total comes about")
		_, err = h.Answer(ctx, h.office, o.ID, true, "属实")
		ok(t, err)
		_, err = h.Conclude(ctx, h.office, 2022)
		ok(t, err)
		h.page(l, "Final score", "最后得分", "Upheld", "不合格", "Fail")
	})
}

var label = regexp.MustCompile(`<span lang="zh-CN">([^<]*)</span> <small lang="en">([^<]*)</small>`)

// page reads the index page and wants words on it. Every label is told in Chinese and in English.
func (h house) page(l letter.Letter, want ...string) string {
	h.t.Helper()
	x, err := h.Archive(ctx, h.office, l.ID)
	ok(h.t, err)
	raw, err := x.Page()
	ok(h.t, err)
	for _, m := range label.FindAllStringSubmatch(string(raw), -1) {
		han := func(s string) bool {
			return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
		}
		if !han(m[1]) || han(m[2]) || m[2] == "" {
			h.t.Errorf("a label without one of its languages: %q / %q", m[1], m[2])
		}
	}
	for _, w := range want {
		if !strings.Contains(string(raw), w) {
			h.t.Errorf("%q is missing", w)
		}
	}
	return string(raw)
}
