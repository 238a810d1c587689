package inspection

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/registry"
)

// ChecklistState is how far a checklist is.
type ChecklistState string

// The states of a checklist.
const (
	Drafted   ChecklistState = "draft"     // never published
	Published ChecklistState = "published" // in use
	Retired   ChecklistState = "retired"   // no longer offered; its versions stay readable
)

// Checklist is a checklist with its working copy. What was published are Versions.
type Checklist struct {
	ID        anlan.ID       `json:"id"`
	Code      string         `json:"code"`
	Title     string         `json:"title"`
	TitleEN   string         `json:"titleEn,omitempty"`
	SiteKinds []string       `json:"siteKinds" nullable:"false" doc:"kinds of sites it is meant for"`
	Sector    string         `json:"sector,omitempty"`
	Unit      Named          `json:"unit" doc:"whose it is; without one it came with the product"`
	State     ChecklistState `json:"state" enum:"draft,published,retired"`
	Version   int64          `json:"version" doc:"the newest published one; 0: none"`
	Hash      string         `json:"hash,omitempty" doc:"of the newest published form"`
	Builtin   string         `json:"builtin,omitempty" doc:"hash of the form that the product brought: the same as hash while nobody has changed it"`
	Form      checklist.Form `json:"form" doc:"the working copy"`
	Dirty     bool           `json:"dirty" doc:"the working copy differs from what is published"`
	Created   anlan.Instant  `json:"created"`
	Updated   anlan.Instant  `json:"updated"`
	Revision  int64          `json:"revision"`
}

// Ref names the checklist.
func (c Checklist) Ref() anlan.Ref { return anlan.Ref{Kind: RefChecklist, ID: c.ID} }

// told is what the event of a new checklist says: the form stands in the record.
func (c Checklist) told() map[string]any { return map[string]any{"code": c.Code, "title": c.Title} }

// Version is a published form: never changed, pinned into every inspection that was made by it.
type Version struct {
	ID        anlan.ID       `json:"id"`
	Checklist anlan.ID       `json:"checklist"`
	Code      string         `json:"code"`
	Title     string         `json:"title"`
	TitleEN   string         `json:"titleEn,omitempty"`
	Version   int64          `json:"version"`
	Form      checklist.Form `json:"form"`
	Hash      string         `json:"hash"`
	By        anlan.ID       `json:"by,omitempty"`
	At        anlan.Instant  `json:"at"`
}

// Ref names the version.
func (v Version) Ref() anlan.Ref { return anlan.Ref{Kind: RefVersion, ID: v.ID} }

// ChecklistDraft is what a person writes of a checklist.
type ChecklistDraft struct {
	ID        anlan.ID       `json:"id,omitempty" maxLength:"36"`
	Code      string         `json:"code" maxLength:"60" doc:"a letter, then letters, digits, _ and -; fixed once it is stored"`
	Title     string         `json:"title" maxLength:"100"`
	TitleEN   string         `json:"titleEn,omitempty" maxLength:"200"`
	SiteKinds []string       `json:"siteKinds,omitempty" maxItems:"50"`
	Sector    string         `json:"sector,omitempty" maxLength:"60"`
	Form      checklist.Form `json:"form"`
}

func (d ChecklistDraft) check() error {
	var p anlan.Problems
	if !checklist.IsName(d.Code) {
		p = append(p, anlan.ErrChecklistName.With("name", d.Code).At("code"))
	}
	if strings.TrimSpace(d.Title) == "" {
		p = append(p, anlan.ErrFieldRequired.With("name", "title").At("title"))
	} else if utf8.RuneCountInString(d.Title) > 100 {
		p = append(p, anlan.ErrFieldTooLong.With("name", "title").With("max", 100).At("title"))
	}
	for _, k := range d.SiteKinds {
		if !checklist.IsName(k) {
			p = append(p, anlan.ErrFieldInvalid.With("name", "siteKinds").With("value", k).At("siteKinds"))
		}
	}
	_, faults := checklist.Compile(d.Form)
	return append(p, checklist.Problems(faults)...).Err()
}

// apply puts the draft over a checklist.
func (d ChecklistDraft) apply(c Checklist) (Checklist, error) {
	c.Title, c.TitleEN, c.Sector, c.Form = strings.TrimSpace(d.Title), strings.TrimSpace(d.TitleEN), d.Sector, d.Form.Normal()
	c.SiteKinds = unique(d.SiteKinds)
	hash, err := hashOf(c.Form)
	c.Dirty = hash != c.Hash
	return c, err
}

