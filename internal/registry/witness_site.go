package registry

import (
	"anlan"
	"anlan/internal/registry/registrydb"
)

// sites yields every site. One whose cell is not that of its point is yielded as what it is, so that
// its seal does not fit.
func (w witness) sites() error {
	return pages(func(after anlan.ID) ([]registrydb.RegistrySite, error) { return w.q.AllSites(w.ctx, after) },
		func(r registrydb.RegistrySite) (anlan.ID, error) {
			s := siteOf(r)
			if s.row() != r {
				return s.ID, w.yield(s.Ref(), map[string]any{"the index differs from": s})
			}
			return s.ID, w.yield(s.Ref(), s)
		})
}

func (w witness) labels() error {
	return pages(func(after string) ([]registrydb.RegistryLabel, error) { return w.q.AllLabels(w.ctx, after) },
		func(r registrydb.RegistryLabel) (string, error) {
			l := labelOf(r)
			return l.Code, w.yield(l.Ref(), l)
		})
}
