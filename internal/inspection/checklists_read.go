package inspection

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
)

// Checklist returns a checklist with its working copy.
func (s *Service) Checklist(ctx context.Context, a anlan.Actor, id anlan.ID) (Checklist, error) {
	if err := authz.Check(a, actLists); err != nil {
		return Checklist{}, err
	}
	return db.Decode[Checklist](queries(s.d.Reader()).Checklist(ctx, id))
}

// Version returns a published version; 0 is the newest.
func (s *Service) Version(ctx context.Context, a anlan.Actor, id anlan.ID, version int64) (Version, error) {
	if err := authz.Check(a, actLists); err != nil {
		return Version{}, err
	}
	if version == 0 {
		c, err := s.Checklist(ctx, a, id)
		if err != nil {
			return Version{}, err
		}
		if version = c.Version; version == 0 {
			return Version{}, anlan.ErrChecklistDraftOnly.With("title", c.Title)
		}
	}
	return db.Decode[Version](queries(s.d.Reader()).Version(ctx, inspectiondb.VersionParams{Checklist: id, Version: version}))
}

// Versions lists what was published of a checklist, the newest first.
func (s *Service) Versions(ctx context.Context, a anlan.Actor, id anlan.ID) ([]Version, error) {
	if err := authz.Check(a, actLists); err != nil {
		return nil, err
	}
	return db.DecodeAll[Version](queries(s.d.Reader()).Versions(ctx, id))
}

// Page is one bounded page of a list; Next, when not empty, asks for the following one. More says that
// a bounded search ended before the list did.
type Page[T any] struct {
	Items []T
	Next  string
	More  bool
}

// Checklists lists checklists by code. suiting, when not empty, is a kind of site: then only what is
// published for it comes, on one page.
func (s *Service) Checklists(ctx context.Context, a anlan.Actor, state ChecklistState, suiting, after string, most int) (Page[Checklist], error) {
	if err := authz.Check(a, actLists); err != nil {
		return Page[Checklist]{}, err
	}
	q, n := queries(s.d.Reader()), int32(bounded(most)+1)
	var list []Checklist
	var err error
	switch {
	case suiting != "":
		list, err = db.DecodeAll[Checklist](q.Suiting(ctx, inspectiondb.SuitingParams{Kind: suiting, Limit: 200}))
		return Page[Checklist]{Items: list}, err
	case state != "":
		list, err = db.DecodeAll[Checklist](q.ChecklistsInState(ctx, inspectiondb.ChecklistsInStateParams{State: string(state), Code: after, Limit: n}))
	default:
		list, err = db.DecodeAll[Checklist](q.Checklists(ctx, inspectiondb.ChecklistsParams{Code: after, Limit: n}))
	}
	if err != nil || len(list) < int(n) {
		return Page[Checklist]{Items: list}, err
	}
	return Page[Checklist]{Items: list[:n-1], Next: list[n-2].Code}, nil
}

// bounded is how many rows a page has.
func bounded(most int) int {
	if most <= 0 || most > 200 {
		return 50
	}
	return most
}
