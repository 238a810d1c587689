package matrix

import (
	"context"
	"errors"
	"log/slog"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead   = "matrix.read"
	actWho    = "matrix.who"
	actWrite  = "matrix.write"
	actImport = "matrix.import"
	actTalk   = "matrix.talk"
	actAnswer = "matrix.answer"
)

// Options are what the service stands on.
type Options struct {
	DB       *db.DB
	Book     func() *rule.Book
	Calendar func() *calendar.Calendar
	Log      *slog.Logger
	Tabler   Tabler
	Records  Records
	Letters  Letters // nil: nobody keeps letters yet
}

// Tabler brings a finding before the committee, within the caller's transaction. The landing implements it:
// this room knows no meetings.
type Tabler interface {
	// Table makes the question a decision of the meeting and names it.
	Table(ctx context.Context, tx *db.Tx, meeting anlan.ID, q Question) (anlan.Ref, error)
}

// Question is a finding on its way before the committee.
type Question struct {
	Text  string
	Units []anlan.ID // whom the proposal names
	Due   anlan.Date
}

// Letters tells which units have a letter of responsibility that is not signed.
type Letters interface {
	Unsigned(ctx context.Context, day anlan.Date) (map[anlan.ID]bool, error)
}

// Service is the room on a database.
type Service struct {
	d       *db.DB
	book    func() *rule.Book
	cal     func() *calendar.Calendar
	log     *slog.Logger
	tabler  Tabler
	records Records
	letters Letters
	watch   watcher
	diffs   *comparisons
}

// New makes the service.
func New(o Options) *Service {
	return &Service{d: o.DB, book: o.Book, cal: o.Calendar, log: o.Log, tabler: o.Tabler, records: o.Records, letters: o.Letters, diffs: newComparisons(o.DB)}
}

// WithLetters lets the examination know of letters that are not signed.
func (s *Service) WithLetters(l Letters) *Service {
	s.letters = l
	return s
}

// axes are the axes in force on the day.
func (s *Service) axes(day anlan.Date) (rule.MatrixAxes, error) {
	axes, _, err := rule.Get[rule.MatrixAxes](s.book(), rule.MatrixAxesRule, day)
	return axes, err
}

// Today is the civil day of the database's clock.
func (s *Service) Today() anlan.Date { return s.d.Now().Date() }

// write runs a change in one transaction. One that was made before answers with what it left.
func write[T any](ctx context.Context, s *Service, a anlan.Actor, fn func(tx *db.Tx) (T, error), found func() (T, error)) (T, error) {
	var out T
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		out, err = fn(tx)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return found()
	}
	return out, err
}

func (s *Service) may(a anlan.Actor, action string) error { return authz.Check(a, action) }

func seatOf(a anlan.Actor) anlan.ID {
	if a.Post != "" {
		return a.Post
	}
	return a.Account
}

func fresh(tx *db.Tx, id anlan.ID) (anlan.ID, error) {
	if id == "" {
		return tx.NewID(), nil
	}
	return anlan.ParseID(string(id))
}

// MayWrite reports whether the actor may write the matrix, for screens that offer verbs.
func (s *Service) MayWrite(a anlan.Actor) bool { return s.may(a, actWrite) == nil }

// Axes are the axes in force on the day.
func (s *Service) Axes(day anlan.Date) (rule.MatrixAxes, error) { return s.axes(day) }

// Can lists the verbs that the actor may try on a finding.
func (s *Service) Can(a anlan.Actor, f Finding) []string {
	list := []string{}
	office := s.may(a, actTalk) == nil
	if office && f.in("ask", Open, Split, Agreed) == nil && (f.Kind == Gap || f.Kind == Overlap) {
		list = append(list, "ask")
	}
	if office && f.in("table", Open, Asked, Agreed, Split) == nil {
		list = append(list, "table")
	}
	if f.Talk != nil && f.in("answer", Asked, Split) == nil && authz.Check(a, actAnswer, authz.Target{Unit: a.Unit}) == nil {
		for _, x := range f.Talk.Asked {
			if x.Unit == a.Unit && x.Agrees == nil {
				list = append(list, "answer")
			}
		}
	}
	return list
}
