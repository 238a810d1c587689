package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/letter"
)

// registerLetterYear registers the year-end assessment.
func (s *letterDoor) registerLetterYear() {
	add(s, http.MethodGet, "/api/v1/letter-rounds/{year}", "letter.read", "The assessment of a year", s.letterRound)
	add(s, http.MethodPost, "/api/v1/letter-rounds/{year}/teams", "letter.assess", "Open the assessment, or set its check teams", s.letterTeams)
	add(s, http.MethodPost, "/api/v1/letter-rounds/{year}/freeze", "letter.assess", "Freeze every score; marks and records are closed", s.freezeRound)
	add(s, http.MethodPost, "/api/v1/letter-rounds/{year}/conclude", "letter.assess", "Give the grades, once every objection is answered", s.concludeRound)
	add(s, http.MethodGet, "/api/v1/letter-rounds/{year}/reviews", "letter.read", "Results of a kind of signer; in the order of their making", s.letterReviews)
}

type roundYear struct {
	Year int `path:"year" minimum:"2000" maximum:"2100"`
}

// RoundView is the assessment of a year with the names of the posts on its teams.
type RoundView struct {
	letter.Round
	Names map[anlan.ID]string `json:"names"`
}

func (s *letterDoor) letterRound(ctx context.Context, in *roundYear) (*answer[RoundView], error) {
	r, err := s.Letter.Round(ctx, Actor(ctx), in.Year)
	v := RoundView{r, map[anlan.ID]string{}}
	for _, t := range r.Teams {
		for _, p := range t.Posts {
			v.Names[p] = s.names.post(ctx, p).Name
		}
	}
	return ok(v, err)
}

type teamsBody struct {
	Year int `path:"year" minimum:"2000" maximum:"2100"`
	Body struct {
		Teams  []letter.Team `json:"teams" maxItems:"20" nullable:"false"`
		SelfBy anlan.Date    `json:"selfBy,omitempty" maxLength:"10" doc:"Until when signers assess themselves"`
	}
}

func (s *letterDoor) letterTeams(ctx context.Context, in *teamsBody) (*answer[letter.Round], error) {
	return ok(s.Letter.SetTeams(ctx, Actor(ctx), in.Year, in.Body.Teams, in.Body.SelfBy))
}

func (s *letterDoor) freezeRound(ctx context.Context, in *roundYear) (*answer[letter.Round], error) {
	return ok(s.Letter.Freeze(ctx, Actor(ctx), in.Year))
}

func (s *letterDoor) concludeRound(ctx context.Context, in *roundYear) (*answer[letter.Round], error) {
	return ok(s.Letter.Conclude(ctx, Actor(ctx), in.Year))
}

type reviewsQuery struct {
	Year   int      `path:"year" minimum:"2000" maximum:"2100"`
	Kind   string   `query:"kind" enum:"department,township,village,enterprise"`
	Cursor anlan.ID `query:"cursor" maxLength:"36"`
}

func (s *letterDoor) letterReviews(ctx context.Context, q *reviewsQuery) (*answer[ListOf[letter.Review]], error) {
	items, next, err := s.Letter.Reviews(ctx, Actor(ctx), q.Year, q.Kind, q.Cursor)
	return ok(ListOf[letter.Review]{Items: items, Next: string(next)}, err)
}
