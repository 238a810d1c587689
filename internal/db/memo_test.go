package db

import (
	"fmt"
	"strings"
	"testing"
)

func TestMemo(t *testing.T) {
	t.Parallel()
	type doc struct{ N int }
	var m Memo[doc]
	for n := range 3 {
		text := fmt.Sprintf(`{"N":%d}`, n)
		for range 2 {
			if v, err := m.Decode(text); err != nil || v.N != n {
				t.Fatalf("%s: %+v, %v", text, v, err)
			}
			if v, err := m.DecodeRaw([]byte(text)); err != nil || v.N != n {
				t.Fatalf("%s in bytes: %+v, %v", text, v, err)
			}
		}
	}
	if _, err := m.Decode(`{"N":`); err == nil {
		t.Error("half a document was decoded")
	}
	if _, err := m.Decode(`{"N":`); err == nil {
		t.Error("half a document was remembered")
	}
	m.Keep(`kept`, doc{7})
	if v, err := m.Decode(`kept`); err != nil || v.N != 7 {
		t.Errorf("what was kept: %+v, %v", v, err)
	}
}

// TestMemoIsBounded: what nobody asks for again goes, what is asked for stays.
func TestMemoIsBounded(t *testing.T) {
	t.Parallel()
	var m Memo[int]
	m.Keep("wanted", 1)
	pad := strings.Repeat(" ", 1<<16)
	for n := range 4 * memoBytes / len(pad) {
		m.Keep(fmt.Sprint(n, pad), n)
		if m.get("wanted") == nil {
			t.Fatalf("what is wanted went after %d others", n)
		}
	}
	if most := 2 * (memoBytes/len(pad) + 2); len(m.young)+len(m.old) > most {
		t.Errorf("%d and %d documents are kept, of at most %d", len(m.young), len(m.old), most)
	}
	if m.get("0"+pad) != nil {
		t.Error("the oldest document is still kept")
	}
}
