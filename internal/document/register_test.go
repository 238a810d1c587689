package document_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestReadNumber(t *testing.T) {
	for number, want := range map[string]document.Numbered{
		"清安委办发〔2022〕1号": {Code: "清安委办发", Year: 2022, N: 1}, "停〔2026〕12号": {Code: "停", Year: 2026, N: 12}} {
		if got, ok := document.ReadNumber(number); !ok || got != want {
			t.Errorf("%s: %+v %v", number, got, ok)
		}
	}
	for _, bad := range []string{"", "清安委办发[2022]1号", "〔2022〕1号", "清〔22〕1号", "清〔2022〕号", "清〔2022〕0号", "清〔2022〕1", "清〔2022〕-1号"} {
		if _, ok := document.ReadNumber(bad); ok {
			t.Errorf("%q reads like a number", bad)
		}
	}
}

func TestRegisterHearsEachPaperOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		first := h.paper("永清镇")
		h.register(first)
		h.paper("红堡镇")
		p, err := h.List(ctx, h.office(), document.Filter{Year: 2026})
		ok(t, err)
		if len(p.Items) != 2 || p.Items[1].Number != first.Number || p.Items[1].Code != "清安委办督" || p.Items[1].N != 1 {
			t.Fatalf("%+v", p.Items)
		}
		typed := first // somebody typed a number that the series gave to another paper
		typed.Origin.ID, typed.Part = "0190b2a0-0000-7000-8000-000000000001", "stop"
		h.register(typed)
		p, err = h.List(ctx, h.office(), document.Filter{Code: "清安委办督"})
		ok(t, err)
		if len(p.Items) != 3 || h.checked().Rows != 2 {
			t.Errorf("%d entries, %+v", len(p.Items), h.checked())
		}
	})
}

// checked is the one series of the test.
func (h house) checked() document.SeriesState {
	h.t.Helper()
	list, err := h.Check(ctx, h.office(), 2026)
	ok(h.t, err)
	if len(list) != 1 {
		h.t.Fatalf("%+v", list)
	}
	return list[0]
}

func TestCheckNamesHoles(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for range 6 {
			h.paper("永清镇")
		}
		if c := h.checked(); c.Given != 6 || c.Rows != 6 || len(c.Holes) != 0 || c.Code != "清安委办督" || c.Year != 2026 {
			t.Fatalf("%+v", c)
		}
		h.exec(`DELETE FROM document_entry WHERE n IN (1, 4, 6)`)
		if c := h.checked(); fmt.Sprint(c.Holes) != "[1 4 6]" {
			t.Errorf("holes %v", c.Holes)
		}
		_, err := h.Check(ctx, h.actor("永清镇", anlan.RoleTownship), 2026)
		refused(t, err, anlan.ErrForbidden)
	})
}

func TestVoidKeepsTheNumber(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.paper("永清镇")
		p, err := h.List(ctx, h.office(), document.Filter{})
		ok(t, err)
		id := p.Items[0].ID
		_, err = h.Void(ctx, h.office(), id, "  ")
		refused(t, err, anlan.ErrFieldRequired)
		_, err = h.Void(ctx, h.actor("永清镇", anlan.RoleTownship), id, "不想要")
		refused(t, err, anlan.ErrForbidden)
		_, err = h.Void(ctx, h.actor("红堡镇", anlan.RoleTownship), id, "看不到")
		refused(t, err, anlan.ErrNotFound)
		e, err := h.Void(ctx, h.office(), id, "文号用错")
		ok(t, err)
		if e.Void == nil || e.Void.Reason != "文号用错" || e.Void.By != h.posts["清水县安委办"].ID {
			t.Errorf("%+v", e.Void)
		}
		_, err = h.Void(ctx, h.office(), id, "再作废一次")
		refused(t, err, anlan.ErrDocumentVoid)
		if next := h.paper("红堡镇"); !strings.HasSuffix(next.Number, "〕2号") {
			t.Errorf("the next number is %s", next.Number)
		}
		p, err = h.List(ctx, h.office(), document.Filter{Void: true})
		ok(t, err)
		if len(p.Items) != 1 || p.Items[0].ID != id || len(h.checked().Holes) != 0 {
			t.Errorf("%+v", p.Items)
		}
	})
}

func TestWithdrawnByItsRoom(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		paper := h.paper("永清镇")
		for range 2 {
			ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return h.Withdrawn(ctx, tx, paper.Origin, "发错了") }))
		}
		p, err := h.List(ctx, h.office(), document.Filter{Void: true})
		ok(t, err)
		if len(p.Items) != 1 || p.Items[0].Void.Reason != "发错了" || p.Items[0].Revision != 2 {
			t.Errorf("%+v", p.Items)
		}
	})
}

func TestListFiltersAndPages(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for _, to := range []string{"永清镇", "红堡镇", "永清镇", "永清镇"} {
			h.paper(to)
		}
		town := h.actor("永清镇", anlan.RoleTownship)
		count := func(a anlan.Actor, f document.Filter) (n int) {
			t.Helper()
			for f.Limit = 2; ; {
				p, err := h.List(ctx, a, f)
				ok(t, err)
				n += len(p.Items)
				if f.Cursor = p.Next; f.Cursor == "" {
					return n
				}
			}
		}
		for _, c := range []struct {
			name string
			who  anlan.Actor
			f    document.Filter
			want int
		}{
			{"all", h.office(), document.Filter{}, 4}, {"year", h.office(), document.Filter{Year: 2026}, 4}, {"other year", h.office(), document.Filter{Year: 2025}, 0},
			{"kind", h.office(), document.Filter{Kind: "supervision_notice"}, 4}, {"other kind", h.office(), document.Filter{Kind: "notice"}, 0},
			{"code", h.office(), document.Filter{Code: "清安委办督", Kind: "supervision_notice"}, 4}, {"receiver", h.office(), document.Filter{Unit: h.units["红堡镇"].ID}, 1},
			{"a township sees its own", town, document.Filter{}, 3}, {"and no more when it asks", town, document.Filter{Unit: h.units["红堡镇"].ID}, 3},
			{"void", h.office(), document.Filter{Void: true}, 0},
		} {
			if n := count(c.who, c.f); n != c.want {
				t.Errorf("%s: %d, want %d", c.name, n, c.want)
			}
		}
		_, err := h.List(ctx, h.office(), document.Filter{Cursor: "x"})
		refused(t, err, anlan.ErrFieldInvalid)
	})
}

func TestWitnessOfTheRegister(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.paper("永清镇")
		altered := func() (n int) {
			ok(t, h.Records(ctx, func(_ anlan.Ref, record any) error {
				if strings.HasPrefix(fmt.Sprint(record), "map[columns differ") {
					n++
				}
				return nil
			}))
			return n
		}
		if n := altered(); n != 0 {
			t.Fatalf("%d honest records are called altered", n)
		}
		for do, undo := range map[string]string{
			`UPDATE document_entry SET void = TRUE`:        `UPDATE document_entry SET void = FALSE`,
			`UPDATE document_entry SET n = 2`:              `UPDATE document_entry SET n = 1`,
			`UPDATE document_party SET unit = 'x' || unit`: `UPDATE document_party SET unit = substr(unit, 2)`,
		} {
			h.exec(do)
			if n := altered(); n != 1 {
				t.Errorf("%s: %d records are called altered", do, n)
			}
			h.exec(undo)
		}
	})
}
