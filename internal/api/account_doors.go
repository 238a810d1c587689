package api

import (
	"context"

	"anlan"
	"anlan/internal/account"
)

// registerDoors registers the ways in that not every server offers.
func (s *Server) registerDoors() {
	if s.Demo {
		add(s, "GET", "/api/v1/demo/posts", public, "Posts to try on the demo", s.demoPosts)
		add(s, "POST", "/api/v1/demo/session", public, "Sign in to the demo without a password", s.demoSession)
	}
}

// DemoPost is an account that the demo offers.
type DemoPost struct {
	Login string     `json:"login"`
	Name  string     `json:"name"`
	Role  anlan.Role `json:"role"`
	Post  SeatView   `json:"post"`
}

func (s *Server) demoPosts(ctx context.Context, _ *struct{}) (*answer[[]DemoPost], error) {
	list, err := s.Account.Trials(ctx)
	rows := []DemoPost{}
	for _, t := range list {
		rows = append(rows, DemoPost{Login: t.Login, Name: t.Name, Role: t.Role, Post: s.seat(ctx, t.Post, []anlan.Role{t.Role})})
	}
	return ok(rows, err)
}

type demoBody struct {
	Body struct {
		Login string `json:"login" maxLength:"200"`
	}
}

func (s *Server) demoSession(ctx context.Context, in *demoBody) (*answer[SessionView], error) {
	bring := visitor(ctx)
	bring.Login, bring.Door = in.Body.Login, account.DoorDesk
	out, err := s.Account.SignInDemo(ctx, bring)
	return s.welcome(ctx, out, err)
}
