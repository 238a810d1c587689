package letter

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// wholeTeams wants of every team what it is called, who sits on it and what it checks.
func wholeTeams(teams []Team) (bad anlan.Problems) {
	for i, t := range teams {
		for field, missing := range map[string]bool{"name": strings.TrimSpace(t.Name) == "", "posts": len(t.Posts) == 0, "letters": len(t.Letters) == 0} {
			if missing {
				at := fmt.Sprintf("teams[%d].%s", i, field)
				word, n := anlan.FieldWord("teams."+field), strconv.Itoa(i+1)
				bad = append(bad, anlan.ErrFieldRequired.With("name", anlan.Both{ZH: "第 " + n + " 组：" + word.ZH, EN: "Team " + n + ": " + word.EN}).At(at))
			}
		}
	}
	slices.SortFunc(bad, func(a, b *anlan.Error) int { return cmp.Compare(a.Field, b.Field) })
	return bad
}

// checkTeams refuses posts and letters that are none, and a post that would judge its own unit.
func (s *Service) checkTeams(ctx context.Context, tx *db.Tx, year int, teams []Team) error {
	for _, t := range teams {
		units := map[anlan.ID]string{}
		for _, p := range t.Posts {
			post, err := registry.In(tx).Post(ctx, p)
			if err != nil {
				return blame(err, "teams")
			}
			units[post.Unit] = post.Title
		}
		for _, id := range t.Letters {
			l, err := s.load(ctx, tx, id)
			if err != nil {
				return blame(err, "teams")
			}
			if title, own := units[l.Signer.Unit]; own {
				return anlan.ErrLetterTeamOwn.With("team", t.Name).With("post", l.Signer.Name+title).With("number", l.Name()).At("teams")
			}
			if l.Year != year {
				return anlan.ErrLetterYear.With("year", l.Year).At("teams")
			}
		}
	}
	return nil
}
