package api

import (
	"context"
	"net/http"
	"os"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/rule"
	"anlan/internal/tip"
)

// tipDoor serves reports of the public and of workers.
type tipDoor struct {
	*Server
	Tips   *tip.Service
	Hazard *hazard.Service
}

// TipDoors are the routes of the desk's side of reports from the public and from workers. The public side is
// pages without JavaScript: internal/ui.
func TipDoors(t *tip.Service, h *hazard.Service) func(*Server) {
	return func(s *Server) {
		d := &tipDoor{Server: s, Tips: t, Hazard: h}
		d.routes()
	}
}

func (s *tipDoor) routes() {
	add(s, http.MethodGet, "/api/v1/tips", "tip.read", "List reports: what waits, the most urgent first, or what ended", s.listTips)
	add(s, http.MethodPost, "/api/v1/tips", "tip.enter", "Enter a report that came by telephone, letter or in person; the code is read out to the caller", s.enterTip, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/tips/form", "tip.enter", "What a report may be about, and what the form takes", s.tipForm)
	add(s, http.MethodGet, "/api/v1/tips/vault", "tip.read", "Whether a phrase guards the identities", s.tipVault)
	add(s, http.MethodGet, "/api/v1/tips/keepers", "tip.keep", "How the identities are guarded, for those who keep the phrases and read no report", s.tipKeepers)
	add(s, http.MethodPost, "/api/v1/tips/vault", "tip.keep", "Put the identities under a phrase that only the keepers know, or under another one", s.lockTipVault)
	add(s, http.MethodGet, "/api/v1/tips/{id}", "tip.read", "One report; never who made it", s.getTip)
	add(s, http.MethodPost, "/api/v1/tips/{id}/accept", "tip.handle", "Take a report up", s.acceptTip)
	tipVerb(s, "transfer", "tip.handle", "Hand a report to another desk, or to an authority outside", s.Tips.Transfer)
	tipVerb(s, "say", "tip.handle", "Ask or answer the reporter, who reads it with the code", s.say)
	tipVerb(s, "confirm", "tip.handle", "It is true: a hazard is opened in the same transaction, or a known one is named", s.Tips.Confirm)
	tipVerb(s, "dismiss", "tip.handle", "It is not true, or no hazard; with the reason that the reporter reads", s.Tips.Dismiss)
	tipVerb(s, "resume", "tip.handle", "Check a dismissed report again", s.resume)
	add(s, http.MethodGet, "/api/v1/tips/{id}/reward", "tip.read", "What the rule proposes as a reward, step by step", s.proposeReward)
	tipVerb(s, "reward", "tip.reward", "Decide on the reward", s.Tips.Decide)
	tipVerb(s, "collect", "tip.reward", "Pay the reward out against the code", s.collect)
	tipVerb(s, "openings", "tip.unseal", "Ask to see who reported; the reporter reads the reason if it is granted", s.askOpening)
	add(s, http.MethodPost, "/api/v1/tips/{id}/openings/{opening}/decide", "tip.approve", "Grant or refuse: another person in another post than who asked", s.decideOpening)
	add(s, http.MethodPost, "/api/v1/tips/{id}/openings/{opening}/open", "tip.unseal", "See who reported, while the grant lasts; each time is on the ledger", s.openIdentity)
	s.raw("GET /api/v1/tips/{id}/photos/{hash}", "tip.read", s.tipPhoto)
	add(s, http.MethodGet, "/api/v1/hazards/{id}/tips", "hazard.read", "The reports that led to a hazard, as far as one may read them", s.hazardTips)
}

// TipRow is a report as lists show it.
type TipRow struct {
	ID           anlan.ID      `json:"id"`
	Number       string        `json:"number"`
	State        tip.State     `json:"state" enum:"received,checking,confirmed,fixed,unfounded,transferred"`
	Channel      string        `json:"channel" enum:"web,phone,visit,letter"`
	Worker       bool          `json:"worker"`
	Category     string        `json:"category"`
	CategoryName string        `json:"categoryName"`
	Text         string        `json:"text"`
	Site         Named         `json:"site"`
	Unit         Named         `json:"unit" doc:"Who runs the site"`
	Named        string        `json:"named,omitempty" doc:"The unit in the reporter's words"`
	Place        Coded         `json:"place"`
	Where        string        `json:"where,omitempty"`
	Desk         Named         `json:"desk"`
	Received     anlan.Instant `json:"received"`
	Due          anlan.Instant `json:"due" doc:"Of the clock that runs now"`
	Overdue      bool          `json:"overdue"`
	Ended        anlan.Instant `json:"ended"`
	Photos       int           `json:"photos"`
	Anonymous    bool          `json:"anonymous"`
	News         bool          `json:"news" doc:"The reporter said something that the desk has not answered"`
	Hazard       anlan.ID      `json:"hazard,omitempty"`
	HazardNo     string        `json:"hazardNo,omitempty"`
	Exercise     bool          `json:"exercise,omitempty"`
}

// Coded is a place with its name.
type Coded struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func (s *tipDoor) tipRow(ctx context.Context, desk rule.TipDesk) func(tip.Tip) TipRow {
	return func(t tip.Tip) TipRow {
		c, _ := desk.Category(t.Category)
		r := TipRow{ID: t.ID, Number: t.Number, State: t.State, Channel: t.Channel, Worker: t.Worker, Category: t.Category, CategoryName: LangOf(ctx).Pick(c.ZH, c.EN),
			Text: t.Text, Unit: s.names.unit(ctx, t.Spot.Unit), Named: t.Spot.Named, Place: Coded{t.Spot.Place, s.names.place(ctx, t.Spot.Place)},
			Where: t.Spot.Where, Desk: s.names.unit(ctx, t.Desk), Received: t.Received, Ended: t.Ended, Photos: len(t.Photos), Anonymous: t.Identity == nil,
			Hazard: t.Hazard, HazardNo: t.HazardNo, Exercise: t.Exercise}
		r.Site = s.names.site(ctx, t.Spot.Site)
		r.Due, _ = t.Due()
		r.Overdue = r.Due != 0 && r.Due < s.DB.Now()
		r.News = len(t.Messages) > 0 && !t.Waiting()
		return r
	}
}

// TipPage is one page of reports.
type TipPage struct {
	Items []TipRow `json:"items" nullable:"false"`
	Next  string   `json:"next" doc:"Cursor of the next page; empty at the end"`
}

type tipQuery struct {
	Ended  bool   `query:"ended"`
	Cursor string `query:"cursor" maxLength:"80"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

func (s *tipDoor) listTips(ctx context.Context, q *tipQuery) (*answer[TipPage], error) {
	p, err := s.Tips.List(ctx, Actor(ctx), tip.Filter{Ended: q.Ended, Cursor: q.Cursor, Limit: q.Limit})
	if err != nil {
		return nil, err
	}
	desk, _, err := s.Tips.Desk()
	return ok(TipPage{list(p.Items, "", s.tipRow(ctx, desk)).Items, p.Next}, err)
}

// TipForm is what a form for reports is made of.
type TipForm struct {
	Categories []rule.TipCategory `json:"categories" nullable:"false"`
	Limits     rule.TipForm       `json:"limits"`
	Ticket     string             `json:"ticket" doc:"Ties the tries of one form together; send it back"`
}

func (s *tipDoor) tipForm(_ context.Context, _ *struct{}) (*answer[TipForm], error) {
	desk, _, err := s.Tips.Desk()
	return ok(TipForm{desk.Categories, desk.Form, tip.NewTicket()}, err)
}

// TipDraft is a report that the desk writes down for somebody.
type TipDraft struct {
	Ticket   string     `json:"ticket" maxLength:"40"`
	Channel  string     `json:"channel" enum:"phone,visit,letter"`
	Worker   bool       `json:"worker,omitempty"`
	Category string     `json:"category" maxLength:"40"`
	Text     string     `json:"text" maxLength:"2000"`
	When     string     `json:"when,omitempty" maxLength:"100"`
	Named    string     `json:"named,omitempty" maxLength:"100"`
	Where    string     `json:"where,omitempty" maxLength:"100"`
	Place    string     `json:"place,omitempty" maxLength:"24"`
	Site     anlan.ID   `json:"site,omitempty" maxLength:"36"`
	Person   tip.Person `json:"person,omitempty" doc:"Sealed at once; nobody reads it again without two posts"`
	Exercise bool       `json:"exercise,omitempty"`
}

type tipDraftBody struct{ Body TipDraft }

func (s *tipDoor) enterTip(ctx context.Context, in *tipDraftBody) (*answer[tip.Slip], error) {
	b := in.Body
	slip, err := s.Tips.Enter(ctx, Actor(ctx), tip.Form{Ticket: b.Ticket, Channel: b.Channel, Worker: b.Worker, Category: b.Category, Text: b.Text, When: b.When,
		Named: b.Named, Where: b.Where, Place: b.Place, Site: b.Site, Person: b.Person, Exercise: b.Exercise})
	slip.Code = tip.SayCode(slip.Code)
	return ok(slip, err)
}

// tipPhoto sends a picture of a report: the copy without what the camera wrote into it.
func (s *tipDoor) tipPhoto(w http.ResponseWriter, r *http.Request) error {
	hash := r.PathValue("hash")
	if err := s.Tips.Photo(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")), hash); err != nil {
		return err
	}
	open := s.Blob.Open
	if r.URL.Query().Get("thumb") != "" {
		open = func(hash string) (*os.File, error) { return s.Blob.Thumb(r.Context(), hash, blob.Small) }
	}
	f, err := open(hash)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	return serve(w, r, f, matter.File{Type: "image/jpeg"})
}

// TipLink names a report that led to a hazard.
type TipLink struct {
	ID     anlan.ID `json:"id"`
	Number string   `json:"number"`
}

func (s *tipDoor) hazardTips(ctx context.Context, in *RecordID) (*answer[ListOf[TipLink]], error) {
	if _, err := s.Hazard.Get(ctx, Actor(ctx), in.ID); err != nil {
		return nil, err
	}
	found, err := s.Tips.OfHazard(ctx, Actor(ctx), in.ID)
	return ok(list(found, "", func(t tip.Tip) TipLink { return TipLink{t.ID, t.Number} }), err)
}
