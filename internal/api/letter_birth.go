package api

import (
	"context"

	"anlan"
	"anlan/internal/letter"
)

type letterBirth struct {
	Body struct {
		Year    int              `json:"year" minimum:"2000" maximum:"2100"`
		Issuer  anlan.ID         `json:"issuer" maxLength:"36"`
		Signers []anlan.ID       `json:"signers" minItems:"1" maxItems:"100" nullable:"false"`
		Limits  map[string]int64 `json:"limits,omitempty"`
	}
}

// createLetters makes each letter by itself: one that cannot be made does not hold up the others.
func (s *letterDoor) createLetters(ctx context.Context, in *letterBirth) (*answer[LetterBirths], error) {
	out := LetterBirths{Made: []LetterRow{}, Wrong: []LetterWrong{}}
	b := in.Body
	for i, signer := range b.Signers {
		one := letter.Birth{Year: b.Year, Issuer: b.Issuer, Signer: signer, Limits: b.Limits}
		own := ctx
		if i > 0 {
			own = withoutKey(ctx)
		} else {
			one.ID = keyed(ctx, "")
		}
		l, err := s.Letter.Create(own, Actor(ctx), one)
		if err != nil && len(b.Signers) == 1 {
			return nil, err
		}
		if err != nil {
			out.Wrong = append(out.Wrong, LetterWrong{signer, s.names.unit(ctx, signer).Name, sayError(ctx, err)})
			continue
		}
		out.Made = append(out.Made, letterRow(l))
	}
	return ok(out, nil)
}

// LetterBirths are the letters that were made, and those that could not be.
type LetterBirths struct {
	Made  []LetterRow   `json:"made" nullable:"false"`
	Wrong []LetterWrong `json:"wrong" nullable:"false"`
}

// LetterWrong says why a unit got no letter.
type LetterWrong struct {
	Unit anlan.ID `json:"unit"`
	Name string   `json:"name"`
	Why  string   `json:"why"`
}

type coverQuery struct {
	Year   int    `query:"year" minimum:"0" maximum:"2100"`
	Kind   string `query:"kind" enum:"department,township,village,enterprise"`
	Cursor string `query:"cursor" maxLength:"200"`
}

func (s *letterDoor) letterCoverage(ctx context.Context, q *coverQuery) (*answer[letter.CoverPage], error) {
	return ok(s.Letter.Coverage(ctx, Actor(ctx), q.Year, q.Kind, q.Cursor))
}
