package risk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/paper"
	"anlan/internal/table"
)

// sheet is the template of risk points. What it writes it can read.
func sheet(english bool) paper.Sheet {
	return paper.Sheet{Name: "risk.points", Version: "1", Title: "风险点台账", TitleEN: "Risk points", English: english, MaxRows: intakeMost,
		Notes:   []string{"编号由系统填写：新增的留空，修改的不要改。LEC 填 L、E、C，LS 填 L、S。经纬度为 WGS-84。"},
		NotesEN: []string{"The system fills in the number: leave it empty for a new point and as it is for a change. LEC needs L, E, C; LS needs L, S. WGS-84."},
		Columns: []paper.Column{
			{Key: "number", Title: "编号", TitleEN: "Number", Locked: true, Width: 18},
			{Key: "name", Title: "风险点名称", TitleEN: "Risk point", Required: true, Width: 28, MaxLen: 100},
			{Key: "unit", Title: "单位", TitleEN: "Unit", Required: true, Width: 26},
			{Key: "site", Title: "场所", TitleEN: "Site", Width: 22},
			{Key: "place", Title: "区划代码", TitleEN: "Place code", Width: 16},
			{Key: "sector", Title: "行业领域", TitleEN: "Sector", Width: 16, MaxLen: 40},
			{Key: "what", Title: "可能发生的事故和后果", TitleEN: "What may happen", Width: 36, MaxLen: 500},
			{Key: "method", Title: "评价方法", TitleEN: "Method", Kind: paper.Choice, Choices: []string{"LEC", "LS"}, Width: 10},
			{Key: "l", Title: "可能性 L", TitleEN: "L", Kind: paper.Number, Width: 9},
			{Key: "e", Title: "暴露 E", TitleEN: "E", Kind: paper.Number, Width: 9},
			{Key: "c", Title: "后果 C", TitleEN: "C", Kind: paper.Number, Width: 9},
			{Key: "s", Title: "严重性 S", TitleEN: "S", Kind: paper.Number, Width: 9},
			{Key: "reason", Title: "评估依据", TitleEN: "Reason", Width: 30, MaxLen: reasonMax},
			{Key: "lon", Title: "经度", TitleEN: "Longitude", Kind: paper.Number, Width: 12},
			{Key: "lat", Title: "纬度", TitleEN: "Latitude", Kind: paper.Number, Width: 12},
			{Key: "score", Title: "分值", TitleEN: "Score", Locked: true, Width: 9},
			{Key: "colour", Title: "风险等级", TitleEN: "Grade", Locked: true, Width: 14},
			{Key: "keep", Title: "管控层级", TitleEN: "Kept by", Locked: true, Width: 24},
			{Key: "gaps", Title: "措施缺口", TitleEN: "Levels without a measure", Locked: true, Width: 24},
		}}
}

// Template writes the empty template.
func (s *Service) Template(english bool, w io.Writer) error {
	return sheet(english).Write(w, paper.Filling{})
}

// Export writes what a filter finds as a filled-in template.
func (s *Service) Export(ctx context.Context, a anlan.Actor, f Filter, english bool, w io.Writer) error {
	t := sheet(english)
	b, err := s.inForce(s.d.Now().Date())
	if err != nil {
		return err
	}
	var rows []paper.Row
	f.Limit = limitMost
	for len(rows) < intakeMost {
		page, err := s.List(ctx, a, f)
		if err != nil {
			return err
		}
		for _, p := range page.Items {
			rows = append(rows, t.NewRow(p.cells(b, english)))
		}
		if f.Cursor = page.Next; f.Cursor == "" {
			break
		}
	}
	return t.Write(w, paper.Filling{Rows: rows})
}

