package hazard

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
)

// CheckDraft is what the other post saw.
type CheckDraft struct {
	Pass   bool    `json:"pass"`
	Text   string  `json:"text" maxLength:"2000"`
	Photos []Photo `json:"photos,omitempty" maxItems:"30"`
	Point  *Point  `json:"point,omitempty"`
	Visit  bool    `json:"visit,omitempty" doc:"Made on the spot"`
	Sight  int64   `json:"sight,omitempty" minimum:"0" doc:"Revision that whoever looked was shown, from a phone that was away: words that others amended since are no matter; work reported anew, another grade or a doubt that asks for a reason is looked at first"`

	Despite string `json:"despite,omitempty" doc:"Why it is accepted although there are doubts" maxLength:"1000"`
}

// Close (复查) checks the rectification again: it closes the hazard or sends it back. A listed one is
// accepted instead.
func (s *Service) Close(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d CheckDraft) (Hazard, error) {
	d.Point, d.Photos = d.Point.known(), placed(d.Photos)
	return s.check(ctx, a, id, base, verdict{d.Pass, d.Text, d.Photos, d.Despite}, func(h Hazard, by anlan.Actor, now anlan.Instant) (Hazard, error) {
		next, err := h.Rechecked(d, by, now)
		if err == nil {
			err = h.lookedAt(d)
		}
		return next, err
	})
}

// verdict is what both kinds of checks come to: another post's look (复查), and the acceptance of a listed hazard (验收).
type verdict struct {
	pass    bool
	text    string
	photos  []Photo
	despite string
}

// check notes what was found, weighs the doubts, and lets the matter pass or go back.
func (s *Service) check(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, v verdict, noted func(Hazard, anlan.Actor, anlan.Instant) (Hazard, error)) (Hazard, error) {
	kind := map[bool]string{true: "hazard.closed", false: "hazard.check_failed"}[v.pass]
	return s.do(ctx, a, id, base, actCheck, kind, func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		next, err := noted(h, tx.Actor, tx.Now)
		if err != nil {
			return h, Told{}, err
		}
		if err := s.came(ctx, tx, v.photos); err != nil {
			return h, Told{}, err
		}
		if next, err = s.weigh(ctx, tx, next, base, v.despite); err != nil {
			return h, Told{}, err
		}
		told := Told{Recheck: next.Recheck, Reason: v.text, Doubts: next.Doubts}
		if next.Listed() != "" {
			told.Listing = next.Listing
		}
		_, err = s.matters.ReviewIn(ctx, tx, h.Matter, v.pass, v.text)
		return next, told, err
	})
}

// Rechecked notes the check. A major hazard is checked on the spot, with a picture.
func (h Hazard) Rechecked(d CheckDraft, by anlan.Actor, now anlan.Instant) (Hazard, error) {
	if h.Listed() != "" {
		return h, anlan.ErrHazardListedAlready.With("number", h.Listing.Number)
	}
	if err := h.checkable("close", by); err != nil {
		return h, err
	}
	if err := require("text", d.Text, textMax).Err(); err != nil {
		return h, err
	}
	if h.Grade == Major && d.Pass && (!d.Visit || len(d.Photos) == 0) {
		return h, anlan.ErrHazardPhotosNeeded.With("verb", verbWords["close"]).
			With("what", anlan.Both{ZH: "现场复查的照片", EN: "pictures of the check on the spot"}).At("photos")
	}
	h.Recheck = &Recheck{Pass: d.Pass, Text: d.Text, Photos: d.Photos, Point: d.Point, Visit: d.Visit, By: by.Post, Unit: by.Unit, At: now}
	return h.checked(d.Pass, now), nil
}

// lookedAt holds a check that a phone brings late to what was looked at. What was reported done anew is another piece of
// work, and another grade asks for another check; what is accepted is
// accepted on the sight of every doubt that asks for a reason.
func (h Hazard) lookedAt(d CheckDraft) error {
	if d.Sight == 0 {
		return nil
	}
	if h.Turned > d.Sight {
		return anlan.ErrHazardTurned.With("number", h.Number)
	}
	unseen := func(x Doubt) bool { return x.Asks && x.Answer == nil && x.Revision > d.Sight }
	if d.Pass && slices.ContainsFunc(h.Doubts, unseen) {
		return anlan.ErrHazardUnread.With("number", h.Number)
	}
	return nil
}
