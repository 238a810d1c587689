package api

import (
	"bytes"
	"context"
	"net/http"
	"net/url"

	"anlan"
	"anlan/internal/committee"
)

// registerDesk registers the decomposition desk (分解台) and the dispatch.
func (s *committeeDoor) registerDesk() {
	add(s, http.MethodGet, "/api/v1/meetings/{id}/desk", "committee.read", "The original text, what was recognised, and what was not", s.desk)
	add(s, http.MethodPost, "/api/v1/meetings/{id}/decisions", "committee.write", "Make a decision from a stretch of the text, or from own words", s.addDecision, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/decisions/{id}", "committee.read", "One decision with its meeting", s.getDecision)
	add(s, http.MethodPatch, "/api/v1/decisions/{id}", "committee.write", "Change a decision; its tick is gone", s.editDecision)
	add(s, http.MethodPost, "/api/v1/decisions/{id}/tick", "committee.write", "Tick a decision, or take the tick back (勾选)", s.tickDecision)
	add(s, http.MethodPost, "/api/v1/decisions/{id}/drop", "committee.write", "Set a decision aside with a reason (不下发)", s.dropDecision)
	add(s, http.MethodPost, "/api/v1/decisions/{id}/merge", "committee.write", "Let running matters answer it, or take another decision in (合并)", s.mergeDecision)
	add(s, http.MethodPatch, "/api/v1/meetings/{id}/decisions", "committee.write", "Change several decisions at once: owners, co-owners, deadline", s.editDecisions)
	add(s, http.MethodPost, "/api/v1/decisions/{id}/source", "committee.write", "Say which words of the text are its sentence (改原句)", s.moveDecision)
	add(s, http.MethodPost, "/api/v1/decisions/{id}/split", "committee.write", "Cut a decision in two (拆分)", s.splitDecision)
	add(s, http.MethodGet, "/api/v1/meetings/{id}/preview", "committee.write", "What a dispatch of everything ticked would do", s.previewDispatch)
	add(s, http.MethodPost, "/api/v1/meetings/{id}/dispatch", "committee.dispatch", "Send ticked decisions (下发)", s.dispatch, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/dispatches/{id}/recall", "committee.dispatch", "Take a whole dispatch back (撤回)", s.recallDispatch)
}

func (s *committeeDoor) desk(ctx context.Context, in *RecordID) (*answer[committee.Desk], error) {
	return ok(s.Committee.Desk(ctx, Actor(ctx), in.ID))
}

func (s *committeeDoor) addDecision(ctx context.Context, in *verb[committee.Addition]) (*answer[committee.Decision], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Committee.AddDecision(ctx, Actor(ctx), in.ID, in.Body))
}

// DecisionView is a decision with its meeting: where a task comes from.
type DecisionView struct {
	Decision committee.Decision `json:"decision"`
	Meeting  committee.Meeting  `json:"meeting"`
}

func (s *committeeDoor) getDecision(ctx context.Context, in *RecordID) (*answer[DecisionView], error) {
	d, m, err := s.Committee.Source(ctx, Actor(ctx), in.ID)
	return ok(DecisionView{d, m}, err)
}

type decisionEdit struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		committee.DecisionEdit
	}
}

func (s *committeeDoor) editDecision(ctx context.Context, in *decisionEdit) (*answer[committee.Decision], error) {
	return ok(s.Committee.EditDecision(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.DecisionEdit))
}

type decisionEdits struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Items []committee.OneEdit `json:"items" minItems:"1" maxItems:"500"`
	}
}

// DecisionsEdited says what became of several decisions that were changed at once.
type DecisionsEdited struct {
	Items   []committee.Decision `json:"items" nullable:"false" doc:"As they stand now"`
	Refused []DecisionRefused    `json:"refused" nullable:"false" doc:"What stayed as it was"`
}

// DecisionRefused is one that could not be changed, by its number and title, and why.
type DecisionRefused struct {
	ID     anlan.ID `json:"id"`
	No     int64    `json:"no" doc:"0: the meeting has no such item"`
	Title  string   `json:"title"`
	Reason string   `json:"reason"`
}

func (s *committeeDoor) editDecisions(ctx context.Context, in *decisionEdits) (*answer[DecisionsEdited], error) {
	done, not, err := s.Committee.EditMany(ctx, Actor(ctx), in.ID, in.Body.Items)
	out := DecisionsEdited{Items: done, Refused: []DecisionRefused{}}
	for _, r := range not {
		out.Refused = append(out.Refused, DecisionRefused{r.ID, r.No, r.Title, s.problem(ctx, r.Err).Title})
	}
	return ok(out, err)
}

