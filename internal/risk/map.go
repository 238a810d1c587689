package risk

import (
	"context"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/risk/riskdb"
)

// View is a rectangle of the map at a zoom, with what is shown of it.
type View struct {
	Bound  orb.Bound
	Zoom   int
	Colour Colour
	Area   string
}

// Cluster is how many points lie close together, by colour.
type Cluster struct {
	At     orb.Point      `json:"at"`
	Counts map[Colour]int `json:"counts"`
	Total  int            `json:"total"`
	Worst  Colour         `json:"worst"`
}

// Map is what a rectangle shows: points and shapes where they are few, clusters where they are many.
// However many points there are, a browser never gets more than a few hundred things.
type Map struct {
	Total    int
	Points   []Point
	Clusters []Cluster
	Cut      bool // more shapes reach into the rectangle than are drawn
}

const (
	drawnMost = 500  // points or shapes in one view
	cellsMost = 6000 // rows of counts that one view reads
)

// Map returns what lies in a rectangle. Whoever sees the county or townships is served from counted
// squares; whoever sees single units, from these.
func (s *Service) Map(ctx context.Context, a anlan.Actor, v View) (Map, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Map{}, err
	}
	scope := authz.ScopeFor(a, actRead)
	if !counted(scope) {
		return s.ownMap(ctx, a, v)
	}
	m := Map{Points: []Point{}, Clusters: []Cluster{}}
	clusters, total, err := s.clusters(ctx, scope, v)
	if err != nil {
		return m, err
	}
	if m.Total = total; total > drawnMost {
		m.Clusters = clusters
		return m, nil
	}
	if total > 0 {
		m.Points, err = s.pointsIn(ctx, scope, v)
	}
	if err == nil {
		err = s.shapesIn(ctx, scope, v, &m)
	}
	return m, err
}

// counted tells whether the squares are counted by what the scope names: everything, or townships.
func counted(s anlan.Scope) bool {
	return s.All || len(s.Places) > 0 && !slices.ContainsFunc(s.Places, func(p string) bool { return len(p) > 9 })
}

// fits tells whether a row of counts is shown.
func (v View) fits(scope anlan.Scope, area string, rank int64) bool {
	return (v.Colour == "" || v.Colour.Rank() == rank) && strings.HasPrefix(area, v.Area[:min(9, len(v.Area))]) && scope.Covers("", area)
}

// cellLevel is the level of squares that are drawn as one at a zoom: about forty pixels wide.
func cellLevel(zoom int) int {
	for _, l := range levels {
		if l >= zoom+2 {
			return l
		}
	}
	return finest
}

// clusters sums the counted squares of a rectangle. A rectangle with too many squares is counted in
// larger ones.
func (s *Service) clusters(ctx context.Context, scope anlan.Scope, v View) ([]Cluster, int, error) {
	at := slices.Index(levels, cellLevel(v.Zoom))
	for ; ; at-- {
		list, total, full, err := s.clustersAt(ctx, scope, v, levels[at])
		if err != nil || !full || at == 0 {
			return list, total, err
		}
	}
}

func (s *Service) clustersAt(ctx context.Context, scope anlan.Scope, v View, level int) (list []Cluster, total int, full bool, err error) {
	shift, read := 2*(finest-level), 0
	at := map[int64]int{}
	for _, r := range merged(runsOf(v.Bound), shift) {
		rows, err := queries(s.d.Reader()).TilesIn(ctx, riskdb.TilesInParams{Level: int64(level), FromCell: r.from, ToCell: r.to, Most: cellsMost})
		if err != nil {
			return nil, 0, false, db.Classify(err)
		}
		if read += len(rows); read >= cellsMost {
			return nil, 0, true, nil
		}
		for _, t := range rows {
			if !v.fits(scope, t.Area, t.Rank) || !touches(v.Bound, level, t.Cell) {
				continue
			}
			i, known := at[t.Cell]
			if !known {
				i = len(list)
				at[t.Cell], list = i, append(list, Cluster{At: centreOf(level, t.Cell), Counts: map[Colour]int{}})
			}
			list[i].add(ColourOf(t.Rank), int(t.N))
			total += int(t.N)
		}
	}
	return list, total, len(list) > drawnMost, nil
}

func (c *Cluster) add(colour Colour, n int) {
	if c.Total == 0 || colour.Rank() < c.Worst.Rank() {
		c.Worst = colour
	}
	c.Counts[colour] += n
	c.Total += n
}

// merged turns ranges of the finest squares into those of a coarser level, joined where they touch.
func merged(list []run, shift int) (out []run) {
	slices.SortFunc(list, func(a, b run) int {
		if a.from < b.from {
			return -1
		}
		return 1
	})
	for _, r := range list {
		r = run{r.from >> shift, r.to >> shift}
		if n := len(out); n > 0 && r.from <= out[n-1].to+1 {
			out[n-1].to = max(out[n-1].to, r.to)
			continue
		}
		out = append(out, r)
	}
	return out
}

