package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/account"
)

// registerAccounts registers what the three administrators do.
func (s *Server) registerAccounts() {
	add(s, "GET", "/api/v1/accounts", "account.read", "Accounts, by login", s.accounts)
	add(s, "POST", "/api/v1/accounts", "account.manage", "Make an account and a one-time link for its password", s.createAccount, status(http.StatusCreated))
	add(s, "PATCH", "/api/v1/accounts/{id}", "account.manage", "Disable or enable an account", s.patchAccount, status(http.StatusNoContent))
	add(s, "POST", "/api/v1/accounts/{id}/reset", "account.manage", "Make a one-time link for a new password", s.resetAccount)
	add(s, "POST", "/api/v1/accounts/{id}/unlock", "account.unlock", "Lift a lock", s.unlockAccount, status(http.StatusNoContent))
	add(s, "DELETE", "/api/v1/accounts/{id}/totp", "account.unlock", "Turn off a lost second factor", s.dropTOTPOf, status(http.StatusNoContent))
	add(s, "GET", "/api/v1/grants", "account.read", "Roles on posts", s.grants)
	add(s, "POST", "/api/v1/grants", "account.grant", "Give a role to a post", s.grant, status(http.StatusCreated))
	add(s, "DELETE", "/api/v1/grants/{id}", "account.grant", "Take a role from a post", s.revoke, status(http.StatusNoContent))
}

// AccountRow is an account in the administrators' list.
type AccountRow struct {
	ID          anlan.ID      `json:"id"`
	Login       string        `json:"login"`
	Name        string        `json:"name"`
	Person      anlan.ID      `json:"person"`
	Status      string        `json:"status" enum:"active,locked,disabled"`
	LockedUntil anlan.Instant `json:"locked_until"`
	HasPassword bool          `json:"has_password"`
	HasTOTP     bool          `json:"has_totp"`
	Bound       bool          `json:"bound" doc:"A single sign-on identity is bound"`
	Posts       []SeatView    `json:"posts" nullable:"false"`
	CreatedAt   anlan.Instant `json:"created_at"`
}

func (s *Server) accountRow(ctx context.Context, v account.View) AccountRow {
	row := AccountRow{ID: v.ID, Login: v.Login, Name: v.Name, Person: v.Person, Status: v.Status, LockedUntil: v.LockedUntil,
		HasPassword: v.HasPassword, HasTOTP: v.HasTOTP, Bound: v.Bound, Posts: []SeatView{}, CreatedAt: v.CreatedAt}
	if v.LockedUntil != 0 && v.Status == account.Active {
		row.Status = "locked"
	}
	for _, p := range v.Posts {
		row.Posts = append(row.Posts, s.seat(ctx, p, nil))
	}
	return row
}

// AccountPage is one page of accounts.
type AccountPage struct {
	Items []AccountRow `json:"items" nullable:"false"`
	Next  string       `json:"next" doc:"Cursor of the next page; empty at the end"`
}

type accountQuery struct {
	Words  string `query:"q" maxLength:"60" doc:"In the login, the name, the unit or the post"`
	Cursor string `query:"cursor" maxLength:"200"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

func (s *Server) accounts(ctx context.Context, q *accountQuery) (*answer[AccountPage], error) {
	limit := pageLimit(q.Limit)
	list, next, err := s.Account.Search(ctx, Actor(ctx), q.Words, q.Cursor, limit)
	page := AccountPage{Items: []AccountRow{}, Next: next}
	for _, v := range list {
		page.Items = append(page.Items, s.accountRow(ctx, v))
	}
	return ok(page, err)
}

func pageLimit(limit int) int {
	if limit <= 0 || limit > 200 {
		return 50
	}
	return limit
}

type accountBody struct {
	Body struct {
		Login  string   `json:"login" maxLength:"64"`
		Name   string   `json:"name" maxLength:"60"`
		Person anlan.ID `json:"person" maxLength:"36" doc:"A person of the registry"`
	}
}

// NewAccount is an account just made, with the link that its owner needs.
type NewAccount struct {
	ID anlan.ID `json:"id"`
	OneTimeLink
}

// OneTimeLink lets the owner of an account set a password; it is shown once.
type OneTimeLink struct {
	Path      string        `json:"path" doc:"Path on this server, to hand over"`
	ExpiresAt anlan.Instant `json:"expires_at"`
}

func linkOf(t account.Ticket) OneTimeLink {
	return OneTimeLink{Path: "/redeem#" + t.Token, ExpiresAt: t.ExpiresAt}
}

func (s *Server) createAccount(ctx context.Context, in *accountBody) (*answer[NewAccount], error) {
	a, t, err := s.Account.Create(ctx, Actor(ctx), in.Body.Login, in.Body.Name, in.Body.Person)
	return ok(NewAccount{a.ID, linkOf(t)}, err)
}

type statusBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Status string `json:"status" enum:"active,disabled"`
	}
}

func (s *Server) patchAccount(ctx context.Context, in *statusBody) (*struct{}, error) {
	return nil, s.Account.SetStatus(ctx, Actor(ctx), in.ID, in.Body.Status)
}

func (s *Server) resetAccount(ctx context.Context, in *RecordID) (*answer[OneTimeLink], error) {
	t, err := s.Account.Reset(ctx, Actor(ctx), in.ID)
	return ok(linkOf(t), err)
}

func (s *Server) unlockAccount(ctx context.Context, in *RecordID) (*struct{}, error) {
	return nil, s.Account.Unlock(ctx, Actor(ctx), in.ID)
}

func (s *Server) dropTOTPOf(ctx context.Context, in *RecordID) (*struct{}, error) {
	return nil, s.Account.DropTOTPOf(ctx, Actor(ctx), in.ID)
}

// GrantRow is a role on a post.
type GrantRow struct {
	account.Grant
	PostName string `json:"post_name"`
}

// GrantPage is one page of grants.
type GrantPage struct {
	Items []GrantRow `json:"items" nullable:"false"`
	Next  string     `json:"next" doc:"Cursor of the next page; empty at the end"`
}

type grantQuery struct {
	Post   anlan.ID `query:"post" maxLength:"36" doc:"Only what this post may do now"`
	Cursor anlan.ID `query:"cursor" maxLength:"36"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

func (s *Server) grants(ctx context.Context, q *grantQuery) (*answer[GrantPage], error) {
	limit := pageLimit(q.Limit)
	list, err := s.Account.Grants(ctx, Actor(ctx), q.Post, q.Cursor, limit)
	page := GrantPage{Items: []GrantRow{}}
	for _, g := range list {
		page.Items = append(page.Items, GrantRow{g, s.names.post(ctx, g.Post).Name})
	}
	if q.Post == "" && len(list) == limit {
		page.Next = string(list[limit-1].ID)
	}
	return ok(page, err)
}

type roleBody struct {
	Body struct {
		Post anlan.ID   `json:"post" maxLength:"36"`
		Role anlan.Role `json:"role" maxLength:"20"`
	}
}

func (s *Server) grant(ctx context.Context, in *roleBody) (*answer[GrantRow], error) {
	g, err := s.Account.Grant(ctx, Actor(ctx), in.Body.Post, in.Body.Role)
	return ok(GrantRow{g, s.names.post(ctx, in.Body.Post).Name}, err)
}

func (s *Server) revoke(ctx context.Context, in *RecordID) (*struct{}, error) {
	_, err := s.Account.Revoke(ctx, Actor(ctx), in.ID)
	return nil, err
}
