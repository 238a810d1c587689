package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/geo"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
)

func enterprises() [][]string {
	return [][]string{{"企业名称", "所在地"}, {"（演示）甲加油站", "永清镇"}, {"（演示）乙饭馆", "红堡镇"}}
}

func siteHeads() []string {
	return []string{"经营单位", "场所名称", "场所类别", "所在地", "经度", "纬度", "坐标系", "地址"}
}

// shaped gives the township its area.
func (d desk) shaped() {
	d.t.Helper()
	err := d.db.Write(ctx, office, func(tx *db.Tx) error {
		w := registry.Within(tx)
		p, err := w.Place(ctx, "620521100")
		if err != nil {
			return err
		}
		p.Geometry = `{"type":"Polygon","coordinates":[[[106.10,34.70],[106.1402,34.70],[106.1402,34.80],[106.10,34.80],[106.10,34.70]]]}`
		_, err = w.SavePlace(ctx, p)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

func TestSitesGoRound(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Enterprises, typed(t, enterprises()...))
		d.shaped()
		gate := orb.Point{106.1390, 34.7498}
		shown := geo.ToGCJ02(gate) // on a map service it lies east of the township
		data := typed(t, siteHeads(), []string{"（演示）甲加油站", "一号站", "加油加气站", "永清镇", "106.1372", "34.7498", "", "中山路"},
			[]string{"（演示）甲加油站", "二号站", "加油加气站", "永清镇", fmt.Sprint(shown[0]), fmt.Sprint(shown[1]), "GCJ-02", ""},
			[]string{"（演示）乙饭馆", "饭馆", "燃气餐饮场所", "红堡镇", "", "", "", ""})
		if r := d.preview(intake.Sites, data); counts(r) != [4]int{3, 0, 0, 0} {
			t.Fatal(say(r))
		}
		r, batch := d.commit(intake.Sites, data)
		if counts(r) != [4]int{3, 0, 0, 0} || batch.New != 3 {
			t.Fatal(say(r), batch)
		}
		if r := d.preview(intake.Sites, data); counts(r) != [4]int{0, 0, 3, 0} {
			t.Error("again: ", say(r))
		}
		var out bytes.Buffer
		if err := d.Export(ctx, office, intake.Sites, false, &out); err != nil {
			t.Fatal(err)
		}
		if r := d.preview(intake.Sites, out.Bytes()); counts(r) != [4]int{0, 0, 3, 0} {
			t.Error("what was exported comes back unchanged: ", say(r))
		}
		page, err := registry.In(store.Reader()).Sites(ctx, anlan.Scope{All: true}, registry.SiteFilter{Search: "二号站"})
		if err != nil || len(page.Items) != 1 || geo.Distance(page.Items[0].Point.At(), gate) > 0.5 {
			t.Errorf("a point of a map service is stored as %+v, %v; want %v", page.Items, err, gate)
		}
		if _, refused, err := d.Undo(ctx, office, batch.ID); err != nil || len(refused) != 0 {
			t.Errorf("undone: %v %v", refused, err)
		}
		if page, err := registry.In(store.Reader()).Sites(ctx, anlan.Scope{All: true}, registry.SiteFilter{}); err != nil || len(page.Items) != 0 {
			t.Errorf("after undoing there are %d sites, %v", len(page.Items), err)
		}
	})
}

// Each usual mistake of coordinates is named, in its row, and stores nothing.
func TestPointsOfATable(t *testing.T) {
	t.Parallel()
	d := setup(t, dbtest.SQLite(t, db.Options{}))
	d.commit(intake.Enterprises, typed(t, enterprises()...))
	d.shaped()
	shown := geo.ToGCJ02(orb.Point{106.1390, 34.7498})
	for name, x := range map[string]struct {
		lon, lat string
		want     *anlan.Error
	}{
		"swapped":           {"34.7498", "106.1372", anlan.ErrGeoPointSwapped},
		"of a map service":  {fmt.Sprint(shown[0]), fmt.Sprint(shown[1]), anlan.ErrSiteGcj02},
		"metres":            {"3846123", "507123", anlan.ErrGeoPointProjected},
		"abroad":            {"2.35", "48.85", anlan.ErrGeoPointOutside},
		"half":              {"106.1372", "", anlan.ErrSiteHalfPoint},
		"no number":         {"一百零六", "34.7", anlan.ErrFieldInvalid},
		"not a number":      {"NaN", "34.7", anlan.ErrFieldInvalid},
		"in another county": {"105.7", "34.6", anlan.ErrSiteAway},
	} {
		r := d.preview(intake.Sites, typed(t, siteHeads(), []string{"（演示）甲加油站", "站", "加油加气站", "永清镇", x.lon, x.lat, "", ""}))
		if counts(r) != [4]int{0, 0, 0, 1} || !errors.Is(r.Rows[0].Problems[0], x.want) {
			t.Errorf("%s: %swant %s", name, say(r), x.want.Code)
		}
	}
	for name, at := range map[string][2]string{"with degrees": {"东经106.1372°", "34.7498 N"}, "beside the township": {"106.15", "34.75"}} {
		if r := d.preview(intake.Sites, typed(t, siteHeads(), []string{"（演示）甲加油站", "站", "加油加气站", "永清镇", at[0], at[1], "", ""})); counts(r) != [4]int{1, 0, 0, 0} {
			t.Errorf("%s: %s", name, say(r))
		}
	}
}

