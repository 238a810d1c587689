package registry

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// sealedContact is a contact as it is sealed: the secret takes part by its digest.
type sealedContact struct {
	Contact
	SecretSum string `json:"secret_sum,omitempty"`
}

func (c Contact) sealed() sealedContact {
	s := sealedContact{Contact: c}
	if c.Secret != "" {
		sum := sha256.Sum256([]byte(string(c.ID) + c.Secret))
		s.SecretSum = hex.EncodeToString(sum[:])
	}
	return s
}

// memberList is who sits in a committee as it is sealed.
type memberList struct {
	Body    UnitID       `json:"body"`
	Members []memberSpan `json:"members"`
}

type memberSpan struct {
	Unit  UnitID     `json:"unit"`
	Since anlan.Date `json:"since,omitempty"`
	Until anlan.Date `json:"until,omitempty"`
}

func (d Directory) memberList(ctx context.Context, body UnitID) (memberList, error) {
	rows, err := d.q.MemberSpans(ctx, body)
	list := mapped(rows, func(r registrydb.RegistryMember) memberSpan {
		return memberSpan{Unit: r.Unit, Since: r.Since, Until: r.Until}
	})
	return memberList{Body: body, Members: list}, db.Classify(err)
}

// Records streams every sealed record of the room for the ledger's witness. A unit whose path or
// names contradict it, or a post whose deputies do, is yielded as what it is, so that its seal does
// not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := witness{Directory: s.read(), ctx: ctx, yield: yield}
	for _, walk := range []func() error{w.places, w.units, w.posts, w.people, w.holdings, w.contacts, w.batches, w.members, w.sites, w.labels} {
		if err := walk(); err != nil {
			return err
		}
	}
	return nil
}

// witness walks through the tables for one call of Records, which is why it may hold its context.
type witness struct {
	Directory
	ctx   context.Context
	yield func(ref anlan.Ref, record any) error
}

// pages reads until nothing is left; next answers the rows behind a key, one yields a row and
// answers its key.
func pages[K ~string, R any](next func(after K) ([]R, error), one func(R) (K, error)) error {
	var after K
	for {
		rows, err := next(after)
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for r := range slices.Values(rows) {
			if after, err = one(r); err != nil {
				return err
			}
		}
	}
}

func (w witness) places() error {
	return pages(func(after string) ([]registrydb.RegistryPlace, error) { return w.q.AllPlaces(w.ctx, after) },
		func(r registrydb.RegistryPlace) (string, error) {
			p := placeOf(r)
			return p.Code, w.yield(p.Ref(), p)
		})
}

func (w witness) units() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistryUnit, error) { return w.q.AllUnits(w.ctx, after) },
		func(r registrydb.RegistryUnit) (anlan.ID, error) {
			u, err := w.named(w.ctx, unitOf(r))
			if err != nil {
				return "", err
			}
			honest, err := w.honest(u)
			if err != nil {
				return "", err
			}
			if !honest {
				return u.ID, w.yield(u.Ref(), map[string]any{"path or names differ from": u})
			}
			return u.ID, w.yield(u.Ref(), u)
		})
}

// honest reports whether what is derived from the unit is what it should be.
func (w witness) honest(u Unit) (bool, error) {
	var parent Unit
	if u.Parent != "" {
		row, err := w.q.Unit(w.ctx, u.Parent)
		if err != nil {
			return false, db.Classify(err)
		}
		parent = unitOf(row)
	}
	if parent.Path+segment(u.ID) != u.Path {
		return false, nil
	}
	stored, err := w.q.UnitNames(w.ctx, u.ID)
	if err != nil {
		return false, db.Classify(err)
	}
	should := u.names()
	for n := range slices.Values(stored) {
		if !slices.Contains(should, namedAs{n.Name, n.Kind, n.Folded}) {
			return false, nil
		}
	}
	return len(stored) == len(should), nil
}

func (w witness) posts() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistryPost, error) { return w.q.AllPosts(w.ctx, after) },
		func(r registrydb.RegistryPost) (anlan.ID, error) {
			p := postOf(r)
			index, err := w.q.DeputyIDs(w.ctx, p.ID)
			if err != nil {
				return "", db.Classify(err)
			}
			if !slices.Equal(index, p.StandIns) {
				return p.ID, w.yield(p.Ref(), map[string]any{"deputies differ from": p})
			}
			return p.ID, w.yield(p.Ref(), p)
		})
}

func (w witness) people() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistryPerson, error) { return w.q.AllPeople(w.ctx, after) },
		func(r registrydb.RegistryPerson) (anlan.ID, error) {
			p := personOf(r)
			return p.ID, w.yield(p.Ref(), p)
		})
}

func (w witness) holdings() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistryHolding, error) { return w.q.AllHoldings(w.ctx, after) },
		func(r registrydb.RegistryHolding) (anlan.ID, error) {
			h := holdingOf(r)
			return h.ID, w.yield(h.Ref(), h)
		})
}

func (w witness) contacts() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistryContact, error) { return w.q.AllContacts(w.ctx, after) },
		func(r registrydb.RegistryContact) (anlan.ID, error) {
			c := contactOf(r)
			return c.ID, w.yield(c.Ref(), c.sealed())
		})
}

func (w witness) batches() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistryBatch, error) { return w.q.AllBatches(w.ctx, after) },
		func(r registrydb.RegistryBatch) (anlan.ID, error) {
			b := batchOf(r)
			return b.ID, w.yield(b.Ref(), b)
		})
}

func (w witness) members() error {
	return pages(func(after anlan.ID) ([]anlan.ID, error) { return w.q.MemberBodies(w.ctx, after) },
		func(body anlan.ID) (anlan.ID, error) {
			list, err := w.memberList(w.ctx, body)
			if err != nil {
				return "", err
			}
			return body, w.yield(anlan.Ref{Kind: RefMembers, ID: body}, list)
		})
}
