package document

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
)

// holesMost is how many holes of one series are named; one is already one too many.
const holesMost = 20

// SeriesState is one counter held against the register.
type SeriesState struct {
	Series string  `json:"series"`
	Year   int     `json:"year"`
	Given  int64   `json:"given" doc:"How many numbers the counter gave"`
	Rows   int64   `json:"rows" doc:"How many of them stand in the register"`
	Holes  []int64 `json:"holes" nullable:"false" doc:"Numbers for which nothing stands; at most 20 are named"`
	Code   string  `json:"code" doc:"Of the newest entry"`
}

// Check (查缺号) holds every counter of documents against the rows of the register, and names each number
// that nothing stands for. year 0 means every year.
func (s *Service) Check(ctx context.Context, a anlan.Actor, year int) ([]SeriesState, error) {
	if err := authz.Check(a, actCheck); err != nil {
		return nil, err
	}
	list := []SeriesState{}
	for _, head := range counters() {
		found, err := db.Counters(ctx, s.d.Reader(), head)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if at := yearOf(c.Series); year != 0 && at != year {
				continue
			}
			one, err := s.checkSeries(ctx, c)
			if err != nil {
				return nil, err
			}
			list = append(list, one)
		}
	}
	return list, nil
}

func (s *Service) checkSeries(ctx context.Context, c db.Counter) (one SeriesState, err error) {
	q := queries(s.d.Reader())
	one = SeriesState{Series: c.Series, Year: yearOf(c.Series), Given: c.N, Holes: []int64{}}
	if one.Rows, err = q.CountSeries(ctx, c.Series); err != nil {
		return one, db.Classify(err)
	}
	if last, err := known(q.EntryAt(ctx, documentdb.EntryAtParams{Series: c.Series, N: c.N})); err != nil {
		return one, err
	} else if last != nil {
		one.Code = last.Code
	}
	if one.Rows != c.N {
		one.Holes, err = s.holes(ctx, c)
	}
	return one, err
}

// holes walks a series and names what is missing between 1 and what the counter gave.
func (s *Service) holes(ctx context.Context, c db.Counter) ([]int64, error) {
	holes, next := []int64{}, int64(1)
	for {
		rows, err := queries(s.d.Reader()).Numbers(ctx, documentdb.NumbersParams{Series: c.Series, N: next - 1, Limit: pageSize})
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, n := range rows {
			holes, next = missing(holes, next, n), n+1
		}
		if len(rows) < pageSize || len(holes) >= holesMost {
			return missing(holes, next, c.N+1), nil
		}
	}
}

// missing adds the numbers from next until end to the holes, as far as they are named.
func missing(holes []int64, next, end int64) []int64 {
	for ; next < end && len(holes) < holesMost; next++ {
		holes = append(holes, next)
	}
	return holes
}
