package db

import (
	"fmt"
	"math/rand/v2"
	"strconv"
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

// TestMemoKeepsTheNewestText: a newer text of the same record takes the place of the older, which counts no more.
func TestMemoKeepsTheNewestText(t *testing.T) {
	t.Parallel()
	m := Memo[int]{Head: len("record 1")}
	other := "record 2"
	m.Keep(other, 2)
	pad := strings.Repeat(" ", 1<<10)
	text := func(n int) string { return fmt.Sprint("record 1 says ", n, pad) }
	for n := range 4 * memoBytes / len(pad) {
		m.Keep(text(n), n)
		if v := m.get(text(n)); v == nil || *v != n {
			t.Fatalf("text %d is not known", n)
		}
		if n > 0 && m.get(text(n-1)) != nil {
			t.Fatalf("text %d is still kept beside the newer one", n-1)
		}
	}
	if len(m.young) != 2 || len(m.old) != 0 || m.young[other].value == nil {
		t.Errorf("%d and %d texts are kept of two records", len(m.young), len(m.old))
	}
	if most := 2 * len(text(1e6)); m.size > most {
		t.Errorf("%d bytes are counted, at most %d are kept", m.size, most)
	}
}

// TestMemoAnswersForNoOtherText: texts with the same head, of the same length and of others, never answer for each other.
func TestMemoAnswersForNoOtherText(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for head := range 5 {
		m := Memo[int]{Most: 64, Head: head} // generations turn often
		for range 20_000 {
			n := r.IntN(300)
			text := strings.Repeat("0", r.IntN(4)) + strconv.Itoa(n) // no JSON with a leading 0: it can only be kept
			switch r.IntN(4) {
			case 0:
				m.Keep(text, n)
			case 1:
				if v := m.get(text); v != nil && *v != n {
					t.Fatalf("head of %d: %s answers %d", head, text, *v)
				}
			case 2:
				if v, err := m.Decode(text); err == nil && v != n {
					t.Fatalf("head of %d: %s says %d", head, text, v)
				}
			default:
				if v, err := m.DecodeRaw([]byte(text)); err == nil && v != n {
					t.Fatalf("head of %d: %s says in bytes %d", head, text, v)
				}
			}
		}
	}
}
