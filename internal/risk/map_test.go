package risk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/geo"
	"anlan/internal/paper"
	"anlan/internal/risk"
)

func tamper(t *testing.T, h house, text string) {
	t.Helper()
	ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { _, err := tx.ExecContext(ctx, text); return err }))
}

var county = orb.Bound{Min: orb.Point{105.8, 34.5}, Max: orb.Point{106.5, 35.0}}

// at enters a point at coordinates.
func (h house) at(name string, lon, lat float64, r *risk.RatingDraft) risk.Point {
	h.t.Helper()
	p, err := h.Create(ctx, h.office, risk.Draft{Name: name, Unit: h.units["演示加油站"].ID, Rating: r,
		Geometry: fmt.Appendf(nil, `{"type":"Point","coordinates":[%v,%v]}`, lon, lat)})
	ok(h.t, err)
	return p
}

// However the map is cut and zoomed, what it counts is what lies there; what was rated anew, moved or
// retired counts where it now belongs.
func TestMapCountsWhatLiesThere(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		rng := rand.New(rand.NewPCG(5, 5))
		colours := []*risk.RatingDraft{lec(10, 10, 100), lec(3, 6, 15), lec(1, 3, 40), lec(1, 1, 1), nil}
		var list []risk.Point
		where := map[anlan.ID]orb.Point{}
		for i := range 60 {
			lon, lat := 105.9+rng.Float64()*0.5, 34.55+rng.Float64()*0.4
			p := h.at(fmt.Sprintf("点%d", i), lon, lat, colours[i%5])
			list, where[p.ID] = append(list, p), orb.Point{lon, lat}
		}
		_, err := h.Retire(ctx, h.office, list[0].ID, 0, "拆除")
		ok(t, err)
		delete(where, list[0].ID)
		_, err = h.Rate(ctx, h.office, list[1].ID, 0, *lec(10, 10, 100))
		ok(t, err)
		d := list[2].Draft()
		d.Geometry = json.RawMessage(`{"type":"Point","coordinates":[106.49,34.99]}`)
		_, err = h.Update(ctx, h.office, list[2].ID, 0, d)
		ok(t, err)
		where[list[2].ID] = orb.Point{106.49, 34.99}
		for range 40 {
			x, y := 105.8+rng.Float64()*0.5, 34.5+rng.Float64()*0.4
			box := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + 0.02 + rng.Float64()*0.4, y + 0.02 + rng.Float64()*0.3}}
			m, err := h.Map(ctx, h.office, risk.View{Bound: box, Zoom: 8 + rng.IntN(8)})
			ok(t, err)
			drawn := map[anlan.ID]bool{}
			for _, p := range m.Points {
				drawn[p.ID] = true
			}
			for id, at := range where {
				if box.Contains(at) && !drawn[id] {
					t.Fatalf("%v lies in %v and is not drawn", at, box)
				}
			}
		}
		m, err := h.Map(ctx, h.office, risk.View{Bound: county, Zoom: 9})
		ok(t, err)
		sum, err := h.Summary(ctx, h.office)
		ok(t, err)
		if m.Total != 59 || len(m.Points) != 59 || len(sum) != 1 || sum[0].Total != 59 || sum[0].Counts[risk.Red] != 12 || sum[0].Worst != risk.Red {
			t.Errorf("map %d/%d, summary %+v", m.Total, len(m.Points), sum)
		}
		red, err := h.Map(ctx, h.office, risk.View{Bound: county, Zoom: 9, Colour: risk.Red})
		ok(t, err)
		if red.Total != 12 || len(red.Points) != 12 {
			t.Errorf("red: %d/%d", red.Total, len(red.Points))
		}
		own, err := h.Map(ctx, h.actor("演示加油站", anlan.RoleEnterprise), risk.View{Bound: county, Zoom: 9})
		ok(t, err)
		none, err := h.Map(ctx, h.actor("红堡镇人民政府", anlan.RoleTownship), risk.View{Bound: county, Zoom: 9})
		ok(t, err)
		if own.Total != 59 || none.Total != 0 {
			t.Errorf("its own %d, another township %d", own.Total, none.Total)
		}
	})
}

