package committee

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// ManyMost bounds how many decisions one press changes.
const ManyMost = 500

// OneEdit is what is written into one of several decisions; nil leaves a field as it is.
type OneEdit struct {
	ID       anlan.ID      `json:"id" maxLength:"36"`
	Revision int64         `json:"revision" doc:"as the desk showed it"`
	Owners   *[]OwnerDraft `json:"owners,omitempty" maxItems:"100"`
	CoOwners *[]OwnerDraft `json:"coOwners,omitempty" maxItems:"100"`
	Due      *anlan.Date   `json:"due,omitempty" doc:"empty: no deadline"`
	Back     *Back         `json:"back,omitempty" doc:"it takes a change back"`
}

// Back is what stood there, besides the fields, before a change that is taken back.
type Back struct {
	Ticked    bool   `json:"ticked" doc:"it was ticked, and is again"`
	NoSuchDay string `json:"noSuchDay,omitempty" maxLength:"20" doc:"the date as the text prints it, when no calendar has it"`
}

// Refused is a decision that stayed as it was, and why.
type Refused struct {
	ID    anlan.ID
	No    int64  // 0 when there is no such decision here
	Title string // as the desk shows it
	Err   error
}

// EditMany changes several decisions of a meeting in one transaction, each recorded by itself. One that cannot be changed
// stays as it is and is named; the others are changed all the same.
func (s *Service) EditMany(ctx context.Context, a anlan.Actor, meeting anlan.ID, edits []OneEdit) (done []Decision, not []Refused, err error) {
	if err := authz.Check(a, actWrite); err != nil {
		return nil, nil, err
	}
	if len(edits) == 0 || len(edits) > ManyMost {
		return nil, nil, anlan.ErrCommitteeMany.With("max", ManyMost).At("items")
	}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		done, not = []Decision{}, []Refused{} // it may run again
		m, err := loadMeeting(ctx, tx, meeting)
		if err != nil {
			return err
		}
		who := newResolver(registry.In(tx), m)
		for _, e := range edits {
			d, refused, err := editOne(ctx, tx, m, who, e)
			if err != nil {
				return err
			}
			if refused != nil {
				not = append(not, Refused{ID: e.ID, No: d.No, Title: d.Title, Err: refused})
				continue
			}
			done = append(done, d)
		}
		return nil
	})
	if errors.Is(err, db.ErrDone) {
		return s.stand(ctx, meeting, edits)
	}
	return done, not, err
}

// editOne changes one of several. What a person can be told of is a refusal; anything else ends it all.
func editOne(ctx context.Context, tx *db.Tx, m Meeting, who *resolver, e OneEdit) (d Decision, refused, err error) {
	told := func(err error) (Decision, error, error) {
		if anlan.KindOf(err) == anlan.Internal || anlan.KindOf(err) == anlan.Unavailable {
			return d, nil, err
		}
		return d, err, nil
	}
	if d, err = loadDecision(ctx, tx, e.ID); err != nil {
		return told(err)
	}
	if d.Meeting != m.ID {
		d = Decision{}
		return told(anlan.ErrNotFound)
	}
	if e.Revision != 0 && e.Revision != d.Revision {
		return told(anlan.ErrConflict)
	}
	edit, err := DecisionEdit{Owners: e.Owners, CoOwners: e.CoOwners, Due: e.Due}.resolved(ctx, who)
	if err != nil {
		return told(err)
	}
	edit.Back = e.Back
	next, err := d.Edit(edit, m.Date, tx.Now)
	if err != nil {
		return told(err)
	}
	if e.Back != nil && e.Back.Ticked {
		return ticked(ctx, tx, m, next)
	}
	next, err = saveDecision(ctx, tx, "committee.decision_edited", next)
	return next, nil, err
}

// ticked saves an edit and the tick on it, each with its event. An edit that cannot be ticked stays without.
func ticked(ctx context.Context, tx *db.Tx, m Meeting, d Decision) (_ Decision, refused, err error) {
	if d, err = saveDecision(ctx, tx, "committee.decision_edited", d); err != nil {
		return d, nil, err
	}
	on, err := d.Tick(true, tx.Actor, m.Date, tx.Now)
	if err != nil {
		return d, nil, nil //nolint:nilerr // the gap that keeps it from being ticked stands beside it
	}
	on, err = saveDecision(ctx, tx, "committee.decision_ticked", on)
	return on, nil, err
}

// stand answers a press that was carried out before: how its decisions stand now.
func (s *Service) stand(ctx context.Context, meeting anlan.ID, edits []OneEdit) ([]Decision, []Refused, error) {
	done, not := []Decision{}, []Refused{}
	for _, e := range edits {
		d, err := loadDecision(ctx, s.d.Reader(), e.ID)
		switch {
		case err == nil && d.Meeting != meeting, isGone(err):
			not = append(not, Refused{ID: e.ID, Err: anlan.ErrNotFound})
		case err != nil:
			return nil, nil, err
		case d.Revision <= e.Revision && e.Revision != 0:
			not = append(not, Refused{ID: e.ID, No: d.No, Title: d.Title, Err: anlan.ErrConflict})
		default:
			done = append(done, d)
		}
	}
	return done, not, nil
}
