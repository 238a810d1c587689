package db

import (
	"encoding/json"
	"strings"
	"testing"

	"anlan"
)

func numbered(from, to int64, body string) (list []anlan.Event) {
	for pos := from; pos <= to; pos++ {
		list = append(list, anlan.Event{Pos: pos, Body: json.RawMessage(body)})
	}
	return list
}

// follows asks like a reader and says where the answer begins and ends; 0, 0 when memory has nothing.
func follows(d *DB, after int64, limit int) (first, last int64) {
	list := d.Recent(after, limit)
	if len(list) == 0 {
		return 0, 0
	}
	return list[0].Pos, list[len(list)-1].Pos
}

func TestRecent(t *testing.T) {
	t.Parallel()
	d := &DB{}
	ask := func(what string, after int64, limit int, first, last int64) {
		t.Helper()
		if f, l := follows(d, after, limit); f != first || l != last {
			t.Errorf("%s: %d to %d, not %d to %d", what, f, l, first, last)
		}
	}
	ask("before anything", 0, 10, 0, 0)
	d.Remember(numbered(11, 20, "{}"))
	ask("what went before", 9, 10, 0, 0)
	ask("from the first", 10, 10, 11, 20)
	ask("a part", 12, 3, 13, 15)
	ask("nothing new", 20, 10, 0, 0)
	ask("a position that does not exist yet", 99, 10, 0, 0)
	d.Remember(numbered(15, 22, "{}"))
	ask("what overlaps", 18, 10, 19, 22)
	d.Remember(numbered(1, 5, "{}"))
	ask("who read old ones changes nothing", 18, 10, 19, 22)
	held := d.Recent(10, 100)
	d.Remember(numbered(30, 31, "{}"))
	ask("a gap forgets what was before it", 20, 10, 0, 0)
	ask("behind the gap", 29, 10, 30, 31)
	if len(held) != 12 || held[0].Pos != 11 || held[11].Pos != 22 {
		t.Error("what a reader holds has changed")
	}
}

func TestRecentIsBounded(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"{}", strings.Repeat("x", 64<<10)} {
		d := &DB{}
		for pos := int64(1); pos < 5*recentMost; pos += 10 {
			held := d.Recent(pos-11, 10)
			d.Remember(numbered(pos, pos+9, body))
			for i, e := range held {
				if e.Pos != pos-10+int64(i) {
					t.Fatalf("what a reader holds has changed: %d", e.Pos)
				}
			}
			if len(d.recent.list) > recentMost || d.recent.size > recentBytes {
				t.Fatalf("%d events of %d bytes are kept", len(d.recent.list), d.recent.size)
			}
			if _, last := follows(d, pos+8, 10); last != pos+9 {
				t.Fatal("the newest event is not there")
			}
		}
	}
	d := &DB{}
	d.Remember(numbered(1, 1, strings.Repeat("x", 2*recentBytes)))
	if _, last := follows(d, 0, 10); last != 1 {
		t.Error("one huge event is kept: it is the newest")
	}
}
