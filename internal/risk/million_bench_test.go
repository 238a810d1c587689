package risk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/risk/riskdb"
)

// BenchmarkMillion measures what the ledger and the map cost at a million risk points on SQLite: it reports
// the 99th percentile of each in milliseconds. The rows are written as insert writes them, the counts of
// the map summed first. go test -run - -bench Million -benchtime 1x ./internal/risk
func BenchmarkMillion(b *testing.B) {
	d := dbtest.SQLite(b, db.Options{Now: time.Now})
	s := New(Options{DB: d})
	start := time.Now()
	fill(b, d, 1_000_000)
	b.Logf("filled in %.0f s", time.Since(start).Seconds())
	office := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	town := anlan.Actor{Account: "b", Post: "q", Unit: unitOf(3), Roles: []anlan.Role{anlan.RoleTownship},
		Scope: anlan.Scope{Units: []anlan.ID{unitOf(3)}, Places: []string{areaOf(3)}}}
	rng := rand.New(rand.NewPCG(1, 1))
	list := func(a anlan.Actor, f Filter) func() error {
		return func() error { _, err := s.List(ctxBench, a, f); return err }
	}
	view := func(a anlan.Actor, size float64, zoom int) func() error {
		return func() error {
			x, y := 105.8+rng.Float64()*0.6, 34.5+rng.Float64()*0.4
			m, err := s.Map(ctxBench, a, View{Bound: orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + size, y + size*0.7}}, Zoom: zoom})
			if n := len(m.Points) + len(m.Clusters); n > 2*drawnMost+1 {
				return fmt.Errorf("%d things drawn", n)
			}
			return err
		}
	}
	for name, do := range map[string]func() error{"list": list(office, Filter{}), "list-red": list(office, Filter{Colour: Red}),
		"list-area": list(office, Filter{Area: areaOf(5)}), "list-unit": list(office, Filter{Unit: unitOf(77)}), "list-gap-area": list(office, Filter{Gap: true, Area: areaOf(5)}),
		"list-township": list(town, Filter{}), "map-county": view(office, 0.7, 10), "map-town": view(office, 0.1, 13), "map-street": view(office, 0.01, 16),
		"map-township": view(town, 0.7, 10), "summary": func() error { _, err := s.Summary(ctxBench, office); return err }} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for range max(b.N, 200) {
				t := time.Now()
				if err := do(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(t))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

var ctxBench = context.Background()

func areaOf(i int) string   { return fmt.Sprintf("6205211%02d", i%18) }
func unitOf(i int) anlan.ID { return anlan.ID(fmt.Sprintf("01900000-0000-7000-8000-%012d", i)) }

func fill(b *testing.B, d *db.DB, n int) {
	rng := rand.New(rand.NewPCG(2, 2))
	tiles := map[riskdb.AddTileParams]int64{}
	for done := 0; done < n; done += 20_000 {
		err := d.Write(ctxBench, anlan.Clock, func(tx *db.Tx) error {
			for i := done; i < min(done+20_000, n); i++ {
				p := bulk(i, rng)
				doc, err := db.Encode(p)
				if err != nil {
					return err
				}
				r := p.row(doc)
				if err := queries(tx).InsertPoint(ctxBench, riskdb.InsertPointParams(r)); err != nil {
					return err
				}
				tiles[riskdb.AddTileParams{Area: r.Area, Rank: r.Rank}]++
				for _, level := range levels {
					tiles[riskdb.AddTileParams{Level: int64(level), Cell: r.Quad >> (2 * (finest - level)), Area: r.Area, Rank: r.Rank}]++
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	err := d.Write(ctxBench, anlan.Clock, func(tx *db.Tx) error {
		for t, n := range tiles {
			t.N = n
			if err := queries(tx).AddTile(ctxBench, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// bulk is one point of the million: five in a hundred red, a unit of five hundred points.
func bulk(i int, rng *rand.Rand) Point {
	colour := []Colour{Red, Orange, Yellow, Blue, ""}[min(rng.IntN(20)/4, 4)]
	if rng.IntN(20) > 0 && colour == Red {
		colour = Blue
	}
	area := rng.IntN(18)
	p := Point{ID: anlan.ID(fmt.Sprintf("01900000-0000-7000-9000-%012d", i)), Number: fmt.Sprintf("FX2022-%06d", i), Name: fmt.Sprintf("风险点%d", i), State: Active,
		What: "静电或油气积聚引起火灾爆炸，可能造成人员伤亡", Unit: Named{unitOf(rng.IntN(2000)), "某企业"}, Branch: unitOf(area), Place: areaOf(area) + "201",
		Ladder: "enterprise", Colour: colour, Keep: []string{"team", "post"}, Geometry: pointShape(105.8+rng.Float64()*0.7, 34.5+rng.Float64()*0.5), Revision: 1}
	if rng.IntN(3) == 0 {
		p.Gaps = []string{"post"}
	}
	return p
}
