package matter

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter/matterdb"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose index columns
// contradict its document is yielded as what it is, so that its seal no longer fits.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	if err := s.EachRow(ctx, func(m Matter, honest bool, doc json.RawMessage) error {
		if !honest {
			return yield(m.Ref(), map[string]any{"columns differ from": doc})
		}
		return yield(m.Ref(), doc)
	}); err != nil {
		return err
	}
	if err := s.eachRung(ctx, yield); err != nil {
		return err
	}
	return s.eachUpload(ctx, yield)
}

// EachRow walks through all matters in order of ID; honest tells whether the columns say what the
// document says.
func (s *Service) EachRow(ctx context.Context, do func(m Matter, honest bool, doc json.RawMessage) error) error {
	var after anlan.ID
	for {
		rows, err := queries(s.d.Reader()).All(ctx, matterdb.AllParams{ID: after, Limit: pageSize})
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, r := range rows {
			after = r.ID
			m, err := decode[Matter](r.Doc)
			if err != nil { // somebody was here: the verifier shall name it
				m.ID, r.Doc = r.ID, `"unreadable"`
			}
			if err := do(m, err == nil && honest(m, r), json.RawMessage(r.Doc)); err != nil {
				return err
			}
		}
	}
}

func honest(m Matter, r matterdb.AllRow) bool {
	return r == matterdb.AllRow{ID: m.ID, Area: m.Lead.Area(), Branch: m.Lead.Branch, Unit: m.Lead.Unit, State: string(m.State),
		Rank: m.Rank(), Topic: m.Topic, Overdue: m.Overdue, Asked: m.Asked != nil, Post: m.Lead.Post,
		Revision: m.Revision, Number: m.Number, Doc: r.Doc}
}

func (s *Service) eachRung(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	var after anlan.ID
	for {
		rows, err := queries(s.d.Reader()).AllRungs(ctx, matterdb.AllRungsParams{ID: after, Limit: pageSize})
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, row := range rows {
			after = row.ID
			r, err := decode[Rung](row.Doc)
			if err != nil {
				return err
			}
			record := any(json.RawMessage(row.Doc))
			if r.Matter != row.Matter || r.Unit != row.Unit || (r.Signed != 0) != row.Signed {
				record = map[string]any{"columns differ from": record}
			}
			if err := yield(anlan.Ref{Kind: "matter.rung", ID: row.ID}, record); err != nil {
				return err
			}
		}
	}
}

func (s *Service) eachUpload(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	var after string
	for {
		rows, err := queries(s.d.Reader()).AllUploads(ctx, matterdb.AllUploadsParams{Hash: after, Limit: pageSize})
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, row := range rows {
			after = row.Hash
			u, err := decode[Uploaded](row.Doc)
			if err != nil {
				return err
			}
			record := any(json.RawMessage(row.Doc))
			if u.Hash != row.Hash {
				record = map[string]any{"columns differ from": record}
			}
			if err := yield(anlan.Ref{Kind: "matter.file", ID: anlan.ID(row.Hash)}, record); err != nil {
				return err
			}
		}
	}
}
