package api

import (
	"context"

	"anlan"
	"anlan/internal/letter"
)

type letterSupposed struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		More map[string]int64 `json:"more" doc:"How many more of a metric went wrong"`
	}
}

func (s *letterDoor) simulateLetter(ctx context.Context, in *letterSupposed) (*answer[letter.Score], error) {
	return ok(s.Letter.Simulate(ctx, Actor(ctx), in.ID, in.Body.More))
}

type factsQuery struct {
	ID      anlan.ID `path:"id" maxLength:"36"`
	Metric  string   `query:"metric" maxLength:"40" required:"true"`
	Verdict string   `query:"verdict" enum:"good,bad,open,waived" required:"false"`
	Cursor  string   `query:"cursor" maxLength:"120"`
	Limit   int      `query:"limit" minimum:"0" maximum:"200"`
}

// LetterFact is a fact with the page of its record.
type LetterFact struct {
	letter.FactRow
	Href string `json:"href" doc:"Page of the record; empty where there is none"`
	Unit string `json:"unitName"`
}

// LetterFactPage is one page of facts.
type LetterFactPage struct {
	Items []LetterFact `json:"items" nullable:"false"`
	Next  string       `json:"next"`
	More  bool         `json:"more" doc:"The bounded search ended before the list did"`
}

func (s *letterDoor) letterFacts(ctx context.Context, in *factsQuery) (*answer[LetterFactPage], error) {
	p, err := s.Letter.Facts(ctx, Actor(ctx), in.ID, letter.FactQuery{Metric: in.Metric, Verdict: in.Verdict, Cursor: in.Cursor, Limit: in.Limit})
	return ok(LetterFactPage{list(p.Items, "", func(f letter.FactRow) LetterFact {
		return LetterFact{f, pageOf(anlan.ParseRef(f.Ref)), s.names.unit(ctx, f.Unit).Name}
	}).Items, p.Next, p.More}, err)
}
