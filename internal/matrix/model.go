package matrix

import (
	"cmp"
	"slices"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Model is everything that decides who is responsible, in memory: the tree, the cells, and what the registry
// publishes of units, posts and objects. It asks nobody: rows and events fill it alike.
type Model struct {
	rules    rule.MatrixAxes
	sectors  map[anlan.ID]Sector
	cells    map[slot]map[anlan.ID]Cell
	byID     map[anlan.ID]Cell
	of       map[Holder]map[anlan.ID]bool // cells by holder
	units    map[anlan.ID]UnitFact
	posts    map[anlan.ID]PostFact
	seats    map[anlan.ID]map[anlan.ID]bool // posts by unit
	held     map[anlan.ID]map[anlan.ID]span // holdings by post
	ruling   map[string]map[anlan.ID]bool   // township and village units by place
	objects  map[anlan.ID]ObjectFact
	said     map[string]*tally // objects by the word for their sector
	towns    []string
	unsigned map[anlan.ID]bool // nil: nobody keeps letters
	tree     *tree             // of one day; nil after a change of the tree
}

type slot struct {
	sector anlan.ID
	axis   Axis
}

type span struct{ since, until anlan.Date }

// UnitFact is what the model knows of a unit.
type UnitFact struct {
	Kind         registry.UnitKind
	Place        string
	Active       bool
	Since, Until anlan.Date
}

// PostFact is what the model knows of a post.
type PostFact struct {
	Unit   anlan.ID
	Chief  bool
	Active bool
}

// ObjectFact is what the model knows of an object: where it lies, who runs it, and by which word its sector
// is named.
type ObjectFact struct {
	Place    string
	Said     string
	Unit     anlan.ID
	Inherits bool // its own register names no sector: it has that of whoever runs it
}

// NewModel makes an empty model under the axes in force.
func NewModel(axes rule.MatrixAxes) *Model {
	return &Model{rules: axes, sectors: map[anlan.ID]Sector{}, cells: map[slot]map[anlan.ID]Cell{}, byID: map[anlan.ID]Cell{},
		of: map[Holder]map[anlan.ID]bool{}, units: map[anlan.ID]UnitFact{}, posts: map[anlan.ID]PostFact{}, seats: map[anlan.ID]map[anlan.ID]bool{},
		held: map[anlan.ID]map[anlan.ID]span{}, ruling: map[string]map[anlan.ID]bool{}, objects: map[anlan.ID]ObjectFact{}, said: map[string]*tally{}}
}

// SetSector puts a sector into the tree, or what has become of it.
func (m *Model) SetSector(s Sector) { m.sectors[s.ID], m.tree = s, nil }

// SetCell puts a cell in, or what has become of it.
func (m *Model) SetCell(c Cell) {
	if was, known := m.byID[c.ID]; known {
		delete(m.cells[slot{was.Sector, was.Axis}], c.ID)
		delete(m.of[was.holder()], c.ID)
	}
	m.byID[c.ID] = c
	into(m.cells, slot{c.Sector, c.Axis}, c.ID, c)
	into(m.of, c.holder(), c.ID, true)
}

// SetUnit puts a unit in.
func (m *Model) SetUnit(id anlan.ID, u UnitFact) {
	if was, known := m.units[id]; known {
		delete(m.ruling[was.Place], id)
	}
	m.units[id] = u
	if u.Kind == registry.TownshipUnit || u.Kind == registry.VillageUnit {
		into(m.ruling, u.Place, id, true)
	}
}

// SetPost puts a post in.
func (m *Model) SetPost(id anlan.ID, p PostFact) {
	m.posts[id] = p
	into(m.seats, p.Unit, id, true)
}

// SetHolding puts in from when to when somebody holds a post.
func (m *Model) SetHolding(id, post anlan.ID, since, until anlan.Date) {
	into(m.held, post, id, span{since, until})
}

// SetObject puts an object in; one that is no more is taken out by DropObject.
func (m *Model) SetObject(id anlan.ID, o ObjectFact) {
	m.DropObject(id)
	m.objects[id] = o
	word := fold(o.Said)
	if m.said[word] == nil {
		m.said[word] = newTally(o.Said)
	}
	m.said[word].add(id, o.Place)
}

// DropObject takes an object out.
func (m *Model) DropObject(id anlan.ID) {
	if was, known := m.objects[id]; known {
		m.said[fold(was.Said)].drop(id, was.Place)
		delete(m.objects, id)
	}
}

// SetTowns says which townships there are, by code.
func (m *Model) SetTowns(codes []string) { m.towns = codes }

// SetUnsigned says which units have a letter that is not signed; nil: nobody keeps letters.
func (m *Model) SetUnsigned(units map[anlan.ID]bool) { m.unsigned = units }

func into[K comparable, I comparable, V any](m map[K]map[I]V, k K, i I, v V) {
	if m[k] == nil {
		m[k] = map[I]V{}
	}
	m[k][i] = v
}

// tree is the tree as it stands on a day.
type tree struct {
	day   anlan.Date
	up    map[anlan.ID]anlan.ID
	down  map[anlan.ID][]anlan.ID // sorted
	words map[string]anlan.ID
	known map[anlan.ID][]anlan.ID // chains that were asked for
}

// on returns the tree of the day; the last one asked for is kept.
func (m *Model) on(day anlan.Date) *tree {
	if m.tree != nil && m.tree.day == day {
		return m.tree
	}
	t := &tree{day: day, up: map[anlan.ID]anlan.ID{}, down: map[anlan.ID][]anlan.ID{}, words: map[string]anlan.ID{}, known: map[anlan.ID][]anlan.ID{}}
	for _, s := range m.inOrder() {
		if !s.On(day) {
			continue
		}
		parent := s.Parent(day)
		if p, known := m.sectors[parent]; !known || !p.On(day) {
			parent = "" // below an ended node one stands at the top
		}
		t.up[s.ID] = parent
		t.down[parent] = append(t.down[parent], s.ID)
		for _, w := range append([]string{s.Name, s.Code}, s.Aliases...) {
			if w = fold(w); w != "" && t.words[w] == "" {
				t.words[w] = s.ID
			}
		}
	}
	m.tree = t
	return t
}

// inOrder lists the sectors as lists show them; names before aliases of earlier ones need no more.
func (m *Model) inOrder() []Sector {
	list := make([]Sector, 0, len(m.sectors))
	for _, s := range m.sectors {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b Sector) int { return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID)) })
	return list
}

// has tells whether a node is in use; the empty one, which means all, always is.
func (t *tree) has(sector anlan.ID) bool {
	_, in := t.up[sector]
	return in || sector == ""
}

// chain is the sector, its parent, and so on, and last the empty one that means all. A circle, which no door
// lets in, ends it.
func (t *tree) chain(of anlan.ID) []anlan.ID {
	if list, known := t.known[of]; known {
		return list
	}
	var list []anlan.ID
	s := of
	for s != "" && !slices.Contains(list, s) {
		list = append(list, s)
		s = t.up[s]
	}
	t.known[of] = append(list, "")
	return t.known[of]
}

// below is the sector and everything under it; the empty one is the whole tree with itself.
func (t *tree) below(s anlan.ID) []anlan.ID {
	list := []anlan.ID{s}
	for i := 0; i < len(list); i++ {
		for _, k := range t.down[list[i]] {
			if !slices.Contains(list, k) {
				list = append(list, k)
			}
		}
	}
	return list
}

// SectorOf returns the sector that a word of a register means on the day; empty: none.
func (m *Model) SectorOf(said string, day anlan.Date) anlan.ID { return m.on(day).words[fold(said)] }
