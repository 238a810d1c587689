package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/hazard"
)

// addHazardVerbs registers POST /hazards/{id}/{verb}.
func (s *Server) addHazardVerbs() {
	hazardVerb(s, "amend", "hazard.amend", "Change facts on the sight of a revision; what others changed meanwhile comes back field by field", func(ctx context.Context, a anlan.Actor, id anlan.ID, b amendBody) (hazard.Hazard, error) {
		return s.Hazard.Amend(ctx, a, id, b.Base, b.Amendment)
	})
	hazardVerb(s, "grade", "hazard.grade", "Grade by the clauses of the criteria (定级)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b gradeBody) (hazard.Hazard, error) {
		return s.Hazard.Grade(ctx, a, id, b.Revision, b.Grading)
	})
	hazardVerb(s, "plan", "hazard.plan", "Fill the five implementations (五落实) of a major hazard", func(ctx context.Context, a anlan.Actor, id anlan.ID, b planBody) (hazard.Hazard, error) {
		return s.Hazard.Planning(ctx, a, id, b.Revision, b.Plan)
	})
	hazardVerb(s, "notice", "hazard.notice", "Record the report of a major hazard to the regulator or the workers' congress", func(ctx context.Context, a anlan.Actor, id anlan.ID, b noticeBody) (hazard.Hazard, error) {
		return s.Hazard.Notify(ctx, a, id, b.Revision, b.Notice)
	})
	hazardVerb(s, "list", "hazard.list", "Put under listed supervision (挂牌督办)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b listBody) (hazard.Hazard, error) {
		return s.Hazard.Enlist(ctx, a, id, b.Revision, b.ListingDraft)
	})
	hazardVerb(s, "publish", "hazard.list", "Record that the notice or the delisting was published (公示)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b publishBody) (hazard.Hazard, error) {
		return s.Hazard.Publish(ctx, a, id, b.Revision, b.PublicationDraft)
	})
	hazardVerb(s, "extend", "hazard.extend", "Ask for an extension of a listed hazard (延期)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b extendBody) (hazard.Hazard, error) {
		return s.Hazard.Extend(ctx, a, id, b.Revision, b.ExtensionDraft)
	})
	hazardVerb(s, "answer", "hazard.answer", "Answer the extension that waits", func(ctx context.Context, a anlan.Actor, id anlan.ID, b answerBody) (hazard.Hazard, error) {
		return s.Hazard.Answer(ctx, a, id, b.Revision, b.Grant, b.Reason)
	})
	hazardVerb(s, "accept", "hazard.check", "Accept a listed hazard on the spot (验收)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b acceptBody) (hazard.Hazard, error) {
		return s.Hazard.Accept(ctx, a, id, b.Revision, b.AcceptanceDraft)
	})
	hazardVerb(s, "delist", "hazard.list", "End the listing, with pictures before and after (摘牌)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b delistBody) (hazard.Hazard, error) {
		return s.Hazard.Delist(ctx, a, id, b.Revision, b.DelistingDraft)
	})
	hazardVerb(s, "stop", "hazard.stop", "Record a stop-work order (停产、撤人)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b stopBody) (hazard.Hazard, error) {
		return s.Hazard.StopWork(ctx, a, id, b.Revision, b.StopDraft)
	})
	hazardVerb(s, "resume", "hazard.stop", "Consent, after review, that work goes on (恢复)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b resumeBody) (hazard.Hazard, error) {
		return s.Hazard.Resume(ctx, a, id, b.Revision, b.ResumeDraft)
	})
	hazardVerb(s, "close", "hazard.check", "Check the rectification again: close or send back (复查)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b closeBody) (hazard.Hazard, error) {
		return s.Hazard.Close(ctx, a, id, b.Revision, b.CheckDraft)
	})
	hazardVerb(s, "vouch", "hazard.check", "Answer the doubts that were raised after it ended: why it stays closed (核对疑点)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b vouchBody) (hazard.Hazard, error) {
		return s.Hazard.Vouch(ctx, a, id, b.Revision, b.Reason)
	})
	hazardVerb(s, "reopen", "hazard.reopen", "Bring a closed hazard back (重开)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b reopenBody) (hazard.Hazard, error) {
		return s.Hazard.Reopen(ctx, a, id, b.Revision, b.Reason, b.Due)
	})
	hazardVerb(s, "drop", "hazard.drop", "Take back a finding that was none (撤回)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b recallBody) (hazard.Hazard, error) {
		return s.Hazard.Drop(ctx, a, id, b.Revision, b.Reason)
	})
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

func hazardVerb[B any](s *Server, name, action, summary string, do func(context.Context, anlan.Actor, anlan.ID, B) (hazard.Hazard, error)) {
	add(s, http.MethodPost, "/api/v1/hazards/{id}/"+name, action, summary, func(ctx context.Context, in *verb[B]) (*answer[HazardDetail], error) {
		h, err := do(ctx, Actor(ctx), in.ID, in.Body)
		if err != nil {
			return nil, err
		}
		return s.hazardDetail(ctx, h)
	})
}
