package report

import (
	"context"
	"slices"

	"anlan/internal/registry"
	"anlan/internal/rule"
)

// What is missing in the records of a year.
const (
	GapFigure   = "figure"   // a figure of the county has no record
	GapMonth    = "month"    // months without a record of a source
	GapTown     = "town"     // townships in which nothing of a source was written down
	GapUnit     = "unit"     // departments that wrote down no inspection
	GapUnsorted = "unsorted" // facts that name no line of business
	GapTree     = "tree"     // the tree of lines of business changed within the year
	GapBefore   = "before"   // records began within the year before: no comparison
)

// Gap is something that the records do not say. Names stand in the order of the directory.
type Gap struct {
	Kind   string   `json:"kind" enum:"figure,month,town,unit,unsorted,tree,before"`
	Source string   `json:"source,omitempty"` // of the records: hazard, inspection …
	Names  []string `json:"names" nullable:"false"`
	Months []int    `json:"months,omitempty"`
	N      int64    `json:"n,omitempty"`
}

// gaps names what is missing, the county's figures first.
func (s *Service) gaps(ctx context.Context, r Annual, f facts, order sorter) ([]Gap, error) {
	list := []Gap{}
	add := func(g Gap) {
		if len(g.Names) > 0 || len(g.Months) > 0 || g.N > 0 {
			list = append(list, g)
		}
	}
	missing := Gap{Kind: GapFigure}
	for i, x := range r.Total.Figures {
		if x.State == None {
			missing.Names = append(missing.Names, r.Set.Figures[i].Key)
		}
	}
	missing.Names = append([]string{}, missing.Names...)
	add(missing)
	for _, source := range partSources(r.Set) {
		add(Gap{Kind: GapMonth, Source: source, Names: []string{}, Months: f.silent(source, r)})
		add(Gap{Kind: GapTown, Source: source, Names: silentTowns(r, source)})
	}
	if r.Whole {
		units, err := s.silentUnits(ctx, f)
		if err != nil {
			return list, err
		}
		add(Gap{Kind: GapUnit, Source: "inspection", Names: units})
	}
	add(Gap{Kind: GapUnsorted, Names: []string{}, N: unsorted(r.Set, f, order)})
	add(Gap{Kind: GapTree, Names: append([]string{}, order.changed...)})
	for _, source := range sources(r.Set) {
		if month := f.began(source); month > 1 {
			add(Gap{Kind: GapBefore, Source: source, Names: []string{}, Months: []int{month}})
		}
	}
	return list, nil
}

// sources are those that the figures count, in their order; partSources those that every part keeps itself.
func sources(set rule.AnnualReport) (list []string) {
	for _, x := range set.Figures {
		if source := sourceOf(x.Metric); !slices.Contains(list, source) {
			list = append(list, source)
		}
	}
	return list
}

func partSources(set rule.AnnualReport) []string {
	return slices.DeleteFunc(sources(set), func(source string) bool {
		return !slices.ContainsFunc(set.Figures, func(x rule.AnnualFigure) bool { return x.Kept == rule.KeptByPart && sourceOf(x.Metric) == source })
	})
}

// silent lists the months of the year in which nothing of a source was written down, where anything was in
// the year at all.
func (f facts) silent(source string, r Annual) (list []int) {
	wrote := map[int64]bool{}
	for _, m := range f.months[0] {
		if sourceOf(m.Metric) == source {
			wrote[m.Month] = true
		}
	}
	last := 12
	if !r.Over {
		last = int(r.To[5]-'0')*10 + int(r.To[6]-'0')
	}
	for m := 1; m <= last && len(wrote) > 0; m++ {
		if !wrote[int64(m)] {
			list = append(list, m)
		}
	}
	return list
}

// silentTowns are the townships in which every figure of a source has no record.
func silentTowns(r Annual, source string) []string {
	list := []string{}
	for _, row := range r.Towns {
		none := row.Key != countyRow && row.Key != unsortedRow
		for i, x := range row.Figures {
			none = none && (sourceOf(r.Set.Figures[i].Metric) != source || r.Set.Figures[i].Kept != rule.KeptByPart || x.State == None)
		}
		if none {
			list = append(list, row.Name)
		}
	}
	return list
}

func (s *Service) silentUnits(ctx context.Context, f facts) ([]string, error) {
	units, err := registry.In(s.d.Reader()).UnitsOfKind(ctx, registry.Department)
	list := []string{}
	for _, u := range units {
		wrote := false
		for _, c := range f.counts[0] {
			wrote = wrote || c.Metric == "inspection.done" && c.Branch == u.ID
		}
		if !wrote {
			list = append(list, u.Name)
		}
	}
	return list, err
}

// unsorted counts the facts that stand in no line of business though their sort has one.
func unsorted(set rule.AnnualReport, f facts, order sorter) (n int64) {
	sorted := map[string]bool{}
	for _, x := range set.Figures {
		sorted[x.Metric] = sorted[x.Metric] || x.Has(BySector)
	}
	for _, c := range f.counts[0] {
		if sorted[c.Metric] && slices.Equal(order.sector(c.Sector), []string{unsortedRow}) {
			n += c.N
		}
	}
	return n
}
