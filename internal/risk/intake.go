package risk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/geo"
	"anlan/internal/registry"
	"anlan/internal/risk/riskdb"
	"anlan/internal/table"

	"github.com/paulmach/orb"
)

// Incoming is one point of a file, in people's words.
type Incoming struct {
	Row       int
	Number    string // of the point that it changes; empty: a new one
	Unit      string // name
	Site      string // name
	Place     string // code
	Geometry  json.RawMessage
	Draft     Draft
	malformed anlan.Problems
}

const (
	intakeMost = 20_000 // points of one file
	batchMost  = 200    // points that are stored in one transaction
)

// take enters the points of a file. What is wrong is told and left out; the others are stored in
// transactions of two hundred. dry does the same and takes it back.
func (s *Service) take(ctx context.Context, a anlan.Actor, list []Incoming, dry bool) (table.Intake, error) {
	if err := authz.Check(a, actImport); err != nil {
		return table.Intake{}, err
	}
	if len(list) > intakeMost {
		return table.Intake{}, anlan.ErrTooLarge.With("max", intakeMost)
	}
	return table.Take(ctx, s.d, a, list, table.How[Incoming]{Part: batchMost, Dry: dry,
		Name: func(x Incoming) (int, string) { return x.Row, x.Draft.Name },
		Begin: func(_ context.Context, tx *db.Tx) (table.Judge[Incoming], error) {
			b, err := s.inForce(tx.Now.Date())
			return func(ctx context.Context, x Incoming) (table.Verdict, error) { return s.takeOne(ctx, tx, x, b) }, err
		}})
}

func (s *Service) takeOne(ctx context.Context, tx *db.Tx, x Incoming, b books) (table.Verdict, error) {
	if len(x.malformed) > 0 {
		return "", x.malformed
	}
	d, err := s.meant(ctx, tx, x)
	if err != nil {
		return "", err
	}
	if d.Rating != nil { // judged before a number is taken
		if _, err := Rate(b.scales, *d.Rating); err != nil {
			return "", err
		}
	}
	if x.Number == "" {
		_, err := s.createIn(ctx, tx, d)
		return table.New, err
	}
	was, err := db.Decode[Point](queries(tx).PointByNumber(ctx, x.Number))
	if errors.Is(err, anlan.ErrNotFound) {
		return "", anlan.ErrRiskNumberUnknown.With("number", x.Number).At("number")
	}
	if err != nil {
		return "", err
	}
	return s.takeChange(ctx, tx, was, d, b)
}

// takeChange writes what differs. A rating that says what the last one says is none.
func (s *Service) takeChange(ctx context.Context, tx *db.Tx, was Point, d Draft, b books) (table.Verdict, error) {
	if was.State == Retired {
		return "", anlan.ErrRiskRetired.With("number", was.Number)
	}
	d.Ladder, d.Category = or(d.Ladder, was.Ladder), or(d.Category, was.Category)
	if len(d.Geometry) == 0 {
		d.Geometry = was.Geometry
	}
	if err := d.check(b).Err(); err != nil {
		return "", err
	}
	p, err := s.placed(ctx, tx, d.apply(was), d)
	if err != nil {
		return "", err
	}
	told := Told{}
	if r := d.Rating; r != nil && !was.ratedSo(*r) {
		if was.Proposal != "" {
			return "", anlan.ErrRiskProposalOpen.With("number", was.Number)
		}
		if p, err = s.rateIn(tx, p, *r, b); err != nil {
			return "", err
		}
		told = Told{Before: was.Colour, Reason: r.Reason}
		if err := s.insertRating(ctx, tx, *p.Rating); err != nil {
			return "", err
		}
	}
	p = p.kept(b.levels)
	x, _ := db.Encode(p)
	y, _ := db.Encode(was)
	if x == y {
		return table.Same, nil
	}
	_, err = s.save(ctx, tx, "risk.changed", was, p, told)
	return table.Changed, err
}

func (p Point) ratedSo(d RatingDraft) bool {
	if p.Rating == nil || p.Rating.Method != d.Method || len(p.Rating.Values) != len(d.Values) {
		return false
	}
	for k, v := range d.Values {
		if p.Rating.Values[k] != v {
			return false
		}
	}
	return true
}

