package hazard

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// manyAtOnce bounds the identities of one statement.
const manyAtOnce = 200

// Many returns those of the hazards that the actor may read, in no order: what phones carry is read with
// one statement for a page of them.
func (s *Service) Many(ctx context.Context, a anlan.Actor, ids []anlan.ID) ([]Hazard, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	var list []Hazard
	for chunk := range slices.Chunk(ids, manyAtOnce) {
		marks, args := among(chunk)
		docs, err := texts(ctx, s.d.Reader(), `SELECT doc FROM hazard WHERE id IN (`+marks+`)`, args...)
		found, err := db.DecodeAll[Hazard](docs, err)
		if err != nil {
			return nil, err
		}
		for _, h := range found {
			if mayRead(a, h) == nil {
				list = append(list, h)
			}
		}
	}
	return list, nil
}

// habitsMost bounds the findings of a site, per state, that make its habits: the newest ones count.
const habitsMost = 50

// habitsOf reads them from the index of sites, state by state: however much was found at a site, a bounded
// number of rows is read.
var habitsOf = func() string {
	var parts []string
	for _, st := range States() {
		if st != Dropped {
			parts = append(parts, `SELECT category FROM (SELECT category FROM hazard WHERE site = $1 AND site <> '' AND state = '`+string(st)+
				`' AND found >= $2 AND NOT exercise ORDER BY found DESC, id DESC LIMIT `+strconv.Itoa(habitsMost)+`) AS `+string(st)+`_ones`)
		}
	}
	return strings.Join(parts, " UNION ALL ")
}()

// Habits tells, for each of the sites, how often each category was found there since a moment, among the
// newest findings. A site without findings is missing.
func (s *Service) Habits(ctx context.Context, sites []anlan.ID, since anlan.Instant) (map[anlan.ID]map[string]int, error) {
	out := map[anlan.ID]map[string]int{}
	for _, site := range sites {
		found, err := texts(ctx, s.d.Reader(), habitsOf, string(site), int64(since))
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, category := range found {
			if out[site] == nil {
				out[site] = map[string]int{}
			}
			out[site][category]++
		}
	}
	return out, nil
}

// among writes $1,$2,… for a list of identities.
func among(ids []anlan.ID) (string, []any) {
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = "$"+strconv.Itoa(i+1), string(id)
	}
	return strings.Join(marks, ","), args
}

func texts(ctx context.Context, r db.Reader, query string, args ...any) (list []string, err error) {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, rows.Err()
}

// GeneralSpan is how long a general hazard has where its finder sets no day: what a phone fills in.
func (s *Service) GeneralSpan() (rule.Offset, rule.Version, error) {
	d, v, err := rule.Get[rule.HazardDeadlines](s.book(), rule.HazardDeadline, s.d.Now().Date())
	return d.General, v, err
}
