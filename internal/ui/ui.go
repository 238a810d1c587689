package ui

import (
	"context"
	"embed"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/obs"
	"anlan/internal/registry"
	"anlan/internal/tip"
)

// Desk tells what the full screens show too, in the same words.
type Desk interface {
	// Todo is what waits for the actor's post, in order.
	Todo(ctx context.Context, a anlan.Actor, l anlan.Lang) (Todo, error)
	// Row is one matter as lists show it.
	Row(ctx context.Context, m matter.Matter, l anlan.Lang) Row
}

// Todo is what waits for a post.
type Todo struct {
	Sentence string
	Items    []Item
}

// Item is one thing to do.
type Item struct {
	Kind  string // sign, do, review, grant, decide, paper, relay
	Title string
	Why   string
	Label string
	Paper anlan.ID
	Relay anlan.ID // document to be relayed; the row then names no matter
	Link  string   // page of the full version on which it is done; the row then names no matter
	Row   Row
}

// Row is a matter as lists show it.
type Row struct {
	ID                              anlan.ID
	Number, Title, Unit, Lamp, Tone string
	Due                             anlan.Date
	Stuck                           string
	Revision                        int64
}

// Relays takes receipts for documents that units relay.
type Relays interface {
	Receive(ctx context.Context, a anlan.Actor, document anlan.ID, people int, note string) error
}

// Names tells what units and posts are called.
type Names interface {
	Unit(ctx context.Context, id anlan.ID) (registry.Unit, error)
	Post(ctx context.Context, id anlan.ID) (registry.Post, error)
}

// Options are what the pages need.
type Options struct {
	Log     *slog.Logger
	Account *account.Service
	Matter  *matter.Service
	Notify  *notify.Service
	Names   Names
	Desk    Desk
	Relays  Relays
	Labels  Labels
	Grounds Grounds
	Tips    *tip.Service
	English func(title, text string) (string, string) // says a notice for a reader of English
	Now     func() anlan.Instant
	NewID   func() anlan.ID
	County  func(ctx context.Context) string
	Demo    bool
}

// Server serves the pages.
type Server struct {
	Options
	mux   *http.ServeMux
	pages map[string]*template.Template
}

//go:embed pages/*.html
var files embed.FS

// helpers are what a template cannot say itself.
var helpers = template.FuncMap{"inc": func(n int) int { return n + 1 }}

// New makes the pages.
func New(o Options) *Server {
	s := &Server{Options: o, mux: http.NewServeMux(), pages: map[string]*template.Template{}}
	for _, name := range []string{"signin", "todo", "matter", "notices", "link", "message", "label", "report", "reported", "follow", "followed"} {
		s.pages[name] = template.Must(template.New(name).Funcs(helpers).ParseFS(files, "pages/frame.html", "pages/"+name+".html"))
	}
	s.routes()
	return s
}

// Handler returns the pages.
func (s *Server) Handler() http.Handler { return s.mux }

func (s *Server) routes() {
	s.open("GET /lite/sign-in", s.signInPage)
	s.open("POST /lite/sign-in", s.signIn)
	s.open("POST /lite/demo", s.demo)
	s.open("GET /l/{token}", s.linkPage)
	s.open("POST /l/{token}", s.useLink)
	s.open("GET /q/{code}", s.labelPage)
	s.open("GET /report", s.reportPage)
	s.open("POST /report", s.sendReport)
	s.open("GET /report/follow", s.followPage)
	s.open("POST /report/follow", s.follow)
	s.open("GET /report/report.js", s.reportAid)
	s.closed("GET /lite", s.todo)
	s.closed("GET /lite/{$}", s.todo)
	s.closed("POST /lite/sign-out", s.signOut)
	s.closed("POST /lite/post", s.takePost)
	s.closed("GET /lite/matters/{id}", s.matter)
	s.closed("POST /lite/matters/{id}/sign", s.sign)
	s.closed("POST /lite/matters/{id}/progress", s.progress)
	s.closed("POST /lite/papers/{id}/sign", s.signPaper)
	s.closed("POST /lite/relays/{id}/receipt", s.receipt)
	s.closed("GET /lite/notices", s.notices)
	s.closed("POST /lite/notices/{id}/read", s.read)
	s.closed("POST /lite/notices/read", s.readAll)
	s.open("GET /lite/", func(*visit) error { return anlan.ErrNotFound })
}

