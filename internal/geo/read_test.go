package geo

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"anlan"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func featureOf(geometry string) string {
	return `{"type":"Feature","id":620521100,"properties":{"name":"永清镇","code":620521100},"geometry":` + geometry + `}`
}

const square = `{"type":"Polygon","coordinates":[[[106,34],[107,34],[107,35],[106,35],[106,34]]]}`

func TestRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, geometry string
		want           orb.Geometry
	}{
		{"point", `{"type":"Point","coordinates":[106.1,34.7,1350]}`, orb.Point{106.1, 34.7}},
		{"points", `{"type":"MultiPoint","coordinates":[[106,34]]}`, orb.MultiPoint{{106, 34}}},
		{"line", `{"type":"LineString","coordinates":[[106,34],[107,35]]}`, orb.LineString{{106, 34}, {107, 35}}},
		{"lines", `{"type":"MultiLineString","coordinates":[[[106,34],[107,35]]]}`, orb.MultiLineString{{{106, 34}, {107, 35}}}},
		{"polygon", square, orb.Polygon{{{106, 34}, {107, 34}, {107, 35}, {106, 35}, {106, 34}}}},
		{"clockwise, point twice", `{"type":"Polygon","coordinates":[[[106,34],[106,35],[106,35],[107,35],[107,34],[106,34]]]}`, orb.Polygon{{{106, 34}, {107, 34}, {107, 35}, {106, 35}, {106, 34}}}},
		{"touches itself", `{"type":"Polygon","coordinates":[[[100,30],[101,31],[102,30],[102,32],[101,31],[100,32],[100,30]]]}`, orb.Polygon{{{100, 30}, {101, 31}, {102, 30}, {102, 32}, {101, 31}, {100, 32}, {100, 30}}}},
		{"many", `{"type":"MultiPolygon","coordinates":[[[[106,34],[107,34],[107,35],[106,34]]]]}`, orb.MultiPolygon{{{{106, 34}, {107, 34}, {107, 35}, {106, 34}}}}},
	} {
		for _, text := range []string{collection(featureOf(tt.geometry)), featureOf(tt.geometry), "\xef\xbb\xbf" + collection(featureOf(tt.geometry))} {
			got, err := Read(strings.NewReader(text), Options{})
			if err != nil {
				t.Fatalf("%s: %v", tt.name, err)
			}
			if d := cmp.Diff(tt.want, got[0].Geometry); d != "" {
				t.Errorf("%s: %s", tt.name, d)
			}
			if got[0].Text("name") != "永清镇" || got[0].Text("code") != "620521100" || got[0].Text("none") != "" {
				t.Errorf("properties: %v", got[0].Properties)
			}
		}
	}
}

func TestReadOptions(t *testing.T) {
	t.Parallel()
	gcj, err := Read(strings.NewReader(collection(featureOf(`{"type":"Point","coordinates":[116.41024449916938,39.91640428150164]}`))), Options{GCJ02: true})
	if err != nil || Distance(gcj[0].Geometry.(orb.Point), orb.Point{116.404, 39.915}) > 0.02 {
		t.Errorf("GCJ-02: %v, %v", gcj, err)
	}
	if _, err := Read(strings.NewReader(collection(featureOf(`{"type":"Point","coordinates":[-74,40]}`))), Options{Anywhere: true}); err != nil {
		t.Errorf("elsewhere: %v", err)
	}
	crs := `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[` + featureOf(square) + `]}`
	if _, err := Read(strings.NewReader(crs), Options{}); err != nil {
		t.Errorf("CRS84: %v", err)
	}
}

