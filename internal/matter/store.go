package matter

import (
	"context"
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter/matterdb"
)

const pageSize = 500 // rows of a bounded walk

// decoded remembers matters: lists, phones and verbs ask for the same ones again and again. The verbs
// take a matter by value and clone the lists they add to, so it may be shared. Some thousands fit: what a
// county has open.
var decoded = db.Memo[Matter]{Most: 6 << 20, Head: db.ByID}

func load(ctx context.Context, q matterdb.DBTX, id anlan.ID) (Matter, error) {
	doc, err := queries(q).Matter(ctx, id)
	if err != nil {
		return Matter{}, db.Classify(err)
	}
	return decoded.Decode(doc)
}

func loadRung(ctx context.Context, q matterdb.DBTX, id anlan.ID) (Rung, error) {
	doc, err := queries(q).Rung(ctx, id)
	if err != nil {
		return Rung{}, db.Classify(err)
	}
	return db.Decode[Rung](doc, nil)
}

func insert(ctx context.Context, tx *db.Tx, m Matter) error {
	doc, err := db.Encode(m)
	if err != nil {
		return err
	}
	q := queries(tx)
	err = q.InsertMatter(ctx, matterdb.InsertMatterParams{ID: m.ID, Number: m.Number, Area: m.Lead.Area(), Branch: m.Lead.Branch,
		Unit: m.Lead.Unit, State: string(m.State), Rank: m.Rank(), Topic: m.Topic, Title: m.Title, Overdue: m.Overdue,
		Post: m.Lead.Post, Revision: m.Revision, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	for part, unit := range parties(m) {
		if err := q.InsertParty(ctx, matterdb.InsertPartyParams{Unit: unit, Part: part, State: string(m.State), Rank: m.Rank(), Matter: m.ID}); err != nil {
			return db.Classify(err)
		}
	}
	if m.Origin.IsZero() {
		return nil
	}
	return db.Classify(q.InsertParent(ctx, matterdb.InsertParentParams{Parent: m.Origin.String(), Matter: m.ID}))
}

// parties yields the units that take part without leading.
func parties(m Matter) func(yield func(part string, unit anlan.ID) bool) {
	return func(yield func(string, anlan.ID) bool) {
		if !yield("issuer", m.Issuer.Unit) || !yield("reviewer", m.Reviewer.Unit) {
			return
		}
		for _, u := range m.CoUnits {
			if !yield("co", u) {
				return
			}
		}
	}
}

// update writes the matter as it now stands. When only its content changed, no index is touched.
// It returns the document that an event seals.
func update(ctx context.Context, tx *db.Tx, was, m Matter) (json.RawMessage, error) {
	doc, err := db.Encode(m)
	if err != nil {
		return nil, err
	}
	decoded.Keep(doc, m)
	if m.sameStanding(was) {
		n, err := queries(tx).UpdateDoc(ctx, matterdb.UpdateDocParams{ID: m.ID, Revision: was.Revision, Doc: doc})
		return json.RawMessage(doc), db.Changed(n, err)
	}
	n, err := queries(tx).UpdateMatter(ctx, matterdb.UpdateMatterParams{ID: m.ID, Revision: was.Revision, Area: m.Lead.Area(),
		Branch: m.Lead.Branch, Unit: m.Lead.Unit, State: string(m.State), Rank: m.Rank(), Overdue: m.Overdue,
		Asked: m.Asked != nil, Post: m.Lead.Post, Doc: doc})
	if err := db.Changed(n, err); err != nil || m.State == was.State && m.Rank() == was.Rank() {
		return json.RawMessage(doc), err
	}
	return json.RawMessage(doc), db.Classify(queries(tx).MoveParties(ctx, matterdb.MovePartiesParams{Matter: m.ID, State: string(m.State), Rank: m.Rank()}))
}

// sameStanding reports whether every column beside the document is as it was.
func (m Matter) sameStanding(was Matter) bool {
	return m.Lead == was.Lead && m.State == was.State && m.Rank() == was.Rank() && m.Overdue == was.Overdue &&
		(m.Asked == nil) == (was.Asked == nil)
}

// eachOfPost walks through the matters of a post. Rows may change while it walks: pages follow the ID.
func eachOfPost(ctx context.Context, tx *db.Tx, post anlan.ID, do func(Matter) error) error {
	var after anlan.ID
	for {
		docs, err := queries(tx).OfPost(ctx, matterdb.OfPostParams{Post: post, ID: after, Limit: pageSize})
		if err != nil || len(docs) == 0 {
			return db.Classify(err)
		}
		for doc := range slices.Values(docs) {
			m, err := db.Decode[Matter](doc, nil)
			if err != nil {
				return err
			}
			after = m.ID
			if err := do(m); err != nil {
				return err
			}
		}
	}
}
