package registry

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry/facts"
)

// SeedPlaces enters the public facts of a county (see package facts): its divisions, and its tiles
// on the schematic map. What is there already stays as it is, so it may run again.
func (s *Service) SeedPlaces(ctx context.Context, a anlan.Actor, county string) (made int, err error) {
	if err := authz.Check(a, actWrite); err != nil {
		return 0, err
	}
	places, err := publicPlaces(county)
	if err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, a, func(tx *db.Tx) error {
		made, err = Within(tx).seed(ctx, places)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return 0, nil
	}
	return made, err
}

func (w Writer) seed(ctx context.Context, places []Place) (made int, err error) {
	for _, p := range places {
		_, err := w.Place(ctx, p.Code)
		if err == nil {
			continue
		}
		if !errors.Is(err, anlan.ErrNotFound) {
			return made, err
		}
		if _, err := w.SavePlace(ctx, p); err != nil {
			return made, err
		}
		made++
	}
	return made, nil
}

// publicPlaces turns the facts of a county into places.
func publicPlaces(county string) ([]Place, error) {
	divisions, err := facts.Divisions(county)
	if err != nil {
		return nil, err
	}
	tiles, err := facts.Tiles(county)
	if err != nil {
		return nil, err
	}
	at := make(map[string]*Tile, len(tiles))
	for _, t := range tiles {
		at[t.Code] = &Tile{Col: t.Col, Row: t.Row}
	}
	places := make([]Place, 0, len(divisions))
	for _, d := range divisions {
		places = append(places, Place{Code: d.Code, Name: d.Name, Level: Level(d.Level), Kind: d.Kind, Parent: d.Parent, Tile: at[d.Code]})
	}
	return places, nil
}

// SeedCounty enters the county itself, with its divisions where they are among the public facts.
func (w Writer) SeedCounty(ctx context.Context, code, name string) error {
	if places, err := publicPlaces(code); err == nil {
		_, err := w.seed(ctx, places)
		return err
	}
	_, err := w.seed(ctx, []Place{{Code: code, Name: name, Level: "county"}})
	return err
}

// PublicName is the name of a county among the public facts, or empty.
func PublicName(code string) string {
	if len(code) < 2 {
		return ""
	}
	divisions, err := facts.Divisions(code[:2])
	if err != nil {
		return "" // another province: its divisions are not among the facts
	}
	i := slices.IndexFunc(divisions, func(d facts.Division) bool { return d.Code == code && d.Level == "county" })
	if i < 0 {
		return ""
	}
	return divisions[i].Name
}
