package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/risk"
	"anlan/internal/rule"
)

// riskDoor serves risk points.
type riskDoor struct {
	*Server
	Risk *risk.Service
}

// RiskDoors are the routes of risk points, their ratings, measures and checks.
func RiskDoors(r *risk.Service) func(*Server) {
	return func(s *Server) {
		d := &riskDoor{Server: s, Risk: r}
		d.routes()
	}
}

func (s *riskDoor) routes() {
	add(s, http.MethodGet, "/api/v1/risks", "risk.read", "List risk points, the worst colour first", s.listRisks)
	add(s, http.MethodPost, "/api/v1/risks", "risk.write", "Enter a risk point, with its first rating and measures where they are known", s.createRisk, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/risks/rules", "risk.read", "The scales, ladders and words in force", s.riskRules)
	add(s, http.MethodGet, "/api/v1/risks/summary", "risk.read", "How many points of each colour every township has", s.riskSummary)
	add(s, http.MethodGet, "/api/v1/risks/map", "risk.read", "What a rectangle of the map shows: points where they are few, clusters where they are many", s.riskMap)
	add(s, http.MethodGet, "/api/v1/risks/{id}", "risk.read", "One point with every rating, its checks and proposals", s.getRisk)
	add(s, http.MethodPut, "/api/v1/risks/{id}", "risk.write", "Change what is written of a point that was seen at a revision", s.updateRisk)
	add(s, http.MethodPost, "/api/v1/risks/{id}/rate", "risk.rate", "Rate a point; the ratings before stay readable", s.rateRisk)
	add(s, http.MethodPost, "/api/v1/risks/{id}/measures", "risk.write", "Replace the measures of a point", s.measureRisk)
	add(s, http.MethodPost, "/api/v1/risks/{id}/task", "risk.task", "Hand out a check of a measure: a matter, or an inspection where it names a checklist", s.taskRisk)
	add(s, http.MethodPost, "/api/v1/risks/{id}/propose", "risk.write", "Say that a point must be rated anew, after an accident or a change", s.proposeRisk)
	add(s, http.MethodPost, "/api/v1/risks/{id}/retire", "risk.rate", "End a point that is not there any more; it stays readable", s.retireRisk)
	add(s, http.MethodGet, "/api/v1/risk-proposals", "risk.read", "Proposals to rate points anew: open ones by the day until which they are to be decided", s.listProposals)
	add(s, http.MethodPost, "/api/v1/risk-proposals/{id}/decide", "risk.decide", "Decide on a proposal: a new rating, or reasons to leave the point as it is", s.decideProposal)
	add(s, http.MethodGet, "/api/v1/units/{id}/portrait", "risk.portrait", "The risk portrait of an enterprise, explained factor by factor", s.portrait)
	s.registerRiskFiles()
}

// RiskQuery chooses risk points.
type RiskQuery struct {
	Colour string   `query:"colour" enum:"red,orange,yellow,blue,none" required:"false" doc:"none: not rated yet"`
	Area   string   `query:"area" maxLength:"12" doc:"Place code of a township or village"`
	Branch anlan.ID `query:"branch" maxLength:"36"`
	Unit   anlan.ID `query:"unit" maxLength:"36"`
	Site   anlan.ID `query:"site" maxLength:"36"`
	Sector string   `query:"sector" maxLength:"40"`
	Keeper string   `query:"keeper" maxLength:"40" doc:"The highest level that keeps it"`
	Gap    bool     `query:"gap" doc:"A level that keeps it has no measure"`
	Anew   bool     `query:"anew" doc:"Somebody is to decide whether it is rated anew"`
	Ended  bool     `query:"ended" doc:"Those that were retired"`
	Words  string   `query:"q" maxLength:"50"`
	Cursor string   `query:"cursor" maxLength:"120"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

func (q RiskQuery) filter() risk.Filter {
	return risk.Filter{Colour: risk.Colour(q.Colour), Area: q.Area, Branch: q.Branch, Unit: q.Unit, Site: q.Site, Sector: q.Sector, Keeper: q.Keeper,
		Gap: q.Gap, Anew: q.Anew, Retired: q.Ended, Words: q.Words, Cursor: q.Cursor, Limit: q.Limit}
}

// RiskRow is a risk point as lists show it.
type RiskRow struct {
	risk.Point
	PlaceName string `json:"placeName"`
}

func (s *riskDoor) riskRow(ctx context.Context) func(risk.Point) RiskRow {
	return func(p risk.Point) RiskRow { return RiskRow{p, s.names.place(ctx, p.Place)} }
}

// RiskPage is one page of risk points.
type RiskPage struct {
	Items []RiskRow `json:"items" nullable:"false"`
	Next  string    `json:"next" doc:"Cursor of the next page; empty at the end"`
	More  bool      `json:"more" doc:"The bounded search ended before the list did"`
}

func (s *riskDoor) listRisks(ctx context.Context, q *RiskQuery) (*answer[RiskPage], error) {
	p, err := s.Risk.List(ctx, Actor(ctx), q.filter())
	if err != nil {
		return nil, err
	}
	return ok(RiskPage{list(p.Items, "", s.riskRow(ctx)).Items, p.Next, p.More}, nil)
}

type riskBody struct{ Body risk.Draft }

func (s *riskDoor) createRisk(ctx context.Context, in *riskBody) (*answer[risk.Point], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Risk.Create(ctx, Actor(ctx), in.Body))
}

// RiskRules are the rules in force that the forms are made of.
type RiskRules struct {
	Methods    []rule.RiskMethod  `json:"methods" nullable:"false"`
	Ladders    []rule.RiskLadder  `json:"ladders" nullable:"false"`
	Triggers   []rule.RiskTrigger `json:"triggers" nullable:"false"`
	Accidents  []rule.RiskTerm    `json:"accidents" nullable:"false"`
	Measures   []rule.RiskTerm    `json:"measures" nullable:"false"`
	Confidence string             `json:"confidence" doc:"How sure we are of the scales"`
	Source     string             `json:"source"`
	Version    string             `json:"version"`
}

func (s *riskDoor) riskRules(_ context.Context, _ *struct{}) (*answer[RiskRules], error) {
	book, day := s.Book(), s.DB.Now().Date()
	scales, v, err := rule.Get[rule.RiskScales](book, rule.RiskScale, day)
	if err != nil {
		return nil, err
	}
	levels, _, err := rule.Get[rule.RiskLevels](book, rule.RiskKeeping, day)
	if err != nil {
		return nil, err
	}
	review, _, err := rule.Get[rule.RiskReview](book, rule.RiskAnew, day)
	if err != nil {
		return nil, err
	}
	terms, _, err := rule.Get[rule.RiskTerms](book, rule.RiskWords, day)
	return ok(RiskRules{scales.Methods, levels.Ladders, review.Triggers, terms.Accidents, terms.Measures, string(v.Confidence), v.Source, v.ID}, err)
}

// RiskView is everything that the page of a risk point shows.
type RiskView struct {
	RiskRow
	Ratings   []RatingRow     `json:"ratings" nullable:"false"`
	Tasks     []risk.Task     `json:"tasks" nullable:"false"`
	Proposals []risk.Proposal `json:"proposals" nullable:"false"`
	Can       []string        `json:"can" nullable:"false" doc:"Verbs that may be tried"`
}

// RatingRow is a rating with the post that made it.
type RatingRow struct {
	risk.Rating
	ByName Named `json:"byName"`
}

func (s *riskDoor) getRisk(ctx context.Context, in *RecordID) (*answer[RiskView], error) {
	w, err := s.Risk.Whole(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	v := RiskView{RiskRow: s.riskRow(ctx)(w.Point), Tasks: w.Tasks, Proposals: w.Proposals, Ratings: []RatingRow{}, Can: s.Risk.Can(Actor(ctx), w.Point)}
	for _, r := range w.Ratings {
		v.Ratings = append(v.Ratings, RatingRow{r, s.names.post(ctx, r.By)})
	}
	return ok(v, nil)
}

type riskChange struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		risk.Draft
	}
}

func (s *riskDoor) updateRisk(ctx context.Context, in *riskChange) (*answer[risk.Point], error) {
	return ok(s.Risk.Update(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Draft))
}

type riskRating struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		risk.RatingDraft
	}
}

func (s *riskDoor) rateRisk(ctx context.Context, in *riskRating) (*answer[risk.Point], error) {
	return ok(s.Risk.Rate(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.RatingDraft))
}

type riskMeasures struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Measures []risk.Measure `json:"measures" maxItems:"40" nullable:"false"`
	}
}

func (s *riskDoor) measureRisk(ctx context.Context, in *riskMeasures) (*answer[risk.Point], error) {
	return ok(s.Risk.SetMeasures(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Measures))
}

type riskTask struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Measure anlan.ID   `json:"measure" maxLength:"36"`
		Due     anlan.Date `json:"due,omitempty" maxLength:"10"`
	}
}

func (s *riskDoor) taskRisk(ctx context.Context, in *riskTask) (*answer[risk.Point], error) {
	if _, err := anlan.ParseDate(string(in.Body.Due)); in.Body.Due != "" && err != nil {
		return nil, err
	}
	return ok(s.Risk.OpenTask(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Measure, in.Body.Due))
}

type riskProposal struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Trigger string `json:"trigger" maxLength:"40" doc:"of policy risk-review"`
		Text    string `json:"text" maxLength:"500"`
	}
}

func (s *riskDoor) proposeRisk(ctx context.Context, in *riskProposal) (*answer[risk.Point], error) {
	return ok(s.Risk.Propose(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Trigger, in.Body.Text))
}

func (s *riskDoor) retireRisk(ctx context.Context, in *reasonBody) (*answer[risk.Point], error) {
	return ok(s.Risk.Retire(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason))
}

type proposalQuery struct {
	State  string `query:"state" enum:"open,accepted,declined" required:"false"`
	Cursor string `query:"cursor" maxLength:"120"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

// ProposalPage is one page of proposals.
type ProposalPage struct {
	Items []risk.Proposal `json:"items" nullable:"false"`
	Next  string          `json:"next"`
}

func (s *riskDoor) listProposals(ctx context.Context, q *proposalQuery) (*answer[ProposalPage], error) {
	p, err := s.Risk.Proposals(ctx, Actor(ctx), risk.ProposalState(q.State), risk.Filter{Cursor: q.Cursor, Limit: q.Limit})
	return ok(ProposalPage{p.Items, p.Next}, err)
}

type verdictBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		risk.Verdict
	}
}

func (s *riskDoor) decideProposal(ctx context.Context, in *verdictBody) (*answer[risk.Proposal], error) {
	return ok(s.Risk.Decide(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Verdict))
}

func (s *riskDoor) portrait(ctx context.Context, in *RecordID) (*answer[risk.Portrait], error) {
	return ok(s.Risk.Portrait(ctx, Actor(ctx), in.ID))
}