// visit is one request with who makes it.
type visit struct {
	w    http.ResponseWriter
	r    *http.Request
	lang anlan.Lang
	who  *account.Who // nil when nobody is signed in
}

func (v *visit) ctx() context.Context { return v.r.Context() }

func (v *visit) actor() anlan.Actor {
	if v.who == nil {
		return anlan.Actor{}
	}
	return v.who.Actor
}

// id is the record that the address names.
func (v *visit) id() anlan.ID { return anlan.ID(v.r.PathValue("id")) }

// to sends the browser to another page, with what it should say there.
func (v *visit) to(path, note string) error {
	if note != "" {
		path += "?note=" + url.QueryEscape(note)
	}
	http.Redirect(v.w, v.r, path, http.StatusSeeOther)
	return nil
}

// formMost bounds what a form may send.
const formMost = 64 << 10

// open registers a page for anybody.
func (s *Server) open(pattern string, h func(*visit) error) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		obs.SetRoute(r.Context(), r.Pattern)
		v := &visit{w: w, r: r, lang: language(w, r)}
		if c, err := r.Cookie(account.CookieName); err == nil {
			v.who, _ = s.Account.Authenticate(r.Context(), c.Value) // an old cookie is nobody
		}
		err := s.believe(v)
		if err == nil {
			err = h(v)
		}
		if err != nil {
			s.sorry(v, err)
		}
	})
}

// closed registers a page for whoever is signed in; others are asked to, and come back to it.
func (s *Server) closed(pattern string, h func(*visit) error) {
	s.open(pattern, func(v *visit) error {
		switch {
		case v.who == nil && v.r.Method == http.MethodGet:
			http.Redirect(v.w, v.r, "/lite/sign-in?next="+url.QueryEscape(v.r.URL.Path), http.StatusSeeOther)
			return nil
		case v.who == nil:
			return v.to("/lite/sign-in", v.lang.Pick("登录已过期，请重新登录后再办。", "You were signed out. Sign in and try again."))
		case v.who.MustChange && v.r.URL.Path != "/lite/sign-out":
			s.show(v, http.StatusForbidden, "message", map[string]any{"Title": v.lang.Pick("请先修改密码", "Change your password first"),
				"Text": v.lang.Pick("密码已过期。请在完整版中修改密码，再回到这里。", "Your password is too old. Change it in the full version, then come back.")})
			return nil
		}
		return h(v)
	})
}

// sorry says what went wrong and what to do now.
func (s *Server) sorry(v *visit, err error) {
	status, say := s.sentence(v, err)
	s.show(v, status, "message", map[string]any{"Title": v.lang.Pick("没有办成", "It did not work"), "Text": say})
}

// sentence turns an error into a status and words for the reader.
func (s *Server) sentence(v *visit, err error) (int, string) {
	var many anlan.Problems
	if errors.As(err, &many) && len(many) > 0 {
		err = many[0]
	}
	var one *anlan.Error
	if !errors.As(err, &one) || one.Kind == anlan.Internal {
		s.Log.ErrorContext(v.ctx(), "a page failed", "error", err)
		one = anlan.ErrInternal.With("trace", obs.Trace(v.ctx()))
	}
	status, known := map[anlan.Kind]int{anlan.Invalid: http.StatusUnprocessableEntity, anlan.Unauthorized: http.StatusUnauthorized,
		anlan.Forbidden: http.StatusForbidden, anlan.NotFound: http.StatusNotFound, anlan.Conflict: http.StatusConflict,
		anlan.TooLarge: http.StatusRequestEntityTooLarge, anlan.Busy: http.StatusTooManyRequests, anlan.Unavailable: http.StatusServiceUnavailable}[one.Kind]
	if !known {
		status = http.StatusInternalServerError
	}
	return status, one.Say(v.lang)
}
