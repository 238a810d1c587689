package registry

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// ErasePerson destroys the number of a person who has left, in the record and in its past; see
// Service.ErasePerson.
func (w Writer) ErasePerson(ctx context.Context, id PersonID, revision int64) (Person, error) {
	was, err := w.Person(ctx, id)
	if err != nil {
		return was, err
	}
	if err := expect(was.Revision, revision); err != nil {
		return was, err
	}
	if was.Status != Left {
		return was, anlan.ErrRegistryPersonHolds.With("name", was.Name)
	}
	p := was
	p.Mobile = ""
	if p, err = w.savePerson(ctx, "registry.person_erased", was, p); err != nil {
		return was, err
	}
	return p, w.erasePast(ctx, p.Ref())
}

// erasePast rewrites the superseded forms of a person without the number.
func (w Writer) erasePast(ctx context.Context, ref anlan.Ref) error {
	past, err := w.PastOf(ctx, ref)
	if err != nil {
		return err
	}
	for _, old := range past {
		var p Person
		if err := json.Unmarshal(old.Record, &p); err != nil {
			return err
		}
		p.Mobile = ""
		raw, err := json.Marshal(p)
		if err != nil {
			return err
		}
		err = w.q.ErasePast(ctx, registrydb.ErasePastParams{Record: string(raw), Ref: ref.String(), Revision: old.Revision})
		if err != nil {
			return db.Classify(err)
		}
	}
	return nil
}
