package letter

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// cascade refuses a second letter for the same two units and a circle of letters.
func (s *Service) cascade(ctx context.Context, tx *db.Tx, b Birth, issuer, signer Party) error {
	mine, err := db.DecodeAll[Letter](queries(tx).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: signer.Unit, Year: int64(b.Year)}))
	if err != nil {
		return err
	}
	for _, l := range mine {
		if l.Issuer.Unit == issuer.Unit && l.State != Withdrawn {
			return anlan.ErrLetterTwice.With("year", b.Year).With("issuer", issuer.Name).With("signer", signer.Name).With("number", l.Name()).At("signer")
		}
	}
	way := []string{signer.Name, issuer.Name}
	return s.climb(ctx, tx, b.Year, issuer.Unit, signer.Unit, way, map[anlan.ID]bool{})
}

const climbMost = 200 // units that a cascade is followed through

// climb follows the letters upwards from a unit and refuses to meet the signer there.
func (s *Service) climb(ctx context.Context, tx *db.Tx, year int, from, signer anlan.ID, way []string, seen map[anlan.ID]bool) error {
	if from == signer {
		return anlan.ErrLetterCircle.With("way", strings.Join(way, " ← ")).At("signer")
	}
	if seen[from] || len(seen) > climbMost {
		return nil
	}
	seen[from] = true
	above, err := db.DecodeAll[Letter](queries(tx).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: from, Year: int64(year)}))
	if err != nil {
		return err
	}
	for _, l := range above {
		if l.State == Withdrawn {
			continue
		}
		if err := s.climb(ctx, tx, year, l.Issuer.Unit, signer, append(slices.Clone(way), l.Issuer.Name), seen); err != nil {
			return err
		}
	}
	return nil
}

// above is the letter that the issuer itself signed for the year.
func (s *Service) above(ctx context.Context, tx *db.Tx, unit anlan.ID, year int) (anlan.ID, error) {
	list, err := db.DecodeAll[Letter](queries(tx).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: unit, Year: int64(year)}))
	for _, l := range list {
		if l.State != Withdrawn {
			return l.ID, err
		}
	}
	return "", err
}
