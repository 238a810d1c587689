package api

import (
	"context"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/registry"
)

// AccountDoors are the routes of signing in and of what people do with their own account.
func (s *Server) AccountDoors() {
	add(s, "GET", "/api/v1/session", self, "Who is signed in, on which post, and what it may do", s.session)
	add(s, "POST", "/api/v1/session", public, "Sign in", s.signIn)
	add(s, "DELETE", "/api/v1/session", self, "Sign out", s.signOut, status(http.StatusNoContent))
	add(s, "PUT", "/api/v1/session/post", self, "Take the chair of another of one's posts", s.takePost)
	add(s, "GET", "/api/v1/sessions", self, "One's own sessions", s.sessions)
	add(s, "DELETE", "/api/v1/sessions/{id}", self, "End one of one's own sessions", s.endSession, status(http.StatusNoContent))
	add(s, "POST", "/api/v1/account/password", self, "Change one's password", s.changePassword, status(http.StatusNoContent))
	add(s, "GET", "/api/v1/password-rule", public, "What a new password must be", s.passwordRule)
	add(s, "POST", "/api/v1/account/totp", self, "Make a second factor", s.startTOTP)
	add(s, "PUT", "/api/v1/account/totp", self, "Turn the second factor on with a code", s.confirmTOTP, status(http.StatusNoContent))
	add(s, "POST", "/api/v1/account/totp/off", self, "Turn the second factor off with the password", s.dropTOTP, status(http.StatusNoContent))
	add(s, "POST", "/api/v1/account/redeem", public, "Set a password with a one-time link", s.redeem, status(http.StatusNoContent))
	add(s, "GET", "/api/v1/setup", public, "Whether the house is to be set up", s.setupNeeded)
	add(s, "POST", "/api/v1/setup", public, "Set the house up, once", s.setup, status(http.StatusNoContent))
	s.registerAccounts()
	s.registerBulk()
	s.registerDoors()
	s.registerOIDC()
}

// SeatView is a post of the signed-in person.
type SeatView struct {
	ID    anlan.ID     `json:"id"`
	Title string       `json:"title"`
	Unit  Named        `json:"unit"`
	Kind  string       `json:"kind" doc:"Kind of the unit"`
	Place string       `json:"place" doc:"Division code of the unit"`
	Roles []anlan.Role `json:"roles" nullable:"false" doc:"Roles of the post taken; empty for the others"`
}

// SessionView is everything a screen needs to know about who looks at it.
type SessionView struct {
	ID      anlan.ID `json:"id" doc:"Of this session"`
	Account struct {
		ID      anlan.ID `json:"id"`
		Login   string   `json:"login"`
		Name    string   `json:"name"`
		HasTOTP bool     `json:"has_totp"`
		Bound   bool     `json:"bound" doc:"A single sign-on identity is bound"`
	} `json:"account"`
	Post       *SeatView  `json:"post" doc:"null when the person holds no post"`
	Posts      []SeatView `json:"posts" nullable:"false"`
	County     County     `json:"county"`
	Demo       bool       `json:"demo"`
	MustChange bool       `json:"must_change" doc:"The password is too old; until it is changed nothing else is allowed"`
	Actions    []string   `json:"actions" nullable:"false" doc:"Actions of the authorization table that this post may take"`
}

func (s *Server) seat(ctx context.Context, p account.Post, roles []anlan.Role) SeatView {
	unit := s.names.unit(ctx, p.Unit)
	if unit.Name == "" {
		unit = Named{p.Unit, p.UnitName}
	}
	if roles == nil {
		roles = []anlan.Role{}
	}
	return SeatView{ID: p.ID, Title: p.Title, Unit: unit, Kind: p.UnitKind, Place: p.Place, Roles: roles}
}

func (s *Server) sessionView(ctx context.Context, w *account.Who) SessionView {
	v := SessionView{ID: w.Session.ID, Posts: []SeatView{}, County: s.County(ctx), Demo: s.Demo, MustChange: w.MustChange,
		Actions: account.Actions(w.Actor.Roles)}
	v.Account.ID, v.Account.Login, v.Account.Name, v.Account.HasTOTP = w.Account.ID, w.Account.Login, w.Account.Name, w.Account.HasTOTP
	v.Account.Bound = w.Account.Bound()
	for _, p := range w.Posts {
		v.Posts = append(v.Posts, s.seat(ctx, p, nil))
	}
	if w.Post.ID != "" {
		seat := s.seat(ctx, w.Post, w.Actor.Roles)
		v.Post = &seat
	}
	return v
}

func (s *Server) session(ctx context.Context, _ *struct{}) (*answer[SessionView], error) {
	return ok(s.sessionView(ctx, Who(ctx)), nil)
}

