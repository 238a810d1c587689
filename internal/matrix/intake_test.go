package matrix

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// table writes rows into the template, as somebody would fill it in.
func (h house) table(rows []map[string]string) []byte {
	h.t.Helper()
	axes, err := h.Axes(h.Today())
	ok(h.t, err)
	s, f := sheet(axes, false), paper.Filling{}
	for _, r := range rows {
		f.Rows = append(f.Rows, s.NewRow(r))
	}
	var b bytes.Buffer
	ok(h.t, s.Write(&b, f))
	return b.Bytes()
}

func row(sector, unit, since, until string) map[string]string {
	return map[string]string{"sector": sector, "axis": "管行业", "role": "牵头", "unit": unit, "since": since, "until": until, "kind": "县职责分工", "basis": "县委办发〔2021〕12号"}
}

func TestATableOfCells(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		admin := h.office
		for _, place := range []string{"620521100", "620521101"} { // two units of one name
			_, err := h.reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: registry.PublicInstitution, Name: "中心学校", Place: place, Parent: h.units[map[string]string{"620521100": "永清镇", "620521101": "红堡镇"}[place]].ID})
			ok(t, err)
		}
		rows := []map[string]string{
			row("煤矿", "应急局", "2021-01-01", ""),
			row("煤矿", "应急局", "2021-06-01", ""),           // overlaps the row above
			row("煤矿", "文旅局", "2021-06-01", "2021-05-01"), // ends before it begins
			row("月球采矿", "应急局", "2021-01-01", ""),         // no such sector
			row("校园安全", "中心学校", "2021-01-01", ""),        // no such sector either
			row("学校", "中心学校", "2021-01-01", ""),          // a name of two units
			row("剧本娱乐", "没有的局", "2021-01-01", ""),        // nobody
			row("旅游景区", "文旅局", "2021-01-01", "2021-12-31"),
		}
		data := h.table(rows)
		dry, err := h.Take(ctx, h.office, data, true)
		ok(t, err)
		if dry.New != 2 || dry.Wrong != 6 {
			t.Fatalf("dry run: %d new, wrong %+v", dry.New, dry.Refused)
		}
		for i, want := range []error{anlan.ErrMatrixDouble, anlan.ErrMatrixEndsEarly, anlan.ErrMatrixSectorUnknown, anlan.ErrMatrixSectorUnknown, anlan.ErrRegistryUnitAmbiguous, anlan.ErrRegistryUnitUnknown} {
			if !dry.Refused[i].Errs[0].Is(want) {
				t.Errorf("row %d: %v, want %v", dry.Refused[i].Row, dry.Refused[i].Errs[0], want)
			}
		}
		if n, err := queries(h.db.Reader()).CountCells(ctx); err != nil || n != 0 {
			t.Errorf("a dry run stored %d cells: %v", n, err)
		}
		var back bytes.Buffer
		ok(t, h.WrongRows(ctx, h.office, data, anlan.ZH, &back))
		if back.Len() == 0 {
			t.Error("the wrong rows did not come back")
		}
		got, err := h.Take(ctx, h.office, data, false)
		ok(t, err)
		if got.New != 2 || got.Wrong != 6 {
			t.Errorf("stored: %+v", got)
		}
		_, err = h.Take(ctx, h.actor("应急局", anlan.RoleDepartment), data, true)
		refused(t, "a department brings a table", err, anlan.ErrForbidden)
	})
}

func TestATableComesBackAsItWent(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		_, err = h.Take(ctx, h.office, h.table([]map[string]string{row("煤矿", "应急局", "2021-01-01", ""), row("旅游景区", "文旅局", "2021-01-01", "")}), false)
		ok(t, err)
		var out bytes.Buffer
		ok(t, h.Export(ctx, h.office, h.Today(), false, &out))
		again, err := h.Take(ctx, h.office, out.Bytes(), true)
		ok(t, err)
		if again.Same != 2 || again.New+again.Changed+again.Wrong != 0 {
			t.Errorf("unchanged: %+v", again)
		}
		cells, err := h.CellsOf(ctx, h.office, h.code("coal").ID)
		ok(t, err)
		end := row("煤矿", "应急局", "2021-01-01", "2021-12-31")
		end["id"] = string(cells[0].ID)
		ended, err := h.Take(ctx, h.office, h.table([]map[string]string{end}), false)
		ok(t, err)
		if ended.Changed != 1 {
			t.Errorf("ended by a table: %+v", ended)
		}
	})
}

