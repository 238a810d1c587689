package account_test

import (
	"errors"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/rule"
)

// The set-up on the real registry: four people on four posts of the committee's office.
func TestSetupFoundsTheRegistry(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		vault, err := account.NewVault(make([]byte, 32))
		if err != nil {
			t.Fatal(err)
		}
		book := cheap(t, 1)
		r := account.Residents(d)
		s := account.New(account.Options{DB: d, Rules: func() *rule.Book { return book }, Directory: r, Founder: r, Vault: vault})
		token, err := s.SetupToken(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Setup(ctx, token, founding()); err != nil {
			t.Fatal(err)
		}
		for login, role := range map[string]anlan.Role{"xitong": anlan.RoleSystem, "anweiban-1": anlan.RoleOffice} {
			in, err := s.SignIn(ctx, account.SignIn{Login: login, Password: good})
			if err != nil || !in.Who.Actor.Is(role) || len(in.Who.Actor.Scope.Units) != 1 {
				t.Errorf("%s: %+v, %v", login, in.Who, err)
			}
		}
		if _, err := r.PostsOf(ctx, d.NewID(), d.Now()); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("posts of nobody: %v", err)
		}
		if _, err := r.PersonByPhone(ctx, "13900000000"); anlan.KindOf(err) != anlan.NotFound {
			t.Errorf("nobody's phone: %v", err)
		}
	})
}