func TestReadRefused(t *testing.T) {
	t.Parallel()
	poly := func(rings string) string {
		return collection(featureOf(`{"type":"Polygon","coordinates":` + rings + `}`))
	}
	point := func(at string) string {
		return collection(featureOf(`{"type":"Point","coordinates":` + at + `}`))
	}
	for _, tt := range []struct {
		name, text string
		want       *anlan.Error
	}{
		{"empty", "", anlan.ErrGeoBroken},
		{"text", "永清镇", anlan.ErrGeoBroken},
		{"xml", "<kml/>", anlan.ErrGeoBroken},
		{"shapefile", "\x00\x00\x27\x0a", anlan.ErrGeoBroken},
		{"cut", collection(featureOf(square))[:80], anlan.ErrGeoBroken},
		{"two documents", collection(featureOf(square)) + "{}", anlan.ErrGeoBroken},
		{"null", "null", anlan.ErrGeoKind},
		{"number", "1", anlan.ErrGeoBroken},
		{"array", "[]", anlan.ErrGeoBroken},
		{"no type", "{}", anlan.ErrGeoKind},
		{"topojson", `{"type":"Topology","objects":{}}`, anlan.ErrGeoKind},
		{"bare geometry", square, anlan.ErrGeoKind},
		{"no features", collection(), anlan.ErrGeoEmpty},
		{"features null", `{"type":"FeatureCollection","features":null}`, anlan.ErrGeoEmpty},
		{"features a text", `{"type":"FeatureCollection","features":"x"}`, anlan.ErrGeoBroken},
		{"feature null", collection("null"), anlan.ErrGeoKind},
		{"geometry null", collection(featureOf("null")), anlan.ErrGeoKind},
		{"geometry collection", collection(featureOf(`{"type":"GeometryCollection","geometries":[]}`)), anlan.ErrGeoKind},
		{"unknown geometry", collection(featureOf(`{"type":"Circle","coordinates":[1,2]}`)), anlan.ErrGeoKind},
		{"no coordinates", collection(featureOf(`{"type":"Point"}`)), anlan.ErrGeoNumbers},
		{"coordinates null", point("null"), anlan.ErrGeoNumbers},
		{"coordinates text", point(`["106","34"]`), anlan.ErrGeoNumbers},
		{"one number", point("[106]"), anlan.ErrGeoNumbers},
		{"five numbers", point("[106,34,1,2,3]"), anlan.ErrGeoNumbers},
		{"too deep", point("[[106,34]]"), anlan.ErrGeoNumbers},
		{"not deep enough", poly("[[106,34],[107,34],[107,35],[106,34]]"), anlan.ErrGeoNumbers},
		{"infinity", point("[1e999,34]"), anlan.ErrGeoNumbers},
		{"nan", point("[NaN,34]"), anlan.ErrGeoBroken},
		{"swapped", point("[34.7,106.1]"), anlan.ErrGeoSwapped},
		{"swapped polygon", poly("[[[34,106],[34,107],[35,107],[34,106]]]"), anlan.ErrGeoSwapped},
		{"metres", point("[11815000,4120000]"), anlan.ErrGeoProjected},
		{"zone", point("[35500123.4,3841234.5]"), anlan.ErrGeoProjected},
		{"null island", point("[0,0]"), anlan.ErrGeoOutside},
		{"New York", point("[-74,40]"), anlan.ErrGeoOutside},
		{"beyond the pole", point("[106,95]"), anlan.ErrGeoOutside},
		{"other system", `{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":[` + featureOf(square) + `]}`, anlan.ErrGeoCrs},
		{"open ring", poly("[[[106,34],[107,34],[107,35],[106,35]]]"), anlan.ErrGeoRingOpen},
		{"three points", poly("[[[106,34],[107,34],[106,34]]]"), anlan.ErrGeoRingShort},
		{"one point four times", poly("[[[106,34],[106,34],[106,34],[106,34]]]"), anlan.ErrGeoRingShort},
		{"no area", poly("[[[106,34],[107,34],[108,34],[106,34]]]"), anlan.ErrGeoRingShort},
		{"no rings", poly("[]"), anlan.ErrGeoRingShort},
		{"empty ring", poly("[[]]"), anlan.ErrGeoRingShort},
		{"no polygons", collection(featureOf(`{"type":"MultiPolygon","coordinates":[]}`)), anlan.ErrGeoRingShort},
		{"short line", collection(featureOf(`{"type":"LineString","coordinates":[[106,34]]}`)), anlan.ErrGeoRingShort},
		{"bow tie", poly("[[[106,34],[107,35],[107,34],[106,35.5],[106,34]]]"), anlan.ErrGeoRingCrosses},
		{"spike", poly("[[[106,34],[107,34],[107,35],[107,36],[107,35],[106,35],[106,34]]]"), anlan.ErrGeoRingCrosses},
		{"hole crosses itself", poly("[[[106,34],[107,34],[107,35],[106,35],[106,34]],[[106.1,34.1],[106.5,34.5],[106.5,34.1],[106.1,34.6],[106.1,34.1]]]"), anlan.ErrGeoRingCrosses},
		{"second feature", collection(featureOf(square), featureOf(`{"type":"Point","coordinates":[34,106]}`)), anlan.ErrGeoSwapped},
		{"too many points", poly("[[" + strings.Repeat("[106,34],", maxPoints) + "[106,34]]]"), anlan.ErrGeoTooLarge},
		{"too many numbers", point("[" + strings.Repeat("1,", 4*maxPoints+1) + "1]"), anlan.ErrGeoTooLarge},
		{"too many bytes", strings.Repeat(" ", maxBytes+1), anlan.ErrGeoTooLarge},
		{"deep", strings.Repeat("[", 100_000), anlan.ErrGeoBroken},
		{"deep properties", `{"type":"FeatureCollection","features":[{"properties":` + strings.Repeat(`{"a":`, 100_000), anlan.ErrGeoBroken},
		{"comb", poly("[[" + comb(20_000) + "]]"), anlan.ErrGeoTooComplex},
	} {
		began := time.Now()
		_, err := Read(strings.NewReader(tt.text), Options{})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want.Code)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %v", tt.name, took)
		}
	}
}

