package ui

import (
	"context"
	_ "embed"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/tip"
)

// Grounds tells what a form for reports offers: the townships, and the site of a label.
type Grounds interface {
	Places(ctx context.Context, f registry.PlaceFilter) (registry.Page[registry.Place], error)
	Label(ctx context.Context, code string) (registry.Label, error)
	Site(ctx context.Context, id registry.SiteID) (registry.Site, error)
}

// reportMost bounds a form with pictures.
const reportMost = 64 << 20

// triesPerReport is how many times a form may be tried for each one that an address may send.
const triesPerReport = 4

//go:embed pages/report.js
var reportScript string

// reportAid sends the script that adds what a browser can do beyond the form: a position on demand,
// smaller pictures, copying the code. Without it everything works.
func (s *Server) reportAid(v *visit) error {
	v.w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	v.w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = io.WriteString(v.w, reportScript) // a reader that went away needs no answer
	return nil
}

// reportPage is the empty form.
func (s *Server) reportPage(v *visit) error {
	code := strings.ToUpper(anlan.Clip(v.r.URL.Query().Get("label"), 24))
	f := sent{words: map[string]string{"label": code, "ticket": tip.NewTicket()}}
	return s.askReport(v, http.StatusOK, f, nil)
}

// sendReport takes the form. Whatever is wrong, it comes back with everything that was typed and every
// picture that came.
func (s *Server) sendReport(v *visit) error {
	desk, _, err := s.Tips.Desk()
	if err != nil {
		return err
	}
	address, now := account.Visitor(v.r).IP, s.Now()
	tired := s.Tips.Gate.Full(now, "try", address, time.Hour, triesPerReport*desk.Form.PerHour) || s.Tips.Gate.Full(now, "report", address, time.Hour, desk.Form.PerHour)
	f, err := formOf(v.r, s.takePhoto(v, tired, desk.Form.Photos))
	switch {
	case err != nil:
		return s.askReport(v, statusOf(err), f, []error{err})
	case tired:
		return s.askReport(v, http.StatusTooManyRequests, f, []error{anlan.ErrReportBusy})
	}
	s.Tips.Gate.Count(now, "try", address, time.Hour)
	if f.get("website") != "" { // a box that people do not see
		return s.askReport(v, http.StatusUnprocessableEntity, f, []error{anlan.ErrTipRobot})
	}
	report, wrong := s.reportOf(v.ctx(), f)
	if wrong = append(wrong, f.wrong...); len(wrong) > 0 { // all that is wrong at once
		if err := s.Tips.Check(report); err != nil {
			wrong = append(wrong, err)
		}
		return s.askReport(v, http.StatusUnprocessableEntity, f, wrong)
	}
	slip, err := s.Tips.Submit(v.ctx(), report)
	if err != nil && anlan.KindOf(err) != anlan.Internal {
		return s.askReport(v, statusOf(err), f, []error{err})
	}
	if err != nil {
		return err
	}
	s.Tips.Gate.Count(now, "report", address, time.Hour)
	s.show(v, http.StatusOK, "reported", map[string]any{"Title": v.lang.Pick("举报已收到", "Your report has been received"), "Code": tip.SayCode(slip.Code), "Slip": slip,
		"Due": sayDay(slip.AcceptBy), "Named": !report.Person.IsZero()})
	return nil
}

// takePhoto keeps a picture that came with a form, cleaned, and returns its receipt.
func (s *Server) takePhoto(v *visit, tired bool, most int) func(string, io.Reader) (string, error) {
	n := 0
	return func(name string, r io.Reader) (string, error) {
		if n++; tired || n > most {
			return "", anlan.ErrTipPhotos.With("max", most).At("photos")
		}
		p, err := s.Tips.TakePhoto(v.ctx(), r, name)
		if err != nil {
			return "", err
		}
		return s.Tips.Receipt(p), nil
	}
}

