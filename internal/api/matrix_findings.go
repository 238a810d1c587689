package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/matrix"
	"anlan/internal/registry"
)

func (s *matrixDoor) registerFindings() {
	add(s, http.MethodGet, "/api/v1/matrix/findings", "matrix.read", "Gaps, overlaps and empty posts, the largest first", s.listFindings)
	add(s, http.MethodGet, "/api/v1/matrix/findings/{id}", "matrix.read", "One finding with its negotiation", s.getFinding)
	add(s, http.MethodGet, "/api/v1/matrix/findings/{id}/objects", "matrix.read", "The enterprises and sites that a finding touches, the first hundred", s.findingObjects)
	add(s, http.MethodGet, "/api/v1/matrix/findings/{id}/nearest", "matrix.read", "Whose business is near a finding (业务相近), with the facts that say so; nobody is chosen by it", s.findingNearest)
	add(s, http.MethodPost, "/api/v1/matrix/findings/{id}/ask", "matrix.talk", "Ask units whether they agree to who is proposed (协商)", s.askFinding)
	add(s, http.MethodPost, "/api/v1/matrix/findings/{id}/answer", "matrix.answer", "Answer for one's unit", s.answerFinding)
	add(s, http.MethodPost, "/api/v1/matrix/findings/{id}/table", "matrix.talk", "Bring it before a meeting of the committee (提请)", s.tableFinding)
}

// FindingView is a finding in words.
type FindingView struct {
	ID       anlan.ID        `json:"id"`
	Kind     matrix.Kind     `json:"kind" enum:"gap,overlap,vacant,gone,unsigned,unsorted"`
	State    matrix.Standing `json:"state" enum:"open,asked,agreed,split,tabled,decided"`
	Live     bool            `json:"live"`
	Axis     matrix.Axis     `json:"axis,omitempty"`
	AxisName string          `json:"axisName,omitempty"`
	Sector   *Named          `json:"sector"`
	Place    string          `json:"place,omitempty"`
	Holder   *HolderView     `json:"holder"`
	Word     string          `json:"word,omitempty"`
	Holders  []HolderView    `json:"holders" nullable:"false"`
	Objects  int             `json:"objects"`
	Sentence string          `json:"sentence"`
	Talk     *TalkView       `json:"talk"`
	Meeting  *Named          `json:"meeting"`
	Outcome  *matrix.Outcome `json:"outcome"`
	Opened   anlan.Instant   `json:"opened"`
	Closed   anlan.Instant   `json:"closed"`
	Can      []string        `json:"can" nullable:"false" doc:"ask, answer, table"`
	Revision int64           `json:"revision"`
}

// TalkView is a negotiation in words.
type TalkView struct {
	Proposed *HolderView   `json:"proposed"`
	Text     string        `json:"text"`
	Asked    []AnswerView  `json:"asked" nullable:"false"`
	Due      anlan.Date    `json:"due"`
	Before   anlan.Date    `json:"before" doc:"Until when the committee must have it"`
	Late     bool          `json:"late"`
	At       anlan.Instant `json:"at"`
}

// AnswerView is what a unit answered.
type AnswerView struct {
	Unit   Named         `json:"unit"`
	Agrees *bool         `json:"agrees"`
	Reason string        `json:"reason,omitempty"`
	Other  *Named        `json:"other"`
	By     Named         `json:"by"`
	At     anlan.Instant `json:"at"`
}

func (s *matrixDoor) findingView(ctx context.Context) func(matrix.Finding, error) (*answer[FindingView], error) {
	return func(f matrix.Finding, err error) (*answer[FindingView], error) {
		if err != nil {
			return nil, err
		}
		sectors, err := s.sectorNames(ctx)
		if err != nil {
			return nil, err
		}
		return ok(s.finding(ctx, sectors, f))
	}
}

func (s *matrixDoor) finding(ctx context.Context, sectors map[anlan.ID]string, f matrix.Finding) (FindingView, error) {
	v := FindingView{ID: f.ID, Kind: f.Kind, State: f.State, Live: f.Live, Axis: f.Axis, Place: s.names.place(ctx, f.Place), Word: f.Word, Holders: []HolderView{},
		Objects: f.Objects, Outcome: f.Outcome, Opened: f.Opened, Closed: f.Closed, Revision: f.Revision, Can: s.Matrix.Can(Actor(ctx), f)}
	if f.Sector != "" {
		v.Sector = &Named{f.Sector, sectors[f.Sector]}
	}
	if f.Holder.Unit != "" {
		h := s.holder(ctx, f.Holder)
		v.Holder = &h
	}
	for _, h := range f.Holders {
		v.Holders = append(v.Holders, s.holder(ctx, h))
	}
	if f.Talk != nil {
		v.Talk = s.talkView(ctx, *f.Talk)
	}
	axes, err := s.Matrix.Axes(s.DB.Now().Date())
	if err != nil {
		return v, err
	}
	axis := axes.Axis(string(f.Axis))
	v.AxisName = LangOf(ctx).Pick(axis.ZH, axis.EN)
	if f.Meeting != "" && authz.Check(Actor(ctx), "committee.read") == nil {
		m, err := s.Committee.Get(ctx, Actor(ctx), f.Meeting)
		if err != nil {
			return v, err
		}
		v.Meeting = &Named{m.ID, m.Title}
	}
	v.Sentence, err = s.Matrix.Sentence(ctx, s.DB.Reader(), f, LangOf(ctx))
	return v, err
}