// comb is a ring all of whose sides lie above each other.
func comb(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[%d,%.6f],", 100+i%2*10, 30+float64(i)*0.0005)
	}
	return b.String() + "[99,41],[99,30],[100,30]"
}

func TestErrorNamesTheFeature(t *testing.T) {
	t.Parallel()
	_, err := Read(strings.NewReader(collection(featureOf(square), featureOf(`{"type":"Point","coordinates":[34,106]}`))), Options{})
	var e *anlan.Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Say(anlan.ZH), "要素 2（永清镇）：经纬度写反了") || !strings.Contains(e.Say(anlan.EN), "feature 2 (永清镇)") {
		t.Errorf("got %v", err)
	}
	_, err = Read(strings.NewReader(collection(featureOf(`{"type":"Point","coordinates":[500000,3844000.5]}`))), Options{})
	if !errors.As(err, &e) || !strings.Contains(e.Say(anlan.EN), "(500000, 3844000.5)") {
		t.Errorf("metres are written as %v", err)
	}
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	f, err := Read(strings.NewReader(collection(featureOf(square), featureOf(`{"type":"Point","coordinates":[108,33]}`))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := f[0].Geometry
	if c := Centroid(g); math.Abs(c[0]-106.5) > 1e-9 || math.Abs(c[1]-34.5) > 1e-9 {
		t.Errorf("centroid %v", c)
	}
	if !Contains(g, orb.Point{106.5, 34.5}) || Contains(g, orb.Point{108, 34.5}) || Contains(orb.Point{}, orb.Point{}) {
		t.Error("contains")
	}
	if d := Distance(orb.Point{106, 34}, orb.Point{106, 35}); math.Abs(d-111_200) > 400 {
		t.Errorf("a degree is %.0f m", d)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(collection(featureOf(square)))
	f.Add(collection(featureOf(`{"type":"MultiPolygon","coordinates":[[[[106,34],[107,34],[107,35],[106,34]]]]}`)))
	f.Add(featureOf(`{"type":"Point","coordinates":[106.1,34.7,1350]}`))
	f.Fuzz(func(t *testing.T, text string) {
		features, err := Read(strings.NewReader(text), Options{GCJ02: len(text)%2 == 0})
		if err != nil {
			if anlan.KindOf(err) == anlan.Internal {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		for _, f := range features {
			if b := f.Geometry.Bound(); !(b.Min[0] > 72 && b.Max[0] < 137 && b.Min[1] > 2 && b.Max[1] < 55) {
				t.Errorf("%v lies outside of China", b)
			}
			Centroid(f.Geometry)
		}
	})
}
