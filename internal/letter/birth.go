package letter

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Birth says which letter is to be born.
type Birth struct {
	ID     anlan.ID         `json:"id,omitempty" maxLength:"36"`
	Year   int              `json:"year" minimum:"2000" maximum:"2100"`
	Issuer anlan.ID         `json:"issuer" maxLength:"36" doc:"Unit of the side that issues"`
	Signer anlan.ID         `json:"signer" maxLength:"36" doc:"Unit of the side that signs"`
	Limits map[string]int64 `json:"limits,omitempty" doc:"Control indicators of this letter by key, where they differ from the template's"`
}

// Create makes a letter for a unit and a year from the template in force.
func (s *Service) Create(ctx context.Context, a anlan.Actor, b Birth) (Letter, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Letter{}, err
	}
	var l Letter
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		l, err = s.create(ctx, tx, b)
		return err
	})
	if errors.Is(err, db.ErrDone) && b.ID != "" {
		return s.load(ctx, s.d.Reader(), b.ID)
	}
	return l, err
}

func (s *Service) create(ctx context.Context, tx *db.Tx, b Birth) (Letter, error) {
	if this := tx.Now.Date().Year(); b.Year < this-1 || b.Year > this+1 {
		return Letter{}, anlan.ErrLetterYear.With("year", b.Year).At("year")
	}
	if b.Issuer == "" {
		return Letter{}, anlan.ErrFieldRequired.With("name", "issuer").At("issuer")
	}
	dir := registry.In(tx)
	issuer, issuerKind, _, err := s.party(ctx, dir, b.Issuer)
	if err != nil {
		return Letter{}, blame(err, "issuer")
	}
	signer, kind, rank, err := s.party(ctx, dir, b.Signer)
	if err != nil {
		return Letter{}, blame(err, "signer")
	}
	if err := authz.Check(tx.Actor, actWrite, issuer.target()); err != nil {
		return Letter{}, err
	}
	if err := s.cascade(ctx, tx, b, issuer, signer); err != nil {
		return Letter{}, err
	}
	if !issuedBy(issuerKind, kind) {
		return Letter{}, anlan.ErrLetterLadder.With("issuer", issuer.Name).With("signer", signer.Name).At("signer")
	}
	t, version, err := s.templateFor(ctx, tx, kind, b.Year, tx.Now.Date())
	if err != nil {
		return Letter{}, err
	}
	l := Letter{ID: b.ID, Year: b.Year, Kind: kind, Title: fmt.Sprintf("%d年度%s", b.Year, t.ZH), State: Draft, Issuer: issuer, Signer: signer,
		Template: limited(t, b.Limits), Version: version, Rank: rank, By: seatOf(tx.Actor), Created: tx.Now, Updated: tx.Now, Revision: 1}
	if l.ID == "" {
		l.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(l.ID)); err != nil {
		return l, err
	}
	if l.Parent, err = s.above(ctx, tx, issuer.Unit, b.Year); err != nil {
		return l, err
	}
	return l, s.insert(ctx, tx, l)
}

// limited sets the control indicators of one letter.
func limited(t rule.LetterTemplate, limits map[string]int64) rule.LetterTemplate {
	t.Controls = slices.Clone(t.Controls)
	for i, c := range t.Controls {
		if n, there := limits[c.Key]; there && n >= 0 {
			t.Controls[i].Max = n
		}
	}
	return t
}

// party reads one side from the directory: its unit, what kind of signer it is, and its leading post.
func (s *Service) party(ctx context.Context, dir registry.Directory, unit anlan.ID) (p Party, kind, rank string, err error) {
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return p, "", "", err
	}
	p = Party{Unit: u.ID, Name: u.Name, Place: u.Place}
	if post, err := dir.Chief(ctx, unit); err == nil {
		p.Post, p.Title = post.ID, post.Title
	} else if post, err := dir.LeadPost(ctx, unit); err == nil {
		p.Post, p.Title = post.ID, post.Title
	}
	return p, kindOf(u.Kind), fmt.Sprintf("%06d", u.Rank), nil
}

// kindOf tells which kind of letter a unit signs; county means that it issues to departments and
// townships.
func kindOf(k registry.UnitKind) string {
	switch k {
	case registry.Committee, registry.CommitteeOffice, registry.GovernmentOrgan:
		return "county"
	case registry.Department, registry.PartyOrgan, registry.PublicInstitution, registry.Park:
		return rule.LetterDepartment
	case registry.TownshipUnit:
		return rule.LetterTownship
	case registry.VillageUnit:
		return rule.LetterVillage
	default:
		return rule.LetterEnterprise
	}
}
