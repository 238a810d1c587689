package ui

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/notify"
)

func (s *Server) todo(v *visit) error {
	t, err := s.Desk.Todo(v.ctx(), v.actor(), v.lang)
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "todo", map[string]any{"Title": v.lang.Pick("我的待办", "My to-do"), "Todo": t})
	return nil
}

func (s *Server) matter(v *visit) error {
	m, err := s.Matter.Get(v.ctx(), v.actor(), v.id())
	if err != nil {
		return err
	}
	return s.showMatter(v, http.StatusOK, m, "", "")
}

// showMatter shows a matter with the two things that can be done here; wrong and typed bring back a
// form that was refused.
func (s *Server) showMatter(v *visit, status int, m matter.Matter, wrong, typed string) error {
	issuer, err := s.Names.Unit(v.ctx(), m.Issuer.Unit)
	if err != nil {
		return err
	}
	can := func(verb string) bool {
		return slices.ContainsFunc(m.Can(v.actor(), s.Now()), func(c matter.Can) bool { return c.Verb == verb })
	}
	state := states[m.State]
	s.show(v, status, "matter", map[string]any{"Title": m.Title, "Matter": m, "Row": s.Desk.Row(v.ctx(), m, v.lang), "Issuer": issuer.Name,
		"State": v.lang.Pick(state[0], state[1]), "Opened": sayTime(m.Opened), "Signed": sayTime(m.Signed),
		"CanSign": can("sign"), "CanReport": can("feedback"), "CanFinish": m.LedBy(v.actor()), "Wrong": wrong, "Typed": typed})
	return nil
}

var states = map[matter.State][2]string{matter.Issued: {"待签收", "to be signed for"}, matter.Doing: {"办理中", "in hand"},
	matter.Reported: {"已报办结，待复核", "reported, to be reviewed"}, matter.Returned: {"已退回，待裁定", "returned, to be decided"},
	matter.Closed: {"已销号", "closed"}, matter.Recalled: {"已撤回", "recalled"}}

// signFor signs for a matter. Whoever finds it signed already has got what they came for.
func (s *Server) signFor(ctx context.Context, a anlan.Actor, ref anlan.Ref) error {
	_, err := s.Matter.Sign(ctx, a, ref.ID, 0)
	if errors.Is(err, anlan.ErrMatterWrongState) {
		if m, e := s.Matter.Get(ctx, a, ref.ID); e == nil && m.Signed != 0 {
			return nil
		}
	}
	return err
}

func (s *Server) sign(v *visit) error {
	if err := s.signFor(v.ctx(), v.actor(), anlan.Ref{ID: v.id()}); err != nil {
		return err
	}
	return v.to("/lite/matters/"+string(v.id()), v.lang.Pick("已签收。接下来请办理，并在这里反馈进展。", "Signed for. Next, work on it and report here."))
}

// progress tells how far the work is, or that it is done.
func (s *Server) progress(v *visit) error {
	report := matter.Report{Text: strings.TrimSpace(v.r.PostFormValue("text")), Final: v.r.PostFormValue("final") != ""}
	_, err := s.Matter.Feedback(v.ctx(), v.actor(), v.id(), 0, report)
	if err != nil && anlan.KindOf(err) == anlan.Invalid {
		m, e := s.Matter.Get(v.ctx(), v.actor(), v.id())
		if e != nil {
			return e
		}
		status, say := s.sentence(v, err)
		return s.showMatter(v, status, m, say, report.Text)
	}
	if err != nil {
		return err
	}
	note := v.lang.Pick("进展已反馈。", "Your report is on record.")
	if report.Final {
		note = v.lang.Pick("已报办结，等待复核。", "Reported as done; it now waits for the review.")
	}
	return v.to("/lite/matters/"+string(v.id()), note)
}

func (s *Server) signPaper(v *visit) error {
	p, err := s.Matter.SignPaper(v.ctx(), v.actor(), v.id())
	if err != nil {
		return err
	}
	return v.to("/lite", v.lang.Pick("已签收 "+p.Number, "Signed for "+p.Number))
}

// receipt answers that the unit relayed a document: to how many people, and a word if need be.
func (s *Server) receipt(v *visit) error {
	said := strings.TrimSpace(v.r.PostFormValue("people"))
	people, err := strconv.Atoi(said)
	if err != nil {
		return anlan.ErrFieldInvalid.With("name", v.lang.Pick("传达人数", "people")).With("value", anlan.Clip(said, 20)).At("people")
	}
	if err := s.Relays.Receive(v.ctx(), v.actor(), v.id(), people, v.r.PostFormValue("note")); err != nil {
		return err
	}
	return v.to("/lite", v.lang.Pick("回执已提交。", "The receipt is on record."))
}

// noticesMost is how many notices a page shows.
const noticesMost = 30

// line is a notice as the page shows it.
type line struct {
	notify.Notice
	When string
	Href string
}

func (s *Server) notices(v *visit) error {
	found, err := s.Notify.Notices(v.ctx(), v.actor(), false, anlan.ID(v.r.URL.Query().Get("after")), noticesMost)
	if err != nil {
		return err
	}
	lines := make([]line, 0, len(found.Items))
	for _, n := range found.Items {
		if v.lang == anlan.EN && s.English != nil {
			n.Title, n.Text = s.English(n.Title, n.Text)
		}
		l := line{Notice: n, When: sayTime(n.At)}
		if strings.HasPrefix(n.Path, "/matters/") {
			l.Href = "/lite" + n.Path
		}
		lines = append(lines, l)
	}
	s.show(v, http.StatusOK, "notices", map[string]any{"Title": v.lang.Pick("通知", "Notices"), "Lines": lines, "Next": found.Next, "Unread": found.Unread})
	return nil
}

func (s *Server) read(v *visit) error {
	if err := s.Notify.Read(v.ctx(), v.actor(), v.id()); err != nil {
		return err
	}
	return v.to("/lite/notices", "")
}

// readAll marks what stood on the page, and what is older, as read; what came since stays unread.
func (s *Server) readAll(v *visit) error {
	n, more, err := s.Notify.ReadAll(v.ctx(), v.actor(), anlan.ID(v.r.PostFormValue("up_to")))
	if err != nil {
		return err
	}
	count := strconv.Itoa(n)
	note := v.lang.Pick("已把 "+count+" 条标为已读。", count+" notices are marked as read.")
	if more {
		note += v.lang.Pick("还有更早的，请再点一次。", " Older ones are left; press again.")
	}
	return v.to("/lite/notices", note)
}

// sayTime writes an instant in the county's time; the zero one is empty.
func sayTime(i anlan.Instant) string {
	if i == 0 {
		return ""
	}
	return i.Time().Format("2006-01-02 15:04")
}