func (s *matrixDoor) talkView(ctx context.Context, t matrix.Talk) *TalkView {
	v := &TalkView{Text: t.Text, Asked: []AnswerView{}, Due: t.Due, Before: t.Before, Late: t.Late, At: t.At}
	if t.Unit != "" {
		h := s.holder(ctx, matrix.Holder{Unit: t.Unit, Post: t.Post})
		v.Proposed = &h
	}
	for _, x := range t.Asked {
		v.Asked = append(v.Asked, AnswerView{s.names.unit(ctx, x.Unit), x.Agrees, x.Reason, s.namedOr(ctx, x.Other, s.names.unit), s.names.post(ctx, x.By), x.At})
	}
	return v
}

type findingQuery struct {
	Kind   string `query:"kind" enum:"gap,overlap,vacant,gone,unsigned,unsorted" required:"false"`
	State  string `query:"state" enum:"open,asked,agreed,split,tabled,decided" required:"false"`
	Closed bool   `query:"closed" doc:"Those that are filled"`
	Cursor string `query:"cursor" maxLength:"120"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

func (s *matrixDoor) listFindings(ctx context.Context, q *findingQuery) (*answer[ListOf[FindingView]], error) {
	page, err := s.Matrix.Findings(ctx, Actor(ctx), matrix.FindingFilter{Kind: matrix.Kind(q.Kind), State: matrix.Standing(q.State), Closed: q.Closed, Cursor: q.Cursor, Limit: q.Limit})
	if err != nil {
		return nil, err
	}
	sectors, err := s.sectorNames(ctx)
	if err != nil {
		return nil, err
	}
	out := ListOf[FindingView]{Items: []FindingView{}, Next: page.Next}
	for _, f := range page.Items {
		v, err := s.finding(ctx, sectors, f)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, v)
	}
	return ok(out, nil)
}

func (s *matrixDoor) getFinding(ctx context.Context, in *RecordID) (*answer[FindingView], error) {
	return s.findingView(ctx)(s.Matrix.Finding(ctx, Actor(ctx), in.ID))
}

// FindingObject is an enterprise or a site that a finding touches.
type FindingObject struct {
	Ref  anlan.Ref `json:"ref"`
	Name string    `json:"name"`
}

func (s *matrixDoor) findingObjects(ctx context.Context, in *RecordID) (*answer[ListOf[FindingObject]], error) {
	refs, err := s.Matrix.Touched(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := ListOf[FindingObject]{Items: []FindingObject{}}
	for _, ref := range refs {
		name := s.names.site
		if ref.Kind == registry.RefUnit {
			name = s.names.unit
		}
		out.Items = append(out.Items, FindingObject{ref, name(ctx, ref.ID).Name})
	}
	return ok(out, nil)
}

type askBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		matrix.TalkDraft
	}
}

func (s *matrixDoor) askFinding(ctx context.Context, in *askBody) (*answer[FindingView], error) {
	return s.findingView(ctx)(s.Matrix.Ask(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.TalkDraft))
}

type findingAnswerBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Agrees bool     `json:"agrees"`
		Reason string   `json:"reason,omitempty" maxLength:"500"`
		Other  anlan.ID `json:"other,omitempty" maxLength:"36" doc:"the unit that is suggested instead"`
	}
}

func (s *matrixDoor) answerFinding(ctx context.Context, in *findingAnswerBody) (*answer[FindingView], error) {
	return s.findingView(ctx)(s.Matrix.Answer(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Agrees, in.Body.Reason, in.Body.Other))
}

type tableBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Meeting anlan.ID `json:"meeting" maxLength:"36"`
		Text    string   `json:"text,omitempty" maxLength:"500" doc:"the question in one's own words; empty: made from the finding"`
	}
}

func (s *matrixDoor) tableFinding(ctx context.Context, in *tableBody) (*answer[FindingView], error) {
	return s.findingView(ctx)(s.Matrix.Table(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Meeting, in.Body.Text))
}
