package hazard

import "context"

// run merges the ordered rows of every way and state into one page. Each row is read once, however many
// streams there are.
func (l *lister) run(ctx context.Context) (Page, error) {
	var page Page
	streams := l.open()
	for looked := 0; looked < l.most; looked++ {
		next, err := l.next(ctx, streams)
		if err != nil {
			return page, err
		}
		if at, short := behind(streams, next); short {
			page.Next, page.More = at.cursor(), true
			return page, nil
		}
		if next == nil {
			return page, nil
		}
		r := next.take()
		if r.key == l.from {
			continue // reached by two ways
		}
		l.from = r.key
		h, keep, err := l.keep(r)
		if err != nil {
			return page, err
		}
		if keep {
			page.Items = append(page.Items, h)
		}
		if len(page.Items) == l.f.Limit {
			page.Next = l.from.cursor()
			return page, nil
		}
	}
	page.Next, page.More = l.from.cursor(), true
	return page, nil
}

// stream is one index range: a way and a state, read a chunk at a time.
type stream struct {
	way
	state State
	from  key // before this row
	rows  []row
	ended bool
	spent bool // it has looked at as many rows as a page may
}

func (s *stream) take() row {
	r := s.rows[0]
	s.rows = s.rows[1:]
	return r
}

// behind tells whether a stream that may look no further could still hold a row before the next one, and where
// the furthest of them stands.
func behind(streams []*stream, next *stream) (at key, short bool) {
	for _, s := range streams {
		if s.spent && len(s.rows) == 0 && s.from.compare(at) > 0 {
			at, short = s.from, true
		}
	}
	return at, short && (next == nil || next.rows[0].compare(at) < 0)
}

// open lists the ranges that the page is merged from.
func (l *lister) open() (list []*stream) {
	for _, w := range l.ways {
		states := l.f.States
		if w.col == "" && len(states) == len(States()) {
			states = []State{""} // the whole ledger has an index of its own
		}
		for _, st := range states {
			list = append(list, &stream{way: w, state: st, from: l.from})
		}
	}
	return list
}

// next returns the stream whose first row is the newest, reading on where a stream has run dry.
func (l *lister) next(ctx context.Context, streams []*stream) (newest *stream, err error) {
	for _, s := range streams {
		for len(s.rows) == 0 && !s.ended && !s.spent {
			if err := l.fill(ctx, s, len(streams)); err != nil {
				return nil, err
			}
		}
		if len(s.rows) > 0 && (newest == nil || s.rows[0].compare(newest.rows[0].key) > 0) {
			newest = s
		}
	}
	return newest, nil
}

// fill reads the next rows of one of several streams.
func (l *lister) fill(ctx context.Context, s *stream, streams int) error {
	fits, args := l.fits(s.way, nil)
	if fits != "" {
		return l.sift(ctx, s, fits, args, max(l.reach()/streams, min(chunkLeast, l.most)))
	}
	n := min(l.f.Limit, max(l.f.Limit/streams, chunkLeast))
	rows, err := l.query(ctx, s.way, s.state, s.from, n)
	if err != nil {
		return err
	}
	s.rows, s.ended = l.above(rows), len(rows) < n
	if len(rows) > 0 {
		s.from = rows[len(rows)-1].key
		s.ended = s.ended || s.from.found < l.low
	}
	return nil
}

// reach is how many rows a page passes over: by their columns more than by their words, which cost a look at each.
func (l *lister) reach() int {
	if l.f.Words != "" {
		return l.most
	}
	return passed * l.most
}

// sift reads those of the next n rows of a stream that fit, up to a page of them.
func (l *lister) sift(ctx context.Context, s *stream, fits string, args []any, n int) error {
	rows, err := l.sifted(ctx, s, fits, args, n)
	if err != nil {
		return err
	}
	l.looked += n
	s.rows, s.spent = l.above(rows), l.looked >= l.reach()
	if len(rows) == l.f.Limit {
		s.from = rows[len(rows)-1].key
		return nil
	}
	last, more, err := l.nth(ctx, s, n)
	if more {
		s.from = last
	}
	s.ended = !more || last.found < l.low
	s.spent = s.spent && !s.ended
	return err
}
