package hazard

import (
	"context"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// AcceptanceDraft is the acceptance on the spot of a listed hazard (验收).
type AcceptanceDraft struct {
	Pass    bool     `json:"pass"`
	Text    string   `json:"text" maxLength:"2000"`
	Photos  []Photo  `json:"photos" maxItems:"30"`
	Signers []string `json:"signers" doc:"Posts that signed" maxItems:"20"`
	Despite string   `json:"despite,omitempty" doc:"Why it is accepted although there are doubts" maxLength:"1000"`
}

// Accept (验收) accepts the rectification of a listed hazard, or sends it back: with pictures, signed, by
// others than those who did the work.
func (s *Service) Accept(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d AcceptanceDraft) (Hazard, error) {
	d.Photos = placed(d.Photos)
	return s.check(ctx, a, id, base, verdict{d.Pass, d.Text, d.Photos, d.Despite}, func(h Hazard, by anlan.Actor, now anlan.Instant) (Hazard, error) {
		return h.Accepted(d, by, now)
	})
}

// Accepted notes the acceptance.
func (h Hazard) Accepted(d AcceptanceDraft, by anlan.Actor, now anlan.Instant) (Hazard, error) {
	if h.Listed() == "" {
		return h, anlan.ErrHazardNotListed
	}
	if err := h.checkable("accept", by); err != nil {
		return h, err
	}
	if err := require("text", d.Text, textMax).Err(); err != nil {
		return h, err
	}
	if len(d.Photos) == 0 || len(d.Signers) == 0 {
		return h, anlan.ErrHazardPhotosNeeded.With("verb", verbWords["accept"]).
			With("what", anlan.Both{ZH: "现场照片、验收人签字岗位", EN: "pictures on the spot, posts that signed"}).At("photos")
	}
	l := *h.Listing
	l.Acceptance = &Acceptance{Pass: d.Pass, Text: d.Text, Photos: d.Photos, Signers: d.Signers, By: by.Post, At: now,
		Late: l.Accept != "" && now.Date() > l.Accept}
	h.Listing = &l
	h.Recheck = &Recheck{Pass: d.Pass, Text: d.Text, Photos: d.Photos, Visit: true, By: by.Post, Unit: by.Unit, At: now}
	return h.checked(d.Pass, now), nil
}

// checkable holds a check to another unit and another post than those that did the work (law 3); the
// matter knows the posts.
func (h Hazard) checkable(verb string, by anlan.Actor) error {
	if err := h.in(verb, Rechecking); err != nil {
		return err
	}
	if h.own(by) {
		return anlan.ErrHazardOwnCheck
	}
	return nil
}

// own reports whether the work is the actor's own.
func (h Hazard) own(by anlan.Actor) bool {
	return by.Unit != "" && by.Unit == h.Lead.Unit || by.Post != "" && by.Post == h.Lead.Post
}

// checked moves the hazard on after a check.
func (h Hazard) checked(pass bool, now anlan.Instant) Hazard {
	if pass {
		h.State, h.Closed = Closed, now
		return h
	}
	h.State = Rectifying
	if h.Listing != nil {
		l := *h.Listing
		l.Request, l.Accept = 0, ""
		h.Listing = &l
	}
	return h
}

// DelistingDraft takes the plate down (摘牌).
type DelistingDraft struct {
	Before []Photo `json:"before" minItems:"1" maxItems:"30"`
	After  []Photo `json:"after" minItems:"1" maxItems:"30"`
	Text   string  `json:"text" maxLength:"2000"`
	Number string  `json:"number,omitempty" doc:"Of a paper from above; the county's own is given" maxLength:"60"`
}

// Delist (摘牌销号) ends the listing of an accepted hazard, with the pictures before and after.
func (s *Service) Delist(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d DelistingDraft) (Hazard, error) {
	d.Before, d.After = placed(d.Before), placed(d.After)
	return s.do(ctx, a, id, base, actList, "hazard.delisted", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if err := h.delistable(d); err != nil {
			return h, Told{}, err
		}
		if err := h.unread(base); err != nil {
			return h, Told{}, err
		}
		if err := s.came(ctx, tx, append(slices.Clone(d.Before), d.After...)); err != nil {
			return h, Told{}, err
		}
		rules, err := stamped[rule.HazardListing](s.book(), h.Stamp.Listing)
		if err != nil {
			return h, Told{}, err
		}
		end := Delisting{Number: d.Number, Before: d.Before, After: d.After, Text: d.Text, By: tx.Actor.Post, At: tx.Now,
			Publish: Publication{Due: s.cal().Shift(tx.Now, rules.PublishEnd).Date()}}
		if level, _ := rules.Level(h.Listing.Level); !level.Above {
			n, err := tx.Number(ctx, fmt.Sprintf("hazard/listing/%s/%d", level.Mark, tx.Now.Date().Year()))
			if err != nil {
				return h, Told{}, err
			}
			end.Number = fmt.Sprintf("%s〔%d〕%d号", level.Mark, tx.Now.Date().Year(), n)
		}
		l := *h.Listing
		l.Delisted = &end
		h.Listing = &l
		return h, Told{Listing: &l, Photos: append(slices.Clone(d.Before), d.After...)}, nil
	})
}

