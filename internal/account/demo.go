package account

import (
	"cmp"
	"context"
	"slices"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
)

// Trial is an account that the demo's sign-in page offers.
type Trial struct {
	Login string     `json:"login"`
	Name  string     `json:"name"`
	Role  anlan.Role `json:"role"`
	Post  Post       `json:"post"`
}

// trials says which roles are offered, and how many posts of each.
var trials = []struct {
	role anlan.Role
	n    int
}{{anlan.RoleLeader, 1}, {anlan.RoleOffice, 1}, {anlan.RoleDepartment, 2}, {anlan.RoleTownship, 2}, {anlan.RoleVillage, 1},
	{anlan.RoleEnterprise, 1}, {anlan.RoleSystem, 1}, {anlan.RoleSecurity, 1}, {anlan.RoleAudit, 1}}

// Trials lists the posts to try, on a demo server only. It asks for no permission: the sign-in page
// shows it.
func (s *Service) Trials(ctx context.Context) ([]Trial, error) {
	if !s.demo {
		return nil, anlan.ErrNotFound
	}
	list := []Trial{}
	for _, t := range trials {
		all, err := s.trialsOf(ctx, t.role)
		if err != nil {
			return nil, err
		}
		all = slices.CompactFunc(all, func(a, b Trial) bool { return a.Post.Unit == b.Post.Unit }) // one chair of each unit
		list = append(list, all[:min(t.n, len(all))]...)
	}
	return list, nil
}

// trialsOf returns who holds the role, by login: every new demo offers the same posts.
func (s *Service) trialsOf(ctx context.Context, role anlan.Role) (all []Trial, err error) {
	posts, err := s.PostsWith(ctx, role)
	if err != nil {
		return nil, err
	}
	for _, post := range posts {
		one, err := s.trial(ctx, post, role)
		if err != nil {
			return nil, err
		}
		if one.Login != "" {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Trial) int { return cmp.Compare(a.Login, b.Login) })
	return all, nil
}

// trial returns the account of the post's holder, or a zero one when it has none.
func (s *Service) trial(ctx context.Context, post anlan.ID, role anlan.Role) (Trial, error) {
	p, err := s.dir.PostByID(ctx, post)
	if err != nil {
		return Trial{}, err
	}
	holders, err := s.dir.HoldersOf(ctx, post, s.d.Now())
	if err != nil {
		return Trial{}, err
	}
	for _, person := range holders {
		row, err := accountdb.New(s.d.Reader()).AccountByPerson(ctx, person)
		if err = db.Classify(err); err == nil && row.Status == Active {
			return Trial{Login: row.Login, Name: row.Name, Role: role, Post: p}, nil
		}
		if err != nil && anlan.KindOf(err) != anlan.NotFound {
			return Trial{}, err
		}
	}
	return Trial{}, nil
}
