package api

import (
	"context"
	"strings"
	"sync"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// names answers what a unit, a post or a place is called. Names are asked for many times per answer
// and change a few times a year, so they are kept until the registry says that something changed.
type names struct {
	d  *db.DB
	mu sync.RWMutex
	m  map[nameKey]string
}

// nameKey is a record by its kind. Put together from two strings it would cost an allocation for each name.
type nameKey struct{ kind, id string }

// Named is a record with its name, for answers.
type Named struct {
	ID   anlan.ID `json:"id"`
	Name string   `json:"name"`
}

// Hear forgets the names when the registry changed; the app calls it with every batch of events.
func (s *Server) Hear(batch []anlan.Event) {
	s.hearAccounts(batch)
	for _, e := range batch {
		if strings.HasPrefix(e.Kind, "registry.") {
			s.names.mu.Lock()
			s.names.m = nil
			s.names.mu.Unlock()
			s.boards.forget()
			return
		}
	}
}

// get returns the kept name or looks it up. An unknown record has an empty name.
func (n *names) get(kind, id string, look func() (string, error)) string {
	key := nameKey{kind, id}
	n.mu.RLock()
	name, ok := n.m[key]
	n.mu.RUnlock()
	if ok {
		return name
	}
	name, err := look()
	if err != nil {
		return ""
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.m == nil {
		n.m = map[nameKey]string{}
	}
	n.m[key] = name
	return name
}

// unit returns a unit with its short name, the one that people say.
func (n *names) unit(ctx context.Context, id anlan.ID) Named {
	if id == "" {
		return Named{}
	}
	return Named{id, n.get("unit", string(id), func() (string, error) {
		u, err := registry.In(n.d.Reader()).Unit(ctx, id)
		if u.Short != "" {
			return u.Short, err
		}
		return u.Name, err
	})}
}

// post returns a post as its unit and title.
func (n *names) post(ctx context.Context, id anlan.ID) Named {
	if id == "" {
		return Named{}
	}
	return Named{id, n.get("post", string(id), func() (string, error) {
		p, err := registry.In(n.d.Reader()).Post(ctx, id)
		return n.unit(ctx, p.Unit).Name + p.Title, err
	})}
}

// site returns a site with its name. Sites are many and renamed by their units: nothing is kept.
func (n *names) site(ctx context.Context, id anlan.ID) Named {
	if id == "" {
		return Named{}
	}
	s, err := registry.In(n.d.Reader()).Site(ctx, id)
	if err != nil {
		return Named{ID: id}
	}
	return Named{id, s.Name}
}

// place returns a place name by code.
func (n *names) place(ctx context.Context, code string) string {
	if code == "" {
		return ""
	}
	return n.get("place", code, func() (string, error) {
		p, err := registry.In(n.d.Reader()).Place(ctx, code)
		return p.Name, err
	})
}