type signInBody struct {
	Body struct {
		Login    string `json:"login" maxLength:"200"`
		Password string `json:"password" maxLength:"1024"`
		Code     string `json:"code" required:"false" maxLength:"10"`
		Door     string `json:"door" required:"false" enum:"desk,field" doc:"The field door keeps sessions longer"`
	}
}

func (s *Server) signIn(ctx context.Context, in *signInBody) (*answer[SessionView], error) {
	bring := visitor(ctx)
	bring.Login, bring.Password, bring.Code, bring.Door = in.Body.Login, in.Body.Password, strings.TrimSpace(in.Body.Code), in.Body.Door
	out, err := s.Account.SignIn(ctx, bring)
	return s.welcome(ctx, out, err)
}

// welcome hands out the cookies and tells who has come in.
func (s *Server) welcome(ctx context.Context, out account.SignedIn, err error) (*answer[SessionView], error) {
	if err != nil {
		return nil, err
	}
	x := httpOf(ctx)
	account.SetCookies(x.w, x.r, out)
	return ok(s.sessionView(ctx, out.Who), nil)
}

// visitor is what the request itself tells about who knocks.
func visitor(ctx context.Context) account.SignIn { return account.Visitor(httpOf(ctx).r) }

func (s *Server) signOut(ctx context.Context, _ *struct{}) (*struct{}, error) {
	w, x := Who(ctx), httpOf(ctx)
	account.ClearCookie(x.w, x.r)
	return nil, s.Account.EndSession(ctx, w.Actor, w.Session.ID)
}

type postBody struct {
	Body struct {
		Post anlan.ID `json:"post" maxLength:"36"`
	}
}

func (s *Server) takePost(ctx context.Context, in *postBody) (*answer[SessionView], error) {
	out, err := s.Account.SwitchPost(ctx, Who(ctx), in.Body.Post)
	return s.welcome(ctx, out, err)
}

// SessionRow is one of one's own sessions.
type SessionRow struct {
	account.Session
	Current bool `json:"current"`
}

func (s *Server) sessions(ctx context.Context, _ *struct{}) (*answer[[]SessionRow], error) {
	list, err := s.Account.Sessions(ctx, Actor(ctx))
	rows := []SessionRow{}
	for _, one := range list {
		rows = append(rows, SessionRow{one, one.ID == Who(ctx).Session.ID})
	}
	return ok(rows, err)
}

func (s *Server) endSession(ctx context.Context, in *RecordID) (*struct{}, error) {
	return nil, s.Account.EndSession(ctx, Actor(ctx), in.ID)
}

type passwordBody struct {
	Body struct {
		Old string `json:"old" maxLength:"1024"`
		New string `json:"new" maxLength:"1024"`
	}
}

func (s *Server) changePassword(ctx context.Context, in *passwordBody) (*struct{}, error) {
	return nil, s.Account.ChangePassword(ctx, Who(ctx), in.Body.Old, in.Body.New)
}

func (s *Server) startTOTP(ctx context.Context, _ *struct{}) (*answer[account.SecondFactor], error) {
	return ok(s.Account.StartTOTP(ctx, Actor(ctx)))
}

type codeBody struct {
	Body struct {
		Code string `json:"code" maxLength:"10"`
	}
}

func (s *Server) confirmTOTP(ctx context.Context, in *codeBody) (*struct{}, error) {
	return nil, s.Account.ConfirmTOTP(ctx, Actor(ctx), strings.TrimSpace(in.Body.Code))
}

type confirmBody struct {
	Body struct {
		Password string `json:"password" maxLength:"1024"`
	}
}

func (s *Server) dropTOTP(ctx context.Context, in *confirmBody) (*struct{}, error) {
	return nil, s.Account.DropTOTP(ctx, Actor(ctx), in.Body.Password)
}

type redeemBody struct {
	Body struct {
		Token    string `json:"token" maxLength:"100"`
		Password string `json:"password" maxLength:"1024"`
	}
}

func (s *Server) redeem(ctx context.Context, in *redeemBody) (*struct{}, error) {
	return nil, s.Account.Redeem(ctx, in.Body.Token, in.Body.Password)
}

// SetupView tells whether the wizard is to run.
type SetupView struct {
	Needed bool   `json:"needed"`
	County string `json:"county" doc:"The name that the public register has for ?code=, or empty"`
}

type setupQuery struct {
	Code string `query:"code" maxLength:"6" pattern:"^[0-9]*$"`
}

func (s *Server) setupNeeded(ctx context.Context, in *setupQuery) (*answer[SetupView], error) {
	needed, err := s.Account.NeedsSetup(ctx)
	return ok(SetupView{needed, registry.PublicName(in.Code)}, err)
}

type setupBody struct {
	Body struct {
		Token string `json:"token" maxLength:"100"`
		account.Founding
	}
}

func (s *Server) setup(ctx context.Context, in *setupBody) (*struct{}, error) {
	return nil, s.Account.Setup(ctx, in.Body.Token, in.Body.Founding)
}
