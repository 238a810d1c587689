package account

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// searchMost is how many accounts one page of a search looks at before it hands back what it has found.
const searchMost = 1000

// Search lists, by login, the accounts whose login, name, unit or post holds the words, after the given
// login. It walks the index of logins and looks at a bounded number of accounts; next is where to go on,
// also when this stretch held fewer than limit, and empty at the end.
func (s *Service) Search(ctx context.Context, actor anlan.Actor, words, after string, limit int) (list []View, next string, err error) {
	if err := authz.Check(actor, "account.read"); err != nil {
		return nil, "", err
	}
	words = Normalise(words)
	q, most := accountdb.New(s.d.Reader()), int(page(limit))
	for looked := 0; looked < searchMost; {
		rows, err := q.AccountsAfter(ctx, accountdb.AccountsAfterParams{Login: after, Limit: page(limit)})
		if err != nil {
			return nil, "", db.Classify(err)
		}
		for _, r := range rows {
			after = r.Login
			v, err := s.view(ctx, fromRow(r))
			if err != nil {
				return nil, "", err
			}
			if v.holds(words) {
				list = append(list, v)
			}
			if len(list) == most {
				return list, after, nil
			}
		}
		if len(rows) < most {
			return list, "", nil
		}
		looked += len(rows)
	}
	return list, after, nil
}

// holds reports whether the account answers to the words.
func (v View) holds(words string) bool {
	said := []string{v.Login, v.Name}
	for _, p := range v.Posts {
		said = append(said, p.UnitName+p.Title, p.UnitShort+p.Title)
	}
	for _, s := range said {
		if strings.Contains(Normalise(s), words) {
			return true
		}
	}
	return false
}
