package hazard

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
)

// Records streams every hazard for the ledger's witness. A row whose columns contradict its document is
// yielded as what it is, so that its seal no longer fits.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	return s.EachRow(ctx, func(h Hazard, honest bool, doc json.RawMessage) error {
		if !honest {
			return yield(h.Ref(), map[string]any{"columns differ from": doc})
		}
		return yield(h.Ref(), doc)
	})
}

// EachRow walks through all hazards in order of ID; honest tells whether the columns say what the
// document says.
func (s *Service) EachRow(ctx context.Context, do func(h Hazard, honest bool, doc json.RawMessage) error) error {
	var after anlan.ID
	for {
		rows, err := queries(s.d.Reader()).All(ctx, hazarddb.AllParams{ID: after, Limit: pageSize})
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, r := range rows {
			after = r.ID
			h, err := db.Decode[Hazard](r.Doc, nil)
			honest := err == nil && r == h.row(r.Doc)
			if err != nil { // somebody was here: the verifier shall name it
				h.ID, r.Doc = r.ID, `"unreadable"`
			}
			if err := do(h, honest, json.RawMessage(r.Doc)); err != nil {
				return err
			}
		}
	}
}