// touches tells whether a square of a level reaches into a rectangle.
func touches(b orb.Bound, level int, cell int64) bool {
	shift := 2 * (finest - level)
	x, y := split(cell)
	x0, y0 := split(quadOf(orb.Point{b.Min[0], b.Max[1]}) >> shift)
	x1, y1 := split(quadOf(orb.Point{b.Max[0], b.Min[1]}) >> shift)
	return x >= x0 && x <= x1 && y >= y0 && y <= y1
}

// pointsIn reads the points of a rectangle that holds few.
func (s *Service) pointsIn(ctx context.Context, scope anlan.Scope, v View) ([]Point, error) {
	list := []Point{}
	for _, r := range merged(runsOf(v.Bound), 0) {
		found, err := db.DecodeAll[Point](queries(s.d.Reader()).PointsInQuads(ctx, riskdb.PointsInQuadsParams{FromQuad: r.from, ToQuad: r.to, Most: 4 * drawnMost}))
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			if v.shows(p) && sees(scope, p) && len(list) < drawnMost {
				list = append(list, p)
			}
		}
	}
	return list, nil
}

func (v View) shows(p Point) bool {
	return (v.Colour == "" || v.Colour.Rank() == p.Rank()) && strings.HasPrefix(p.Place, v.Area)
}

// shapesIn adds lines and areas that reach into the rectangle from a middle outside.
func (s *Service) shapesIn(ctx context.Context, scope anlan.Scope, v View, m *Map) error {
	units := func(x float64) int64 { return int64(x * perDegree) }
	list, err := db.DecodeAll[Point](queries(s.d.Reader()).ShapesIn(ctx, riskdb.ShapesInParams{West: units(v.Bound.Min[0]), South: units(v.Bound.Min[1]),
		East: units(v.Bound.Max[0]), North: units(v.Bound.Max[1]), Most: drawnMost}))
	m.Cut = len(list) == drawnMost
	known := map[anlan.ID]bool{}
	for _, p := range m.Points {
		known[p.ID] = true
	}
	for _, p := range list {
		if !known[p.ID] && v.shows(p) && sees(scope, p) {
			m.Points = append(m.Points, p)
		}
	}
	return err
}

// ownMap draws the points of single units: they are few.
func (s *Service) ownMap(ctx context.Context, a anlan.Actor, v View) (Map, error) {
	m := Map{Points: []Point{}, Clusters: []Cluster{}}
	f := Filter{Colour: v.Colour, Area: v.Area, Limit: limitMost}
	for {
		page, err := s.List(ctx, a, f)
		if err != nil {
			return m, err
		}
		for _, p := range page.Items {
			if sh, ok := p.shape(); ok && sh.bound.Intersects(v.Bound) {
				m.Points = append(m.Points, p)
			}
		}
		if f.Cursor = page.Next; f.Cursor == "" || len(m.Points) >= drawnMost {
			m.Total, m.Cut = len(m.Points), f.Cursor != ""
			return m, nil
		}
	}
}

// AreaCount is how many points of each colour a township has; an empty colour is not rated yet.
type AreaCount struct {
	Area   string         `json:"area"`
	Counts map[Colour]int `json:"counts"`
	Worst  Colour         `json:"worst"`
	Total  int            `json:"total"`
}

// Summary counts points by township and colour, for everything that the actor may see.
func (s *Service) Summary(ctx context.Context, a anlan.Actor) ([]AreaCount, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	scope := authz.ScopeFor(a, actRead)
	list, at := []AreaCount{}, map[string]int{}
	add := func(area string, rank int64, n int) {
		i, known := at[area]
		if !known {
			i = len(list)
			at[area], list = i, append(list, AreaCount{Area: area, Counts: map[Colour]int{}})
		}
		c := Cluster{Counts: list[i].Counts, Total: list[i].Total, Worst: list[i].Worst}
		c.add(ColourOf(rank), n)
		list[i].Total, list[i].Worst = c.Total, c.Worst
	}
	if counted(scope) {
		rows, err := queries(s.d.Reader()).CountAll(ctx)
		for _, r := range rows {
			if scope.Covers("", r.Area) {
				add(r.Area, r.Rank, int(r.N))
			}
		}
		return list, db.Classify(err)
	}
	return list, s.eachOwn(ctx, a, func(p Point) { add(p.Area(), p.Rank(), 1) })
}

// eachOwn walks the points of an actor who sees single units.
func (s *Service) eachOwn(ctx context.Context, a anlan.Actor, do func(Point)) error {
	f := Filter{Limit: limitMost}
	for n := 0; n < lookMost; {
		page, err := s.List(ctx, a, f)
		if err != nil {
			return err
		}
		for _, p := range page.Items {
			n++
			do(p)
		}
		if f.Cursor = page.Next; f.Cursor == "" {
			break
		}
	}
	return nil
}
