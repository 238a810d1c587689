package risk

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/db"
)

// way is one index that a list walks: a column and the value it must have.
type way struct{ col, val string }

// named are the columns that the filter names.
func (l *lister) named() (list []way) {
	for _, w := range []way{{"site", string(l.f.Site)}, {"unit", string(l.f.Unit)}, {"branch", string(l.f.Branch)}, {"sector", l.f.Sector},
		{"keeper", l.f.Keeper}} {
		if w.val != "" {
			list = append(list, w)
		}
	}
	switch n := len(l.f.Area); {
	case n > 9:
		list = append(list, way{"village", l.f.Area[:min(12, n)]})
	case n == 9:
		list = append(list, way{"area", l.f.Area})
	}
	if l.f.Gap {
		list = append(list, way{"gap", ""})
	}
	if l.f.Anew {
		list = append(list, way{"anew", ""})
	}
	return list
}

// chooseWays takes the narrowest index: of what the filter names the one with the fewest rows, else what
// the scope allows.
func (l *lister) chooseWays(ctx context.Context) error {
	named := l.named()
	if len(named) == 0 {
		l.ways = ofScope(l.scope, l.own)
		return nil
	}
	best, rows := named[0], lookMost+1
	for _, w := range named {
		if len(named) == 1 {
			break
		}
		text, args := w.where(nil)
		args = append(args, l.from.rank, l.most, rows)
		n, at := 0, len(args)
		err := l.r.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM risk_point WHERE %s AND rank >= $%d AND rank <= $%d LIMIT $%d) x`,
			text, at-2, at-1, at), args...).Scan(&n)
		if err != nil {
			return db.Classify(err)
		}
		if n < rows {
			best, rows = w, n
		}
	}
	l.ways = []way{best}
	return nil
}

// where writes the condition of a way. A partial index needs its own condition in words.
func (w way) where(args []any) (string, []any) {
	switch w.col {
	case "":
		return "TRUE", args
	case "gap", "anew":
		return w.col, args
	case "site":
		return fmt.Sprintf("site = $%d AND site <> ''", len(args)+1), append(args, w.val)
	default:
		return fmt.Sprintf("%s = $%d", w.col, len(args)+1), append(args, w.val)
	}
}

const unitsMost = 50

// ofScope are the indexes that hold everything that an actor may read.
func ofScope(scope anlan.Scope, own anlan.Actor) (list []way) {
	if scope.All {
		return []way{{}}
	}
	for _, p := range scope.Places {
		if len(p) > 9 {
			list = append(list, way{"village", p[:min(12, len(p))]})
		} else {
			list = append(list, way{"area", p})
		}
	}
	if own.Unit != "" {
		list = append(list, way{"branch", string(own.Unit)})
	}
	for _, u := range scope.Units[:min(len(scope.Units), unitsMost)] {
		list = append(list, way{"unit", string(u)})
	}
	return list
}
