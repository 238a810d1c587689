package ui

import (
	"errors"
	"net/http"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/tip"
)

// codeWindow is the time within which wrong codes are counted.
const codeWindow = 15 * time.Minute

// followPage asks for the code. It never stands in an address: addresses are remembered and passed on.
func (s *Server) followPage(v *visit) error { return s.askCode(v, http.StatusOK, "", "") }

func (s *Server) askCode(v *visit, status int, code, wrong string) error {
	s.show(v, status, "follow", map[string]any{"Title": v.lang.Pick("查询举报进展", "Follow your report"), "Code": code, "Wrong": wrong})
	return nil
}

// follow shows what became of a report, and takes what its reporter adds.
func (s *Server) follow(v *visit) error {
	desk, _, err := s.Tips.Desk()
	if err != nil {
		return err
	}
	address, now := account.Visitor(v.r).IP, s.Now()
	tired := s.Tips.Gate.Full(now, "code", address, codeWindow, desk.Form.WrongCodes)
	crowded := s.Tips.Gate.Full(now, "add", address, time.Hour, triesPerReport*desk.Form.PerHour)
	f, err := formOf(v.r, s.takePhoto(v, tired || crowded, desk.Form.Photos))
	if err != nil {
		_, say := s.sentence(v, err)
		return s.askCode(v, statusOf(err), f.get("code"), say)
	}
	if tired {
		return s.askCode(v, http.StatusTooManyRequests, f.get("code"), anlan.ErrReportCodes.Say(v.lang))
	}
	seen, err := s.Tips.Follow(v.ctx(), f.get("code"))
	switch {
	case errors.Is(err, anlan.ErrTipCodeUnknown), errors.Is(err, anlan.ErrTipCodeWrong):
		s.Tips.Gate.Count(now, "code", address, codeWindow)
		status, say := s.sentence(v, err)
		return s.askCode(v, status, f.get("code"), say)
	case err != nil:
		return err
	}
	if f.get("act") != "add" {
		return s.showFollowed(v, http.StatusOK, f, seen, nil)
	}
	s.Tips.Gate.Count(now, "add", address, time.Hour)
	if crowded {
		return s.showFollowed(v, http.StatusTooManyRequests, f, seen, []error{anlan.ErrReportBusy})
	}
	return s.addTo(v, f, seen)
}

// addTo adds words and pictures to a report.
func (s *Server) addTo(v *visit, f sent, seen tip.Followed) error {
	wrong := f.wrong
	photos, err := s.photosOf(f)
	if err != nil {
		wrong = append(wrong, err)
	}
	if len(wrong) > 0 {
		return s.showFollowed(v, http.StatusUnprocessableEntity, f, seen, wrong)
	}
	next, err := s.Tips.Add(keyed(v.ctx(), f.get("key")), f.get("code"), tip.Addition{Text: f.get("text"), Photos: photos})
	if err != nil && anlan.KindOf(err) != anlan.Internal {
		return s.showFollowed(v, statusOf(err), f, seen, []error{err})
	}
	if err != nil {
		return err
	}
	f.words["text"], f.receipts = "", nil
	f.words["done"] = v.lang.Pick("已补充，办理单位会看到。", "Added; the office will see it.")
	return s.showFollowed(v, http.StatusOK, f, next, nil)
}

// showFollowed is the page of one report.
func (s *Server) showFollowed(v *visit, status int, f sent, seen tip.Followed, wrong []error) error {
	desk, _, err := s.Tips.Desk()
	if err != nil {
		return err
	}
	code, _ := tip.ReadCode(f.get("code"))
	list, _ := s.faults(v, wrong)
	s.show(v, status, "followed", map[string]any{"Title": seen.Number, "Seen": seen, "Code": code, "F": f.words, "Kept": f.receipts, "Wrong": list,
		"State": followWords(v.lang, seen), "Steps": followSteps(v.lang, seen), "Category": v.lang.Pick(seen.Category.ZH, seen.Category.EN), "Most": desk.Form.Photos,
		"Reward": rewardWords(v.lang, seen.Reward)})
	return nil
}

// followWords says in one sentence where a report stands.
func followWords(l anlan.Lang, f tip.Followed) string {
	switch f.State {
	case tip.Received:
		return l.Pick("已收到，等待受理。最迟 "+sayDay(f.AcceptBy)+" 前受理。", "Received. It will be taken up by "+sayDay(f.AcceptBy)+" at the latest.")
	case tip.Checking:
		return l.Pick("已受理，正在核查。最迟 "+sayDay(f.AnswerBy)+" 前答复。", "Taken up and being checked. You will be answered by "+sayDay(f.AnswerBy)+" at the latest.")
	case tip.Confirmed:
		return l.Pick("核查属实，正在整改。", "It is true, and is being put right.")
	case tip.Fixed:
		return l.Pick("核查属实，已整改并复查销号。", "It is true, and was put right and checked again.")
	case tip.Unfounded:
		return l.Pick("核查后认为不属实，或不构成隐患。", "It was checked and found not to be so, or to be no hazard.")
	}
	return l.Pick("不属于本单位职责，已移送 "+f.Organ+"。", "It is not this office’s to handle and was handed to "+f.Organ+".")
}

// followStep is one step of the way of a report.
type followStep struct {
	Text       string
	Done, Here bool
}

// followSteps draws the way as a list that also reads well aloud.
func followSteps(l anlan.Lang, f tip.Followed) []followStep {
	names := []string{l.Pick("已收到", "Received"), l.Pick("核查中", "Being checked"), l.Pick("属实，整改中", "True, being put right"), l.Pick("已整改", "Put right")}
	at := map[tip.State]int{tip.Received: 0, tip.Checking: 1, tip.Confirmed: 2, tip.Fixed: 3}
	here, known := at[f.State]
	if !known {
		return nil
	}
	var list []followStep
	for i, name := range names {
		list = append(list, followStep{name, i < here, i == here})
	}
	return list
}

// rewardWords says how a reward stands.
func rewardWords(l anlan.Lang, r *tip.Reward) string {
	switch {
	case r == nil:
		return ""
	case r.Amount == 0:
		return l.Pick("经决定，本次举报没有奖金。感谢您！", "It was decided that there is no money for this report. Thank you all the same!")
	case r.Collected != 0:
		return l.Pick("奖金已凭查询码领取。", "The reward was collected with the code.")
	case r.Lapsed != 0:
		return l.Pick("奖金过了领取期限，已经失效。", "The reward was not collected in time and has lapsed.")
	}
	yuan := itoa(r.Amount)
	return l.Pick("奖金 "+yuan+" 元，请在 "+sayDay(r.Until)+" 前凭查询码到办理单位领取，不需要说明身份。",
		"A reward of "+yuan+" yuan waits at the office until "+sayDay(r.Until)+". Bring the code; you need not say who you are.")
}
