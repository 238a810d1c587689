package inspection

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
)

// shippedSeal is the seal of what Shipped reads. TestShippedSeal says the new one after a checklist was edited.
const shippedSeal = "98d19f71c96846a41f0b17bd"

// library names the program's own checklists beside their seal in the database.
const library = "builtin"

// sealOf is a digest of drafts in full.
func sealOf(list []ChecklistDraft) (string, error) {
	raw, err := json.Marshal(list)
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:12]), err
}

// Install brings the shipped checklists into the county's database: those that are missing, and newer
// forms of those that nobody has changed. What the county has edited stays the county's. It is done
// again at every start, and by two programs at once, without harm; a county that has this edition in full is left
// in peace, since reading the checklists takes longer than the rest of a start.
func (s *Service) Install(ctx context.Context) error {
	seal, err := queries(s.d.Reader()).Shipped(ctx, library)
	if err == nil && seal == shippedSeal {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return db.Classify(err)
	}
	list, err := Shipped()
	if err != nil {
		return err
	}
	whole := true
	for _, d := range list {
		done, err := s.install(ctx, d)
		if err != nil && !errors.Is(err, anlan.ErrDuplicate) && !errors.Is(err, anlan.ErrConflict) {
			return fmt.Errorf("install %s: %w", d.Code, err)
		}
		whole = whole && done && err == nil
	}
	if !whole {
		return nil // somebody is editing: the next start looks again
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		return db.Classify(queries(tx).MarkShipped(ctx, inspectiondb.MarkShippedParams{Library: library, Seal: shippedSeal}))
	})
}

// install brings in one checklist. It is not done while the county's working copy is being edited.
func (s *Service) install(ctx context.Context, d ChecklistDraft) (done bool, err error) {
	hash, err := hashOf(d.Form)
	if err != nil {
		return false, err
	}
	known, err := db.Decode[Checklist](queries(s.d.Reader()).ChecklistByCode(ctx, d.Code))
	missing := errors.Is(err, anlan.ErrNotFound)
	if err != nil && !missing {
		return false, err
	}
	if !missing && (known.Builtin == "" || known.Builtin == hash || known.Builtin != known.Hash || known.Dirty) {
		return known.Builtin == hash || !known.Dirty, nil
	}
	return true, s.renew(ctx, d, hash, missing)
}

// renew makes the checklist, or publishes its newer form.
func (s *Service) renew(ctx context.Context, d ChecklistDraft, hash string, missing bool) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) (err error) {
		c := Checklist{ID: tx.NewID(), Code: d.Code, State: Drafted, Created: tx.Now, Updated: tx.Now}
		if !missing {
			if c, err = db.Decode[Checklist](queries(tx).ChecklistByCode(ctx, d.Code)); err != nil {
				return err
			}
		}
		if c, err = d.apply(c); err != nil {
			return err
		}
		if c.Builtin = hash; missing {
			if c, err = insertChecklist(ctx, tx, "inspection.checklist_made", c); err != nil {
				return err
			}
		}
		if c.State == Retired { // the county does not want it: renew the copy, not the offer
			_, err = saveChecklist(ctx, tx, "inspection.checklist_edited", c)
			return err
		}
		_, err = s.publish(ctx, tx, c)
		return err
	})
}
