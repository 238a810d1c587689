package ui

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
)

// page is what a template sees: the content under its own name, and what every page needs.
type page struct {
	Lang   anlan.Lang
	Here   string // this page's path
	Back   string // where a change of language leads
	Note   string // what has just been done
	County string
	Demo   bool
	Who    *account.Who
	Chair  string
	Data   map[string]any

	newID func() anlan.ID
}

// Key makes the key of one form: two forms are two acts, two presses of one form are one.
func (p page) Key() anlan.ID { return p.newID() }

// T picks the words of the reader's language.
func (p page) T(zh, en string) string { return p.Lang.Pick(zh, en) }

// Tag is the language for the html element.
func (p page) Tag() string { return p.Lang.Pick("zh-CN", "en") }

// show writes a page. A template that fails writes nothing of itself.
func (s *Server) show(v *visit, status int, name string, data map[string]any) {
	p := page{Lang: v.lang, Here: v.r.URL.Path, Note: anlan.Clip(v.r.URL.Query().Get("note"), 200), Back: v.r.URL.Path, newID: s.NewID, County: s.County(v.ctx()),
		Demo: s.Demo, Who: v.who, Data: data}
	if v.r.Method != http.MethodGet {
		p.Note = ""
		if !strings.HasPrefix(p.Here, "/l/") && !strings.HasPrefix(p.Here, "/report") {
			p.Back = "/lite"
		}
	}
	if v.who != nil {
		p.Chair = v.who.Post.UnitName + v.who.Post.Title
	}
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "frame", p); err != nil {
		s.Log.ErrorContext(v.ctx(), "a page could not be written", "page", name, "error", err)
		http.Error(v.w, anlan.ErrInternal.With("trace", "").Say(v.lang), http.StatusInternalServerError)
		return
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(b.Bytes()) // a reader that went away needs no answer
}

// language takes ?lang= and remembers it; else the cookie, else what the browser asks for.
func language(w http.ResponseWriter, r *http.Request) anlan.Lang {
	want := r.URL.Query().Get("lang")
	if want != "" {
		http.SetCookie(w, &http.Cookie{Name: "lang", Value: pick(want, "en", "zh"), Path: "/", MaxAge: 365 * 24 * 60 * 60,
			SameSite: http.SameSiteLaxMode, Secure: account.OverTLS(r), HttpOnly: false}) //nolint:gosec // the full screens' switch reads it
	} else if c, err := r.Cookie("lang"); err == nil {
		want = c.Value
	}
	if want == "" {
		want = r.Header.Get("Accept-Language")
	}
	return anlan.Lang(pick(want, "en", "zh"))
}

func pick(want, yes, no string) string {
	if strings.HasPrefix(strings.ToLower(want), yes) {
		return yes
	}
	return no
}

// believe refuses a form that another site's page may have sent. Browsers that are too old to name the
// origin still name the page they come from: every page of this house asks them to, to itself only.
// A form of ours also carries a key, by which a second press is recognised.
func (s *Server) believe(v *visit) error {
	if v.r.Method == http.MethodGet || v.r.Method == http.MethodHead {
		return nil
	}
	from := v.r.Header.Get("Origin")
	if from == "" {
		from = v.r.Referer()
	}
	u, err := url.Parse(from)
	if err != nil || u.Host == "" || u.Host != v.r.Host || v.r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return anlan.ErrAccountOrigin
	}
	most := int64(formMost)
	if pictures := strings.HasPrefix(v.r.Header.Get("Content-Type"), "multipart/form-data"); pictures && strings.HasPrefix(v.r.URL.Path, "/report") {
		most = reportMost // ParseForm leaves such a body alone
	}
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, most)
	if err := v.r.ParseForm(); err != nil {
		return anlan.ErrTooLarge.With("max", "64 KB").Because(err)
	}
	v.r = v.r.WithContext(keyed(v.ctx(), v.r.PostForm.Get("key")))
	return nil
}

// keyed carries a form's key, by which a second press is recognised.
func keyed(ctx context.Context, key string) context.Context {
	if id, err := anlan.ParseID(key); err == nil {
		return db.WithKey(ctx, id)
	}
	return ctx
}

func itoa(n int) string { return strconv.Itoa(n) }