// A site whose point is known and comes again in the system of a map service is named too, without any shape.
func TestAKnownSiteInAnotherSystem(t *testing.T) {
	t.Parallel()
	d := setup(t, dbtest.SQLite(t, db.Options{}))
	d.commit(intake.Enterprises, typed(t, enterprises()...))
	at := orb.Point{106.1372, 34.7498}
	row := func(p orb.Point) []byte {
		return typed(t, siteHeads(), []string{"（演示）甲加油站", "站", "加油加气站", "永清镇", fmt.Sprint(p[0]), fmt.Sprint(p[1]), "", ""})
	}
	d.commit(intake.Sites, row(at))
	if r := d.preview(intake.Sites, row(geo.ToGCJ02(at))); counts(r) != [4]int{0, 0, 0, 1} || !errors.Is(r.Rows[0].Problems[0], anlan.ErrSiteGcj02) {
		t.Error(say(r))
	}
	if r := d.preview(intake.Sites, row(orb.Point{106.1382, 34.7498})); counts(r) != [4]int{0, 1, 0, 0} {
		t.Error("a site that was measured anew: ", say(r))
	}
}

// A table longer than one slice is one batch; doubles across slices are found, a broken row costs only itself,
// and the same request again stores nothing.
func TestLongTableOfSites(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Enterprises, typed(t, enterprises()...))
		rows := [][]string{siteHeads()}
		for i := range 1200 {
			rows = append(rows, []string{"（演示）甲加油站", fmt.Sprintf("站%d", i), "加油加气站", "永清镇", "", "", "", ""})
		}
		rows[700][2] = "城堡"
		rows[1100][1] = "站3"
		f := file(intake.Sites, typed(t, rows...))
		f.ID = store.NewID()
		again := db.WithKey(context.Background(), store.NewID())
		r, batch, err := d.Commit(again, office, f)
		if err != nil || counts(r) != [4]int{1198, 0, 0, 2} || batch.New != 1198 || batch.Wrong != 2 || batch.ID != f.ID || len(r.Rows) != 1200 {
			t.Fatalf("%v %+v %v", counts(r), batch, err)
		}
		if _, same, err := d.Commit(again, office, f); err != nil || same != batch {
			t.Errorf("the same request again: %+v, %v; want %+v", same, err, batch)
		}
		var wrong bytes.Buffer
		if err := r.WriteWrong(&wrong, anlan.ZH); err != nil {
			t.Fatal(err)
		}
		if back := d.preview(intake.Sites, wrong.Bytes()); len(back.Rows) != 2 {
			t.Errorf("%d wrong rows come back, want 2", len(back.Rows))
		}
		undone, refused, err := d.Undo(ctx, office, batch.ID)
		if err != nil || len(refused) != 0 || undone.Status != registry.Undone {
			t.Errorf("undone: %+v, %d refused, %v", undone, len(refused), err)
		}
	})
}

// Fifty thousand rows come in, and nobody else waits long for the one writer. Long: set ANLAN_LONG.
func TestFiftyThousandSites(t *testing.T) {
	if os.Getenv("ANLAN_LONG") == "" {
		t.Skip("set ANLAN_LONG to import fifty thousand sites")
	}
	d := setup(t, dbtest.SQLite(t, db.Options{}))
	d.commit(intake.Enterprises, typed(t, enterprises()...))
	x := excelize.NewFile()
	w, err := x.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	put := func(n int, cells []string) {
		row := make([]any, len(cells))
		for i, c := range cells {
			row[i] = c
		}
		if err := w.SetRow(fmt.Sprintf("A%d", n), row); err != nil {
			t.Fatal(err)
		}
	}
	put(1, siteHeads())
	for i := range 50_000 {
		put(i+2, []string{"（演示）甲加油站", fmt.Sprintf("场所%d", i), "加油加气站", "永清镇", fmt.Sprint(106.1 + float64(i%300)/5000), fmt.Sprint(34.7 + float64(i/300)/5000), "", "清水县永清镇中山路"})
	}
	var b bytes.Buffer
	if err := errors.Join(w.Flush(), x.Write(&b)); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if r := d.preview(intake.Sites, b.Bytes()); r.New != 50_000 {
		t.Fatal(counts(r))
	}
	t.Logf("a file of %d kB previewed in %.1f s", b.Len()>>10, time.Since(start).Seconds())
	stop, longest := make(chan struct{}), make(chan time.Duration)
	go func() {
		var most time.Duration
		for {
			select {
			case <-stop:
				longest <- most
				return
			default:
			}
			at := time.Now()
			_ = d.db.Write(context.Background(), anlan.Clock, func(tx *db.Tx) error {
				return tx.Emit("test.beside", anlan.Ref{Kind: "test.x", ID: tx.NewID()}, 1, nil)
			})
			most = max(most, time.Since(at))
			time.Sleep(10 * time.Millisecond)
		}
	}()
	start = time.Now()
	r, _ := d.commit(intake.Sites, b.Bytes())
	close(stop)
	wait := <-longest
	t.Logf("stored in %.1f s; another writer waited at most %.2f s", time.Since(start).Seconds(), wait.Seconds())
	if r.New != 50_000 {
		t.Fatal(counts(r))
	}
	if wait > 3*time.Second {
		t.Errorf("another writer waited %s", wait)
	}
}
