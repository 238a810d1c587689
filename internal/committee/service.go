package committee

import (
	"context"
	"errors"
	"fmt"
	"unicode"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/committee/minutes"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead     = "committee.read"
	actWrite    = "committee.write"
	actDispatch = "committee.dispatch"
	actReceipt  = "committee.receipt"
)

// TextReader reads the text of a meeting into proposals. *minutes.Reader is one. It must be safe for
// many callers.
type TextReader interface {
	// ParseString reads a text; offsets count its runes.
	ParseString(s string, o minutes.Options) minutes.Proposal
	// Plain returns a stretch in simplified glyphs, without pinyin and stray spaces.
	Plain(s string) string
}

// Options are what the service stands on.
type Options struct {
	DB      *db.DB
	Matters *matter.Service
	Seats   matter.Directory // where a unit sits and which post answers for it
	Reader  TextReader
	Rules   func() *rule.Book         // policy relay-ladder
	Days    func() *calendar.Calendar // moves its rungs to office hours
}

// Service is the committee's room on a database.
type Service struct {
	d       *db.DB
	matters *matter.Service
	seats   matter.Directory
	reader  TextReader
	rules   func() *rule.Book
	days    func() *calendar.Calendar
}

// New makes the service.
func New(o Options) *Service {
	return &Service{d: o.DB, matters: o.Matters, seats: o.Seats, reader: o.Reader, rules: o.Rules, days: o.Days}
}

// CreateMeeting records a meeting. What the draft leaves out is filled: the county's Work-Safety
// Committee, the mark of its office, the next ordinal of the year.
func (s *Service) CreateMeeting(ctx context.Context, a anlan.Actor, draft MeetingDraft) (Meeting, error) {
	var m Meeting
	if err := authz.Check(a, actWrite); err != nil {
		return m, err
	}
	if err := draft.check(); err != nil {
		return m, err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if m, err = s.newMeeting(ctx, tx, draft); err != nil {
			return err
		}
		if err := insertMeeting(ctx, tx, m); err != nil {
			return err
		}
		return tx.Emit("committee.meeting_created", m.Ref(), m, m)
	})
	if errors.Is(err, db.ErrDone) {
		return s.already(ctx, draft.ID)
	}
	return m, err
}

// already answers a request that was carried out before. Without an identity of its own the client is
// told to look.
func (s *Service) already(ctx context.Context, id anlan.ID) (Meeting, error) {
	if id == "" {
		return Meeting{}, anlan.ErrConflict
	}
	return loadMeeting(ctx, s.d.Reader(), id)
}

func (s *Service) newMeeting(ctx context.Context, tx *db.Tx, draft MeetingDraft) (Meeting, error) {
	body, err := bodyOf(ctx, registry.In(tx), draft.Unit)
	if err != nil {
		return Meeting{}, err
	}
	m := draft.apply(Meeting{ID: draft.ID, Unit: body, By: seatOf(tx.Actor), Created: tx.Now, Updated: tx.Now, Revision: 1})
	if m.ID == "" {
		m.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(m.ID)); err != nil {
		return m, err
	}
	if m.Organ = draft.Organ; m.Organ == "" {
		if m.Organ, err = organOf(ctx, registry.In(tx), body.ID); err != nil {
			return m, err
		}
	}
	n, err := tx.Number(ctx, fmt.Sprintf("committee/meeting/%d", m.Year))
	if err != nil {
		return m, err
	}
	m.Number = fmt.Sprintf("会〔%d〕%d号", m.Year, n)
	return s.counted(ctx, tx, m, draft.Ordinal)
}

// counted gives the meeting its ordinal of the year: the given one, else the next.
func (s *Service) counted(ctx context.Context, tx *db.Tx, m Meeting, given int64) (Meeting, error) {
	if m.Ordinal = given; given != 0 {
		return m, nil
	}
	last, err := queries(tx).LastOrdinal(ctx, m.series())
	m.Ordinal = last + 1
	return m, db.Classify(err)
}

