package anlan

import (
	"errors"
	"fmt"
	"slices"
)

// Kind is the closed list of what can go wrong, as far as a caller must tell cases apart.
// internal/api maps each to one HTTP status.
type Kind string

// The kinds of error.
const (
	Invalid      Kind = "invalid"      // 422: what was sent breaks a rule
	Unauthorized Kind = "unauthorized" // 401: not signed in
	Forbidden    Kind = "forbidden"    // 403: signed in, but may not
	NotFound     Kind = "not_found"    // 404
	Conflict     Kind = "conflict"     // 409: somebody else was first, or the state has moved on
	TooLarge     Kind = "too_large"    // 413
	Busy         Kind = "busy"         // 429: try again later
	Unavailable  Kind = "unavailable"  // 503: disk full, database away
	Internal     Kind = "internal"     // 500: our fault; says nothing to the user
)

// Error is an error with a stable code. The sentences for people, in both languages, stand in
// errors.json under that code; Args fill their {places}.
type Error struct {
	Kind  Kind
	Code  string
	Field string         // JSON path of the wrong input, if one field is to blame
	Args  map[string]any // values for the sentence
	err   error
}

// Error returns the code, the field and the cause, for logs.
func (e *Error) Error() string {
	s := e.Code
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if len(e.Args) > 0 {
		s += fmt.Sprintf(" %v", e.Args)
	}
	if e.err != nil {
		s += ": " + e.err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.err }

// Is makes errors.Is(err, anlan.ErrX) compare by code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// With returns a copy with one more argument.
func (e *Error) With(name string, value any) *Error {
	c := *e
	c.Args = make(map[string]any, len(e.Args)+1)
	for k, v := range e.Args {
		c.Args[k] = v
	}
	c.Args[name] = value
	return &c
}

// At returns a copy that blames the field (a JSON path such as items[3].due).
func (e *Error) At(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// Because returns a copy with the cause attached.
func (e *Error) Because(err error) *Error {
	c := *e
	c.err = err
	return &c
}

// KindOf returns the kind of the first *Error in err's chain, or Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Problems is several errors about one input; the caller sees all of them at once.
type Problems []*Error

// Error lists the problems.
func (p Problems) Error() string { return errors.Join(p.list()...).Error() }

// Unwrap makes errors.Is and errors.As look at each problem.
func (p Problems) Unwrap() []error { return p.list() }

// Err returns nil when there are no problems.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

func (p Problems) list() []error {
	list := make([]error, 0, len(p))
	for e := range slices.Values(p) {
		list = append(list, e)
	}
	return list
}
