package matter

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter/matterdb"
	"anlan/internal/rule"
)

// Get returns one matter. What the actor may not see is not found.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Matter, error) {
	m, err := load(ctx, s.d.Reader(), id)
	if err != nil {
		return Matter{}, err
	}
	return m, s.mayRead(a, m)
}

func (s *Service) mayRead(a anlan.Actor, m Matter) error {
	if err := authz.Check(a, "matter.read", targets("matter.read", m)...); err != nil {
		if errors.Is(err, anlan.ErrForbidden) {
			return anlan.ErrNotFound
		}
		return err
	}
	return nil
}

// File tells whether the actor may read a piece of evidence: whoever may read a matter that shows it.
func (s *Service) File(ctx context.Context, a anlan.Actor, hash string) error {
	docs, err := queries(s.d.Reader()).FileMatters(ctx, hash)
	if err != nil {
		return db.Classify(err)
	}
	for _, doc := range docs {
		m, err := decoded.Decode(doc)
		if err == nil && s.mayRead(a, m) == nil {
			return nil
		}
	}
	return anlan.ErrNotFound
}

// Rungs returns the documents of the ladder that a matter has drawn.
func (s *Service) Rungs(ctx context.Context, a anlan.Actor, m Matter) ([]Rung, error) {
	if err := s.mayRead(a, m); err != nil || m.Papers == 0 {
		return nil, err
	}
	docs, err := queries(s.d.Reader()).Rungs(ctx, m.ID)
	return db.DecodeAll[Rung](docs, err)
}

// Paper returns one document of the ladder with its matter.
func (s *Service) Paper(ctx context.Context, a anlan.Actor, id anlan.ID) (Rung, Matter, error) {
	r, err := loadRung(ctx, s.d.Reader(), id)
	if err != nil {
		return r, Matter{}, err
	}
	m, err := s.Get(ctx, a, r.Matter)
	if errors.Is(err, anlan.ErrNotFound) && authz.Check(a, "matter.sign", authz.Target{Unit: r.Unit}) == nil {
		m, err = load(ctx, s.d.Reader(), r.Matter) // the paper went to this unit before the matter moved on
	}
	return r, m, err
}

// Children returns the matters that answer one demand, such as a decision of a meeting.
func (s *Service) Children(ctx context.Context, a anlan.Actor, parent anlan.Ref) ([]Matter, error) {
	if err := authz.Check(a, "matter.read"); err != nil {
		return nil, err
	}
	docs, err := queries(s.d.Reader()).Children(ctx, matterdb.ChildrenParams{Parent: parent.String(), Limit: 500})
	list, err := db.DecodeAll[Matter](docs, err)
	return slices.DeleteFunc(list, func(m Matter) bool { return s.mayRead(a, m) != nil }), err
}

// Parents returns every demand that a matter answers.
func (s *Service) Parents(ctx context.Context, m Matter) ([]anlan.Ref, error) {
	if m.Merged == 0 && m.Origin.IsZero() {
		return nil, nil
	}
	texts, err := queries(s.d.Reader()).Parents(ctx, m.ID)
	var list []anlan.Ref
	for _, t := range texts {
		list = append(list, anlan.ParseRef(t))
	}
	return list, db.Classify(err)
}

// Ladder returns the urging ladder stamped on a matter, with the moment of each rung.
func (s *Service) Ladder(m Matter) ([]Step, error) {
	c, err := s.p.clock(m)
	return c.Ladder, err
}

// Asks returns what evidence the matter's kind asks for.
func (s *Service) Asks(m Matter) ([]Ask, error) { return s.p.asks(m) }

// LadderNames are the rungs of a stamped ladder: their keys in order, and what each is called in both
// languages.
type LadderNames struct {
	Keys  []string
	Names map[string][2]string
}

// RungNames names the rungs of the matter's stamped ladder. A version never changes, so each is read once.
func (s *Service) RungNames(m Matter) (LadderNames, error) {
	if known, ok := s.ladders.Load(m.Stamp.Ladder); ok {
		return known.(LadderNames), nil
	}
	l, err := stamped[rule.Ladder](s.p.book(), m.Stamp.Ladder)
	n := LadderNames{Names: map[string][2]string{}}
	for _, r := range l.Rungs {
		n.Keys = append(n.Keys, r.Key)
		n.Names[r.Key] = [2]string{r.ZH, r.EN}
	}
	if err == nil {
		s.ladders.Store(m.Stamp.Ladder, n)
	}
	return n, err
}

// PartyList returns up to limit matters in a state in which the unit takes part without leading: co,
// issuer or reviewer, the most urgent first.
func (s *Service) PartyList(ctx context.Context, a anlan.Actor, unit anlan.ID, part string, state State, limit int) (list []Matter, err error) {
	if err := authz.Check(a, "matter.read", authz.Target{Unit: unit}); err != nil {
		return nil, err
	}
	rows, err := s.d.Reader().QueryContext(ctx, `SELECT m.doc FROM matter_party p JOIN matter m ON m.id = p.matter
		WHERE p.unit = $1 AND p.part = $2 AND p.state = $3 ORDER BY p.rank, p.matter LIMIT $4`, string(unit), part, string(state), min(limit, limitMost))
	if err != nil {
		return nil, db.Classify(err)
	}
	return scanDocs(rows)
}

// Waiting returns the extensions that wait for an answer from the actor's units.
func (s *Service) Waiting(ctx context.Context, a anlan.Actor, limit int) ([]Matter, error) {
	if authz.Check(a, "matter.grant") != nil {
		return nil, nil // whoever may not answer has none waiting
	}
	docs, err := queries(s.d.Reader()).Asked(ctx, limitMost)
	list, err := db.DecodeAll[Matter](docs, err)
	list = slices.DeleteFunc(list, func(m Matter) bool { return authz.Check(a, "matter.grant", targets("matter.grant", m)...) != nil })
	return list[:min(limit, len(list))], err
}

// Papers returns the documents of the ladder that wait for the unit's signature.
func (s *Service) Papers(ctx context.Context, a anlan.Actor, unit anlan.ID, limit int) ([]Rung, error) {
	if err := authz.Check(a, "matter.sign", authz.Target{Unit: unit}); err != nil {
		return nil, err
	}
	docs, err := queries(s.d.Reader()).UnsignedRungs(ctx, matterdb.UnsignedRungsParams{Unit: unit, Limit: int32(min(limit, limitMost))})
	return db.DecodeAll[Rung](docs, err)
}

func scanDocs(rows *sql.Rows) (list []Matter, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			return nil, err
		}
		m, err := decoded.Decode(doc)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}
