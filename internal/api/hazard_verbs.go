package api

import (
	"context"

	"anlan"
	"anlan/internal/hazard"
)

// addHazardVerbs registers POST /hazards/{id}/{verb}.
func (s *hazardDoor) addHazardVerbs() {
	hazardVerb(s, "amend", "hazard.amend", "Change facts on the sight of a revision; what others changed meanwhile comes back field by field", onSight(s.Hazard.Amend, func(b amendBody) hazard.Amendment { return b.Amendment }))
	hazardVerb(s, "grade", "hazard.grade", "Grade by the clauses of the criteria (定级)", onSight(s.Hazard.Grade, func(b gradeBody) hazard.Grading { return b.Grading }))
	hazardVerb(s, "plan", "hazard.plan", "Fill the five implementations (五落实) of a major hazard", onSight(s.Hazard.Planning, func(b planBody) hazard.Plan { return b.Plan }))
	hazardVerb(s, "notice", "hazard.notice", "Record the report of a major hazard to the regulator or the workers' congress", onSight(s.Hazard.Notify, func(b noticeBody) hazard.Notice { return b.Notice }))
	hazardVerb(s, "list", "hazard.list", "Put under listed supervision (挂牌督办)", onSight(s.Hazard.Enlist, func(b listBody) hazard.ListingDraft { return b.ListingDraft }))
	hazardVerb(s, "publish", "hazard.list", "Record that the notice or the delisting was published (公示)", onSight(s.Hazard.Publish, func(b publishBody) hazard.PublicationDraft { return b.PublicationDraft }))
	hazardVerb(s, "extend", "hazard.extend", "Ask for an extension of a listed hazard (延期)", onSight(s.Hazard.Extend, func(b extendBody) hazard.ExtensionDraft { return b.ExtensionDraft }))
	hazardVerb(s, "answer", "hazard.answer", "Answer the extension that waits", func(ctx context.Context, a anlan.Actor, id anlan.ID, b answerBody) (hazard.Hazard, error) {
		return s.Hazard.Answer(ctx, a, id, b.Revision, b.Grant, b.Reason)
	})
	hazardVerb(s, "accept", "hazard.check", "Accept a listed hazard on the spot (验收)", onSight(s.Hazard.Accept, func(b acceptBody) hazard.AcceptanceDraft { return b.AcceptanceDraft }))
	hazardVerb(s, "delist", "hazard.list", "End the listing, with pictures before and after (摘牌)", onSight(s.Hazard.Delist, func(b delistBody) hazard.DelistingDraft { return b.DelistingDraft }))
	hazardVerb(s, "stop", "hazard.stop", "Record a stop-work order (停产、撤人)", onSight(s.Hazard.StopWork, func(b stopBody) hazard.StopDraft { return b.StopDraft }))
	hazardVerb(s, "resume", "hazard.stop", "Consent, after review, that work goes on (恢复)", onSight(s.Hazard.Resume, func(b resumeBody) hazard.ResumeDraft { return b.ResumeDraft }))
	hazardVerb(s, "close", "hazard.check", "Check the rectification again: close or send back (复查)", onSight(s.Hazard.Close, func(b closeBody) hazard.CheckDraft { return b.CheckDraft }))
	hazardVerb(s, "vouch", "hazard.check", "Answer the doubts that were raised after it ended: why it stays closed (核对疑点)", onSight(s.Hazard.Vouch, func(b vouchBody) string { return b.Reason }))
	hazardVerb(s, "reopen", "hazard.reopen", "Bring a closed hazard back (重开)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b reopenBody) (hazard.Hazard, error) {
		return s.Hazard.Reopen(ctx, a, id, b.Revision, b.Reason, b.Due)
	})
	hazardVerb(s, "drop", "hazard.drop", "Take back a finding that was none (撤回)", onSight(s.Hazard.Drop, func(b recallBody) string { return b.Reason }))
}

type (
	amendBody struct {
		Base int64 `json:"base" minimum:"1" doc:"Revision that the change was made on the sight of"`
		hazard.Amendment
	}
	gradeBody struct {
		Seen
		hazard.Grading
	}
	planBody struct {
		Seen
		hazard.Plan
	}
	noticeBody struct {
		Seen
		hazard.Notice
	}
	listBody struct {
		Seen
		hazard.ListingDraft
	}
	publishBody struct {
		Seen
		hazard.PublicationDraft
	}
	extendBody struct {
		Seen
		hazard.ExtensionDraft
	}
	answerBody struct {
		Seen
		Grant  bool   `json:"grant"`
		Reason string `json:"reason" maxLength:"1000"`
	}
	acceptBody struct {
		Seen
		hazard.AcceptanceDraft
	}
	delistBody struct {
		Seen
		hazard.DelistingDraft
	}
	stopBody struct {
		Seen
		hazard.StopDraft
	}
	resumeBody struct {
		Seen
		hazard.ResumeDraft
	}
	vouchBody struct {
		Seen
		Reason string `json:"reason" maxLength:"1000"`
	}
	closeBody struct {
		Seen
		hazard.CheckDraft
	}
)

// sight is the revision on whose facts the change was made.
func (b amendBody) sight() int64 { return b.Base }

func hazardVerb[B any](s *hazardDoor, name, action, summary string, do deed[B, hazard.Hazard]) {
	addVerb(s, "/api/v1/hazards", name, action, summary, do, s.hazardDetail)
}
