package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/account"
)

// registerBulk registers the making of many accounts at once.
func (s *Server) registerBulk() {
	add(s, "POST", "/api/v1/accounts/plan", "account.manage", "What making accounts for the chosen posts would do; changes nothing", s.planAccounts)
	add(s, "POST", "/api/v1/accounts/sheet", "account.manage", "Make accounts for the chosen posts and answer their one-time links, once", s.makeAccounts, status(http.StatusCreated))
}

// AccountChoice is for which posts accounts are to be made; what is left out does not narrow.
type AccountChoice struct {
	Units []anlan.ID `json:"units,omitempty" maxItems:"100"`
	Below bool       `json:"below,omitempty" doc:"And the units below those"`
	Kinds []string   `json:"kinds,omitempty" maxItems:"10" doc:"Kinds of units"`
	Place string     `json:"place,omitempty" maxLength:"24" doc:"Units at a place and below it"`
}

func (c AccountChoice) choice() account.Choice {
	return account.Choice{Units: c.Units, Below: c.Below, Kinds: c.Kinds, Place: c.Place}
}

// AccountPlanRow is what would happen for one post and its holder.
type AccountPlanRow struct {
	Unit   Named  `json:"unit"`
	Post   Named  `json:"post"`
	Person *Named `json:"person,omitempty" doc:"Left out where nobody holds the post"`
	State  string `json:"state" enum:"new,waiting,has,nobody,again,apart" doc:"new: will be made; waiting: has one without a password; again: the same person as above; apart: an administrator, made one by one"`
	Login  string `json:"login,omitempty" doc:"What there is, or what is proposed"`
}

// AccountPlan is what making the accounts would do.
type AccountPlan struct {
	Items  []AccountPlanRow `json:"items" nullable:"false"`
	Counts map[string]int   `json:"counts" doc:"Rows by state"`
}

func planRow(p account.SeatPlan) AccountPlanRow {
	row := AccountPlanRow{Unit: Named{ID: p.Unit, Name: p.UnitName}, Post: Named{ID: p.Post, Name: p.Title}, State: p.State, Login: p.Login}
	if p.Person != "" {
		row.Person = &Named{ID: p.Person, Name: p.Name}
	}
	return row
}

type choiceBody struct{ Body AccountChoice }

func (s *Server) planAccounts(ctx context.Context, in *choiceBody) (*answer[AccountPlan], error) {
	list, err := s.Account.Plan(ctx, Actor(ctx), in.Body.choice())
	plan := AccountPlan{Items: make([]AccountPlanRow, 0, len(list)), Counts: map[string]int{}}
	for _, p := range list {
		plan.Items = append(plan.Items, planRow(p))
		plan.Counts[p.State]++
	}
	return ok(plan, err)
}

type sheetBody struct {
	Body struct {
		AccountChoice
		Renew bool `json:"renew,omitempty" doc:"New links for those who never set a password; their older links are void"`
	}
}

// AccountSlip is one line of the sheet, to cut off and hand over.
type AccountSlip struct {
	Unit   string `json:"unit"`
	Post   string `json:"post"`
	Person string `json:"person"`
	Login  string `json:"login"`
	URL    string `json:"url" doc:"The one-time link as people reach it"`
	QR     string `json:"qr" doc:"The link as a PNG data URI, one pixel a square"`

	ExpiresAt anlan.Instant `json:"expires_at"`
}

// AccountSheet is answered once: the links are stored by digest only.
type AccountSheet struct {
	Items []AccountSlip `json:"items" nullable:"false"`
}

func (s *Server) makeAccounts(ctx context.Context, in *sheetBody) (*answer[AccountSheet], error) {
	list, err := s.Account.MakeMany(ctx, Actor(ctx), in.Body.choice(), in.Body.Renew)
	if err != nil {
		return nil, err
	}
	sheet, base := AccountSheet{Items: make([]AccountSlip, 0, len(list))}, s.base(httpOf(ctx).r)
	for _, h := range list {
		slip := AccountSlip{Unit: h.UnitName, Post: h.Title, Person: h.Name, Login: h.Login, URL: base + linkOf(h.Ticket).Path, ExpiresAt: h.ExpiresAt}
		image, err := qrImage(slip.URL)
		if err != nil {
			return nil, err
		}
		slip.QR = string(image)
		sheet.Items = append(sheet.Items, slip)
	}
	return ok(sheet, nil)
}
