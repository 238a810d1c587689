package shelf

import (
	"sync"
	"testing"
)

func TestAnAnswerStandsUntilSomethingHappens(t *testing.T) {
	t.Parallel()
	var s Shelf
	first, mine := s.Take("a", 7, 1000)
	if !mine {
		t.Fatal("nobody works the first answer out")
	}
	if a, mine := s.Take("a", 7, 1999); mine || a != first {
		t.Error("the same moment is worked out twice")
	}
	if _, mine := s.Take("b", 7, 1000); !mine {
		t.Error("another question takes the answer")
	}
	if _, mine := s.Take("a", 7, 2000); !mine {
		t.Error("an answer outlives its age")
	}
	now, mine := s.Take("a", 8, 2001)
	if !mine {
		t.Error("an answer outlives an event")
	}
	if a, mine := s.Take("a", 7, 2001); !mine || a == now {
		t.Error("who asked before the event shares with those who asked after it")
	}
	s.Give(now, make([]byte, most+1))
	if _, mine := s.Take("a", 8, 2002); !mine {
		t.Error("the shelf grows without bound")
	}
}

func TestOneWorksAndAllAreAnswered(t *testing.T) {
	t.Parallel()
	var s Shelf
	var wg sync.WaitGroup
	var mu sync.Mutex
	worked := 0
	for range 100 {
		wg.Go(func() {
			a, mine := s.Take("a", 1, 1)
			if mine {
				mu.Lock()
				worked++
				mu.Unlock()
				s.Give(a, []byte("x"))
			}
			<-a.Ready()
			if string(a.Body()) != "x" {
				t.Errorf("somebody was answered %q", a.Body())
			}
		})
	}
	wg.Wait()
	if worked != 1 {
		t.Errorf("%d worked the same out", worked)
	}
}