// delistable says why a listing cannot end.
func (h Hazard) delistable(d DelistingDraft) error {
	if h.Listed() == "" {
		return anlan.ErrHazardNotListed
	}
	if h.State != Closed || h.Listing.Acceptance == nil || !h.Listing.Acceptance.Pass {
		return anlan.ErrHazardNotAccepted.With("verb", verbWords["delist"])
	}
	if err := h.trusted(); err != nil {
		return err
	}
	if len(d.Before) == 0 || len(d.After) == 0 {
		return anlan.ErrHazardPhotosNeeded.With("verb", verbWords["delist"]).With("what", anlan.Both{ZH: "整改前、整改后", EN: "before and after"}).At("after")
	}
	for _, p := range d.After {
		if slices.ContainsFunc(d.Before, func(b Photo) bool { return b.Hash == p.Hash }) {
			return anlan.ErrHazardSamePhoto.At("after")
		}
	}
	return require("text", d.Text, textMax).Err()
}

// StopDraft is a stop-work order.
type StopDraft struct {
	Kind     string `json:"kind" enum:"withdraw,partial,whole,seal,cut_supply"`
	Scope    string `json:"scope" maxLength:"500" doc:"What must stop"`
	Basis    string `json:"basis" maxLength:"200" doc:"Article, e.g. 安全生产法第六十五条"`
	Number   string `json:"number,omitempty" doc:"Of the order; absent: the next of the unit" maxLength:"60"`
	Approved string `json:"approved,omitempty" doc:"Post that approved; needed to cut the supply (art. 70)" maxLength:"100"`
}

// StopWork (停产、撤人) records a stop-work order.
func (s *Service) StopWork(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d StopDraft) (Hazard, error) {
	return s.do(ctx, a, id, base, actStop, "hazard.stopped", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if err := h.stoppable(d); err != nil {
			return h, Told{}, err
		}
		if d.Number == "" {
			u, err := registry.In(tx).Unit(ctx, tx.Actor.Unit)
			if err != nil {
				return h, Told{}, err
			}
			n, err := tx.Number(ctx, fmt.Sprintf("hazard/stop/%s/%d", u.ID, tx.Now.Date().Year()))
			if err != nil {
				return h, Told{}, err
			}
			d.Number = fmt.Sprintf("停〔%d〕%d号", tx.Now.Date().Year(), n)
		}
		h.Stop = &Stop{Kind: d.Kind, Scope: d.Scope, Basis: d.Basis, Number: d.Number, Approved: d.Approved, By: tx.Actor.Post, Unit: tx.Actor.Unit, At: tx.Now}
		return h, Told{Stop: h.Stop}, nil
	})
}

// StopKinds lists what can be ordered.
func StopKinds() []string { return []string{"withdraw", "partial", "whole", "seal", "cut_supply"} }

func (h Hazard) stoppable(d StopDraft) error {
	if err := h.in("stop", OpenStates()...); err != nil {
		return err
	}
	if h.Stopped() {
		return anlan.ErrHazardStoppedAlready.With("number", h.Stop.Number)
	}
	var p anlan.Problems
	if !slices.Contains(StopKinds(), d.Kind) {
		p = append(p, invalid("kind", d.Kind))
	}
	p = append(p, require("scope", d.Scope, 500)...)
	p = append(p, require("basis", d.Basis, shortMax)...)
	if d.Kind == "cut_supply" && d.Approved == "" {
		p = append(p, anlan.ErrHazardCutApproval.At("approved"))
	}
	return p.Err()
}

// ResumeDraft is the consent to go on.
type ResumeDraft struct {
	Text   string  `json:"text" maxLength:"2000" doc:"What the review found"`
	Photos []Photo `json:"photos,omitempty" maxItems:"30"`
}

// Resume (恢复) consents, after a review, that work goes on (art. 65): only when the hazard is gone.
func (s *Service) Resume(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d ResumeDraft) (Hazard, error) {
	d.Photos = placed(d.Photos)
	return s.do(ctx, a, id, base, actStop, "hazard.resumed", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		switch {
		case !h.Stopped():
			return h, Told{}, anlan.ErrHazardNotStopped
		case h.IsOpen():
			return h, Told{}, anlan.ErrHazardResumeEarly
		case tx.Actor.Unit == h.Lead.Unit:
			return h, Told{}, anlan.ErrHazardOwnCheck
		}
		if err := h.trusted(); err != nil {
			return h, Told{}, err
		}
		if err := require("text", d.Text, textMax).Err(); err != nil {
			return h, Told{}, err
		}
		if err := s.came(ctx, tx, d.Photos); err != nil {
			return h, Told{}, err
		}
		stop := *h.Stop
		stop.Resumed = &Resume{Text: d.Text, Photos: d.Photos, By: tx.Actor.Post, At: tx.Now}
		h.Stop = &stop
		return h, Told{Stop: &stop}, nil
	})
}