func unique(list []string) []string {
	out, seen := []string{}, map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			out = append(out, s)
		}
		seen[s] = true
	}
	return out
}

func hashOf(v any) (string, error) {
	sum, err := anlan.Digest(v)
	return hex.EncodeToString(sum[:]), err
}

// SaveChecklist writes the working copy of a checklist, new or known; revision is what the caller has
// seen, 0 for a new one. What was published does not change.
func (s *Service) SaveChecklist(ctx context.Context, a anlan.Actor, d ChecklistDraft, revision int64) (Checklist, error) {
	if err := authz.Check(a, actEdit); err != nil {
		return Checklist{}, err
	}
	if err := d.check(); err != nil {
		return Checklist{}, err
	}
	if d.ID != "" {
		c, err := s.editChecklist(ctx, a, d.ID, revision, "inspection.checklist_edited", d.apply)
		if !errors.Is(err, anlan.ErrNotFound) || revision != 0 {
			return c, err
		}
	}
	return s.newChecklist(ctx, a, d)
}

func (s *Service) newChecklist(ctx context.Context, a anlan.Actor, d ChecklistDraft) (Checklist, error) {
	var c Checklist
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if c, err = d.apply(Checklist{ID: d.ID, Code: d.Code, State: Drafted, Created: tx.Now, Updated: tx.Now}); err != nil {
			return err
		}
		if c.ID == "" {
			c.ID = tx.NewID()
		} else if _, err := anlan.ParseID(string(c.ID)); err != nil {
			return err
		}
		u, err := registry.In(tx).Unit(ctx, a.Unit)
		if err != nil {
			return err
		}
		c.Unit = Named{u.ID, u.Name}
		c, err = insertChecklist(ctx, tx, "inspection.checklist_made", c)
		return err
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return db.Decode[Checklist](queries(s.d.Reader()).Checklist(ctx, d.ID))
	}
	return c, err
}

// editChecklist lets fn decide, saves and tells.
func (s *Service) editChecklist(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, kind string, fn func(Checklist) (Checklist, error)) (Checklist, error) {
	return s.withChecklist(ctx, a, id, revision, func(tx *db.Tx, was Checklist) (Checklist, error) {
		c, err := fn(was)
		if err != nil {
			return c, err
		}
		return saveChecklist(ctx, tx, kind, c)
	})
}

// Publish makes the working copy the next version, which never changes. Inspections that run keep
// theirs.
func (s *Service) Publish(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Checklist, error) {
	return s.withChecklist(ctx, a, id, revision, func(tx *db.Tx, was Checklist) (Checklist, error) { return s.publish(ctx, tx, was) })
}

// withChecklist loads, asks who may, and holds to the revision that the caller saw.
func (s *Service) withChecklist(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, fn func(*db.Tx, Checklist) (Checklist, error)) (Checklist, error) {
	var c Checklist
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := db.Decode[Checklist](queries(tx).Checklist(ctx, id))
		if err != nil {
			return err
		}
		if err := authz.Check(a, actEdit, authz.Target{Unit: was.Unit.ID}); err != nil {
			return err
		}
		if revision != 0 && revision != was.Revision {
			return anlan.ErrConflict
		}
		c, err = fn(tx, was)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Checklist](queries(s.d.Reader()).Checklist(ctx, id))
	}
	return c, err
}

func (s *Service) publish(ctx context.Context, tx *db.Tx, c Checklist) (Checklist, error) {
	if _, faults := checklist.Compile(c.Form); len(faults) > 0 {
		return c, checklist.Problems(faults)
	}
	hash, err := hashOf(c.Form)
	if err != nil {
		return c, err
	}
	if hash == c.Hash && c.State == Published {
		return c, anlan.ErrChecklistSame.With("version", c.Version)
	}
	c.State, c.Dirty = Published, false
	if hash != c.Hash {
		c.Version++
		c.Hash = hash
		v := Version{ID: tx.NewID(), Checklist: c.ID, Code: c.Code, Title: c.Title, TitleEN: c.TitleEN, Version: c.Version, Form: c.Form, Hash: hash, By: seatOf(tx.Actor), At: tx.Now}
		if err := insertVersion(ctx, tx, v); err != nil {
			return c, err
		}
	}
	return saveChecklist(ctx, tx, "inspection.checklist_published", c)
}

// Retire takes a checklist out of use. Its versions stay readable; publishing brings it back.
func (s *Service) Retire(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Checklist, error) {
	return s.editChecklist(ctx, a, id, revision, "inspection.checklist_retired", func(c Checklist) (Checklist, error) {
		c.State = Retired
		return c, nil
	})
}
