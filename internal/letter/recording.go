package letter

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// Record enters a fact that no room counts yet.
func (s *Service) Record(ctx context.Context, a anlan.Actor, d RecordDraft) (Record, error) {
	if err := authz.Check(a, actRecord); err != nil {
		return Record{}, err
	}
	var r Record
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		set, _, err := s.set(tx.Now.Date())
		if err != nil {
			return err
		}
		m, err := d.check(set, tx.Now.Date())
		if err != nil {
			return err
		}
		if err := s.thawed(ctx, tx, d.Day.Year()); err != nil {
			return err
		}
		u, err := registry.In(tx).Unit(ctx, d.Unit)
		if err != nil {
			return blame(err, "unit")
		}
		r = Record{ID: d.ID, Unit: u.ID, Name: u.Name, Metric: d.Metric, Good: m.Good, Day: d.Day, N: d.N, Text: strings.TrimSpace(d.Text),
			Basis: strings.TrimSpace(d.Basis), By: seatOf(a), At: tx.Now, Place: u.Place, Sector: u.Sector, Files: d.Files, Revision: 1}
		if r.ID == "" {
			r.ID = tx.NewID()
		}
		if err := shows(ctx, tx, "", r.Unit, r.Files); err != nil {
			return err
		}
		return insertItem(ctx, tx, "letter.recorded", r, r)
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return getItem[Record](ctx, s.d.Reader(), d.ID)
	}
	return r, err
}

// VoidRecord says that a recorded fact does not hold; it stays readable.
func (s *Service) VoidRecord(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Record, error) {
	if err := authz.Check(a, actRecord); err != nil {
		return Record{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Record{}, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	}
	var r Record
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if r, err = getItem[Record](ctx, tx, id); err != nil {
			return err
		}
		if r.Void != "" {
			return anlan.ErrConflict
		}
		if err := s.thawed(ctx, tx, r.Day.Year()); err != nil {
			return err
		}
		r.Void, r.VoidBy, r.Revision = strings.TrimSpace(reason), seatOf(a), r.Revision+1
		return updateItem(ctx, tx, "letter.record_voided", r, r)
	})
	if errors.Is(err, db.ErrDone) {
		return getItem[Record](ctx, s.d.Reader(), id)
	}
	return r, err
}

// RecordsOf lists what was recorded in a year.
func (s *Service) RecordsOf(ctx context.Context, a anlan.Actor, year int, after anlan.ID) ([]Record, error) {
	if err := authz.Check(a, actRecord); err != nil {
		return nil, err
	}
	return itemsOfYear[Record](ctx, s.d.Reader(), year, "holds", after, 200)
}
