package letter

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

// archiveMost bounds the facts of one metric in an archive; the page says when there are more.
const archiveMost = 200

// Archive is everything about a letter that a unit puts away: the score is that of the year's assessment once
// the year was frozen, else the score of the day.
type Archive struct {
	Whole
	Score  Score
	Stage  string // live, frozen, final
	At     anlan.Instant
	Facts  []ArchiveFacts
	Metric map[string]rule.LetterMetric
}

// ArchiveFacts are the facts of one metric.
type ArchiveFacts struct {
	Metric string    `json:"metric"`
	Items  []FactRow `json:"items"`
	More   bool      `json:"more"`
}

// Archive gathers a letter with its text, signatures, score, marks, objections and facts.
func (s *Service) Archive(ctx context.Context, a anlan.Actor, id anlan.ID) (x Archive, err error) {
	if x.Whole, err = s.Whole(ctx, a, id); err != nil {
		return x, err
	}
	if err = s.assessed(ctx, &x); err != nil {
		return x, err
	}
	set, _, err := s.set(s.d.Now().Date())
	if err != nil {
		return x, err
	}
	x.Metric = map[string]rule.LetterMetric{}
	for _, m := range set.Metrics {
		x.Metric[m.Key] = m
	}
	for _, metric := range x.Score.metrics() {
		p, err := s.Facts(ctx, a, id, FactQuery{Metric: metric, Limit: archiveMost})
		if err != nil {
			return x, err
		}
		if len(p.Items) > 0 {
			x.Facts = append(x.Facts, ArchiveFacts{metric, p.Items, p.Next != ""})
		}
	}
	return x, nil
}

// assessed sets the score of the year's assessment, else that of the day.
func (s *Service) assessed(ctx context.Context, x *Archive) (err error) {
	door := s.d.Reader()
	v, err := db.Decode[Review](queries(door).ItemIn(ctx, letterdb.ItemInParams{Kind: "review", About: string(x.Letter.ID), Slot: "review"}))
	switch {
	case errors.Is(err, anlan.ErrNotFound):
		x.Stage, x.At = "live", s.d.Now()
		x.Score, err = s.score(ctx, x.Letter, nil)
	case err == nil && v.Final != nil:
		x.Stage, x.At, x.Score = "final", v.At, *v.Final
	case err == nil:
		x.Stage, x.At, x.Score = "frozen", v.At, v.Frozen
	}
	return err
}

// metrics are the metrics that the lines of a score count, each once, in their order.
func (s Score) metrics() (list []string) {
	seen := map[string]bool{"": true}
	take := func(metric string) {
		if !seen[metric] {
			seen[metric] = true
			list = append(list, metric)
		}
	}
	for _, p := range s.Parts {
		for _, c := range p.Clauses {
			take(c.Metric)
		}
	}
	for _, x := range s.Adjusts {
		take(x.Metric)
	}
	for _, x := range s.Controls {
		take(x.Metric)
	}
	for _, x := range s.Vetoes {
		if x.Metric != rule.ScoreMetric {
			take(x.Metric)
		}
	}
	return list
}
