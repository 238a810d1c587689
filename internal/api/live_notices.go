package api

import (
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/notify"
)

// sessionFrame tells a screen that something about its session has changed: ask for it again.
var sessionFrame = []byte("event: session\ndata: {}\n\n")

// lostFrame tells a screen that it missed notices: ask for all of them again.
var lostFrame = []byte("event: notice\ndata: {\"resync\":true}\n\n")

func accountTopic(id anlan.ID) string { return "account:" + string(id) }

// watch begins to watch what concerns the actor: notices of the post and the unit, and the account.
func (s *Server) watch(a anlan.Actor) *notify.Watch {
	hub := &notify.Hub{}
	if s.Notify != nil {
		hub = s.Notify.Hub
	}
	return hub.Watch(notify.PostTopic(a.Post), notify.UnitTopic(a.Unit), accountTopic(a.Account))
}

// hearAccounts tells the screens of an account that its sessions, roles or password have changed.
func (s *Server) hearAccounts(batch []anlan.Event) {
	for _, e := range batch {
		if s.Notify != nil && e.Ref.Kind == "account.account" && strings.HasPrefix(e.Kind, "account.") {
			s.Notify.Hub.Publish(accountTopic(e.Ref.ID), sessionFrame)
		}
	}
}

// passOn writes a frame; false when the session has ended or the viewer went away.
func (s *Server) passOn(r *http.Request, w http.ResponseWriter, frame []byte, lost bool) bool {
	if !s.stillIn(r) {
		return false
	}
	if lost {
		frame = append(append([]byte{}, frame...), lostFrame...)
	}
	_, err := w.Write(frame)
	return err == nil
}

// stillIn reports whether the session that opened the stream still stands: one that was ended sees
// nothing more.
func (s *Server) stillIn(r *http.Request) bool {
	c, err := r.Cookie(account.CookieName)
	if err != nil {
		return false
	}
	err = s.Account.Stands(r.Context(), c.Value)
	return err == nil || anlan.KindOf(err) != anlan.Unauthorized
}
