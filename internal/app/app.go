package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/blob"
	"anlan/internal/calendar"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/diligence"
	"anlan/internal/document"
	"anlan/internal/duty"
	"anlan/internal/event"
	"anlan/internal/field"
	"anlan/internal/flow"
	"anlan/internal/hazard"
	"anlan/internal/inspection"
	"anlan/internal/ledger"
	"anlan/internal/letter"
	"anlan/internal/matrix"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/obs"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/report"
	"anlan/internal/risk"
	"anlan/internal/rule"
	"anlan/internal/timer"
	"anlan/internal/tip"
	"anlan/internal/ui"
)

// App is the whole program, opened and wired. A room has a field here where somebody beside it speaks with it:
// another room, the demo county, a test.
type App struct {
	Options
	Log        *slog.Logger
	DB         *db.DB
	Sites      *registry.Sites
	Duty       *duty.Service
	Account    *account.Service
	Matter     *matter.Service
	Committee  *committee.Service
	Hazard     *hazard.Service
	Landing    *flow.Landing
	Notify     *notify.Service
	Report     *report.Service
	Ledger     *ledger.Ledger
	Blob       *blob.Store
	Field      *field.Service
	Checks     *ledger.Checks
	API        *api.Server
	Lite       *ui.Server
	Inspection *inspection.Service
	Examiner   *hazard.Examiner
	Risk       *risk.Service
	Tips       *tip.Service
	Matrix     *matrix.Service
	Letter     *letter.Service
	Document   *document.Service
	Diligence  *diligence.Service

	book     atomic.Pointer[rule.Book]
	cal      atomic.Pointer[calendar.Calendar]
	metrics  *obs.Metrics
	rooms    []room
	seats    *seats
	vault    *account.Vault
	timers   *timer.Runner
	figures  func() error // waits until the board's figures are read
	stopping chan struct{}
	stopOnce sync.Once
	closers  []closer
}

// closer is a named clean-up; Close runs them in the reverse order of opening.
type closer struct {
	name string
	do   func() error
}

// New opens the data folder and wires every service. The caller closes what New returned.
func New(ctx context.Context, o Options) (_ *App, err error) {
	o = o.defaults()
	if err := o.prepare(); err != nil {
		return nil, err
	}
	a := &App{Options: o, stopping: make(chan struct{}), metrics: obs.NewMetrics()}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if a.Log, err = obs.NewLogger(os.Stderr, o.Level, o.Format); err != nil {
		return nil, err
	}
	if err := a.loadRules(); err != nil {
		return nil, err
	}
	if err := a.openDB(ctx); err != nil {
		return nil, err
	}
	a.seats = newSeats(a.DB)
	if a.Blob, err = blob.New(a.folder("blobs")); err != nil {
		return nil, err
	}
	if err := a.wireRooms(); err != nil {
		return nil, err
	}
	if err := a.wireWitnesses(ctx); err != nil {
		return nil, err
	}
	a.gauges()
	a.wireDoors()
	a.wireLite()
	return a, nil
}

// Founded tells whether the county is set up already.
func (a *App) Founded(ctx context.Context) (bool, error) { return account.Founded(ctx, a.DB) }