// reportOf makes the report that a form describes. A label says where; else the words do.
func (s *Server) reportOf(ctx context.Context, f sent) (tip.Form, []error) {
	x := tip.Form{Ticket: f.get("ticket"), Worker: f.get("worker") == "yes", Category: f.get("category"), Text: f.get("text"), When: f.get("when"),
		Named: f.get("named"), Where: f.get("where"), Place: f.get("place"), Point: pointOf(f),
		Person: tip.Person{Name: f.get("name"), Phone: f.get("phone"), Contact: f.get("contact")}}
	if site, ok := s.labelled(ctx, f.get("label")); ok {
		x.Site, x.Place = site.ID, ""
	}
	photos, err := s.photosOf(f)
	if err != nil {
		return x, []error{err}
	}
	x.Photos = photos
	return x, nil
}

// photosOf reads the receipts of a form.
func (s *Server) photosOf(f sent) (list []tip.Photo, err error) {
	for _, r := range f.receipts {
		p, ok := s.Tips.Keys.ReadReceipt(r)
		if !ok {
			return nil, anlan.ErrTipPhotoGone.At("photos")
		}
		list = append(list, p)
	}
	return list, nil
}

// labelled is the site that a label hangs at, as long as it is there.
func (s *Server) labelled(ctx context.Context, code string) (registry.Site, bool) {
	if !registry.IsLabelCode(code) {
		return registry.Site{}, false
	}
	l, err := s.Grounds.Label(ctx, code)
	if err != nil {
		return registry.Site{}, false
	}
	site, err := s.Grounds.Site(ctx, l.Site)
	return site, err == nil && site.Status == registry.Active
}

// pointOf is the position that the reporter chose to send, or nil.
func pointOf(f sent) *tip.Point {
	lon, err1 := strconv.ParseFloat(f.get("lon"), 64)
	lat, err2 := strconv.ParseFloat(f.get("lat"), 64)
	if err1 != nil || err2 != nil {
		return nil
	}
	p := &tip.Point{Lon: lon, Lat: lat}
	p.Accuracy, _ = strconv.ParseFloat(f.get("accuracy"), 64) // without it the position stands alone
	return p
}

// askReport shows the form, with what is wrong beside each field.
func (s *Server) askReport(v *visit, status int, f sent, wrong []error) error {
	desk, _, err := s.Tips.Desk()
	if err != nil {
		return err
	}
	towns, err := s.Grounds.Places(v.ctx(), registry.PlaceFilter{Level: registry.Township, Limit: 200})
	if err != nil {
		return err
	}
	data := map[string]any{"Title": v.lang.Pick("举报隐患", "Report a hazard"), "F": f.words, "Kept": f.receipts, "Categories": categories(v.lang, desk),
		"Towns": towns.Items, "Most": desk.Form.Photos, "MostMB": desk.Form.PhotoMB}
	if site, ok := s.labelled(v.ctx(), f.get("label")); ok {
		data["Site"] = site
	}
	data["Wrong"], data["At"] = s.faults(v, wrong)
	s.show(v, status, "report", data)
	return nil
}

// choice is one line of a list to choose from.
type choice struct{ Key, Text string }

func categories(l anlan.Lang, d rule.TipDesk) (list []choice) {
	for _, c := range d.Categories {
		list = append(list, choice{c.Key, l.Pick(c.ZH, c.EN)})
	}
	return list
}

// faults says what is wrong: all of it in a list, and each beside its field.
func (s *Server) faults(v *visit, wrong []error) (list []string, at map[string]string) {
	at = map[string]string{}
	for _, err := range wrong {
		var many anlan.Problems
		if !errors.As(err, &many) {
			many = anlan.Problems{}
			var one *anlan.Error
			if errors.As(err, &one) && one.Kind != anlan.Internal {
				many = append(many, one)
			} else {
				_, say := s.sentence(v, err)
				list = append(list, say)
			}
		}
		for _, one := range many {
			list = append(list, one.Say(v.lang))
			if one.Field != "" {
				at[one.Field] = one.Say(v.lang)
			}
		}
	}
	return list, at
}

// statusOf is the status for a form that comes back.
func statusOf(err error) int {
	switch anlan.KindOf(err) {
	case anlan.TooLarge:
		return http.StatusRequestEntityTooLarge
	case anlan.Unavailable:
		return http.StatusServiceUnavailable
	case anlan.NotFound:
		return http.StatusNotFound
	case anlan.Conflict:
		return http.StatusConflict
	}
	return http.StatusUnprocessableEntity
}

func sayDay(at anlan.Instant) string {
	if at == 0 {
		return ""
	}
	return at.Time().Format("2006-01-02")
}
