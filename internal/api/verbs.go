package api

import (
	"context"
	"net/http"

	"anlan"
)

// verb is a request to act on a record.
type verb[B any] struct {
	RecordID
	Body B
}

// RecordID addresses one record. It is exported because huma fills only exported embedded structs.
type RecordID struct {
	ID anlan.ID `path:"id" maxLength:"36"`
}

// Seen is the common part of verbs on what others change too: Revision is what the caller has seen; 0 means any.
type Seen struct {
	Revision int64 `json:"revision" required:"false"`
}

func (s Seen) sight() int64 { return s.Revision }

// deed is what an actor does to a record of a room.
type deed[B, R any] = func(ctx context.Context, a anlan.Actor, id anlan.ID, b B) (R, error)

// onSight leads a deed to a room that asks for the revision that was seen and for one draft.
func onSight[B interface{ sight() int64 }, D, R any](do func(context.Context, anlan.Actor, anlan.ID, int64, D) (R, error), draft func(B) D) deed[B, R] {
	return func(ctx context.Context, a anlan.Actor, id anlan.ID, b B) (R, error) {
		return do(ctx, a, id, b.sight(), draft(b))
	}
}

// addVerb registers POST {records}/{id}/{name}, which answers with the record's page.
func addVerb[B, R, V any](d door, records, name, action, summary string, do deed[B, R], show func(context.Context, R) (*answer[V], error)) {
	add(d, http.MethodPost, records+"/{id}/"+name, action, summary, func(ctx context.Context, in *verb[B]) (*answer[V], error) {
		r, err := do(ctx, Actor(ctx), in.ID, in.Body)
		if err != nil {
			return nil, err
		}
		return show(ctx, r)
	})
}
