package registry_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
)

const square = `[[[106.1,34.7],[106.2,34.7],[106.2,34.8],[106.1,34.7]]]`

func feature(code, kind, coordinates string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{"code":%s},"geometry":{"type":%q,"coordinates":%s}}`, code, kind, coordinates)
}

func collection(features ...string) []byte {
	return []byte(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)
}

func TestGeometryIsImported(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		raw := collection(
			feature(`"620521100"`, "Polygon", square),
			feature(`620521101000`, "MultiPolygon", `[`+square+`]`), // a number, filled up
			feature(`"620500"`, "Point", `[105.7,34.6]`),
			feature(`"620521102"`, "Polygon", `[[[34.7,106.1],[34.7,106.2],[34.8,106.2],[34.7,106.1]]]`), // swapped
			feature(`"620521103"`, "Polygon", `[[[106.1,34.7],[106.2,34.7],[106.2,34.8]]]`),              // open
			feature(`"620521104"`, "LineString", `[[106.1,34.7],[106.2,34.7]]`),
			feature(`"999999"`, "Point", `[105.7,34.6]`),
			feature(`"620521100"`, "Polygon", square), // twice
		)
		r, err := c.ImportGeometry(ctx, office, raw, true)
		if err != nil || len(r.Changed) != 3 || len(r.Wrong) != 5 {
			t.Fatalf("%+v %v", r, err)
		}
		if r, err = c.ImportGeometry(ctx, office, raw, false); err != nil || len(r.Changed) != 3 {
			t.Fatalf("%+v %v", r, err)
		}
		if r, err = c.ImportGeometry(ctx, office, raw, true); err != nil || len(r.Changed) != 0 || r.Same != 3 {
			t.Errorf("again: %+v %v", r, err)
		}
		p, err := c.Place(ctx, office, "620521100")
		if err != nil || p.Geometry == "" || p.Tile == nil || p.Revision != 2 {
			t.Errorf("%+v %v", p, err)
		}
		past, err := registry.In(d.Reader()).PastOf(ctx, p.Ref())
		if err != nil || len(past) != 1 || past[0].Revision != 1 {
			t.Errorf("the past is gone: %+v %v", past, err)
		}
		c.checkSeals()
	})
}

func TestBadGeometryFiles(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	c := setup(t, d)
	for name, raw := range map[string]string{"empty": "", "text": "清水", "null": "null", "array": "[1,2]", "deep": strings.Repeat("[", 100000)} {
		r, err := c.ImportGeometry(ctx, office, []byte(raw), false)
		if err == nil && len(r.Changed) > 0 || err != nil && !errors.Is(err, anlan.ErrRegistryGeometryFile) {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
}

// TestNeighboursAreKeptApart: in a city's database a collective name means one county's units.
func TestNeighboursAreKeptApart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		for _, p := range []registry.Place{{Code: "620522", Name: "秦安县", Level: registry.CountyLevel, Parent: "6205"},
			{Code: "620522100", Name: "兴国镇", Level: registry.Township, Parent: "620522"}} {
			if _, err := c.SavePlace(ctx, office, p); err != nil {
				t.Fatal(err)
			}
		}
		c.unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "兴国镇", Place: "620522100"})
		c.unit(registry.UnitDraft{Kind: registry.Department, Name: "秦安县住房和城乡建设局", Place: "620522"})
		in := registry.In(d.Reader())
		if _, err := in.Resolve(ctx, "县住建局", ""); !errors.Is(err, anlan.ErrRegistryUnitAmbiguous) {
			t.Errorf("two counties: %v", err)
		}
		here := in.At("620522")
		if got, err := here.Resolve(ctx, "县住建局", ""); err != nil || got[0].Unit.Place != "620522" {
			t.Errorf("%+v %v", got, err)
		}
		if got, err := here.Resolve(ctx, "各乡镇", ""); err != nil || len(got) != 1 {
			t.Errorf("%+v %v", got, err)
		}
	})
}
