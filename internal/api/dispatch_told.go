package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/matter"
)

// registerTold registers what became of a dispatch: who has signed, who has not even read.
func (s *committeeDoor) registerTold() {
	add(s, http.MethodGet, "/api/v1/dispatches/{id}/told", "notify.log", "How far a dispatch has reached: signed for, read, unread", s.dispatchTold)
	add(s, http.MethodPost, "/api/v1/dispatches/{id}/chase", "notify.chase", "Tell those once more who have not read what a dispatch sent them (催未读)", s.dispatchChase)
}

// DispatchTold is how far a dispatch has reached.
type DispatchTold struct {
	Matters int `json:"matters" doc:"That it opened"`
	Signed  int `json:"signed" doc:"Of them, signed for"`
	Told    int `json:"told" doc:"Notices that were sent about them"`
	Unread  int `json:"unread" doc:"Of them, not read yet"`
}

func (s *committeeDoor) dispatchTold(ctx context.Context, in *RecordID) (*answer[DispatchTold], error) {
	refs, err := s.dispatchRefs(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	t := DispatchTold{Matters: len(refs)}
	for _, ref := range refs {
		m, err := s.Matter.Get(ctx, Actor(ctx), ref.ID)
		if err != nil {
			return nil, err
		}
		if m.State != matter.Issued {
			t.Signed++
		}
	}
	unread, told, err := s.Notify.Unread(ctx, Actor(ctx), refs...)
	t.Told, t.Unread = told, len(unread)
	return ok(t, err)
}

func (s *committeeDoor) dispatchChase(ctx context.Context, in *RecordID) (*answer[ChaseView], error) {
	refs, err := s.dispatchRefs(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	n, err := s.Notify.Chase(ctx, Actor(ctx), refs...)
	return ok(ChaseView{n}, err)
}

// dispatchRefs names the matters that a dispatch opened.
func (s *committeeDoor) dispatchRefs(ctx context.Context, id anlan.ID) ([]anlan.Ref, error) {
	p, err := s.Committee.Sent(ctx, Actor(ctx), id)
	if err != nil {
		return nil, err
	}
	var refs []anlan.Ref
	for _, sent := range p.Matters {
		if !sent.Merged {
			refs = append(refs, anlan.Ref{Kind: "matter.matter", ID: sent.Matter})
		}
	}
	return refs, nil
}
