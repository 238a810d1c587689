package account

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/rule"
)

const (
	bulkMost  = 2000 // posts that one sheet may cover
	bulkSlice = 200  // accounts made in one transaction
)

// Choice is for whom accounts are to be made. Zero fields do not narrow.
type Choice struct {
	Units []anlan.ID
	Below bool     // and every unit below those
	Kinds []string // of units
	Place string   // units at a place and below it
}

// Sitting is a post with one of its holders; Person is empty where nobody sits.
type Sitting struct {
	Post     anlan.ID
	Title    string
	Unit     anlan.ID
	UnitName string
	Person   anlan.ID
	Name     string
	Spelt    string // the name in letters, for a login
}

// The standing of a post before accounts are made in bulk.
const (
	SeatNew     = "new"     // an account will be made
	SeatWaiting = "waiting" // has one whose owner never set a password
	SeatHas     = "has"     // has one
	SeatNobody  = "nobody"  // nobody holds the post
	SeatAgain   = "again"   // the same person as on an earlier post
	SeatApart   = "apart"   // one of the three administrators: made one by one, handed over in person
)

// SeatPlan is what bulk creation means for one post and holder.
type SeatPlan struct {
	Sitting
	State string
	Login string // what there is, or what is proposed

	account anlan.ID
}

// Handout is one line of the sheet: who gets which login and one-time link.
type Handout struct {
	SeatPlan
	Ticket
}

// Plan says for each chosen post what making accounts in bulk would do. Nothing is changed.
func (s *Service) Plan(ctx context.Context, actor anlan.Actor, c Choice) ([]SeatPlan, error) {
	if err := authz.Check(actor, "account.manage"); err != nil {
		return nil, err
	}
	seats, err := s.dir.Seats(ctx, c, s.d.Now(), bulkMost+1)
	if err != nil {
		return nil, err
	}
	if len(seats) > bulkMost {
		return nil, anlan.ErrAccountBulkMany.With("max", bulkMost)
	}
	plans, seen, taken := make([]SeatPlan, 0, len(seats)), map[anlan.ID]bool{"": true}, map[string]bool{}
	for _, one := range seats {
		p := SeatPlan{Sitting: one, State: SeatNobody}
		if one.Person != "" {
			p.State = SeatAgain
		}
		if !seen[one.Person] {
			if err := s.seatStanding(ctx, &p, taken); err != nil {
				return nil, err
			}
		}
		seen[one.Person] = true
		plans = append(plans, p)
	}
	return plans, nil
}

// seatStanding fills in whether the holder has an account, and else which login is free.
func (s *Service) seatStanding(ctx context.Context, p *SeatPlan, taken map[string]bool) error {
	q := accountdb.New(s.d.Reader())
	row, err := q.AccountByPerson(ctx, p.Person)
	if err = db.Classify(err); err != nil && anlan.KindOf(err) != anlan.NotFound {
		return err
	}
	a := fromRow(row)
	if err == nil {
		p.account, p.Login, p.State = a.ID, a.Login, SeatHas
		if a.hash != "" || a.Bound() || a.Status != Active {
			return nil
		}
	}
	apart, e := s.apart(ctx, p.Person)
	switch {
	case e != nil:
		return e
	case apart:
		p.State = SeatApart
	case err == nil:
		p.State = SeatWaiting
	default:
		p.State = SeatNew
		p.Login, e = freeLogin(ctx, q, p.Spelt, taken)
	}
	return e
}

// apart reports whether the person sits on a post of one of the three administrators. Whoever prints a
// sheet holds its links for a while: power over powers is not handed out that way.
func (s *Service) apart(ctx context.Context, person anlan.ID) (bool, error) {
	posts, err := s.dir.PostsOf(ctx, person, s.d.Now())
	if err != nil {
		return false, err
	}
	_, all, err := s.rolesOf(ctx, posts)
	return slices.ContainsFunc(all, IsAdministrator), err
}

// freeLogin finds a login that nobody has, from a name in letters: wangjianguo, wangjianguo2 …
func freeLogin(ctx context.Context, q *accountdb.Queries, spelt string, taken map[string]bool) (string, error) {
	stem := anlan.Clip(spelt, 24)
	if !loginShape.MatchString(stem) {
		stem = "user"
	}
	for n := 1; ; n++ {
		login := stem
		if n > 1 {
			login += strconv.Itoa(n)
		}
		if taken[login] {
			continue
		}
		taken[login] = true
		_, err := q.AccountByLogin(ctx, login)
		if err = db.Classify(err); err == nil {
			continue
		}
		if anlan.KindOf(err) == anlan.NotFound {
			err = nil
		}
		return login, err
	}
}

// MakeMany makes an account for every chosen holder who has none, and answers the sheet with the one-time
// links, once: only their digests are kept. With renew, those who never set a password get a new link,
// and their older one is void. Doing it again makes nobody twice.
func (s *Service) MakeMany(ctx context.Context, actor anlan.Actor, c Choice, renew bool) ([]Handout, error) {
	plans, err := s.Plan(ctx, actor, c)
	if err != nil {
		return nil, err
	}
	plans = slices.DeleteFunc(plans, func(p SeatPlan) bool { return p.State != SeatNew && (p.State != SeatWaiting || !renew) })
	if len(plans) == 0 {
		return nil, anlan.ErrAccountBulkNone
	}
	var sheet []Handout
	for slice := range slices.Chunk(plans, bulkSlice) {
		part, err := s.makeSlice(ctx, actor, slice)
		if errors.Is(err, db.ErrDone) {
			return nil, anlan.ErrAccountBulkNone // the first answer was the sheet
		}
		if err != nil {
			return sheet, err
		}
		sheet, ctx = append(sheet, part...), db.WithKey(ctx, "") // the key belongs to the first slice
	}
	return sheet, nil
}

// makeSlice makes or renews one transaction's worth.
func (s *Service) makeSlice(ctx context.Context, actor anlan.Actor, plans []SeatPlan) (part []Handout, err error) {
	err = s.d.Write(ctx, actor, func(tx *db.Tx) error {
		part = part[:0]
		taken := map[string]bool{}
		for _, p := range plans {
			h, err := s.handOut(ctx, tx, p, taken)
			if err != nil {
				return err
			}
			if h.Token != "" {
				part = append(part, h)
			}
		}
		return tx.Emit("account.sheet_made", anlan.Ref{Kind: "account.house"}, map[string]any{"links": len(part)}, nil)
	})
	return part, err
}

// handOut makes one line of the sheet, or none when somebody else was quicker.
func (s *Service) handOut(ctx context.Context, tx *db.Tx, p SeatPlan, taken map[string]bool) (h Handout, err error) {
	h.SeatPlan = p
	q := accountdb.New(tx)
	row, err := q.AccountByPerson(ctx, p.Person)
	if err = db.Classify(err); err != nil && anlan.KindOf(err) != anlan.NotFound {
		return h, err
	}
	if err == nil {
		if p.State == SeatWaiting && row.Hash == "" {
			h.Ticket, err = s.renew(ctx, tx, row.ID, rule.LinkRule.Sheet)
		}
		return h, err
	}
	if h.Login, err = freeLogin(ctx, q, p.Spelt, taken); err != nil {
		return h, err
	}
	_, h.Ticket, err = s.make(ctx, tx, Account{Login: h.Login, Name: anlan.Clip(p.Name, 60), Person: p.Person}, rule.LinkRule.Sheet)
	return h, err
}
