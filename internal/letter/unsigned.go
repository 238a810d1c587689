package letter

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Unsigned tells which units had a letter that was not signed by both sides at the end of a day: those of the
// day's year that had been sent by then. A letter that its issuer still writes is no debt of the signer.
func (s *Service) Unsigned(ctx context.Context, day anlan.Date) (map[anlan.ID]bool, error) {
	units := map[anlan.ID]bool{}
	q := queries(s.d.Reader())
	past := day < s.d.Now().Date()
	err := db.Pages(func(after anlan.ID) ([]letterdb.Letter, error) {
		if past {
			return q.GivenLetters(ctx, letterdb.GivenLettersParams{Year: int64(day.Year()), ID: after, Limit: pageSize})
		}
		return q.WaitingLetters(ctx, letterdb.WaitingLettersParams{Year: int64(day.Year()), ID: after, Limit: pageSize})
	}, func(r letterdb.Letter) (anlan.ID, error) {
		open, err := !past, error(nil)
		if past {
			open, err = s.waited(ctx, r, day)
		}
		if open {
			units[r.Signer] = true
		}
		return r.ID, err
	})
	return units, err
}

// waited tells whether a letter had been sent on a past day and lacked a side's signature: the first that a
// side ever gave counts, so that a new holder who signs again changes nothing of the past.
func (s *Service) waited(ctx context.Context, r letterdb.Letter, day anlan.Date) (bool, error) {
	l, err := db.Decode[Letter](r.Doc, nil)
	if err != nil || l.SentAt == 0 || l.SentAt.Date() > day {
		return false, err
	}
	list, err := itemsAbout[Signature](ctx, s.d.Reader(), string(l.ID), hangingMost)
	signed := map[string]bool{}
	for _, x := range list {
		signed[x.Role] = signed[x.Role] || x.At.Date() <= day
	}
	return !signed[RoleIssuer] || !signed[RoleSigner], err
}
