package hazard

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// ListingDraft is the decision to list a major hazard (挂牌督办).
type ListingDraft struct {
	Level      string     `json:"level" maxLength:"40"`
	Supervisor anlan.ID   `json:"supervisor,omitempty" doc:"督办单位; absent: the checker" maxLength:"36"`
	Due        anlan.Date `json:"due" doc:"整改期限"`
	Demand     string     `json:"demand,omitempty" maxLength:"2000"`
	Number     string     `json:"number,omitempty" doc:"Of a notice from above; the county's own is given" maxLength:"60"`
	Organ      string     `json:"organ,omitempty" doc:"Of a notice from above" maxLength:"100"`
	Day        anlan.Date `json:"day,omitempty" doc:"Of a notice from above; absent: today"`
}

// Enlist (挂牌督办) puts a major hazard under listed supervision: number, notice, and the days of the rule.
func (s *Service) Enlist(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d ListingDraft) (Hazard, error) {
	return s.do(ctx, a, id, base, actList, "hazard.listed", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		rules, version, err := rule.Get[rule.HazardListing](s.book(), rule.HazardListed, tx.Now.Date())
		if err != nil {
			return h, Told{}, err
		}
		level, known := rules.Level(d.Level)
		if !known {
			return h, Told{}, unknownLevel(d.Level, rules)
		}
		if err := h.listable(d, rules, level, tx.Now); err != nil {
			return h, Told{}, err
		}
		l, err := s.listing(ctx, tx, h, d, level, rules)
		if err != nil {
			return h, Told{}, err
		}
		h.Listing, h.Stamp.Listing = &l, version.ID
		h.Fired = unrung(h.Fired, "publish", "publish_end")
		if l.Due != h.Due {
			if h, err = s.moveDue(ctx, tx, h, l.Due, "挂牌督办"+l.Number+"确定的整改期限"); err != nil {
				return h, Told{}, err
			}
		}
		return h, Told{Listing: &l}, s.hold(ctx, tx, h)
	})
}

func unknownLevel(level string, rules rule.HazardListing) error {
	var names []string
	for _, l := range rules.Levels {
		names = append(names, l.Key)
	}
	return anlan.ErrHazardLevelUnknown.With("level", clip(level, 20)).With("levels", names).At("level")
}

// listable says why a hazard cannot be listed.
func (h Hazard) listable(d ListingDraft, rules rule.HazardListing, level rule.ListingLevel, now anlan.Instant) error {
	if h.Grade != Major {
		return anlan.ErrHazardNotMajor.With("verb", verbWords["list"])
	}
	if err := h.in("list", Planned, Rectifying); err != nil {
		return err
	}
	if h.Listed() != "" {
		return anlan.ErrHazardListedAlready.With("number", h.Listing.Number)
	}
	if !h.Reported(ToRegulator) {
		return anlan.ErrHazardNoticeFirst
	}
	if level.Above && (d.Number == "" || d.Organ == "") {
		return anlan.ErrHazardNumberNeeded.At("number")
	}
	var p anlan.Problems
	for field, day := range map[string]anlan.Date{"due": d.Due, "day": d.Day} {
		if _, err := anlan.ParseDate(string(day)); err != nil && (field == "due" || day != "") {
			p = append(p, anlan.ErrDateMalformed.With("value", string(day)).At(field))
		}
	}
	if len(p) == 0 && d.Day > now.Date() {
		p = append(p, future("day", d.Day, now.Date()))
	}
	if len(p) == 0 && d.Due < now.Date() {
		p = append(p, anlan.ErrMatterDueBeforeStart.With("due", string(d.Due)).With("start", string(now.Date())).At("due"))
	}
	if last := now.Date().AddDays(rules.MostDays); len(p) == 0 && d.Due > last {
		p = append(p, anlan.ErrHazardPlanLong.With("until", string(d.Due)).With("days", rules.MostDays).With("last", string(last)).At("due"))
	}
	return append(p, limit("demand", d.Demand, textMax)...).Err()
}

