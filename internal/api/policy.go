package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/rule"
)

func (s *Server) registerPolicy() {
	add(s, http.MethodGet, "/api/v1/policy", "policy.read", "Every rule in every version, with its source", s.listPolicy)
}

// RuleView is one dated version of a rule.
type RuleView struct {
	ID         string          `json:"id"`
	Subject    rule.Subject    `json:"subject"`
	Title      rule.Text       `json:"title"`
	Layer      string          `json:"layer,omitempty" doc:"Empty for the built-in rules"`
	From       anlan.Date      `json:"from"`
	To         anlan.Date      `json:"to,omitempty"`
	Unit       string          `json:"unit,omitempty"`
	Source     string          `json:"source"`
	Article    string          `json:"article,omitempty"`
	Confidence rule.Confidence `json:"confidence" enum:"V,P,K-h,K-m,K-l"`
	Note       string          `json:"note,omitempty"`
	Why        rule.Text       `json:"why"`
	Value      any             `json:"value"`
	Now        bool            `json:"now" doc:"In force today"`
}

func (s *Server) listPolicy(_ context.Context, _ *struct{}) (*answer[ListOf[RuleView]], error) {
	out, book, today := ListOf[RuleView]{Items: []RuleView{}}, s.Book(), s.DB.Now().Date()
	for _, subject := range book.Subjects() {
		now, err := book.At(subject, today)
		for _, v := range book.Versions(subject) {
			out.Items = append(out.Items, RuleView{ID: v.ID, Subject: v.Subject, Title: v.Title, Layer: v.Layer, From: v.From, To: v.To,
				Unit: v.Unit, Source: v.Source, Article: v.Article, Confidence: v.Confidence, Note: v.Note, Why: v.Why, Value: v.Value,
				Now: err == nil && now.ID == v.ID})
		}
	}
	return ok(out, nil)
}
