package tip_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
	"anlan/internal/tip"
)

var ctx = context.Background()

// house is a small county that takes reports.
type house struct {
	*tip.Service
	t      *testing.T
	db     *db.DB
	units  map[string]registry.Unit
	site   registry.Site
	finder *finder
	timers *timer.Runner
	now    *atomic.Int64
	keys   string
}

// finder is the ledger of hazards as far as this room sees it.
type finder struct{ opened []tip.Found }

func (f *finder) Open(_ context.Context, tx *db.Tx, x tip.Found) (tip.Opened, error) {
	f.opened = append(f.opened, x)
	return tip.Opened{ID: tx.NewID(), Number: "YH2026-000001"}, nil
}

func (f *finder) Known(_ context.Context, _ *db.Tx, id anlan.ID) (tip.Opened, error) {
	return tip.Opened{ID: id, Number: "YH2026-000009"}, nil
}

// both runs fn on both engines, each with a county of its own.
func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := new(atomic.Int64)
			now.Store(anlan.Date("2026-03-03").Start().Add(9 * time.Hour).Time().UnixMilli())
			d := open(t, db.Options{Now: func() time.Time { return time.UnixMilli(now.Add(1)) }})
			fn(t, setup(t, d, now))
		})
	}
}

func (h house) pass(d time.Duration) { h.now.Add(d.Milliseconds()) }

// ring lets time act.
func (h house) ring() {
	h.t.Helper()
	for range 20 {
		n, err := h.timers.Step(ctx)
		ok(h.t, err)
		if n == 0 {
			return
		}
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, want *anlan.Error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %s", err, want.Code)
	}
}

func setup(t *testing.T, d *db.DB, now *atomic.Int64) house {
	t.Helper()
	h := house{t: t, db: d, units: map[string]registry.Unit{}, finder: &finder{}, now: now, keys: filepath.Join(t.TempDir(), "keys")}
	reg := registry.New(d)
	admin := anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	for _, p := range []registry.Place{{Code: "620521", Name: "清水县", Level: registry.CountyLevel},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"}} {
		_, err := reg.SavePlace(ctx, admin, p)
		ok(t, err)
	}
	unit := func(u registry.UnitDraft) {
		made, err := reg.CreateUnit(ctx, admin, u)
		ok(t, err)
		h.units[u.Name] = made
	}
	unit(registry.UnitDraft{Kind: registry.CommitteeOffice, Name: "安委办", Place: "620521"})
	unit(registry.UnitDraft{Kind: registry.Department, Name: "应急局", Place: "620521"})
	unit(registry.UnitDraft{Kind: registry.Department, Name: "住建局", Place: "620521"})
	unit(registry.UnitDraft{Kind: registry.TownshipUnit, Name: "永清镇", Place: "620521100"})
	unit(registry.UnitDraft{Kind: registry.Enterprise, Name: "商场", Place: "620521100", Regulator: h.units["应急局"].ID})
	book, err := rule.Builtin()
	ok(t, err)
	kinds, err := registry.NewSites(d, func() *rule.Book { return book }).Kinds()
	ok(t, err)
	ok(t, d.Write(ctx, anlan.Clock, func(tx *db.Tx) (err error) {
		h.site, err = registry.Within(tx).CreateSite(ctx, registry.SiteDraft{Unit: h.units["商场"].ID, Name: "二楼卖场", Kind: "other", Place: "620521100"}, kinds)
		return err
	}))
	h.wire(book)
	return h
}

func (h *house) wire(book *rule.Book) {
	cal, err := calendar.New(book)
	ok(h.t, err)
	files, err := blob.New(filepath.Join(h.t.TempDir(), "blobs"))
	ok(h.t, err)
	keys, err := tip.OpenKeys(h.keys)
	ok(h.t, err)
	vault, err := tip.OpenVault(keys)
	ok(h.t, err)
	h.Service = tip.New(tip.Options{DB: h.db, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Blob: files,
		Keys: keys, Vault: vault, Finder: h.finder, Kept: func(context.Context, string) (bool, error) { return false, nil }})
	h.timers = timer.New(h.db, slog.New(slog.NewTextHandler(io.Discard, nil)), h.Timers())
}

// actor is somebody in a chair of the unit.
func (h house) actor(unit string, role anlan.Role) anlan.Actor {
	id := h.units[unit].ID
	return anlan.Actor{Account: "acc-" + id, Post: "post-" + id, Unit: id, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{id}}}
}

func (h house) office() anlan.Actor { return h.actor("安委办", anlan.RoleOffice) }

func (h house) leader() anlan.Actor {
	return anlan.Actor{Account: "acc-leader", Post: "post-leader", Unit: "unit-leader", Roles: []anlan.Role{anlan.RoleLeader}, Scope: anlan.Scope{All: true}}
}

// keeper keeps a phrase and reads no report.
func (h house) keeper() anlan.Actor {
	return anlan.Actor{Account: "acc-keeper", Post: "post-keeper", Unit: "unit-keeper", Roles: []anlan.Role{anlan.RoleSecurity}, Scope: anlan.Scope{All: true}}
}

// picture is a JPEG with a position, a device and a name written into it.
func picture(t *testing.T, tone uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for i := range img.Pix {
		img.Pix[i] = tone + uint8(i%7)
	}
	img.Set(3, 3, color.Black)
	var b bytes.Buffer
	ok(t, jpeg.Encode(&b, img, nil))
	secret := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"), "HUAWEI ALN-AL00 GPS 34.75N 106.13E"...)
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(secret) + 2)}, secret...)
	return append(head, b.Bytes()[2:]...)
}

func (h house) photo(tone uint8) tip.Photo {
	h.t.Helper()
	p, err := h.TakePhoto(ctx, bytes.NewReader(picture(h.t, tone)), "IMG_1.jpg")
	ok(h.t, err)
	return p
}

// form is a sound report about the shop.
func (h house) form() tip.Form {
	return tip.Form{Ticket: tip.NewTicket(), Category: "exit", Text: "二楼安全出口上锁，晚上也不开，我在三号柜台上班", Site: h.site.ID, Worker: true,
		Person: tip.Person{Name: "举报人甲", Phone: "139 0000 0000"}}
}

// sent submits a form and returns it as the desk sees it.
func (h house) sent(f tip.Form) (tip.Slip, tip.Tip) {
	h.t.Helper()
	slip, err := h.Submit(ctx, f)
	ok(h.t, err)
	p, err := h.List(ctx, h.office(), tip.Filter{})
	ok(h.t, err)
	for _, x := range p.Items {
		if x.Number == slip.Number {
			return slip, x
		}
	}
	h.t.Fatalf("%s is not in the inbox", slip.Number)
	return slip, tip.Tip{}
}

func (h house) count(query string) (n int) {
	h.t.Helper()
	ok(h.t, h.db.Reader().QueryRowContext(ctx, query).Scan(&n))
	return n
}

// exec changes a row behind the program's back.
func (h house) exec(query string, args ...any) {
	h.t.Helper()
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}))
}