type decisionMove struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Start int `json:"start" doc:"First character of the sentence in the raw text"`
		End   int `json:"end" doc:"Character after the sentence"`
	}
}

func (s *committeeDoor) moveDecision(ctx context.Context, in *decisionMove) (*answer[committee.Decision], error) {
	to := committee.Span{Start: in.Body.Start, End: in.Body.End}
	return ok(s.Committee.MoveDecision(ctx, Actor(ctx), in.ID, in.Body.Revision, to))
}

type decisionTick struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		On *bool `json:"on" required:"false" doc:"false takes the tick back; left out: tick"`
	}
}

func (s *committeeDoor) tickDecision(ctx context.Context, in *decisionTick) (*answer[committee.Decision], error) {
	on := in.Body.On == nil || *in.Body.On
	return ok(s.Committee.TickDecision(ctx, Actor(ctx), in.ID, in.Body.Revision, on))
}

type decisionDrop struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Reason string `json:"reason" maxLength:"1000"`
	}
}

func (s *committeeDoor) dropDecision(ctx context.Context, in *decisionDrop) (*answer[committee.Decision], error) {
	return ok(s.Committee.DropDecision(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason))
}

type decisionMerge struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Matters  []anlan.ID `json:"matters" required:"false" maxItems:"1000" doc:"Running matters that answer it; an empty list takes the choice back"`
		Decision anlan.ID   `json:"decision" required:"false" doc:"Another decision of the same meeting, taken into this one"`
	}
}

func (s *committeeDoor) mergeDecision(ctx context.Context, in *decisionMerge) (*answer[committee.Decision], error) {
	if in.Body.Decision != "" {
		return ok(s.Committee.JoinDecisions(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Decision))
	}
	return ok(s.Committee.AnswerBy(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Matters))
}

type decisionSplit struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		At int `json:"at" doc:"Character of the raw text at which the second half begins"`
	}
}

// DecisionList is several decisions.
type DecisionList struct {
	Items []committee.Decision `json:"items" nullable:"false"`
	Next  string               `json:"next"`
}

func (s *committeeDoor) splitDecision(ctx context.Context, in *decisionSplit) (*answer[DecisionList], error) {
	first, second, err := s.Committee.SplitDecision(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.At)
	return ok(DecisionList{Items: []committee.Decision{first, second}}, err)
}

func (s *committeeDoor) previewDispatch(ctx context.Context, in *RecordID) (*answer[committee.Preview], error) {
	return ok(s.Committee.Preview(ctx, Actor(ctx), in.ID))
}

func (s *committeeDoor) dispatch(ctx context.Context, in *verb[committee.Sending]) (*answer[committee.Dispatch], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Committee.Dispatch(ctx, Actor(ctx), in.ID, in.Body))
}

type dispatchRecall struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Reason string `json:"reason" required:"false" maxLength:"1000"`
	}
}

func (s *committeeDoor) recallDispatch(ctx context.Context, in *dispatchRecall) (*answer[committee.Dispatch], error) {
	return ok(s.Committee.Recall(ctx, Actor(ctx), in.ID, in.Body.Reason))
}

// The types of the papers.
const (
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// papers finds what the papers of a meeting are made of. The query may name a dispatch, or ask for the
// draft.
func (s *committeeDoor) papers(r *http.Request) (committee.Dispatch, error) {
	q := r.URL.Query()
	which := committee.Which{Dispatch: anlan.ID(q.Get("dispatch")), Draft: q.Get("draft") == "true"}
	return s.Committee.Papers(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")), which)
}

func (s *committeeDoor) tasksXLSX(w http.ResponseWriter, r *http.Request) error {
	p, err := s.papers(r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	lang := LangOf(r.Context())
	if err := p.WriteTasks(&b, lang); err != nil {
		return err
	}
	return download(w, p.Title+lang.Pick("任务分解表", " - tasks")+".xlsx", typeXLSX, b.Bytes())
}

func (s *committeeDoor) noticeDOCX(w http.ResponseWriter, r *http.Request) error {
	p, err := s.papers(r)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := p.Notice().WriteDocx(&b); err != nil {
		return err
	}
	return download(w, "关于印发"+p.Title+"任务分解表的通知.docx", typeDOCX, b.Bytes())
}

// download answers with a paper that was made just now; a later one may differ, so nobody keeps it.
func download(w http.ResponseWriter, name, mime string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", mime)
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(body) // a reader that went away needs no answer
	return nil
}
