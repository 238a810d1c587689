package hazard

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// Report (上报) takes a finding into the ledger. The same capture sent twice, under whatever key, is one
// hazard. Files that came with it are in the blob store already; they are noted in the same transaction, or not at all.
func (s *Service) Report(ctx context.Context, a anlan.Actor, d Draft, files ...matter.File) (Hazard, error) {
	if err := authz.Check(a, actReport); err != nil {
		return Hazard{}, err
	}
	if len(files) > 0 {
		if err := authz.Check(a, actUpload); err != nil {
			return Hazard{}, err
		}
	}
	var h Hazard
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		h, err = s.reportIn(ctx, tx, d, files)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return load(ctx, s.d.Reader(), d.ID)
	}
	return h, err
}

// ReportIn takes a finding within the caller's transaction: an inspection stores its answers and the
// hazards that come of them together. It asks who may.
func (s *Service) ReportIn(ctx context.Context, tx *db.Tx, d Draft) (Hazard, error) {
	return s.reportIn(ctx, tx, d, nil)
}

func (s *Service) reportIn(ctx context.Context, tx *db.Tx, d Draft, files []matter.File) (Hazard, error) {
	if known, err := load(ctx, tx, d.ID); err == nil {
		return known, sameFinder(known, tx.Actor)
	} else if !errors.Is(err, anlan.ErrNotFound) {
		return Hazard{}, err
	}
	if err := s.bring(ctx, tx, d, files); err != nil {
		return Hazard{}, err
	}
	if d.Source == "" {
		d.Source = sourceOf(tx.Actor)
	}
	h, p, err := s.prepare(ctx, tx, d.normal())
	if err != nil {
		return h, err
	}
	if err := authz.Check(tx.Actor, actReport, authz.Target{Unit: h.Lead.Unit, Place: h.spot()}); err != nil {
		return h, err
	}
	return s.store(ctx, tx, h, p)
}

// bring notes the files that come with a finding. One that it does not name would be evidence of nothing.
func (s *Service) bring(ctx context.Context, tx *db.Tx, d Draft, files []matter.File) error {
	for _, f := range files {
		if !slices.Contains(d.hashes(), f.Hash) {
			return anlan.ErrHazardFileUnnamed.With("name", f.Name).At("file")
		}
		if _, err := s.matters.KeepIn(ctx, tx, f); err != nil {
			return err
		}
	}
	return nil
}

// sameFinder tells a retried capture from somebody else's hazard.
func sameFinder(h Hazard, a anlan.Actor) error {
	if h.Finder.Unit == a.Unit && h.Finder.Post == a.Post {
		return nil
	}
	return anlan.ErrHazardIDTaken.At("id")
}

// store gives the hazard its number, opens its matter and writes it.
func (s *Service) store(ctx context.Context, tx *db.Tx, h Hazard, p policies) (Hazard, error) {
	n, err := tx.Number(ctx, fmt.Sprintf("hazard/%d", tx.Now.Date().Year()))
	if err != nil {
		return h, err
	}
	h.Number = fmt.Sprintf("YH%d-%06d", tx.Now.Date().Year(), n)
	if h.IsOpen() {
		if h, err = s.open(ctx, tx, h, p); err != nil {
			return h, err
		}
	}
	sealed, err := insert(ctx, tx, h)
	if err != nil {
		return h, err
	}
	if err := count(ctx, tx, h, p.terms); err != nil {
		return h, err
	}
	facts := h.Facts
	told := Told{Facts: &facts, Basis: h.Basis, Fix: h.Fix, Relapse: h.Relapse, Photos: h.Photos, Voice: h.Voice}
	if err := keepFiles(ctx, tx, h.ID, told); err != nil {
		return h, err
	}
	if err := s.setClock(ctx, tx, h); err != nil {
		return h, err
	}
	return h, tx.Emit("hazard.reported", h.Ref(), told.about(nil, h), sealed)
}

// open hands the rectification over: one matter, in this transaction, on the hazard's clock.
func (s *Service) open(ctx context.Context, tx *db.Tx, h Hazard, p policies) (Hazard, error) {
	sector, _ := p.terms.Sector(h.Sector)
	category, _ := p.terms.Category(h.Category)
	o := matter.Order{Title: clip(category.ZH+"："+h.Text, 120), Text: h.Text, Topic: sector.Topic, Origin: h.Ref(), Lead: h.Lead,
		Issuer: h.Checker, Reviewer: h.Checker, Urgency: matter.Ordinary, Evidence: "rectification", Due: h.Due, Known: h.Found,
		Organ: "隐患整改", Subject: true, Exercise: h.Exercise}
	if h.Grade != General {
		o.Urgency = matter.Urgent
	}
	if h.Where != "" {
		o.Text = h.Where + "：" + h.Text
	}
	opened, err := s.matters.OpenIn(ctx, tx, []matter.Order{o})
	if err != nil {
		return h, err
	}
	h.Matter = opened[0].ID
	return h, s.hold(ctx, tx, h)
}

