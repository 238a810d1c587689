package db

import "context"

// Counter is how many numbers a series gave.
type Counter struct {
	Series string
	N      int64
}

// countersMost bounds what Counters returns: series are few, some per organ and year.
const countersMost = 2000

// Counters lists the series whose names begin so, in order.
func Counters(ctx context.Context, r Reader, prefix string) (list []Counter, err error) {
	rows, err := r.QueryContext(ctx, `SELECT series, n FROM counter WHERE series >= $1 AND substr(series, 1, length($1)) = $1 ORDER BY series LIMIT $2`, prefix, countersMost)
	if err != nil {
		return nil, classify(err)
	}
	defer func() { _ = rows.Close() }() // read only
	for rows.Next() {
		var c Counter
		if err := rows.Scan(&c.Series, &c.N); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, classify(rows.Err())
}
