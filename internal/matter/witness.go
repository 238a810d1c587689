package matter

import (
	"context"
	"encoding/json"
	"slices"

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

// EachRow walks through all matters in order of ID; honest tells whether the columns and the rows of
// parties say what the document says.
func (s *Service) EachRow(ctx context.Context, do func(m Matter, honest bool, doc json.RawMessage) error) error {
	var after anlan.ID
	for {
		rows, err := queries(s.d.Reader()).All(ctx, matterdb.AllParams{ID: after, Limit: pageSize})
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, own := range perMatter(rows) {
			after = own[0].ID
			m, err := db.Decode[Matter](own[0].Doc, nil)
			if err != nil { // somebody was here: the verifier shall name it
				m.ID, own[0].Doc = own[0].ID, `"unreadable"`
			}
			if err := do(m, err == nil && honest(m, own), json.RawMessage(own[0].Doc)); err != nil {
				return err
			}
		}
	}
}

// perMatter cuts a page into the rows of each matter: one for each party, at least one.
func perMatter(rows []matterdb.AllRow) (list [][]matterdb.AllRow) {
	from := 0
	for i := range rows {
		if i+1 == len(rows) || rows[i+1].ID != rows[i].ID {
			list = append(list, rows[from:i+1])
			from = i + 1
		}
	}
	return list
}

// honest holds what the database keeps beside a document for finding it against the document.
func honest(m Matter, own []matterdb.AllRow) bool {
	want := matterdb.AllRow{ID: m.ID, Area: m.Lead.Area(), Branch: m.Lead.Branch, Unit: m.Lead.Unit, State: string(m.State),
		Rank: m.Rank(), Topic: m.Topic, Title: m.Title, Overdue: m.Overdue, Asked: m.Asked != nil, Post: m.Lead.Post,
		Revision: m.Revision, Number: m.Number, Doc: own[0].Doc, PartyState: string(m.State), PartyRank: m.Rank()}
	met := map[matterdb.AllRow]bool{} // a unit named twice has one row
	for part, unit := range parties(m) {
		want.PartyPart, want.PartyUnit = part, unit
		if met[want] = true; !slices.Contains(own, want) {
			return false
		}
	}
	return len(met) == len(own)
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
			r, err := db.Decode[Rung](row.Doc, nil)
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
			u, err := db.Decode[Uploaded](row.Doc, nil)
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
