package inspection

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Record takes a whole inspection. It is complete or refused; its findings become hazards in the same
// transaction. The same draft sent again answers with what the first one became.
func (s *Service) Record(ctx context.Context, a anlan.Actor, d Draft) (Inspection, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Inspection{}, err
	}
	spans, _, err := rule.Get[rule.SpanRule](s.rules(), rule.LongestSpans, s.d.Now().Date())
	if err != nil {
		return Inspection{}, err
	}
	if err := d.check(spans.Inspection()); err != nil {
		return Inspection{}, err
	}
	sum, err := sumOf(d)
	if err != nil {
		return Inspection{}, err
	}
	d = d.placed()
	if i, known, err := s.before(ctx, s.d.Reader(), a, d.ID, sum); known || err != nil {
		return i, err
	}
	if err := s.filesKnown(ctx, d); err != nil {
		return Inspection{}, err
	}
	o, err := s.object(ctx, d)
	if err != nil {
		return Inspection{}, err
	}
	if err := authz.Check(a, actWrite, authz.Target{Unit: o.Unit.ID, Place: o.Place}); err != nil {
		return Inspection{}, err
	}
	var i Inspection
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		var known bool
		i, known, err = s.before(ctx, tx, a, d.ID, sum)
		if known || err != nil {
			return err
		}
		i, err = s.record(ctx, tx, d, o, sum)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Inspection](queries(s.d.Reader()).Inspection(ctx, d.ID))
	}
	return i, err
}

// sumOf knows a draft again.
func sumOf(d Draft) (string, error) {
	sum, err := anlan.Digest(d)
	return hex.EncodeToString(sum[:]), err
}

// before finds what the same draft became when it was sent the first time.
func (s *Service) before(ctx context.Context, q inspectiondb.DBTX, a anlan.Actor, id anlan.ID, sum string) (Inspection, bool, error) {
	i, err := db.Decode[Inspection](queries(q).Inspection(ctx, id))
	switch {
	case errors.Is(err, anlan.ErrNotFound):
		return i, false, nil
	case err != nil:
		return i, false, err
	case i.Account != a.Account:
		return Inspection{}, false, anlan.ErrDuplicate.With("value", string(id)).At("id")
	case i.Sum != sum:
		return Inspection{}, false, anlan.ErrInspectionSentBefore.With("number", i.Number).At("id")
	}
	return i, true, nil
}

// object finds what was inspected: a site with who runs it, or a unit by itself.
func (s *Service) object(ctx context.Context, d Draft) (Site, error) {
	if d.Site != "" {
		site, err := s.sites.Site(ctx, d.Site)
		if errors.Is(err, anlan.ErrNotFound) {
			err = anlan.ErrFieldInvalid.With("name", "site").With("value", string(d.Site)).At("site")
		}
		return site, err
	}
	u, err := registry.In(s.d.Reader()).Unit(ctx, d.Unit)
	if err != nil {
		return Site{}, anlan.ErrFieldInvalid.With("name", "unit").With("value", string(d.Unit)).At("unit").Because(err)
	}
	seat, err := s.seats.Seat(ctx, u.ID)
	return Site{Unit: Named{u.ID, u.Name}, Branch: seat.Branch, Place: u.Place}, err
}

// record builds the inspection and stores it with its hazards.
func (s *Service) record(ctx context.Context, tx *db.Tx, d Draft, o Site, sum string) (Inspection, error) {
	v, err := versionIn(ctx, tx, d.Checklist, d.Version)
	if err != nil {
		return Inspection{}, anlan.ErrFieldInvalid.With("name", "version").With("value", d.Version).At("version").Because(err)
	}
	c, err := s.compile(v)
	if err != nil {
		return Inspection{}, err
	}
	out := c.Check(d.Answers)
	if err := out.Problems.Err(); err != nil {
		return Inspection{}, err
	}
	i := Inspection{ID: d.ID, Pin: Pin{v.Checklist, v.Code, v.Title, v.TitleEN, v.Version, v.Hash}, Site: o.ID, SiteName: o.Name, SiteKind: o.Kind,
		Unit: o.Unit, Branch: o.Branch, Place: o.Place, Started: d.Started, Ended: d.Ended, OffsetMs: d.OffsetMs, Received: tx.Now, Point: d.Point,
		Answers: out.Answers, Skipped: out.Skipped, Hits: []Hit{}, Yes: out.Yes, No: out.No, NA: out.NA, Asked: out.Asked,
		Counterpart: d.Counterpart, Note: strings.TrimSpace(d.Note), Exercise: d.Exercise, Result: Clean, Sum: sum, Account: tx.Actor.Account, Revision: 1}
	for _, step := range []func(context.Context, *db.Tx, Draft, *Inspection) error{s.whoInspected, s.numbered, s.answersDuty} {
		if err := step(ctx, tx, d, &i); err != nil {
			return i, err
		}
	}
	if err := s.findings(ctx, tx, o, &i, out.Findings); err != nil {
		return i, err
	}
	if err := s.shownFiles(ctx, tx, i); err != nil {
		return i, err
	}
	if err := errors.Join(insertInspection(ctx, tx, i), keepLed(ctx, tx, i)); err != nil {
		return i, err
	}
	return i, s.covered(ctx, tx, o, i)
}

