package account

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// grant stores a role on a post within tx.
func grant(ctx context.Context, tx *db.Tx, post anlan.ID, role anlan.Role) (Grant, error) {
	g := Grant{ID: tx.NewID(), Post: post, Role: role, GrantedBy: tx.Actor.String(), GrantedAt: tx.Now, Revision: 1}
	err := accountdb.New(tx).InsertGrant(ctx, accountdb.InsertGrantParams{ID: g.ID, Post: g.Post, Role: string(g.Role),
		GrantedBy: g.GrantedBy, GrantedAt: g.GrantedAt})
	if err != nil {
		return g, duplicate(db.Classify(err), "role", string(role))
	}
	return g, tx.Emit("account.granted", g.Ref(), map[string]any{"post": post, "role": role}, g)
}

// duplicate names the field instead of the database's constraint.
func duplicate(err error, field, value string) error {
	if anlan.KindOf(err) == anlan.Conflict {
		return anlan.ErrDuplicate.With("value", value).At(field).Because(err)
	}
	return err
}

// Grant gives a role to a post. Nobody grants to a post of their own, and no person may come to hold
// two of the three administrators, or one of them beside any business.
func (s *Service) Grant(ctx context.Context, actor anlan.Actor, post anlan.ID, role anlan.Role) (g Grant, err error) {
	if err := authz.Check(actor, "account.grant"); err != nil {
		return g, err
	}
	if err := grantable(role); err != nil {
		return g, err
	}
	persons, err := s.chairs(ctx, actor, post)
	if err != nil {
		return g, err
	}
	err = s.d.Write(ctx, actor, func(tx *db.Tx) (err error) {
		for _, posts := range persons {
			if err := s.separate(ctx, tx, posts, role); err != nil {
				return err
			}
		}
		g, err = grant(ctx, tx, post, role)
		return err
	})
	s.cache.forget("")
	if errors.Is(err, db.ErrDone) {
		return s.granted(ctx, post, role)
	}
	return g, err
}

// granted returns the live grant of the role to the post: the answer to a request that comes again.
func (s *Service) granted(ctx context.Context, post anlan.ID, role anlan.Role) (Grant, error) {
	rows, err := accountdb.New(s.d.Reader()).LiveGrants(ctx, post)
	if err != nil {
		return Grant{}, db.Classify(err)
	}
	i := slices.IndexFunc(rows, func(r accountdb.AccountGrant) bool { return r.Role == string(role) })
	if i < 0 {
		return Grant{}, anlan.ErrConflict // revoked since
	}
	return fromGrantRow(rows[i]), nil
}

// chairs returns, for every holder of the post, all the posts that person holds. It refuses an actor
// who is one of them.
func (s *Service) chairs(ctx context.Context, actor anlan.Actor, post anlan.ID) ([][]Post, error) {
	if _, err := s.dir.PostByID(ctx, post); err != nil {
		return nil, err
	}
	now := s.d.Now()
	holders, err := s.dir.HoldersOf(ctx, post, now)
	if err != nil {
		return nil, err
	}
	if post == actor.Post || actor.Person != "" && slices.Contains(holders, actor.Person) {
		return nil, anlan.ErrAccountSelfGrant.At("post")
	}
	var all [][]Post
	for _, person := range holders {
		posts, err := s.dir.PostsOf(ctx, person, now)
		if err != nil {
			return nil, err
		}
		all = append(all, posts)
	}
	return all, nil
}

// separate checks the three powers for one person, with the role that is to be added.
func (s *Service) separate(ctx context.Context, tx *db.Tx, posts []Post, add anlan.Role) error {
	q, roles := accountdb.New(tx), []anlan.Role{add}
	for _, p := range posts {
		rows, err := q.LiveGrants(ctx, p.ID)
		if err != nil {
			return db.Classify(err)
		}
		for _, r := range rows {
			roles = append(roles, anlan.Role(r.Role))
		}
	}
	return Separation(roles)
}

// Revoke takes a role from a post, at once. The last administrator of each kind stays.
func (s *Service) Revoke(ctx context.Context, actor anlan.Actor, id anlan.ID) (g Grant, err error) {
	if err := authz.Check(actor, "account.grant"); err != nil {
		return g, err
	}
	row, err := accountdb.New(s.d.Reader()).GrantByID(ctx, id)
	if err != nil {
		return g, db.Classify(err)
	}
	if _, err := s.chairs(ctx, actor, row.Post); err != nil && anlan.KindOf(err) != anlan.NotFound {
		return g, err
	}
	err = s.d.Write(ctx, actor, func(tx *db.Tx) (err error) {
		g, err = revoke(ctx, tx, id)
		return err
	})
	s.cache.forget("")
	return g, done(err)
}

func revoke(ctx context.Context, tx *db.Tx, id anlan.ID) (Grant, error) {
	q := accountdb.New(tx)
	row, err := q.GrantByID(ctx, id)
	if err != nil {
		return Grant{}, db.Classify(err)
	}
	g := fromGrantRow(row)
	others, err := q.LiveOfRole(ctx, row.Role)
	if err != nil {
		return g, db.Classify(err)
	}
	if IsAdministrator(g.Role) && len(others) < 2 {
		return g, anlan.ErrAccountLastAdministrator.With("role", row.Role)
	}
	g.RevokedBy, g.RevokedAt = tx.Actor.String(), tx.Now
	n, err := q.RevokeGrant(ctx, accountdb.RevokeGrantParams{ID: id, Revision: g.Revision, RevokedBy: g.RevokedBy, RevokedAt: g.RevokedAt})
	if err != nil {
		return g, db.Classify(err)
	}
	if n == 0 {
		return g, anlan.ErrConflict
	}
	g.Revision++
	return g, tx.Emit("account.grant_revoked", g.Ref(), map[string]any{"post": g.Post, "role": g.Role}, g)
}

// Grants lists grants in the order in which they were made, revoked ones included, after the given
// one; or, with a post, what that post may do now.
func (s *Service) Grants(ctx context.Context, actor anlan.Actor, post, after anlan.ID, limit int) ([]Grant, error) {
	if err := authz.Check(actor, "account.read"); err != nil {
		return nil, err
	}
	q := accountdb.New(s.d.Reader())
	var rows []accountdb.AccountGrant
	var err error
	if post != "" {
		rows, err = q.LiveGrants(ctx, post)
	} else {
		rows, err = q.GrantsAfter(ctx, accountdb.GrantsAfterParams{ID: after, Limit: page(limit)})
	}
	list := make([]Grant, 0, len(rows))
	for _, r := range rows {
		list = append(list, fromGrantRow(r))
	}
	return list, db.Classify(err)
}

// page bounds a list.
func page(limit int) int32 {
	if limit <= 0 || limit > 200 {
		return 50
	}
	return int32(limit)
}

// PostsWith returns the posts that hold the role now, in the order of granting.
func (s *Service) PostsWith(ctx context.Context, role anlan.Role) ([]anlan.ID, error) {
	rows, err := accountdb.New(s.d.Reader()).PostsOfRole(ctx, string(role))
	return rows, db.Classify(err)
}
