package document

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
	"anlan/internal/registry"
)

// Body is what a person writes of a document.
type Body struct {
	ID       anlan.ID   `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Content  Content    `json:"content"`
	To       []anlan.ID `json:"to,omitempty" maxItems:"300" doc:"Units that receive it"`
	Revision int64      `json:"revision,omitempty" doc:"that was seen; 0: new"`
}

// Compose (拟稿) begins a document of the actor's unit.
func (s *Service) Compose(ctx context.Context, a anlan.Actor, b Body) (Text, error) {
	if err := authz.Check(a, actCompose, authz.Target{Unit: a.Unit}); err != nil {
		return Text{}, err
	}
	t := Text{ID: b.ID, Unit: a.Unit, State: Draft, Content: b.Content.tidy(), To: b.To, By: a.Post, Revision: 1}
	if err := t.Content.check(); err != nil {
		return t, err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		if t.ID == "" {
			t.ID = tx.NewID()
		} else if _, err := anlan.ParseID(string(t.ID)); err != nil {
			return err
		}
		t.Moved = tx.Now
		if err := receivers(ctx, tx, t.To); err != nil {
			return err
		}
		return insertText(ctx, tx, t)
	})
	if errors.Is(err, db.ErrDone) {
		return loadText(ctx, s.d.Reader(), t.ID)
	}
	return t, err
}

// Save keeps what was written of a draft.
func (s *Service) Save(ctx context.Context, a anlan.Actor, id anlan.ID, b Body) (Text, error) {
	return s.doText(ctx, a, id, b.Revision, "document.saved", func(ctx context.Context, tx *db.Tx, t Text) (Text, error) {
		t.Content, t.To, t.By = b.Content.tidy(), b.To, tx.Actor.Post
		if err := errors.Join(t.in(Draft), t.Content.check()); err != nil {
			return t, err
		}
		return t, receivers(ctx, tx, t.To)
	})
}

// Drop (弃稿) ends a draft that never had a number.
func (s *Service) Drop(ctx context.Context, a anlan.Actor, id anlan.ID) (Text, error) {
	return s.doText(ctx, a, id, 0, "document.dropped", func(_ context.Context, _ *db.Tx, t Text) (Text, error) {
		err := t.in(Draft)
		t.State = Dropped
		return t, err
	})
}

// Issue (编号定稿) gives a document its number, in the same transaction freezes its text, and writes it
// into the register.
func (s *Service) Issue(ctx context.Context, a anlan.Actor, id anlan.ID, base int64) (Text, error) {
	return s.doText(ctx, a, id, base, "document.issued", func(ctx context.Context, tx *db.Tx, t Text) (Text, error) {
		if err := t.in(Draft); err != nil {
			return t, err
		}
		if err := t.Content.ready(); err != nil {
			return t, err
		}
		return s.number(ctx, tx, t)
	})
}

func (s *Service) number(ctx context.Context, tx *db.Tx, t Text) (Text, error) {
	kind, _ := KindOf(t.Content.Kind)
	if err := s.ours(ctx, tx, t, t.Content.Code+kind.Mark); err != nil {
		return t, err
	}
	if t.Content.Addressee == "" {
		names, err := namesOf(ctx, tx, t.To)
		if err != nil {
			return t, err
		}
		t.Content.Addressee = names
	}
	var err error
	if t.Template, err = s.templateHash(ctx, tx, kind.Key); err != nil {
		return t, err
	}
	t.Day = tx.Now.Date()
	year := t.Day.Year()
	series := kind.Series(t.Content.Code, year)
	n, err := tx.Number(ctx, series)
	if err != nil {
		return t, err
	}
	t.Number = numberOf(t.Content.Code+kind.Mark, year, n)
	t.State, t.Issuer, t.Entry = Issued, tx.Actor.Post, tx.NewID()
	t.SHA256 = t.hash()
	return t, insertEntry(ctx, tx, Entry{ID: t.Entry, Number: t.Number, Series: series, N: n, Code: t.Content.Code + kind.Mark, Kind: kind.Key,
		Title: t.Content.Title, Unit: t.Unit, To: t.To, Issued: tx.Now, By: tx.Actor.Post, Origin: t.Ref(), Exercise: t.Content.Exercise, Revision: 1})
}

// ours refuses a code under which another unit issues its documents.
func (s *Service) ours(ctx context.Context, tx *db.Tx, t Text, code string) error {
	last, err := known(queries(tx).LastOfCode(ctx, code))
	if err != nil || last == nil || last.Unit == t.Unit {
		return err
	}
	u, err := registry.In(tx).Unit(ctx, last.Unit)
	if err != nil {
		return err
	}
	return anlan.ErrDocumentCodeTaken.With("code", t.Content.Code).With("unit", u.Name).At("code")
}

// verb is one act on a loaded document.
type verb func(ctx context.Context, tx *db.Tx, t Text) (Text, error)

// doText runs a verb of whoever composes: load, authorize, decide, save, emit. A request that was carried
// out before answers with the document as it stands.
func (s *Service) doText(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, kind string, do verb) (Text, error) {
	var t Text
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := loadText(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := mayWrite(a, was); err != nil {
			return err
		}
		if base != 0 && base != was.Revision {
			return anlan.ErrConflict
		}
		if t, err = do(ctx, tx, was); err != nil {
			return err
		}
		t.Moved = tx.Now
		t, err = updateText(ctx, tx, kind, was, t)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return loadText(ctx, s.d.Reader(), id)
	}
	return t, err
}

// mayWrite asks who composes; what is not theirs is not there.
func mayWrite(a anlan.Actor, t Text) error {
	if err := authz.Check(a, actCompose, authz.Target{Unit: t.Unit}); err != nil {
		return anlan.ErrNotFound
	}
	return nil
}

// Text returns a document. A draft is seen by those who compose for its unit, an issued one by everybody
// who sees its entry.
func (s *Service) Text(ctx context.Context, a anlan.Actor, id anlan.ID) (Text, error) {
	t, err := loadText(ctx, s.d.Reader(), id)
	if err != nil || mayWrite(a, t) == nil {
		return t, err
	}
	if t.Entry == "" {
		return t, anlan.ErrNotFound
	}
	_, err = s.Entry(ctx, a, t.Entry)
	return t, err
}

// Drafts lists the unfinished documents of the actor's unit, the newest first.
func (s *Service) Drafts(ctx context.Context, a anlan.Actor) ([]Text, error) {
	if err := authz.Check(a, actCompose, authz.Target{Unit: a.Unit}); err != nil {
		return nil, err
	}
	return db.DecodeAll[Text](queries(s.d.Reader()).TextsOf(ctx, documentdb.TextsOfParams{Unit: a.Unit, State: string(Draft), Limit: limitMost}))
}

// Codes lists the codes under which the actor's unit issued lately, without the marks of the kinds.
func (s *Service) Codes(ctx context.Context, a anlan.Actor) ([]string, error) {
	return s.codesOf(ctx, s.d.Reader(), a.Unit)
}

// codesOf are an organ's own codes. What rooms number by what it is about, they say so; what was registered before they
// did, the landing knows ([Options].Subjects).
func (s *Service) codesOf(ctx context.Context, door documentdb.DBTX, unit anlan.ID) ([]string, error) {
	list, err := db.DecodeAll[Entry](queries(door).LastOfUnit(ctx, documentdb.LastOfUnitParams{Unit: unit, Limit: 50}))
	var codes []string
	for _, e := range list {
		kind, known := KindOf(e.Kind)
		code, marked := cutMark(e.Code, kind.Mark)
		if known && marked && !e.Subject && !slices.Contains(s.Subjects, code) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes, err
}