// An English table names sectors and words in English, and comes back as it went; an English
// name that two sectors have means neither, and both keep their Chinese one. What is wrong with a table is told in the language of whoever brings it.
func TestATableInEnglish(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		_, err = h.CreateSector(ctx, h.office, SectorDraft{Name: "老煤矿", English: "Schools"})
		ok(t, err)
		english := map[string]string{"sector": "coal MINES", "axis": "lead regulator", "role": "Takes part", "unit": "应急局", "since": "2021-01-01", "kind": "Committee decision", "basis": "a paper"}
		got, err := h.Take(ctx, h.office, h.table([]map[string]string{english, row("老煤矿", "应急局", "2021-01-01", ""), row("教育", "应急局", "2021-01-01", "")}), false)
		ok(t, err)
		if got.New != 3 {
			t.Fatalf("%+v", got)
		}
		cells, err := h.CellsOf(ctx, h.office, h.code("coal").ID)
		ok(t, err)
		if len(cells) != 1 || cells[0].Axis != Industry || cells[0].Role != Co || cells[0].Basis.Kind != ByDecision {
			t.Fatalf("%+v", cells)
		}
		for lang, want := range map[bool][]string{false: {"责任矩阵", "煤矿", "老煤矿", "教育", "管行业", "配合", "安委会决定"}, true: {"Matrix of responsibility", "Coal mines", "老煤矿", "教育", "Lead regulator", "Takes part", "Committee decision"}} {
			var out bytes.Buffer
			ok(t, h.Export(ctx, h.office, h.Today(), lang, &out))
			grids, err := paper.ReadGrids(bytes.NewReader(out.Bytes()), int64(out.Len()))
			ok(t, err)
			said := grids[0].Rows[0].Cells
			for _, r := range grids[0].Rows[len(grids[0].Rows)-3:] {
				said = append(said, r.Cells...)
			}
			for _, word := range want {
				if !slices.Contains(said, word) {
					t.Errorf("english %v: %q is missing in %q", lang, word, said)
				}
			}
			again, err := h.Take(ctx, h.office, out.Bytes(), true)
			ok(t, err)
			if again.Same != 3 || again.New+again.Changed+again.Wrong != 0 || len(again.Unknown) != 0 {
				t.Errorf("unchanged, english %v: %+v", lang, again)
			}
		}
		english["axis"] = "Moon"
		got, err = h.Take(ctx, h.office, h.table([]map[string]string{english}), true)
		ok(t, err)
		if bad := got.Refused[0].Errs[0]; !strings.Contains(bad.Say(anlan.EN), "“Axis” cannot be “Moon”. Choose from the list: Lead regulator, ") || !strings.Contains(bad.Say(anlan.ZH), "“维度”不能填“Moon”。请从下拉列表中选：管行业、") {
			t.Error(bad.Say(anlan.EN), bad.Say(anlan.ZH))
		}
	})
}

// Five thousand rows are judged together and stored in parts.
func TestFiveThousandRows(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		var rows []map[string]string
		for i := range 5_000 {
			day := anlan.Date("2010-01-01").AddDays(i)
			rows = append(rows, row([]string{"煤矿", "加油（气）站", "旅游景区", "电梯"}[i%4], []string{"应急局", "文旅局", "市场监管局"}[i%3], string(day), string(day)))
		}
		for i := range rows { // twelve boxes are named again and again; the tree begins in 2021, so that 18 days lie before it
			if i < 4_000 {
				rows[i]["since"], rows[i]["until"] = "2021-01-01", ""
				rows[i]["place"] = strconv.Itoa(620521100 + i%2)
				rows[i]["note"] = strings.Repeat("注", 10)
			}
		}
		r, err := h.Take(ctx, h.office, h.table(rows), true)
		ok(t, err)
		if r.New != 994 || r.New+r.Wrong != 5_000 {
			t.Errorf("%d new and %d wrong", r.New, r.Wrong)
		}
		if _, err := h.Take(ctx, h.office, h.table(append(rows, rows[0])), true); err == nil {
			t.Error("5,001 rows were taken")
		}
	})
}

// A table that another county exported: each row says of every cell what it names that is unknown here, and a row that
// names only what there is says that its identity is to be emptied.
func TestATableOfAnotherCounty(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		theirs := row("月球采矿", "邻县应急局", "2021-01-01", "")
		theirs["id"], theirs["place"] = "0192f0c1-0000-7000-8000-000000000001", "620522100"
		known := row("煤矿", "应急局", "2021-01-01", "")
		known["id"], known["place"] = "0192f0c1-0000-7000-8000-000000000002", "620521100"
		posted := row("煤矿", "应急局", "2021-01-01", "")
		posted["post"], posted["place"] = "邻县县长", "邻县的镇"
		many := row("煤矿", "各乡镇", "2021-01-01", "")
		got, err := h.Take(ctx, h.office, h.table([]map[string]string{theirs, known, posted, many}), true)
		ok(t, err)
		want := [][]error{
			{anlan.ErrMatrixCellElsewhere, anlan.ErrMatrixSectorUnknown, anlan.ErrRegistryUnitUnknown, anlan.ErrRegistryPlaceUnknown},
			{anlan.ErrMatrixCellElsewhere},
			{anlan.ErrMatrixPostUnit, anlan.ErrRegistryPlaceUnknown},
			{anlan.ErrRegistryUnitAmbiguous},
		}
		fields := [][]string{{"id", "sector", "unit", "place"}, {"id"}, {"post", "place"}, {"unit"}}
		if len(got.Refused) != len(want) || got.New != 0 {
			t.Fatalf("%+v", got)
		}
		for i, r := range got.Refused {
			if len(r.Errs) != len(want[i]) {
				t.Errorf("row %d: %v", r.Row, r.Errs)
				continue
			}
			for j, e := range r.Errs {
				if !e.Is(want[i][j]) || e.Field != fields[i][j] {
					t.Errorf("row %d: %v at %q, want %v at %q", r.Row, e, e.Field, want[i][j], fields[i][j])
				}
			}
		}
		delete(known, "id") // it is a cell of this county then
		got, err = h.Take(ctx, h.office, h.table([]map[string]string{known}), false)
		ok(t, err)
		if got.New != 1 || got.Wrong != 0 {
			t.Errorf("without its identity: %+v", got)
		}
	})
}
