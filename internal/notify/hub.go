package notify

import (
	"bytes"
	"encoding/json"
	"sync"
	"sync/atomic"
)

// Hub passes frames to the screens that watch a topic. A frame is encoded once and shared by all its
// watchers. A watcher that does not keep up loses frames, learns that it did, and asks for everything
// anew; it never holds up the others.
type Hub struct {
	mu     sync.RWMutex
	topics map[string]map[*Watch]bool
}

// watchDepth is how many frames may wait for one watcher.
const watchDepth = 16

// Watch is one watcher. Read from C; after each frame ask Lost.
type Watch struct {
	C    <-chan []byte
	c    chan []byte
	lost atomic.Bool
	stop func()
}

// Lost reports, once, that frames were dropped since the last call: what is on the screen is old.
func (w *Watch) Lost() bool { return w.lost.Swap(false) }

// Close ends the watch. Its channel is left open: nobody reads it any more.
func (w *Watch) Close() { w.stop() }

// Watch begins to watch the topics.
func (h *Hub) Watch(topics ...string) *Watch {
	c := make(chan []byte, watchDepth)
	w := &Watch{C: c, c: c}
	w.stop = sync.OnceFunc(func() { h.leave(w, topics) })
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.topics == nil {
		h.topics = map[string]map[*Watch]bool{}
	}
	for _, t := range topics {
		if h.topics[t] == nil {
			h.topics[t] = map[*Watch]bool{}
		}
		h.topics[t][w] = true
	}
	return w
}

func (h *Hub) leave(w *Watch, topics []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range topics {
		delete(h.topics[t], w)
		if len(h.topics[t]) == 0 {
			delete(h.topics, t)
		}
	}
}

// Publish passes the frame to everybody who watches the topic, and returns how many there are.
func (h *Hub) Publish(topic string, frame []byte) int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for w := range h.topics[topic] {
		select {
		case w.c <- frame:
		default:
			w.lost.Store(true) // the frames already waiting will wake it
		}
	}
	return len(h.topics[topic])
}

// Frame encodes a server-sent event.
func Frame(event string, data any) ([]byte, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("event: " + event + "\ndata: ")
	b.Write(raw) // JSON has no line breaks
	b.WriteString("\n\n")
	return b.Bytes(), nil
}
