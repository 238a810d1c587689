package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/matter"
	"anlan/internal/registry"
	yearly "anlan/internal/report"
	"anlan/internal/rule"
)

const lettersLimit = 200 * time.Millisecond

// benchLetter measures the live scores of 60 letters at a growing number of facts. They read counts only, so
// they must not grow with the county; the limit is 200 ms for all sixty.
func benchLetter(ctx context.Context) error {
	for _, n := range []int{1_000, 1_000_000} {
		if *short && n > 100_000 {
			n = 100_000
		}
		if err := scoresAt(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

type nobody struct{}

func (nobody) Again(context.Context, anlan.Actor, string, string) (string, error) {
	return "password", nil
}

func scoresAt(ctx context.Context, n int) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	at := anlan.Date("2022-01-18").Start().Time()
	d, err := db.Open(ctx, db.Options{Path: filepath.Join(dir, "anlan.db"), Log: slog.New(slog.DiscardHandler), Now: func() time.Time { at = at.Add(time.Millisecond); return at }})
	if err != nil {
		return err
	}
	defer d.Close()
	book, err := rule.Builtin()
	if err != nil {
		return err
	}
	cal, err := calendar.New(book)
	if err != nil {
		return err
	}
	s := letter.New(letter.Options{DB: d, Book: func() *rule.Book { return book }, Calendar: func() *calendar.Calendar { return cal }, Confirmer: nobody{}})
	office := anlan.Actor{Account: "office", Post: "office", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	seats, err := sixtyLetters(ctx, d, s, office)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := factsOf(ctx, s, seats, n); err != nil {
		return err
	}
	fmt.Printf("%8d facts folded in %.1f s (%.0f a second)\n", n, time.Since(start).Seconds(), float64(n)/time.Since(start).Seconds())
	var took []time.Duration
	for range 15 {
		begin := time.Now()
		count := 0
		for _, kind := range []string{rule.LetterTownship, rule.LetterDepartment} {
			list, _, err := s.Scores(ctx, office, letter.Filter{Year: 2022, Kind: kind, Limit: 200})
			if err != nil {
				return err
			}
			count += len(list)
		}
		if count != len(seats) {
			return fmt.Errorf("%d letters, want %d", count, len(seats))
		}
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	median := took[len(took)/2]
	fmt.Printf("%8d facts: live scores of %d letters in %s (median of %d), %.2f of the limit of %s\n", n, len(seats), median.Round(100*time.Microsecond), len(took),
		float64(median)/float64(lettersLimit), lettersLimit)
	if err := firstFacts(ctx, s, office, n, ""); err != nil {
		return err
	}
	if err := yearAt(ctx, d, office, n); err != nil {
		return err
	}
	begin := time.Now()
	if _, err := s.Freeze(ctx, office, 2022); err != nil {
		return err
	}
	fmt.Printf("%8d facts: the year frozen in %s\n", n, time.Since(begin).Round(100*time.Microsecond))
	return firstFacts(ctx, s, office, n, " of the frozen year")
}

const yearLimit = 200 * time.Millisecond

// yearAt measures the yearly report of the whole county, and the first page behind one of its figures.
func yearAt(ctx context.Context, d *db.DB, office anlan.Actor, n int) error {
	book, err := rule.Builtin()
	if err != nil {
		return err
	}
	s := yearly.New(d, nil).WithBook(func() *rule.Book { return book })
	var took []time.Duration
	for range 15 {
		begin := time.Now()
		if _, err := s.Annual(ctx, office, 2022); err != nil {
			return err
		}
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	median := took[len(took)/2]
	fmt.Printf("%8d facts: the yearly report in %s (median of %d), %.2f of the limit of %s\n", n, median.Round(100*time.Microsecond), len(took), float64(median)/float64(yearLimit), yearLimit)
	return pageTimes(fmt.Sprintf("%8d facts: behind a figure of the yearly report", n), func() (int, error) {
		p, err := s.Behind(ctx, office, yearly.BehindQuery{Year: 2022, Figure: "matters", Table: yearly.BySector, Row: "unsorted", Limit: 100})
		return len(p.Items), err
	})
}

// pageTimes measures the first page of a list: at first, when its pages of the file were not read yet, and again.
func pageTimes(what string, read func() (int, error)) error {
	var took []time.Duration
	rows := 0
	for range 16 {
		begin := time.Now()
		n, err := read()
		if err != nil {
			return err
		}
		rows, took = n, append(took, time.Since(begin))
	}
	first, again := took[0], took[1:]
	slices.Sort(again)
	fmt.Printf("%s: the first %d in %s at first, then %s (median of %d), %.2f of the limit of %s\n", what, rows, first.Round(100*time.Microsecond),
		again[len(again)/2].Round(100*time.Microsecond), len(again), float64(first)/float64(yearLimit), yearLimit)
	return nil
}

// firstFacts measures the first page of what stands behind a point.
func firstFacts(ctx context.Context, s *letter.Service, office anlan.Actor, n int, of string) error {
	p, err := s.List(ctx, office, letter.Filter{Year: 2022, Kind: rule.LetterTownship, Limit: 1})
	if err != nil {
		return err
	}
	return pageTimes(fmt.Sprintf("%8d facts: behind a point%s", n, of), func() (int, error) {
		page, err := s.Facts(ctx, office, p.Items[0].ID, letter.FactQuery{Metric: "hazard.deadline", Limit: 100})
		return len(page.Items), err
	})
}

// sixtyLetters founds a county of 18 townships and 42 departments, each with a letter that was sent.
func sixtyLetters(ctx context.Context, d *db.DB, s *letter.Service, office anlan.Actor) ([]matter.Seat, error) {
	if err := authz.Check(office, "letter.write"); err != nil {
		return nil, err
	}
	reg := registry.New(d)
	if _, err := reg.SeedPlaces(ctx, office, "620521"); err != nil {
		return nil, err
	}
	unit := func(kind registry.UnitKind, name, place string, rank int64) (registry.Unit, error) {
		u, err := reg.CreateUnit(ctx, office, registry.UnitDraft{Kind: kind, Name: name, Place: place, Rank: rank})
		if err != nil {
			return u, err
		}
		_, err = reg.CreatePost(ctx, office, registry.PostDraft{Unit: u.ID, Title: "主要负责人", Kind: registry.Chief})
		return u, err
	}
	gov, err := unit(registry.GovernmentOrgan, "清水县人民政府", "620521", 1)
	if err != nil {
		return nil, err
	}
	towns, err := registry.In(d.Reader()).Places(ctx, registry.PlaceFilter{Level: registry.Township, Parent: "620521", Limit: 18})
	if err != nil {
		return nil, err
	}
	var seats []matter.Seat
	for i := range 60 {
		kind, place := registry.Department, "620521"
		if i < len(towns.Items) {
			kind, place = registry.TownshipUnit, towns.Items[i].Code
		}
		u, err := unit(kind, fmt.Sprintf("单位%d", i), place, int64(i+2))
		if err != nil {
			return nil, err
		}
		l, err := s.Create(ctx, office, letter.Birth{Year: 2022, Issuer: gov.ID, Signer: u.ID})
		if err != nil {
			return nil, err
		}
		if _, err := s.Send(ctx, office, l.ID, 0); err != nil {
			return nil, err
		}
		seats = append(seats, matter.Seat{Unit: u.ID, Branch: u.ID, Place: place})
	}
	return seats, nil
}

// topics spread the facts over lines of business.
var topics = []string{"hazmat", "gas", "mine", "construction", "transport", "fire", "school", "tourism", "forest-fire", "geology", "flood", "duty", "other"}

// factsOf lets the room hear n matters, half of them of hazards.
func factsOf(ctx context.Context, s *letter.Service, seats []matter.Seat, n int) error {
	pos := int64(1 << 20)
	for done := 0; done < n; {
		batch := make([]anlan.Event, 0, 1000)
		for range min(1000, n-done) {
			pos++
			done++
			t := matter.Told{Number: "清安委办〔2022〕1号", Title: "整改", Lead: seats[done%len(seats)], Due: anlan.Date("2022-01-01").AddDays(done % 360),
				Now: matter.Facet{State: matter.Closed, Topic: topics[done%len(topics)]}}
			if done%3 == 0 {
				t.Now.State, t.Now.Overdue = matter.Doing, true
			}
			if done%2 == 0 {
				t.Origin = anlan.Ref{Kind: "hazard.hazard", ID: anlan.ID(fmt.Sprintf("h%d", done))}
			}
			body, err := json.Marshal(t)
			if err != nil {
				return err
			}
			batch = append(batch, anlan.Event{Kind: "matter.told", Ref: anlan.Ref{Kind: "matter.matter", ID: anlan.ID(fmt.Sprintf("m%d", done))}, Body: body, Pos: pos})
		}
		if err := s.Handle(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}
