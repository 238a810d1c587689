package db

import (
	"cmp"
	"encoding/json"
	"sync"
)

// Memo remembers what documents decode to, so that a document that many ask for is decoded once. Its key
// is the whole text: it is never stale, and a document that was altered behind the program's back is
// decoded as it now stands. Whoever gets a value shares it and changes nothing behind its pointers.
type Memo[T any] struct {
	Most int // bytes of text in one generation; 0 means 2 MB

	known      sync.Once
	mu         sync.Mutex
	young, old map[string]*T
	size       int // bytes of text in young
}

// memoBytes is the usual bound of one generation. Two are kept, and what is asked for again moves to the
// younger one.
const memoBytes = 2 << 20

// memos are how to empty every memo that is in use.
var memos struct {
	mu   sync.Mutex
	list []func()
}

// Forget empties every memo: for a program that has come to rest and gives its memory back.
func Forget() {
	memos.mu.Lock()
	defer memos.mu.Unlock()
	for _, forget := range memos.list {
		forget()
	}
}

func (m *Memo[T]) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.young, m.old, m.size = nil, nil, 0
}

// enlist makes the memo known to Forget when it is used first.
func (m *Memo[T]) enlist() {
	memos.mu.Lock()
	defer memos.mu.Unlock()
	memos.list = append(memos.list, m.forget)
}

// Decode returns what the text says.
func (m *Memo[T]) Decode(text string) (T, error) {
	v, err := m.Share(text)
	return *v, err
}

// Share is Decode for lists, which would copy many large values only to read them: nobody changes what it returns.
func (m *Memo[T]) Share(text string) (*T, error) {
	if known := m.get(text); known != nil {
		return known, nil
	}
	v := new(T)
	err := json.Unmarshal([]byte(text), v)
	if err == nil {
		m.Keep(text, *v)
	}
	return v, err
}

// DecodeRaw is Decode for a text in bytes.
func (m *Memo[T]) DecodeRaw(raw []byte) (v T, err error) {
	m.mu.Lock()
	known := m.young[string(raw)] // looks without a copy
	m.mu.Unlock()
	if known != nil {
		return *known, nil
	}
	return m.Decode(string(raw))
}

// Keep remembers what the text says, for who has just encoded it.
func (m *Memo[T]) Keep(text string, v T) {
	m.known.Do(m.enlist)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(text, &v)
}

func (m *Memo[T]) get(text string) *T {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.young[text]
	if ok {
		return v
	}
	if v = m.old[text]; v != nil {
		m.keep(text, v)
	}
	return v
}

func (m *Memo[T]) keep(text string, v *T) {
	if m.size += len(text); m.young == nil || m.size > cmp.Or(m.Most, memoBytes) {
		m.old, m.young, m.size = m.young, map[string]*T{}, len(text)
	}
	m.young[text] = v
}