// Many points become clusters that add up.
func TestManyBecomeClusters(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO risk_tile (level, cell, area, rank, n) SELECT level, cell, area, rank, 900 FROM
				(SELECT 4 AS level, 1 AS cell, 'x' AS area, 1 AS rank) y`)
			return err
		}))
		p := h.at("甲", 106.1, 34.7, lec(10, 10, 100))
		tamper(t, h, `UPDATE risk_tile SET n = 700 WHERE area = '`+p.Area()+`'`)
		m, err := h.Map(ctx, h.office, risk.View{Bound: county, Zoom: 10})
		ok(t, err)
		if m.Total != 700 || len(m.Clusters) != 1 || m.Clusters[0].Total != 700 || m.Clusters[0].Worst != risk.Red || len(m.Points) != 0 {
			t.Errorf("%+v", m)
		}
		if d := geo.Distance(m.Clusters[0].At, orb.Point{106.1, 34.7}); d > 12_000 {
			t.Errorf("%.0f m away", d)
		}
	})
}

func TestShapesReachIntoTheView(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		_, err := h.Create(ctx, h.office, risk.Draft{Name: "林缘带", Unit: h.units["永清镇人民政府"].ID,
			Geometry: json.RawMessage(`{"type":"Polygon","coordinates":[[[106,34.6],[106.4,34.6],[106.4,34.9],[106,34.9],[106,34.6]]]}`)})
		ok(t, err)
		corner := orb.Bound{Min: orb.Point{106.38, 34.88}, Max: orb.Point{106.45, 34.95}} // far from the middle
		m, err := h.Map(ctx, h.office, risk.View{Bound: corner, Zoom: 13})
		ok(t, err)
		if len(m.Points) != 1 || m.Points[0].Ladder != "county" {
			t.Errorf("%+v", m)
		}
		for name, tt := range map[string]struct {
			raw  string
			want error
		}{
			"crosses itself": {`{"type":"Polygon","coordinates":[[[106,34],[106.2,34.2],[106.2,34],[106,34.2],[106,34]]]}`, anlan.ErrGeoRingCrosses},
			"latitude first": {`{"type":"Point","coordinates":[34.7,106.1]}`, anlan.ErrGeoPointSwapped},
			"metres":         {`{"type":"Point","coordinates":[11800000,4100000]}`, anlan.ErrGeoPointProjected},
			"no shape":       {`{"type":"Circle","coordinates":[1,2]}`, anlan.ErrGeoKind},
			"not JSON":       {`{"type"`, anlan.ErrGeoBroken},
		} {
			_, err := h.Create(ctx, h.office, risk.Draft{Name: "x", Unit: h.units["永清镇人民政府"].ID, Geometry: json.RawMessage(tt.raw)})
			refused(t, name, err, tt.want)
		}
	})
}

func collection(features ...string) []byte {
	return []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)
}

func feature(name, extra string, lon, lat float64) string {
	return fmt.Sprintf(`{"type":"Feature","geometry":{"type":"Point","coordinates":[%.7f,%.7f]},"properties":{"name":%q,"unit":"演示加油站"%s}}`, lon, lat, name, extra)
}

func TestGeoJSONGoesAround(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		raw := collection(feature("卸油口", `,"method":"LEC","L":3,"E":6,"C":15,"reason":"评估"`, 106.14, 34.75), feature("配电间", "", 106.141, 34.751),
			feature("写错的", `,"method":"LEC","L":4,"E":6,"C":15,"reason":"评估"`, 106.14, 34.75), strings.Replace(feature("没有的单位", "", 106.1, 34.7), "演示加油站", "不存在的单位", 1))
		dry, err := h.TakeGeoJSON(ctx, h.office, raw, false, true)
		ok(t, err)
		if page, _ := h.List(ctx, h.office, risk.Filter{}); len(page.Items) != 0 {
			t.Fatal("a dry run stored something")
		}
		done, err := h.TakeGeoJSON(ctx, h.office, raw, false, false)
		ok(t, err)
		if dry.New != 2 || done.New != 2 || done.Wrong != 2 || done.Refused[0].Row != 3 || done.Refused[0].Errs[0].Code != anlan.ErrRiskValue.Code || done.Refused[1].Errs[0].Code != anlan.ErrRiskUnitUnknown.Code {
			t.Fatalf("%+v %+v", dry, done)
		}
		out, err := h.GeoJSON(ctx, h.office, risk.Filter{})
		ok(t, err)
		again, err := json.Marshal(out)
		ok(t, err)
		r, err := h.TakeGeoJSON(ctx, h.office, again, false, false)
		ok(t, err)
		if r.Same != 2 || r.New+r.Changed+r.Wrong != 0 {
			t.Errorf("what went out came back as %+v", r)
		}
		_, err = h.TakeGeoJSON(ctx, h.actor("演示加油站", anlan.RoleEnterprise), raw, false, true)
		refused(t, "an enterprise imports", err, anlan.ErrForbidden)
		_, err = h.TakeGeoJSON(ctx, h.office, collection(feature("反了", "", 34.75, 106.14)), false, true)
		refused(t, "latitude first", err, anlan.ErrGeoSwapped)
	})
}

// Coordinates of a map service give themselves away beside a site whose place is known.
func TestShiftedCoordinatesAreNoticed(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		g := geo.ToGCJ02(orb.Point{106.1402, 34.7501})
		raw := collection(feature("卸油口", `,"site":"加油站罩棚"`, g[0], g[1]))
		r, err := h.TakeGeoJSON(ctx, h.office, raw, false, true)
		ok(t, err)
		if r.Wrong != 1 || r.Refused[0].Errs[0].Code != anlan.ErrRiskGcj02.Code {
			t.Fatalf("%+v", r)
		}
		r, err = h.TakeGeoJSON(ctx, h.office, raw, true, false)
		ok(t, err)
		page, err := h.List(ctx, h.office, risk.Filter{})
		ok(t, err)
		if r.New != 1 || len(page.Items) != 1 || !strings.Contains(string(page.Items[0].Geometry), "106.140") {
			t.Errorf("%+v %s", r, page.Items[0].Geometry)
		}
	})
}

// titleOf is what stands on top of a table.
func titleOf(t *testing.T, data []byte) string {
	t.Helper()
	grids, err := paper.ReadGrids(bytes.NewReader(data), int64(len(data)))
	ok(t, err)
	return grids[0].Rows[0].Cells[0]
}

func TestTablesGoAround(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		h.at("卸油口", 106.14, 34.75, lec(3, 6, 15))
		h.point("配电间", &risk.RatingDraft{Method: "ls", Values: map[string]float64{"l": 5, "s": 4}, Reason: "老化"})
		for _, english := range []bool{false, true} {
			var b bytes.Buffer
			ok(t, h.Export(ctx, h.office, risk.Filter{}, english, &b))
			r, err := h.TakeXLSX(ctx, h.office, b.Bytes(), false)
			ok(t, err)
			if want := map[bool]string{false: "风险点台账", true: "Risk points"}[english]; titleOf(t, b.Bytes()) != want {
				t.Errorf("the table is called %q, want %q", titleOf(t, b.Bytes()), want)
			}
			if r.Same != 2 || r.New+r.Changed+r.Wrong != 0 || len(r.Unknown) != 0 {
				t.Errorf("english %v: %+v", english, r)
			}
			var wrong bytes.Buffer
			ok(t, h.WrongRows(ctx, h.office, b.Bytes(), english, &wrong))
		}
	})
}

// A row that may not be taken keeps nobody else's out, and a file of several parts comes in
// under the one key of its request.
func TestARetiredPointEndsNoFile(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		gone := h.at("卸油口", 106.14, 34.75, lec(3, 6, 15))
		_, err := h.Retire(ctx, h.office, gone.ID, gone.Revision, "拆除")
		ok(t, err)
		list := []string{feature("卸油口", fmt.Sprintf(`,"number":%q`, gone.Number), 106.14, 34.75)}
		for i := range 250 {
			list = append(list, feature(fmt.Sprintf("储罐%d", i), "", 106.14, 34.75))
		}
		r, err := h.TakeGeoJSON(db.WithKey(ctx, h.db.NewID()), h.office, collection(list...), false, false)
		ok(t, err)
		if r.New != 250 || r.Wrong != 1 || r.Refused[0].Row != 1 || !r.Refused[0].Errs[0].Is(anlan.ErrRiskRetired) {
			t.Errorf("%+v", r)
		}
	})
}

func FuzzTakeGeoJSON(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[106,34]},"properties":{"name":"x","unit":"y","L":3}}]}`))
	f.Add([]byte(`{"type":"Polygon"}`))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		_, _ = risk.ReadGeoJSON(raw) // must neither panic nor hang
	})
}
