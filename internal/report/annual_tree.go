package report

import (
	"context"

	"anlan"
	"anlan/internal/matrix"
	"anlan/internal/registry"
	"anlan/internal/report/reportdb"
	"anlan/internal/rule"
)

// sorter reads the directory and the tree as they stand on the last day of the report. Both years are sorted
// by the same tree, so that a line of business that moved within the year is held against itself.
func (s *Service) sorter(ctx context.Context, door reportdb.DBTX, set rule.AnnualReport, from, to anlan.Date) (sorter, error) {
	var o sorter
	dir := registry.In(door)
	towns, err := dir.UnitsOfKind(ctx, registry.TownshipUnit)
	if err != nil {
		return o, err
	}
	villages, err := dir.UnitsOfKind(ctx, registry.VillageUnit)
	if err != nil {
		return o, err
	}
	at := map[anlan.ID]string{}
	listed := map[string]bool{}
	for _, u := range append(towns, villages...) {
		area := u.Place[:min(9, len(u.Place))]
		at[u.ID] = area
		if u.Kind == registry.TownshipUnit && !listed[area] {
			listed[area] = true
			o.towns = append(o.towns, head{key: area, name: u.Name, english: u.Name, always: true})
		}
	}
	o.towns = append(o.towns, head{key: countyRow, name: "县级（不属任何乡镇）", english: "County level (of no township)"},
		head{key: unsortedRow, name: "目录外的乡镇", english: "Townships that the directory does not list"})
	o.town = func(area string, branch anlan.ID) string {
		if area == "" {
			area = at[branch]
		}
		switch {
		case area == "":
			return countyRow
		case !listed[area]:
			return unsortedRow
		}
		return area
	}
	o.grades = gradeHeads(set)
	model, sectors, err := matrix.In(door, s.book()).Tree(ctx)
	if err != nil {
		return o, err
	}
	t := sectorTree{all: sectors, model: model, set: set, kinds: s.siteKinds(to), from: from, to: to, known: map[string][]string{}}
	t.begin()
	o.sectors, o.sector, o.changed = t.heads(), t.rows, t.changed()
	return o, nil
}

func (s *Service) siteKinds(day anlan.Date) map[string]string {
	kinds := map[string]string{}
	if r, _, err := rule.Get[rule.SiteKindRule](s.book(), rule.SiteKinds, day); err == nil {
		for _, k := range r.Kinds {
			kinds["site:"+k.Key] = k.Sector
		}
	}
	return kinds
}

func gradeHeads(set rule.AnnualReport) (list []head) {
	others := map[string]anlan.Both{"hazard": {ZH: "其他等级的隐患", EN: "Hazards of another grade"}, "matter": {ZH: "其他来源的事项", EN: "Matters from elsewhere"},
		"inspection": {ZH: "其他检查", EN: "Other inspections"}}
	for i, g := range set.Grades {
		list = append(list, head{key: g.Source + "/" + g.Key, name: g.ZH, english: g.EN, source: g.Source, always: true})
		if last := i == len(set.Grades)-1 || set.Grades[i+1].Source != g.Source; last {
			list = append(list, head{key: g.Source + "/*", name: others[g.Source].ZH, english: others[g.Source].EN, source: g.Source})
		}
	}
	return list
}

// sectorTree finds the rows of what records call a line of business.
type sectorTree struct {
	model    *matrix.Model
	set      rule.AnnualReport
	kinds    map[string]string
	all      []matrix.Sector
	from, to anlan.Date
	first    anlan.Date // on which the county's first tree began
	known    map[string][]string
}

// parent is above a node on the last day, or on the last day of a node that ended before.
func (t *sectorTree) parent(x matrix.Sector) anlan.ID {
	day := t.to
	if !x.On(day) && x.Until != "" && x.Until < day {
		day = x.Until
	}
	return x.Parent(day)
}

// begin takes the first tree that the county had, for a year before it had any.
func (t *sectorTree) begin() {
	for _, x := range t.all {
		if t.first == "" || x.Since < t.first {
			t.first = x.Since
		}
	}
	if t.first > t.to {
		t.from, t.to = t.first, t.first
	}
}

func (t *sectorTree) node(id anlan.ID) (matrix.Sector, bool) {
	for _, x := range t.all {
		if x.ID == id {
			return x, true
		}
	}
	return matrix.Sector{}, false
}

// heads lists the nodes below each other. Those at the top stand there though nothing is recorded of them.
func (t *sectorTree) heads() []head {
	var list []head
	var below func(id anlan.ID, level int)
	seen := map[anlan.ID]bool{}
	below = func(id anlan.ID, level int) {
		for _, x := range t.all {
			if seen[x.ID] || t.parent(x) != id || x.Since > t.to {
				continue
			}
			seen[x.ID] = true
			h := head{key: string(x.ID), name: x.Name, english: x.English, level: level, always: level == 0 && x.On(t.to)}
			if !x.On(t.to) {
				h.ended = x.Until
			}
			list = append(list, h)
			below(x.ID, level+1)
		}
	}
	below("", 0)
	return append(list, head{key: unsortedRow, name: "未归入行业", english: "No line of business"})
}

// rows are the node that a word means, and those above it.
func (t *sectorTree) rows(word string) []string {
	if list, known := t.known[word]; known {
		return list
	}
	list := []string{}
	for id := t.find(word); id != "" && len(list) < 20; {
		x, is := t.node(id)
		if !is || x.Since > t.to {
			break
		}
		list = append(list, string(id))
		id = t.parent(x)
	}
	if len(list) == 0 {
		list = []string{unsortedRow}
	}
	t.known[word] = list
	return list
}

// find looks a word up on the last day; where the tree no longer knows it, on the days on which nodes ended
// within the two years that are told of.
func (t *sectorTree) find(word string) anlan.ID {
	if word == "" {
		return ""
	}
	said := word
	if code, known := t.set.Sectors[word]; known {
		said = code
	} else if kind, known := t.kinds[word]; known {
		said = kind
	}
	if id := t.model.SectorOf(said, t.to); id != "" {
		return id
	}
	for _, x := range t.all {
		if x.Until != "" && x.Until < t.to {
			if id := t.model.SectorOf(said, x.Until); id == x.ID {
				return id
			}
		}
	}
	return ""
}

// changed names the nodes that came, moved or ended within the year; that the first tree came is no change.
func (t *sectorTree) changed() []string {
	var list []string
	within := func(d anlan.Date) bool { return d > t.from && d <= t.to }
	for _, x := range t.all {
		moved := false
		for _, stay := range x.Stays {
			moved = moved || within(stay.Since) && stay.Since != t.first
		}
		if moved || within(x.Since) && x.Since != t.first || within(x.Until) {
			list = append(list, x.Name)
		}
	}
	return list
}
