package account

import (
	"context"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
)

// change loads an account within tx, lets edit decide, and saves it under its revision. What comes
// back is the record as it now stands, ready to be sealed.
func change(ctx context.Context, tx *db.Tx, id anlan.ID, edit func(a *Account) error) (Account, error) {
	q := accountdb.New(tx)
	row, err := q.AccountByID(ctx, id)
	if err != nil {
		return Account{}, db.Classify(err)
	}
	a := fromRow(row)
	if err := edit(&a); err != nil {
		return Account{}, err
	}
	n, err := q.UpdateAccount(ctx, accountdb.UpdateAccountParams{ID: id, Revision: row.Revision, Name: a.Name, Status: a.Status,
		Hash: a.hash, PasswordAt: a.PasswordAt, Totp: a.totp, Subject: a.subject})
	if err != nil {
		return Account{}, db.Classify(err)
	}
	if n == 0 {
		return Account{}, anlan.ErrConflict
	}
	a.Revision++
	return a.sealed(), nil
}

// insert stores a new account with its door.
func insert(ctx context.Context, tx *db.Tx, a Account) (Account, error) {
	if err := checkLogin(a.Login); err != nil {
		return a, err
	}
	if err := checkName(a.Name); err != nil {
		return a, err
	}
	a.ID, a.Status, a.CreatedAt, a.Revision = tx.NewID(), Active, tx.Now, 1
	if a.hash != "" {
		a.PasswordAt = tx.Now
	}
	q := accountdb.New(tx)
	err := q.InsertAccount(ctx, accountdb.InsertAccountParams{ID: a.ID, Login: a.Login, Person: a.Person, Name: a.Name, Status: a.Status,
		Hash: a.hash, PasswordAt: a.PasswordAt, Totp: a.totp, Subject: a.subject, CreatedAt: a.CreatedAt, Revision: a.Revision})
	if err != nil {
		return a, db.Classify(err)
	}
	return a.sealed(), db.Classify(q.InsertDoor(ctx, a.ID))
}

// Planting is a new account, as the set-up and the demo plant it.
type Planting struct {
	Login, Name string
	Person      anlan.ID
	Hash        string // empty: no password opens it
	Posts       map[anlan.ID][]anlan.Role
}

// Plant stores an account and the roles of its posts within the caller's transaction: how the set-up
// and the demo county begin. Only the clock may, for it goes round the separation of powers; the
// caller sees to that.
func (s *Service) Plant(ctx context.Context, tx *db.Tx, p Planting) (Account, error) {
	if !tx.Actor.Is(anlan.RoleTimer) {
		return Account{}, anlan.ErrForbidden.With("action", "account.manage")
	}
	a, err := insert(ctx, tx, Account{Login: Normalise(p.Login), Name: p.Name, Person: p.Person, hash: p.Hash})
	if err != nil {
		return a, err
	}
	if err := tx.Emit("account.created", a.Ref(), map[string]any{"login": a.Login, "person": a.Person}, a); err != nil {
		return a, err
	}
	for post, roles := range p.Posts {
		for _, r := range roles {
			if _, err := grant(ctx, tx, post, r); err != nil {
				return a, err
			}
		}
	}
	return a, nil
}

// Records streams every sealed record as it now stands, for the ledger's witness.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	q := accountdb.New(s.d.Reader())
	for login := ""; ; {
		rows, err := q.AccountsAfter(ctx, accountdb.AccountsAfterParams{Login: login, Limit: 500})
		if err != nil {
			return db.Classify(err)
		}
		for _, r := range rows {
			a := fromRow(r)
			login = a.Login
			if err := yield(a.Ref(), a); err != nil {
				return err
			}
		}
		if len(rows) < 500 {
			return s.grantRecords(ctx, q, yield)
		}
	}
}

func (s *Service) grantRecords(ctx context.Context, q *accountdb.Queries, yield func(anlan.Ref, any) error) error {
	for after := anlan.ID(""); ; {
		rows, err := q.GrantsAfter(ctx, accountdb.GrantsAfterParams{ID: after, Limit: 500})
		if err != nil {
			return db.Classify(err)
		}
		for _, r := range rows {
			g := fromGrantRow(r)
			after = g.ID
			if err := yield(g.Ref(), g); err != nil {
				return err
			}
		}
		if len(rows) < 500 {
			return nil
		}
	}
}
