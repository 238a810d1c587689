package committee

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/committee/minutes"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// Found is where a decision was found first, when a person said since that other words are its sentence. It stays with the
// record: what the system had read, and what a person made of it, can be told apart for good.
type Found struct {
	Minutes anlan.ID `json:"minutes"` // the version of the text that source points into
	Source  Span     `json:"source"`  // nowhere, of what was entered in own words
	Text    string   `json:"text"`
	Why     string   `json:"why"` // it was read so
	Reasons []Reason `json:"reasons" nullable:"false"`
}

// Move (改原句) says that other words of the text are the decision's sentence. before is what the words so far say when
// they are read alone, after is what the new ones say: a field that only repeated the old words follows the new ones,
// an empty one is filled, and what a person wrote stays.
func (d Decision) Move(before, after Decision, day anlan.Date, now anlan.Instant) (Decision, error) {
	if err := d.in("move", Proposed, Ticked, Dropped); err != nil {
		return d, err
	}
	was := Found{Minutes: d.Minutes, Source: d.Source, Text: d.Text, Why: d.Why, Reasons: d.Reasons}
	if d.Found == nil && (was.Source != after.Source || was.Minutes != after.Minutes) {
		d.Found = &was
	}
	d.Minutes, d.Source, d.Text, d.Quantities = after.Minutes, after.Source, after.Text, after.Quantities
	if d.Found != nil {
		d.Why, d.Reasons = movedWhy, []Reason{{Key: "moved"}}
	}
	if f := d.Found; f != nil && f.Source == d.Source && f.Minutes == d.Minutes {
		d.Why, d.Reasons, d.Found = f.Why, f.Reasons, nil // it stands again where it was found
	}
	return d.follow(before, after).untick(day, now), nil
}

// movedWhy says why a decision has the sentence that it has, once a person moved it.
const movedWhy = "原句由人工划定"

// follow lets the fields go with the words.
func (d Decision) follow(before, after Decision) Decision {
	carry(&d.Title, before.Title, after.Title, "")
	carry(&d.Cadence, before.Cadence, after.Cadence, "none")
	carry(&d.Recurrence, before.Recurrence, after.Recurrence, "")
	carry(&d.Topic, before.Topic, after.Topic, "other")
	carry(&d.Evidence, before.Evidence, after.Evidence, "ordinary")
	carry(&d.Urgency, before.Urgency, after.Urgency, matter.Ordinary)
	if after.Due != "" && (d.Due == "" || d.Due == before.Due) {
		d.Due, d.NoSuchDay = after.Due, ""
	}
	if d.Due == "" {
		d.NoSuchDay = after.NoSuchDay
	}
	d.Owners = carried(d.Owners, before.Owners, after.Owners)
	d.CoOwners = carried(d.CoOwners, before.CoOwners, after.CoOwners)
	d.Into = d.led()
	return d
}

// carry replaces a field that said what the old words say by what the new ones do, unless these are silent about it.
func carry[T ~string](field *T, before, after, silent T) {
	if *field == before && after != silent {
		*field = after
	}
}

// carried is the same for owners: they are one when they are called one.
func carried(list, before, after []Owner) []Owner {
	same := slices.EqualFunc(list, before, func(a, b Owner) bool { return a.Said == b.Said })
	if len(after) > 0 && (same || len(list) == 0) {
		return after
	}
	return list
}

// MoveDecision makes another stretch of the meeting's text the sentence of a decision.
func (s *Service) MoveDecision(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, to Span) (Decision, error) {
	return s.decide(ctx, a, id, revision, "committee.decision_moved", func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		text, span, err := s.words(ctx, tx, m, Addition{Start: &to.Start, End: &to.End})
		if err != nil {
			return d, err
		}
		who := newResolver(registry.In(tx), m)
		before, err := s.alone(ctx, who, m, d.Text, d.Source)
		if err != nil {
			return d, err
		}
		after, err := s.alone(ctx, who, m, text, span)
		if err != nil {
			return d, err
		}
		return d.Move(before, after, m.Date, tx.Now)
	})
}

// alone is what words say when nothing stands around them, as a task that a person made of them.
func (s *Service) alone(ctx context.Context, who *resolver, m Meeting, text string, at Span) (Decision, error) {
	item := minutes.Decision{}
	if p := s.reader.ParseString(text, minutes.Options{Date: m.Date}); len(p.Decisions) > 0 {
		item = p.Decisions[0]
	}
	item.Text, item.Source, item.Kind, item.Reasons = s.reader.Plain(text), minutes.Source(at), minutes.Task, []minutes.Reason{{Key: "byHand"}}
	item.Why = "人工添加"
	d, err := proposed(ctx, who, item)
	d.Minutes, d.Title = m.Minutes, strings.TrimSpace(d.Title)
	return d, err
}
