package db

import (
	"cmp"
	"encoding/json"
	"sync"
)

// Memo remembers what documents decode to, so that a document that many ask for is decoded once. It answers
// for a text that is known to its last byte and for no other: it is never stale, and a document that was altered
// behind the program's back is decoded as it now stands. Whoever gets a value shares it and changes nothing
// behind its pointers.
type Memo[T any] struct {
	Most int // bytes of text in one generation; 0 means 2 MB
	Head int // bytes at a text's beginning that name its record, of which the newest text is kept; 0 means that every text is a record

	known      sync.Once
	mu         sync.Mutex
	young, old map[string]decoded[T] // by head
	size       int                   // bytes of text in young
}

// decoded is a text and what it says.
type decoded[T any] struct {
	text  string
	value *T
}

// ByID is the Head of a document that begins with its record's ID.
const ByID = len(`{"id":"00000000-0000-7000-8000-000000000000`)

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
	known := m.young[string(raw[:m.head(len(raw))])] // looks without a copy
	m.mu.Unlock()
	if known.value != nil && known.text == string(raw) {
		return *known.value, nil
	}
	return m.Decode(string(raw))
}

// Keep remembers what the text says, for who has just encoded it.
func (m *Memo[T]) Keep(text string, v T) {
	m.known.Do(m.enlist)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(decoded[T]{text, &v})
}

func (m *Memo[T]) get(text string) *T {
	head := text[:m.head(len(text))]
	m.mu.Lock()
	defer m.mu.Unlock()
	if d := m.young[head]; d.value != nil && d.text == text {
		return d.value
	}
	d := m.old[head]
	if d.value == nil || d.text != text {
		return nil
	}
	m.keep(d)
	return d.value
}

// keep lets a text take the place of the older one of its record.
func (m *Memo[T]) keep(d decoded[T]) {
	head := d.text[:m.head(len(d.text))]
	m.size += len(d.text) - len(m.young[head].text)
	if m.young == nil || m.size > cmp.Or(m.Most, memoBytes) {
		m.old, m.young, m.size = m.young, map[string]decoded[T]{}, len(d.text)
	}
	m.young[head] = d
}

// head is how many bytes name the record of a text.
func (m *Memo[T]) head(length int) int { return min(cmp.Or(m.Head, length), length) }