// listing makes the record of the listing with its number.
func (s *Service) listing(ctx context.Context, tx *db.Tx, h Hazard, d ListingDraft, level rule.ListingLevel, rules rule.HazardListing) (Listing, error) {
	l := Listing{Level: level.Key, Number: d.Number, Organ: d.Organ, Supervisor: d.Supervisor, Day: d.Day, Demand: d.Demand, Due: d.Due, First: d.Due,
		By: tx.Actor.Post, At: tx.Now}
	if l.Supervisor == "" {
		l.Supervisor = h.Checker.Unit
	}
	if _, err := registry.In(tx).Unit(ctx, l.Supervisor); err != nil {
		return l, err
	}
	if l.Supervisor == h.Lead.Unit {
		return l, anlan.ErrHazardOwnCheck.At("supervisor")
	}
	if l.Day == "" || !level.Above {
		l.Day = tx.Now.Date()
	}
	if !level.Above {
		organ, err := s.organ(ctx, tx)
		if err != nil {
			return l, err
		}
		l.Organ = organ
		n, err := tx.Number(ctx, fmt.Sprintf("hazard/listing/%s/%d", level.Mark, tx.Now.Date().Year()))
		if err != nil {
			return l, err
		}
		l.Number = fmt.Sprintf("%s〔%d〕%d号", level.Mark, tx.Now.Date().Year(), n)
	}
	l.Publish.Due = s.cal().Shift(l.Day.Start(), rules.Publish).Date()
	return l, nil
}

// organ is who lists at the county's own level: the committee, else its office.
func (s *Service) organ(ctx context.Context, tx *db.Tx) (string, error) {
	dir := registry.In(tx)
	bodies, err := dir.UnitsOfKind(ctx, registry.Committee)
	if err != nil || len(bodies) > 0 {
		if len(bodies) > 0 {
			return bodies[0].Name, nil
		}
		return "", err
	}
	u, err := dir.Office(ctx)
	return u.Name, err
}

// PublicationDraft says where and when a notice was published.
type PublicationDraft struct {
	Day   anlan.Date `json:"day"`
	Where string     `json:"where" maxLength:"200"`
	End   bool       `json:"end,omitempty" doc:"The delisting, not the notice"`
}

// published holds the day of a publication to the listing: it is over, and did not come before what was published.
func (l Listing) published(d PublicationDraft, today anlan.Date) error {
	from := l.Day
	if d.End {
		from = max(from, l.Delisted.At.Date())
	}
	if _, err := anlan.ParseDate(string(d.Day)); err != nil {
		return anlan.ErrDateMalformed.With("value", string(d.Day)).At("day")
	}
	if d.Day < from || d.Day > today {
		return anlan.ErrDateBetween.With("value", string(d.Day)).With("from", string(from)).With("until", string(today)).At("day")
	}
	return nil
}

// Publish (公示) records that the notice, or the delisting, was published.
func (s *Service) Publish(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d PublicationDraft) (Hazard, error) {
	return s.do(ctx, a, id, base, actList, "hazard.published", func(_ context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if h.Listing == nil || d.End && h.Listing.Delisted == nil {
			return h, Told{}, anlan.ErrHazardNotListed
		}
		if err := require("where", d.Where, shortMax).Err(); err != nil {
			return h, Told{}, err
		}
		if err := h.Listing.published(d, tx.Now.Date()); err != nil {
			return h, Told{}, err
		}
		l := *h.Listing
		done := Publication{Day: d.Day, Where: d.Where, By: tx.Actor.Post, At: tx.Now}
		if d.End {
			end := *l.Delisted
			done.Due, end.Publish = end.Publish.Due, done
			l.Delisted = &end
		} else {
			done.Due = l.Publish.Due
			l.Publish = done
		}
		h.Listing = &l
		return h, Told{Listing: &l}, nil
	})
}

func unrung(list []string, keys ...string) (out []string) {
	for _, k := range list {
		keep := true
		for _, gone := range keys {
			keep = keep && k != gone
		}
		if keep {
			out = append(out, k)
		}
	}
	return out
}
