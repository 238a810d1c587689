package flow

import (
	"strings"
	"testing"
	"unicode"

	"anlan/internal/hazard"
	"anlan/internal/matter"
)

// Every notice of the landing begins with words that the English screens know.
func TestEveryNoticeSpeaksEnglish(t *testing.T) {
	told := matter.Told{Title: "x", Due: "2026-12-01", Until: "2026-12-09", Final: true}
	var lines []line
	for _, kind := range []string{"matter.opened", "matter.transferred", "matter.review_failed", "matter.closed", "matter.extension_asked", "matter.extended",
		"matter.extension_refused", "matter.recalled", "matter.reopened", "matter.fed_back", "matter.returned"} {
		for _, state := range []matter.State{matter.Issued, matter.Returned} {
			told.Now.State = state
			list, ok := wording(kind, told)
			if !ok {
				t.Errorf("%s tells nobody", kind)
			}
			lines = append(lines, list...)
		}
	}
	sooner, _ := wording("matter.extended", matter.Told{From: "2026-12-20", Until: "2026-12-09"})
	lines = append(lines, sooner...)
	for rung := range urgings {
		told.Rung, told.To = rung, []string{"lead_post"}
		list, _ := wording("matter.urged", told)
		lines = append(lines, list...)
	}
	for _, title := range []string{relayTold, relayUrged, relayLate, letterBack, letterLapsed, letterNear, letterLate, answerNear, answerLate, riskProposed, riskLate, riskRaised} {
		lines = append(lines, line{"", title, "请在 2026-12-01 前传达，并填回执。"})
	}
	for _, title := range hazardTitles() {
		lines = append(lines, line{"", title, ""})
	}
	for _, l := range lines {
		title, text := English(l.title+"：x", l.text)
		if strings.ContainsFunc(title+text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: %q %q", l.title, title, text)
		}
	}
	if title, text := English("手写的：事", "期限一事，请示"); title != "手写的：事" || text != "期限一事，请示" {
		t.Errorf("what people wrote was changed: %q %q", title, text)
	}
}

// hazardTitles are all titles of the hazard ledger.
func hazardTitles() (list []string) {
	add := func(lines []hazardLine) {
		for _, l := range lines {
			list = append(list, l.title)
		}
	}
	for _, lines := range hazardLines {
		add(lines)
	}
	for span, title := range spanTitles {
		list = append(list, title)
		add(linesOf("hazard.span_over", hazard.Told{Clock: span + "/1", To: []string{"office"}}))
	}
	for _, grade := range hazard.Grades() {
		add(linesOf("hazard.reported", hazard.Told{Now: hazard.Facet{Grade: grade}}))
	}
	add(linesOf("hazard.doubted", hazard.Told{Now: hazard.Facet{State: hazard.Closed}, Doubts: []hazard.Doubt{{Asks: true}}}))
	return list
}