// meant finds the unit and the site that a row names, and looks whether its coordinates are shifted.
func (s *Service) meant(ctx context.Context, tx riskdb.DBTX, x Incoming) (Draft, error) {
	d, dir := x.Draft, registry.In(tx)
	d.Geometry = x.Geometry
	if d.Place == "" {
		d.Place = x.Place
	}
	if x.Unit == "" {
		return d, anlan.ErrFieldRequired.With("name", "unit").At("unit")
	}
	found, err := dir.Resolve(ctx, x.Unit, s.d.Now().Date())
	switch {
	case err != nil && anlan.KindOf(err) != anlan.NotFound:
		return d, err
	case len(found) == 0:
		return d, anlan.ErrRiskUnitUnknown.With("name", x.Unit).At("unit")
	case len(found) > 1:
		return d, anlan.ErrRiskUnitTwice.With("name", x.Unit).At("unit")
	}
	d.Unit = found[0].Unit.ID
	if x.Site == "" {
		return d, nil
	}
	site, err := dir.SiteNamed(ctx, d.Unit, x.Site)
	if errors.Is(err, anlan.ErrNotFound) {
		return d, anlan.ErrRiskSiteUnknown.With("unit", x.Unit).With("site", x.Site).At("site")
	}
	d.Site = site.ID
	if err == nil && site.Point != nil {
		err = shifted(d.Name, x.Geometry, site.Point.At())
	}
	return d, err
}

// The distances by which coordinates of a map service in China give themselves away: far from the site
// as they stand, beside it when they are turned back.
const (
	shiftedFar  = 200.0
	shiftedNear = 60.0
)

// shifted tells coordinates that are GCJ-02 and were sent as WGS-84.
func shifted(name string, raw json.RawMessage, site orb.Point) error {
	if len(raw) == 0 {
		return nil
	}
	sh, err := readShape(name, raw)
	if err != nil {
		return err
	}
	far, rest := geo.Distance(sh.middle, site), geo.Distance(geo.FromGCJ02(sh.middle), site)
	if far < shiftedFar || rest > shiftedNear {
		return nil
	}
	return anlan.ErrRiskGcj02.With("name", name).With("metres", math.Round(far)).With("rest", math.Round(rest)).At("geometry")
}

// TakeGeoJSON takes the features of a FeatureCollection. A file with a broken shape is refused whole, with
// the feature and the place: silent repair of coordinates is how risks end up in the neighbouring county.
func (s *Service) TakeGeoJSON(ctx context.Context, a anlan.Actor, raw []byte, gcj02, dry bool) (table.Intake, error) {
	if err := authz.Check(a, actImport); err != nil {
		return table.Intake{}, err
	}
	list, err := readGeoJSON(raw, gcj02)
	if err != nil {
		return table.Intake{}, err
	}
	return s.take(ctx, a, list, dry)
}

// ReadGeoJSON reads the points of a file in WGS-84 and stores nothing.
func ReadGeoJSON(raw []byte) ([]Incoming, error) { return readGeoJSON(raw, false) }

func readGeoJSON(raw []byte, gcj02 bool) ([]Incoming, error) {
	features, err := geo.Read(bytes.NewReader(raw), geo.Options{GCJ02: gcj02})
	if err != nil {
		return nil, err
	}
	list := make([]Incoming, 0, len(features))
	for i, f := range features {
		x, err := incoming(i+1, f)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}

// text returns the first property that is there: in our own words, or in Chinese.
func text(f geo.Feature, keys ...string) string {
	for _, k := range keys {
		if v := f.Text(k); v != "" {
			return v
		}
	}
	return ""
}

func incoming(row int, f geo.Feature) (Incoming, error) {
	sh, err := shapeOf(f.Geometry)
	x := Incoming{Row: row, Number: text(f, "number", "编号"), Unit: text(f, "unitName", "unit", "单位"), Site: text(f, "siteName", "site", "场所"),
		Place: text(f, "place", "区划代码"), Geometry: sh.raw}
	x.Draft = Draft{Name: text(f, "name", "名称"), What: text(f, "what", "说明"), Sector: text(f, "sector", "行业"), Ladder: text(f, "ladder")}
	values := map[string]string{"method": text(f, "method", "方法"), "l": text(f, "L", "l"), "e": text(f, "E", "e"), "c": text(f, "C", "c"), "s": text(f, "S", "s"),
		"reason": text(f, "reason", "依据")}
	x.Draft.Rating, x.malformed = ratingOf(values)
	return x, err
}
