package api

import (
	"context"

	"anlan/internal/rule"
)

// PasswordView is what a new password must be, said before anybody types one.
type PasswordView struct {
	MinLength  int `json:"minLength"`
	MaxLength  int `json:"maxLength"`
	MinClasses int `json:"minClasses" doc:"Of lower case, upper case, digits and others"`
	RefuseLast int `json:"refuseLast" doc:"So many former passwords are refused"`
}

func (s *Server) passwordRule(_ context.Context, _ *struct{}) (*answer[PasswordView], error) {
	r, err := s.Account.PasswordRule()
	return ok(passwordView(r), err)
}

func passwordView(r rule.PasswordRule) PasswordView {
	return PasswordView{MinLength: r.MinLength, MaxLength: r.MaxLength, MinClasses: r.MinClasses, RefuseLast: r.RefuseLast}
}
