package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"anlan"
	"anlan/internal/notify"
	"anlan/internal/report"
)

// boards keeps each board as the bytes of a frame until a figure changes: a thousand viewers cost one
// computation.
type boards struct {
	mu sync.RWMutex
	m  map[boardKey]boardFrame
}

type boardKey struct {
	within report.Within
	lang   anlan.Lang
}

type boardFrame struct {
	pos  int64
	view BoardView
	raw  []byte // event: board
}

// boardAge is how long a board may be kept although nothing happened: days left change with the clock.
const boardAge = time.Minute

// boardFor returns the actor's board, and the same as a frame of the stream.
func (s *Server) boardFor(ctx context.Context, a anlan.Actor) (BoardView, []byte, error) {
	key := boardKey{s.within(a, "report.board", report.Within{}), LangOf(ctx)}
	_, pos := s.Report.Changed()
	s.boards.mu.RLock()
	f, ok := s.boards.kept(key, pos, s.DB.Now())
	s.boards.mu.RUnlock()
	if ok {
		return f.view, f.raw, nil
	}
	s.boards.mu.Lock()
	defer s.boards.mu.Unlock()
	if f, ok := s.boards.kept(key, pos, s.DB.Now()); ok { // somebody was faster
		return f.view, f.raw, nil
	}
	v, err := s.boardView(ctx, a)
	if err != nil {
		return v, nil, err
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return v, nil, err
	}
	if s.boards.m == nil {
		s.boards.m = map[boardKey]boardFrame{}
	}
	raw = slices.Concat([]byte("event: board\ndata: "), raw, []byte("\n\n"))
	s.boards.m[key] = boardFrame{pos, v, raw}
	return v, raw, nil
}

// kept returns the board if it still tells how things stand.
func (f *boards) kept(key boardKey, pos int64, now anlan.Instant) (boardFrame, bool) {
	b, ok := f.m[key]
	return b, ok && b.pos == pos && now.Sub(b.view.At) < boardAge
}

// forget drops the kept boards: a boundary or a name on them has changed.
func (f *boards) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.m = nil
}

func (s *Server) registerLive() {
	s.raw("GET /api/v1/live", self, s.live)
}

const (
	liveBeat   = 25 * time.Second      // a comment that keeps proxies from closing the stream
	liveGather = 4 * time.Millisecond  // what changes together makes one frame
	livePause  = 40 * time.Millisecond // from frame to frame, however much happens
)

// live streams what changes for the actor: the board, and that there are new notices.
func (s *Server) live(w http.ResponseWriter, r *http.Request) error {
	flow := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	w.Header().Set("Transfer-Encoding", "identity") // the stream ends with the connection: a frame is one write, not three chunks
	_ = flow.SetWriteDeadline(time.Time{})          // a stream has none
	ctx, a := r.Context(), Actor(r.Context())
	beat := time.NewTicker(liveBeat)
	defer beat.Stop()
	told := s.watch(a)
	defer told.Close()
	for {
		changed, _ := s.Report.Changed()
		if err := s.sendBoard(ctx, w, a); err != nil {
			return nil // the viewer went away: nobody is left to tell
		}
		if err := flow.Flush(); err != nil {
			return nil
		}
		pause := time.After(livePause)
		if !s.awaitChange(r, w, flow, changed, beat.C, told) {
			return nil
		}
		<-pause
		time.Sleep(liveGather)
	}
}

// awaitChange blocks until the board changes; false when the viewer went away or the server stops.
func (s *Server) awaitChange(r *http.Request, w http.ResponseWriter, flow *http.ResponseController, changed <-chan struct{}, beat <-chan time.Time, told *notify.Watch) bool {
	for {
		select {
		case <-r.Context().Done():
			return false
		case <-s.Stopping:
			return false
		case frame := <-told.C:
			if !s.passOn(r, w, frame, told.Lost()) || flow.Flush() != nil {
				return false
			}
		case <-beat:
			if !s.stillIn(r) {
				return false
			}
			if _, err := fmt.Fprint(w, ": beat\n\n"); err != nil || flow.Flush() != nil {
				return false
			}
		case <-changed:
			return true
		}
	}
}

// sendBoard writes the board, or only its position for those who have none.
func (s *Server) sendBoard(ctx context.Context, w http.ResponseWriter, a anlan.Actor) error {
	if s.admit(ctx, "report.board") != nil {
		_, pos := s.Report.Changed()
		_, err := fmt.Fprintf(w, "event: pos\ndata: %d\n\n", pos)
		return err
	}
	_, raw, err := s.boardFor(ctx, a)
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}
