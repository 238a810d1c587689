package letter

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

// NamedClause (责任书条款) is a clause of a letter that is in force, as other records name it.
type NamedClause struct {
	Letter anlan.ID `json:"letter"`
	Name   string   `json:"name" doc:"Of the letter, with its signer"`
	Clause string   `json:"clause" doc:"Key in the letter"`
	ZH     string   `json:"zh"`
	EN     string   `json:"en"`
}

// ClausesOn are the clauses by which the letters of this year answer for a family of metrics, such as hazard, of a unit:
// in its own letter, and in that of the township whose place it lies in. Only letters that were sent or signed count, and
// that the actor may read.
func (s *Service) ClausesOn(ctx context.Context, a anlan.Actor, unit anlan.ID, place, family string) ([]NamedClause, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	all, err := s.answering(ctx, unit, place)
	if err != nil {
		return nil, err
	}
	list := []NamedClause{}
	for _, l := range all {
		if l.State != Sent && l.State != Signed {
			continue
		}
		if _, err := s.Get(ctx, a, l.ID); errors.Is(err, anlan.ErrNotFound) {
			continue
		} else if err != nil {
			return nil, err
		}
		list = append(list, l.clausesOn(family)...)
	}
	return list, nil
}

const townshipsMost = 200 // of a county

// answering are this year's letters of a unit and of the township of a place.
func (s *Service) answering(ctx context.Context, unit anlan.ID, place string) ([]Letter, error) {
	year := int64(s.d.Now().Date().Year())
	list, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: unit, Year: year}))
	if err != nil || place == "" {
		return list, err
	}
	towns, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersOfYear(ctx, letterdb.LettersOfYearParams{Year: year, Kind: rule.LetterTownship, Most: townshipsMost}))
	for _, l := range towns {
		if l.Signer.Place == place && l.Signer.Unit != unit {
			list = append(list, l)
		}
	}
	return list, err
}

func (l Letter) clausesOn(family string) (list []NamedClause) {
	for _, part := range l.Template.Parts {
		for _, c := range part.Clauses {
			if strings.HasPrefix(c.Metric, family+".") {
				list = append(list, NamedClause{Letter: l.ID, Name: l.Name() + " " + l.Signer.Name, Clause: c.Key, ZH: c.ZH, EN: c.EN})
			}
		}
	}
	return list
}
