package ui

import (
	"errors"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/account"
)

func (s *Server) signInPage(v *visit) error { return s.askIn(v, http.StatusOK, "", "") }

// askIn shows the form for signing in, with what was wrong the last time.
func (s *Server) askIn(v *visit, status int, login, wrong string) error {
	trials, err := s.Account.Trials(v.ctx())
	if err != nil && !errors.Is(err, anlan.ErrNotFound) {
		return err
	}
	fresh, err := s.Account.NeedsSetup(v.ctx())
	if err != nil {
		return err
	}
	s.show(v, status, "signin", map[string]any{"Title": v.lang.Pick("登录", "Sign in"), "Login": login, "Wrong": wrong, "Trials": trials, "Fresh": fresh, "Next": next(v)})
	return nil
}

func (s *Server) signIn(v *visit) error {
	in := account.Visitor(v.r)
	in.Login, in.Password, in.Code = strings.TrimSpace(v.r.PostFormValue("login")), v.r.PostFormValue("password"), strings.TrimSpace(v.r.PostFormValue("code"))
	in.Door = account.DoorDesk
	out, err := s.Account.SignIn(v.ctx(), in)
	if err != nil && anlan.KindOf(err) != anlan.Internal {
		status, say := s.sentence(v, err)
		return s.askIn(v, status, in.Login, say)
	}
	return s.welcome(v, out, err)
}

// demo takes one of the chairs that a demo server offers.
func (s *Server) demo(v *visit) error {
	in := account.Visitor(v.r)
	in.Login, in.Door = v.r.PostFormValue("login"), account.DoorDesk
	out, err := s.Account.SignInDemo(v.ctx(), in)
	return s.welcome(v, out, err)
}

func (s *Server) welcome(v *visit, out account.SignedIn, err error) error {
	if err != nil {
		return err
	}
	account.SetCookies(v.w, v.r, out)
	return v.to(next(v), "")
}

// next is the page that was asked for before signing in: one of these pages, and none elsewhere.
func next(v *visit) string {
	path := v.r.FormValue("next")
	if !strings.HasPrefix(path, "/lite/") && !strings.HasPrefix(path, "/q/") || strings.ContainsAny(path, "\\?#\r\n") || strings.Contains(path, "//") {
		return "/lite"
	}
	return path
}

func (s *Server) signOut(v *visit) error {
	account.ClearCookie(v.w, v.r)
	if err := s.Account.EndSession(v.ctx(), v.actor(), v.who.Session.ID); err != nil {
		return err
	}
	return v.to("/lite/sign-in", v.lang.Pick("已退出。", "You are signed out."))
}

// takePost moves to another of one's own chairs.
func (s *Server) takePost(v *visit) error {
	out, err := s.Account.SwitchPost(v.ctx(), v.who, anlan.ID(v.r.PostFormValue("post")))
	return s.welcome(v, out, err)
}

// linkPage shows what a one-time link is for. It changes nothing: chat programs open links by
// themselves.
func (s *Server) linkPage(v *visit) error {
	l, err := s.Account.PeekLink(v.ctx(), v.r.PathValue("token"))
	if err != nil || l.Verb != "matter.sign" {
		return s.deadLink(v, err)
	}
	m, err := s.Matter.Get(v.ctx(), anlan.Clock, l.Ref.ID) // the link itself is the permission to see this page
	if err != nil {
		return err
	}
	post, err := s.Names.Post(v.ctx(), l.Post)
	if err != nil {
		return err
	}
	unit, err := s.Names.Unit(v.ctx(), post.Unit)
	if err != nil {
		return err
	}
	issuer, err := s.Names.Unit(v.ctx(), m.Issuer.Unit)
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "link", map[string]any{"Title": v.lang.Pick("签收", "Sign for it"), "Matter": m, "Row": s.Desk.Row(v.ctx(), m, v.lang),
		"As": unit.Name + post.Title, "Issuer": issuer.Name, "Open": m.Signed == 0, "Until": sayTime(l.ExpiresAt)})
	return nil
}

// useLink signs, once.
func (s *Server) useLink(v *visit) error {
	l, err := s.Account.UseLink(v.ctx(), v.r.PathValue("token"), map[string]account.Act{"matter.sign": s.signFor})
	if errors.Is(err, anlan.ErrAccountLinkUsed) || errors.Is(err, anlan.ErrAccountLinkInvalid) {
		return s.deadLink(v, err)
	}
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "message", map[string]any{"Title": v.lang.Pick("已签收", "Signed for"), "Good": true, "Matter": l.Ref.ID,
		"Text": v.lang.Pick("签收时间已记录。接下来请办理并反馈进展；登录后可以填写。", "The time is on record. Next, work on it and report; sign in to do so.")})
	return nil
}

// deadLink says whether a link was used or is no link any more. What was signed before stays signed.
func (s *Server) deadLink(v *visit, err error) error {
	title, text, status := v.lang.Pick("链接无效或已过期", "This link does not work any more"),
		v.lang.Pick("请从最新的通知里打开，或登录后在待办里签收。", "Open it from the latest notice, or sign in and sign from your to-do."), http.StatusNotFound
	if errors.Is(err, anlan.ErrAccountLinkUsed) {
		title, status = v.lang.Pick("这个链接已经用过", "This link has been used"), http.StatusGone
		text = v.lang.Pick("每个链接只能用一次，先前的签收已经记录，不需要再签。", "Each link works once. What was signed with it is on record; there is nothing left to do here.")
	} else if err != nil && !errors.Is(err, anlan.ErrAccountLinkInvalid) {
		return err
	}
	s.show(v, status, "message", map[string]any{"Title": title, "Text": text})
	return nil
}