func (s *Service) numbered(ctx context.Context, tx *db.Tx, _ Draft, i *Inspection) error {
	year := tx.Now.Date().Year()
	n, err := tx.Number(ctx, fmt.Sprintf("inspection/%d", year))
	i.Number = fmt.Sprintf("检〔%d〕%d号", year, n)
	return err
}

// findings turns every finding into a hazard.
func (s *Service) findings(ctx context.Context, tx *db.Tx, o Site, i *Inspection, list []checklist.Finding) error {
	for _, f := range list {
		act := f.Answer.Action
		hit := Hit{Item: f.Item.Name, Text: strings.TrimSpace(act.Text), Category: f.Item.Category, Grade: gradeOf(f), Fixed: len(act.Fixed) > 0, Hazard: act.ID}
		if hit.Text == "" {
			hit.Text = anlan.Clip("不符合："+f.Item.Label, 2000)
		}
		h, err := s.finder.Find(ctx, tx, Found{ID: act.ID, Inspection: i.ID, Number: i.Number, Item: f.Item, Text: hit.Text, Grade: hit.Grade, Due: act.Due,
			Site: o, Unit: i.Unit, Place: i.Place, Category: hit.Category, Source: i.Source, Photos: f.Answer.Photos, Fixed: act.Fixed,
			At: i.Ended, OffsetMs: i.OffsetMs, Point: i.Point, Exercise: i.Exercise})
		if err != nil {
			return err
		}
		hit.Hazard, hit.Number = h.Ref.ID, h.Number
		i.Hits, i.Result = append(i.Hits, hit), Hits
	}
	return nil
}

// gradeOf is the grade that a finding starts with. An item that may be a major hazard is never called
// general before somebody has walked through the criteria.
func gradeOf(f checklist.Finding) string {
	switch g := f.Answer.Action.Grade; {
	case f.Item.Major:
		return "maybe_major"
	case g == "":
		return "general"
	default:
		return g
	}
}

// told is what events say of an inspection: the answers stand in the record.
func (i Inspection) told() map[string]any {
	return map[string]any{"number": i.Number, "site": i.Site, "siteName": i.SiteName, "kind": i.SiteKind, "unit": i.Unit, "branch": i.Branch, "place": i.Place,
		"source": i.Source, "inspector": i.Inspector.Unit, "checklist": i.Pin.Checklist, "result": i.Result, "hits": len(i.Hits), "exercise": i.Exercise}
}

// units are those whose record it is: the inspected side, and everybody who inspected.
func (i Inspection) units() []anlan.ID {
	list := []anlan.ID{i.Unit.ID, i.Inspector.Unit}
	for _, t := range i.Team {
		list = append(list, t.ID)
	}
	return list
}

// Inspection returns one inspection.
func (s *Service) Inspection(ctx context.Context, a anlan.Actor, id anlan.ID) (Inspection, error) {
	i, err := db.Decode[Inspection](queries(s.d.Reader()).Inspection(ctx, id))
	if err != nil {
		return Inspection{}, err
	}
	if err := mayRead(a, actRead, i.units(), i.Place); err != nil {
		return Inspection{}, err
	}
	return i, nil
}

// Describe names an inspection for whoever holds a Ref of it, and the plan, such as a campaign, that sent it out.
func (s *Service) Describe(ctx context.Context, id anlan.ID) (title, href string) {
	i, err := db.Decode[Inspection](queries(s.d.Reader()).Inspection(ctx, id))
	if err != nil {
		return "", ""
	}
	title, href = i.Number, "/inspections/"+string(id)
	if i.Plan == "" {
		return title, href
	}
	if p, err := db.Decode[Plan](queries(s.d.Reader()).Plan(ctx, i.Plan)); err == nil {
		title += " · " + p.Title
	}
	return title, href
}

// Void (作废) marks an inspection that was recorded by mistake, with a reason. It stays readable, and
// its hazards live on by themselves. Whoever inspected may, or the office.
func (s *Service) Void(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string) (Inspection, error) {
	if strings.TrimSpace(reason) == "" {
		return Inspection{}, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	}
	if utf8.RuneCountInString(reason) > 500 {
		return Inspection{}, anlan.ErrFieldTooLong.With("name", "reason").With("max", 500).At("reason")
	}
	var i Inspection
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if i, err = db.Decode[Inspection](queries(tx).Inspection(ctx, id)); err != nil {
			return err
		}
		if err := authz.Check(a, actVoid, authz.Target{Unit: i.Inspector.Unit}); err != nil {
			return err
		}
		if i.Result == Void {
			return anlan.ErrInspectionVoided
		}
		if revision != 0 && revision != i.Revision {
			return anlan.ErrConflict
		}
		i.Result, i.Reason, i.VoidedBy, i.Voided = Void, strings.TrimSpace(reason), seatOf(a), tx.Now
		if i, err = saveInspection(ctx, tx, "inspection.voided", i); err != nil || i.Site == "" {
			return err
		}
		return s.recount(ctx, tx, i.Site)
	})
	if errors.Is(err, db.ErrDone) {
		return s.Inspection(ctx, a, id)
	}
	return i, err
}

// soon is how far a device's clock may differ before its times are shown as doubtful.
const soon = 5 * time.Minute

// Doubtful reports whether the times of the device cannot be trusted: its clock was never compared,
// or it says that the inspection ended after it came in.
func (i Inspection) Doubtful() bool {
	return i.OffsetMs == nil || corrected(i.Ended, i.OffsetMs) > i.Received.Add(soon)
}