// ColourName says a colour in words.
func ColourName(c Colour, english bool) string {
	zh := map[Colour]string{Red: "重大（红）", Orange: "较大（橙）", Yellow: "一般（黄）", Blue: "低（蓝）", "": "未评估"}
	en := map[Colour]string{Red: "Major (red)", Orange: "Considerable (orange)", Yellow: "General (yellow)", Blue: "Low (blue)", "": "Not rated"}
	if english {
		return en[c]
	}
	return zh[c]
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// cells are the point as a row of the template.
func (p Point) cells(b books, english bool) map[string]string {
	ladder, _ := b.levels.Ladder(p.Ladder)
	names := func(keys []string) string {
		var list []string
		for _, k := range keys {
			l, _ := ladder.Level(k)
			if english {
				l.ZH = l.EN
			}
			list = append(list, l.ZH)
		}
		if english {
			return strings.Join(list, "; ")
		}
		return strings.Join(list, "；")
	}
	m := map[string]string{"number": p.Number, "name": p.Name, "unit": p.Unit.Name, "site": p.SiteName, "place": p.Place, "sector": p.Sector, "what": p.What,
		"colour": ColourName(p.Colour, english), "keep": names(p.Keep), "gaps": names(p.Gaps)}
	if r := p.Rating; r != nil {
		m["method"], m["reason"], m["score"] = strings.ToUpper(r.Method), r.Reason, number(r.Score)
		for k, v := range r.Values {
			m[k] = number(v)
		}
	}
	if sh, ok := p.shape(); ok && !sh.shaped { // a line or an area has no single place
		m["lon"], m["lat"] = number(sh.middle[0]), number(sh.middle[1])
	}
	return m
}

// TakeXLSX takes the rows of a filled-in template.
func (s *Service) TakeXLSX(ctx context.Context, a anlan.Actor, data []byte, dry bool) (table.Intake, error) {
	u, list, err := s.readTable(a, data)
	if err != nil {
		return table.Intake{}, err
	}
	r, err := s.take(ctx, a, list, dry)
	r.Unknown = u.Unknown
	return r, err
}

func (s *Service) readTable(a anlan.Actor, data []byte) (*table.Upload, []Incoming, error) {
	if err := authz.Check(a, actImport); err != nil {
		return nil, nil, err
	}
	u, err := table.Read(sheet(false), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, err
	}
	var list []Incoming
	for _, r := range u.Rows {
		list = append(list, rowOf(r, u.Problems(r)))
	}
	return u, list, nil
}

// rowOf reads a row of the template.
func rowOf(r paper.Row, faults anlan.Problems) Incoming {
	x := Incoming{Row: r.Number, Number: r.Text("number"), Unit: r.Text("unit"), Site: r.Text("site"), Place: r.Text("place"), malformed: faults}
	x.Draft = Draft{Name: r.Text("name"), What: r.Text("what"), Sector: r.Text("sector")}
	values := map[string]string{}
	for _, k := range []string{"method", "l", "e", "c", "s", "reason"} {
		values[k] = r.Text(k)
	}
	var bad anlan.Problems
	x.Draft.Rating, bad = ratingOf(values)
	lon, lat := r.Text("lon"), r.Text("lat")
	if lon != "" || lat != "" {
		var e *anlan.Error
		x.Geometry, e = geometryOf(lon, lat)
		if e != nil {
			bad = append(bad, e)
		}
	}
	x.malformed = append(x.malformed, bad...)
	return x
}

// geometryOf reads a pair of coordinates; the shape is checked like any other.
func geometryOf(lon, lat string) ([]byte, *anlan.Error) {
	x, err1 := strconv.ParseFloat(lon, 64)
	y, err2 := strconv.ParseFloat(lat, 64)
	if err1 != nil || err2 != nil {
		return nil, anlan.ErrFieldInvalid.With("name", "lon, lat").With("value", lon+", "+lat).At("lon")
	}
	return fmt.Appendf(nil, `{"type":"Point","coordinates":[%s,%s]}`, number(x), number(y)), nil
}

// ratingOf reads a rating from words. Empty ones are none: the point is rated later.
func ratingOf(v map[string]string) (*RatingDraft, anlan.Problems) {
	d := RatingDraft{Method: strings.ToLower(strings.TrimSpace(v["method"])), Values: map[string]float64{}, Reason: v["reason"]}
	var bad anlan.Problems
	for _, k := range []string{"l", "e", "c", "s"} {
		if v[k] == "" {
			continue
		}
		n, err := strconv.ParseFloat(v[k], 64)
		if err != nil {
			bad = append(bad, anlan.ErrFieldInvalid.With("name", strings.ToUpper(k)).With("value", v[k]).At(k))
		}
		d.Values[k] = n
	}
	if d.Method == "" && len(d.Values) == 0 {
		return nil, bad
	}
	return &d, bad
}

// WrongRows writes the rows that cannot be taken in the same template, with the reasons in their cells.
func (s *Service) WrongRows(ctx context.Context, a anlan.Actor, data []byte, english bool, w io.Writer) error {
	u, list, err := s.readTable(a, data)
	if err != nil {
		return err
	}
	r, err := s.take(ctx, a, list, true)
	if err != nil {
		return err
	}
	for i, x := range r.Refused {
		for j, e := range x.Errs {
			if e.Field == "geometry" || e.Field == "point" { // a table has two cells for it
				r.Refused[i].Errs[j] = e.At("lon")
			}
		}
	}
	return u.WriteWrong(w, sheet(english), r.Refused, "name")
}
