package document

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

func numberOf(code string, year int, n int64) string { return paper.DocumentNumber(code, year, int(n)) }

// cutMark takes the mark of a kind off a code; a kind without a mark has codes of its own.
func cutMark(code, mark string) (string, bool) {
	if mark == "" {
		return "", false
	}
	short, found := strings.CutSuffix(code, mark)
	return short, found && codeForm.MatchString(short)
}

// receivers refuses units that nobody can send to.
func receivers(ctx context.Context, tx *db.Tx, to []anlan.ID) error {
	if len(to) > ReceiversMost {
		return anlan.ErrDocumentReceivers.With("max", ReceiversMost).At("to")
	}
	dir := registry.In(tx)
	for _, id := range to {
		u, err := dir.Unit(ctx, id)
		if errors.Is(err, anlan.ErrNotFound) || err == nil && u.Status != registry.Active {
			name := u.Name
			if name == "" {
				name = string(id)
			}
			return anlan.ErrDocumentReceiverUnknown.With("unit", name).At("to")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// namesOf writes the receivers as a document addresses them; many become 各有关单位.
func namesOf(ctx context.Context, tx *db.Tx, to []anlan.ID) (string, error) {
	if len(to) > 10 {
		return "各有关单位", nil
	}
	var names []string
	for _, id := range to {
		u, err := registry.In(tx).Unit(ctx, id)
		if err != nil {
			return "", err
		}
		if !slices.Contains(names, u.Name) {
			names = append(names, u.Name)
		}
	}
	return strings.Join(names, "，"), nil
}