// Founded tells whether the options lead to a county that is set up already. It opens the database and nothing
// else.
func Founded(ctx context.Context, o Options) (there bool, err error) {
	o = o.defaults()
	if err := o.prepare(); err != nil {
		return false, err
	}
	d, err := db.Open(ctx, db.Options{Path: o.folder("anlan.db"), URL: o.DB})
	if err != nil {
		return false, fmt.Errorf("open the database: %w", err)
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return account.Founded(ctx, d)
}

// loadRules reads the built-in policy and the county's own versions from the data folder.
func (a *App) loadRules() error {
	book, err := rule.Builtin()
	if err != nil {
		return err
	}
	if book, err = book.With("county", os.DirFS(a.folder("policy"))); err != nil {
		return fmt.Errorf("policy of the county: %w", err)
	}
	cal, err := calendar.New(book)
	if err != nil {
		return err
	}
	a.book.Store(book)
	a.cal.Store(cal)
	return nil
}

func (a *App) openDB(ctx context.Context) (err error) {
	a.DB, err = db.Open(ctx, db.Options{Path: a.folder("anlan.db"), URL: a.Options.DB, Log: a.Log, Now: a.Now})
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	a.closers = append(a.closers, closer{"database", a.DB.Close})
	return nil
}

// wireWitnesses makes those who watch the rooms: the figures and the ledger.
func (a *App) wireWitnesses(ctx context.Context) error {
	a.Report = report.New(a.DB, a.Matter).WithHazards(a.eachHazard).WithBook(a.book.Load)
	a.figures = a.Report.Begin(ctx)
	a.closers = append(a.closers, closer{"figures", func() error { _ = a.figures(); return nil }}) // Run told what was wrong
	first, err := ledger.Empty(ctx, a.DB)
	if err != nil {
		return err
	}
	key, err := ledger.OpenOrMakeKey(a.folder("keys"), ledger.Origin(string(a.DB.NewID())[24:]), first)
	if err != nil {
		return err
	}
	a.Ledger = ledger.New(ledger.Options{DB: a.DB, Key: key, Head: a.folder("checkpoint"), Log: a.Log})
	a.Checks = ledger.NewChecks(a.Ledger, a.Data, a.Witnessed()...)
	a.timers = timer.New(a.DB, a.Log, a.handlers())
	return nil
}

// Step lets time act now: everything that is due fires. Run does it by itself.
func (a *App) Step(ctx context.Context) (fired int, err error) { return a.timers.Step(ctx) }

// Catch brings every reader of events up to date: the figures, the landing, the rooms and the ledger. It
// returns up to where the figures are.
func (a *App) Catch(ctx context.Context) (pos int64, err error) {
	for _, r := range a.readers() {
		at, err := event.Catch(ctx, a.DB, r.name, r.handle)
		if err != nil {
			return pos, err
		}
		if r.name == report.ReaderName {
			pos = at
		}
	}
	return pos, a.Ledger.Catch(ctx)
}

// wireDoors opens the door with the routes of the rooms.
func (a *App) wireDoors() {
	a.API = api.New(api.Deps{
		Log:      a.Log,
		DB:       a.DB,
		Book:     a.book.Load,
		Calendar: a.cal.Load,
		Blob:     a.Blob,
		Printer:  paper.FindPrinter(),
		Notify:   a.Notify,
		Account:  a.Account,
		Matter:   a.Matter,
		Seats:    a.seats,
		Report:   a.Report,
		Ledger:   a.Ledger,
		Checks:   a.Checks,
		County:   a.County,
		Demo:     a.Demo,
		Stopping: a.stopping,
		Describe: a.describe(),
		English:  flow.English,
		Rooms:    a.doors(),
	})
	a.Field.Through(a.API)
}

// County is known once the wizard was answered: the place of the committee's office.
func (a *App) County(ctx context.Context) api.County {
	dir := registry.In(a.DB.Reader())
	office, err := dir.Office(ctx)
	if err != nil {
		return api.County{}
	}
	place, err := dir.Place(ctx, office.Place)
	if err != nil {
		return api.County{Code: office.Place}
	}
	return api.County{Code: place.Code, Name: place.Name}
}

// Close releases everything in reverse order and says which clean-up failed.
func (a *App) Close() (err error) {
	for i := len(a.closers) - 1; i >= 0; i-- {
		if e := a.closers[i].do(); e != nil {
			err = errors.Join(err, fmt.Errorf("close %s: %w", a.closers[i].name, e))
		}
	}
	a.closers = nil
	return err
}

// handler is the door with everything around it.
func (a *App) handler() http.Handler {
	observed := obs.NewRequests(a.metrics, a.Log, time.Now)
	return observed.Wrap(guard(a.routes()))
}
