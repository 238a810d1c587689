package letter_test

import (
	"strings"
	"testing"

	"anlan"
	"anlan/internal/letter"
)

func TestTemplates(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		list, metrics, err := h.Templates(ctx, h.office)
		ok(t, err)
		if len(list) != 4 || len(metrics) < 10 {
			t.Fatalf("%d templates, %d metrics", len(list), len(metrics))
		}
		body := list[1].Body
		body.ZH = "清水县目标责任书（乡镇）"
		d, err := h.SaveTemplate(ctx, h.office, 0, letter.TemplateDraftBody{From: "2022-01-01", To: "2022-12-31", Source: "清安委〔2022〕1号", Body: body})
		ok(t, err)
		if l := h.born("清水县人民政府", "红堡镇人民政府"); strings.Contains(l.Title, "清水县目标责任书") {
			t.Error("born from a draft")
		}
		_, err = h.Publish(ctx, h.office, d.ID, d.Revision)
		ok(t, err)
		_, err = h.SaveTemplate(ctx, h.office, 2, letter.TemplateDraftBody{ID: d.ID, From: "2022-01-01", Source: "改", Body: body})
		refused(t, "a published template changed", err, anlan.ErrConflict)
		if l := h.born("清水县人民政府", "永清镇人民政府"); !strings.Contains(l.Title, "清水县目标责任书") || !strings.HasPrefix(l.Version, "county@2022-01-01") {
			t.Errorf("%s %s", l.Title, l.Version)
		}
		other, err := h.SaveTemplate(ctx, h.office, 0, letter.TemplateDraftBody{From: "2022-06-01", Source: "清安委〔2022〕2号", Body: body})
		ok(t, err)
		_, err = h.Publish(ctx, h.office, other.ID, other.Revision)
		refused(t, "periods overlap", err, anlan.ErrLetterOverlap)
		body.Parts[0].Weight++
		_, err = h.SaveTemplate(ctx, h.office, 0, letter.TemplateDraftBody{From: "2023-01-01", Source: "x", Body: body})
		refused(t, "weights do not sum", err, anlan.ErrLetterWeights)
		_, err = h.SaveTemplate(ctx, h.actors["永清镇人民政府"], 0, letter.TemplateDraftBody{From: "2023-01-01", Source: "x", Body: list[0].Body})
		refused(t, "a township writes templates", err, anlan.ErrForbidden)
	})
}