// count keeps how much was ever found at a unit.
func count(ctx context.Context, tx *db.Tx, h Hazard, terms rule.HazardTerms) error {
	if h.Exercise {
		return nil
	}
	arg := hazarddb.CountUnitParams{Unit: h.Lead.Unit, Last: h.Found}
	if src, _ := terms.Source(h.Source); src.Self {
		arg.Own, arg.LastOwn = 1, h.Found
	}
	return db.Classify(queries(tx).CountUnit(ctx, arg))
}

// prepare makes the hazard that a draft asks for: who owes it, who checks it, its grade, its deadline.
func (s *Service) prepare(ctx context.Context, tx *db.Tx, d Draft) (Hazard, policies, error) {
	p, err := s.inForce(tx.Now.Date())
	if err != nil {
		return Hazard{}, p, err
	}
	if err := d.check(p.terms, tx.Now).Err(); err != nil {
		return Hazard{}, p, err
	}
	h := Hazard{ID: d.ID, Facts: d.facts(), Source: d.Source, Outside: d.Outside, Because: d.Because, Exercise: d.Exercise, Photos: d.Photos,
		Voice: d.Voice, Grade: d.Grade, Created: tx.Now, Since: tx.Now, Stamp: p.stamp, Revision: 1}
	h.Found, h.Capture = Calibrate(d.At, d.OffsetMs, tx.Now, p.late.Believe())
	if err := s.files(ctx, tx, d); err != nil {
		return h, p, err
	}
	if h, err = s.seat(ctx, tx, h, d, p); err != nil {
		return h, p, err
	}
	if h, err = s.graded(h, d.Walk, tx); err != nil {
		return h, p, err
	}
	if h, err = s.relapsed(ctx, tx, h, p); err != nil {
		return h, p, err
	}
	h, err = s.begin(h, d, p, tx)
	return h, p, err
}

// importedText stands where a check would: nobody has seen evidence of what came closed from a table.
const importedText = "历史台账导入，未附佐证"

// begin puts the hazard into its first state, with its deadline.
func (s *Service) begin(h Hazard, d Draft, p policies, tx *db.Tx) (Hazard, error) {
	if d.Fixed != nil {
		if h.Grade != General {
			return h, anlan.ErrHazardFixedMajor.At("fixed")
		}
		h.State, h.Closed = Fixed, tx.Now
		h.Fix = &Fix{Photos: d.Fixed.Photos, Text: d.Fixed.Text, By: tx.Actor.Post, At: tx.Now}
		return h, nil
	}
	if d.closed != 0 {
		h.State, h.Closed, h.Due = Closed, d.closed, d.Due
		h.Recheck = &Recheck{Pass: true, Text: importedText, At: d.closed}
		return h, nil
	}
	h.State = map[Grade]State{General: Rectifying, MaybeMajor: Judging, Major: Planned}[h.Grade]
	if h.Due = d.Due; h.Due == "" {
		h.Due = s.defaultDue(h, p, tx.Now)
	}
	if last := tx.Now.Date().AddDays(p.deadlines.MostDays); h.Due > last {
		return h, anlan.ErrHazardPlanLong.With("until", string(h.Due)).With("days", p.deadlines.MostDays).With("last", string(last)).At("due")
	}
	h.Deadline = h.Due.End()
	return h, nil
}

// defaultDue counts the policy's span from the finding. What was found long ago and comes late is not
// over before anybody knew of it.
func (s *Service) defaultDue(h Hazard, p policies, now anlan.Instant) anlan.Date {
	span := p.deadlines.General
	if h.Grade == Major {
		span = p.deadlines.Major
	}
	return max(s.cal().Shift(h.Found, span).Date(), now.Date().AddDays(1))
}

// files makes sure that every file a draft names has come.
func (s *Service) files(ctx context.Context, tx *db.Tx, d Draft) error {
	photos := slices.Clone(d.Photos)
	if d.Fixed != nil {
		photos = append(photos, d.Fixed.Photos...)
	}
	if err := s.came(ctx, tx, photos, d.Voice); err != nil || d.Voice == "" {
		return err
	}
	note, err := s.matters.FilesIn(ctx, tx, []string{d.Voice})
	if err == nil && !strings.HasPrefix(note[0].Type, "audio/") {
		return anlan.ErrHazardVoice.With("found", note[0].Type).At("voice")
	}
	return err
}

// came refuses pictures and papers that were never uploaded.
func (s *Service) came(ctx context.Context, tx *db.Tx, photos []Photo, papers ...string) error {
	var hashes []string
	for _, p := range photos {
		hashes = append(hashes, p.Hash)
	}
	for _, h := range papers {
		if h != "" {
			hashes = append(hashes, h)
		}
	}
	_, err := s.matters.FilesIn(ctx, tx, hashes)
	return err
}
