package account

import (
	"context"
	"errors"
	"regexp"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// County is whom the house serves.
type County struct {
	Code string `json:"code" doc:"division code, e.g. 620521" pattern:"^[0-9]{6}$"`
	Name string `json:"name" minLength:"1" maxLength:"60"`
}

var countyCode = regexp.MustCompile(`^[0-9]{6}$`)

// check refuses a code that no county can have, and a missing name.
func (c County) check() (p anlan.Problems) {
	if !countyCode.MatchString(c.Code) {
		p = append(p, anlan.ErrFieldInvalid.With("name", "code").With("value", anlan.Clip(c.Code, 12)).At("county.code"))
	}
	return append(p, under("county", checkName(c.Name))...)
}

// Seat is one of the first four accounts.
type Seat struct {
	Role     anlan.Role `json:"-"`
	Login    string     `json:"login" maxLength:"64"`
	Name     string     `json:"name" maxLength:"60"`
	Password string     `json:"password" maxLength:"1024"`
}

// Seated is where a seat stands in the registry.
type Seated struct{ Person, Post anlan.ID }

// Founder makes the county's first units, posts and people; the registry does it, through the wiring.
type Founder interface {
	// Found stores, within tx, the county itself and for each seat, in order, a person on a post: the
	// administrators and the committee's office.
	Found(ctx context.Context, tx *db.Tx, county County, seats []Seat) ([]Seated, error)
}

// Founding is the answer to the set-up wizard.
type Founding struct {
	County   County `json:"county"`
	System   Seat   `json:"sysadmin"`
	Security Seat   `json:"secadmin"`
	Audit    Seat   `json:"auditor"`
	Office   Seat   `json:"office"`
}

// seats gives each seat its role.
func (f Founding) seats() []Seat {
	f.System.Role, f.Security.Role, f.Audit.Role, f.Office.Role = anlan.RoleSystem, anlan.RoleSecurity, anlan.RoleAudit, anlan.RoleOffice
	return []Seat{f.System, f.Security, f.Audit, f.Office}
}

// NeedsSetup reports whether nobody exists yet.
func (s *Service) NeedsSetup(ctx context.Context) (bool, error) {
	there, err := Founded(ctx, s.d)
	return !there, err
}

// Founded tells whether anybody has an account: the house is set up.
func Founded(ctx context.Context, d *db.DB) (bool, error) {
	list, err := accountdb.New(d.Reader()).AnyAccount(ctx)
	return len(list) > 0, db.Classify(err)
}

// SetupToken makes the one-time token of the set-up, or returns "" when the house is set up. A newer
// token makes the older ones worthless. It asks for no permission: whoever starts the program owns it.
func (s *Service) SetupToken(ctx context.Context) (token string, err error) {
	if needed, err := s.NeedsSetup(ctx); err != nil || !needed {
		return "", err
	}
	var t Ticket
	err = s.d.Write(db.WithKey(ctx, ""), anlan.Clock, func(tx *db.Tx) (err error) {
		t, err = s.issue(ctx, tx, "setup", "", rule.LinkRule.Ticket)
		return err
	})
	return t.Token, err
}

// Setup founds the house, exactly once: county, three administrators, and the first account of the
// committee's office. The token is the permission.
func (s *Service) Setup(ctx context.Context, token string, f Founding) error {
	needed, err := s.NeedsSetup(ctx)
	if err != nil {
		return err
	}
	if !needed {
		return anlan.ErrAccountSetupDone
	}
	if _, err := s.ticket(ctx, accountdb.New(s.d.Reader()), token, "setup"); err != nil {
		return err // before a stranger can make us compute four hashes
	}
	seats := f.seats()
	hashes, err := s.seatHashes(ctx, f.County, seats)
	if err != nil {
		return err
	}
	return s.d.Write(db.WithKey(ctx, ""), anlan.Clock, func(tx *db.Tx) error {
		return s.found(ctx, tx, token, f.County, seats, hashes)
	})
}

// seatHashes checks all four seats, naming every wrong field, and hashes their passwords.
func (s *Service) seatHashes(ctx context.Context, county County, seats []Seat) ([]string, error) {
	r, err := s.password(s.d.Now())
	if err != nil {
		return nil, err
	}
	p := county.check()
	fields, seen := []string{"sysadmin", "secadmin", "auditor", "office"}, map[string]bool{}
	for i := range seats {
		seats[i].Login = Normalise(seats[i].Login)
		for _, err := range []error{checkLogin(seats[i].Login), checkName(seats[i].Name), CheckPassword(seats[i].Password, seats[i].Login, r)} {
			p = append(p, under(fields[i], err)...)
		}
		if seen[seats[i].Login] {
			p = append(p, anlan.ErrDuplicate.With("value", seats[i].Login).At(fields[i]+".login"))
		}
		seen[seats[i].Login] = true
	}
	if p.Err() != nil {
		return nil, p
	}
	hashes := make([]string, len(seats))
	for i, seat := range seats {
		if hashes[i], err = s.hasher.hash(ctx, seat.Password, r.Argon2id); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

// under moves the errors' fields below a parent.
func under(parent string, err error) (p anlan.Problems) {
	if many, ok := errors.AsType[anlan.Problems](err); ok {
		for _, one := range many {
			p = append(p, one.At(parent+"."+one.Field))
		}
	} else if one, ok := errors.AsType[*anlan.Error](err); ok {
		p = append(p, one.At(parent+"."+one.Field))
	}
	return p
}

// found does it within tx: two wizards at once meet here, and one of them is told that it is done.
func (s *Service) found(ctx context.Context, tx *db.Tx, token string, county County, seats []Seat, hashes []string) error {
	q := accountdb.New(tx)
	if list, err := q.AnyAccount(ctx); err != nil || len(list) > 0 {
		if err != nil {
			return db.Classify(err)
		}
		return anlan.ErrAccountSetupDone
	}
	if err := s.spend(ctx, tx, token, "setup"); err != nil {
		return err
	}
	seated, err := s.founder.Found(ctx, tx, county, seats)
	if err != nil {
		return err
	}
	for i, seat := range seats {
		_, err := s.Plant(ctx, tx, Planting{Login: seat.Login, Name: seat.Name, Person: seated[i].Person, Hash: hashes[i],
			Posts: map[anlan.ID][]anlan.Role{seated[i].Post: {seat.Role}}})
		if err != nil {
			return err
		}
	}
	return tx.Emit("account.set_up", anlan.Ref{Kind: "account.house"}, map[string]any{"county": county}, nil)
}
