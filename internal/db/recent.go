package db

import (
	"sort"
	"sync"

	"anlan"
)

// recent keeps the newest numbered events in memory: every reader of events wants the same ones right
// after the commit, and the table would be read and decoded for each. The events follow each other
// without gaps; who is further behind reads the table.
type recent struct {
	mu   sync.Mutex
	list []anlan.Event // never changed behind its beginning: readers hold parts of it
	size int           // bytes of their bodies
}

const (
	recentMost  = 2048    // events that are kept
	recentBytes = 4 << 20 // of bodies that are kept
)

// Recent returns up to limit events that follow the position, if memory has them. The readers share the
// events and change nothing in them.
func (d *DB) Recent(after int64, limit int) []anlan.Event {
	r := &d.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) == 0 || after+1 < r.list[0].Pos {
		return nil
	}
	list := r.list[min(after+1-r.list[0].Pos, int64(len(r.list))):]
	n := min(limit, len(list))
	return list[:n:n]
}

// Remember keeps numbered events, in their order, for other readers: SQLite's writer brings what it has
// committed, on PostgreSQL the first reader brings what it has read.
func (d *DB) Remember(list []anlan.Event) {
	r := &d.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.list); n > 0 {
		last := r.list[n-1].Pos
		list = list[sort.Search(len(list), func(i int) bool { return list[i].Pos > last }):]
		if len(list) > 0 && list[0].Pos != last+1 {
			r.list, r.size = nil, 0
		}
	}
	for _, e := range list {
		r.size += len(e.Body)
	}
	r.list = append(r.list, list...)
	r.cut()
}

// cut forgets the older half when there are too many; the readers' parts stay as they are.
func (r *recent) cut() {
	for len(r.list) > recentMost || r.size > recentBytes && len(r.list) > 1 {
		half := len(r.list) / 2
		for _, e := range r.list[:half] {
			r.size -= len(e.Body)
		}
		r.list = append(make([]anlan.Event, 0, recentMost), r.list[half:]...)
	}
}