// bodyOf returns the committee that meets: the named one, else the first of the county.
func bodyOf(ctx context.Context, dir registry.Directory, id anlan.ID) (Named, error) {
	if id == "" {
		bodies, err := dir.UnitsOfKind(ctx, registry.Committee)
		if err != nil {
			return Named{}, err
		}
		if len(bodies) == 0 {
			return Named{}, anlan.ErrFieldRequired.With("name", "unit").At("unit")
		}
		return Named{bodies[0].ID, bodies[0].Name}, nil
	}
	u, err := dir.Unit(ctx, id)
	if err == nil && u.Kind != registry.Committee {
		err = anlan.ErrRegistryNoCommittee.With("name", u.Name).At("unit")
	}
	return Named{u.ID, u.Name}, err
}

// organOf returns the mark under which the committee's office numbers its papers: the office's code
// where that is written in Chinese, else 安委办.
func organOf(ctx context.Context, dir registry.Directory, committee anlan.ID) (string, error) {
	office, err := officeOf(ctx, dir, committee)
	if errors.Is(err, anlan.ErrRegistryNoOffice) {
		return "安委办", nil
	}
	for _, r := range office.Code {
		if unicode.Is(unicode.Han, r) {
			return office.Code, err
		}
	}
	return "安委办", err
}

// officeOf returns the office that stands below the committee, else the county's.
func officeOf(ctx context.Context, dir registry.Directory, committee anlan.ID) (registry.Unit, error) {
	offices, err := dir.UnitsOfKind(ctx, registry.CommitteeOffice)
	if err != nil {
		return registry.Unit{}, err
	}
	for _, u := range offices {
		if u.Parent == committee {
			return u, nil
		}
	}
	return dir.Office(ctx)
}

// UpdateMeeting changes a meeting that was seen at the revision.
func (s *Service) UpdateMeeting(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, draft MeetingDraft) (Meeting, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Meeting{}, err
	}
	if err := draft.check(); err != nil {
		return Meeting{}, err
	}
	return s.change(ctx, a, id, revision, "committee.meeting_changed", func(tx *db.Tx, was Meeting) (Meeting, error) {
		m := draft.apply(was)
		if draft.Organ != "" {
			m.Organ = draft.Organ
		}
		if was.fixed(m) {
			return m, anlan.ErrCommitteeMeetingState.With("state", string(was.State)).With("verb", "edit")
		}
		if m.series() == was.series() && draft.Ordinal == 0 {
			return m, nil
		}
		return s.counted(ctx, tx, m, draft.Ordinal)
	})
}

// SetAttendance writes who took part (签到): the whole list at once.
func (s *Service) SetAttendance(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, rows []Attendance) (Meeting, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Meeting{}, err
	}
	return s.change(ctx, a, id, revision, "committee.attendance_set", func(tx *db.Tx, m Meeting) (Meeting, error) {
		if err := nameUnits(ctx, registry.In(tx), rows); err != nil {
			return m, err
		}
		return m.Seated(rows)
	})
}

// nameUnits writes beside each unit the name that it has now.
func nameUnits(ctx context.Context, dir registry.Directory, rows []Attendance) error {
	for i, r := range rows {
		if r.Unit == "" {
			continue
		}
		u, err := dir.Unit(ctx, r.Unit)
		if err != nil {
			return anlan.ErrFieldInvalid.With("name", "unit").With("value", string(r.Unit)).At(fmt.Sprintf("items[%d].unit", i)).Because(err)
		}
		rows[i].UnitName = u.Name
	}
	return nil
}

// change loads a meeting, lets fn decide, saves and tells. Revision 0 means any. A change that was made
// before answers with the meeting as it stands.
func (s *Service) change(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, kind string, fn func(tx *db.Tx, m Meeting) (Meeting, error)) (Meeting, error) {
	var m Meeting
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := loadMeeting(ctx, tx, id)
		if err != nil {
			return err
		}
		if revision != 0 && revision != was.Revision {
			return anlan.ErrConflict
		}
		if m, err = fn(tx, was); err != nil {
			return err
		}
		m, err = saveMeeting(ctx, tx, kind, m)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return loadMeeting(ctx, s.d.Reader(), id)
	}
	return m, err
}
