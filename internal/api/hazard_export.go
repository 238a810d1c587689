package api

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/paper"
	"anlan/internal/rule"
)

// hazardsXLSX sends the filtered ledger as a table, in the order of the screen. Its heads are those of
// the import, so that one county's export is another's import.
func (s *hazardDoor) hazardsXLSX(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := hazardFilterOf(r.URL.Query())
	if err != nil {
		return err
	}
	terms, _, err := rule.Get[rule.HazardTerms](s.Book(), rule.HazardWords, s.DB.Now().Date())
	if err != nil {
		return err
	}
	lang := LangOf(ctx)
	out := &late{w: w, name: lang.Pick("隐患台账", "hazards") + "-" + string(s.DB.Now().Date()) + ".xlsx"}
	err = paper.WriteTable(out, lang.Pick("隐患台账", "Hazards"), hazardColumns(lang), s.hazardTable(ctx, f, terms))
	if out.begun {
		return nil // half a file is sent: its reader sees that it is broken
	}
	return err
}

// hazardFilterOf reads the filter of the list from an address.
func hazardFilterOf(q url.Values) (hazard.Filter, error) {
	flag := func(name string) bool { b, _ := strconv.ParseBool(q.Get(name)); return b } // anything else is no
	in := hazardQuery{State: q.Get("state"), Grade: q.Get("grade"), Area: q.Get("area"), Branch: anlan.ID(q.Get("branch")), Unit: anlan.ID(q.Get("unit")),
		Site: anlan.ID(q.Get("site")), Finder: anlan.ID(q.Get("finder")), Checker: anlan.ID(q.Get("checker")), Source: q.Get("source"),
		Sector: q.Get("sector"), Category: q.Get("category"), Listed: q.Get("listed"), Relapse: flag("relapse"), Stopped: flag("stopped"),
		Overdue: flag("overdue"), From: anlan.Date(q.Get("from")), To: anlan.Date(q.Get("to")), Words: q.Get("q"), Limit: 200}
	if len(in.Words) > 240 || len(in.Area) > 12 {
		return hazard.Filter{}, anlan.ErrFieldTooLong.With("name", "q").With("max", 60).At("q")
	}
	return in.filter()
}

func hazardColumns(l anlan.Lang) []paper.Column {
	head := func(zh, en string, width float64) paper.Column {
		return paper.Column{Title: l.Pick(zh, en), Width: width}
	}
	return []paper.Column{head("编号", "Number", 18), head("外部编号", "Outside number", 16), head("发现日期", "Found", 12), head("来源", "Source", 14),
		head("责任单位", "Owner", 28), head("区划代码", "Place code", 16), head("所在地", "Place", 14), head("具体位置", "Spot", 18), head("行业领域", "Sector", 14),
		head("隐患类别", "Category", 18), head("原因", "Cause", 14), head("隐患情况", "What is wrong", 44), head("违反条款", "Clause", 26), head("等级", "Grade", 10),
		head("定级依据", "Basis", 30), head("状态", "State", 10), head("整改期限", "Due", 12), head("销号日期", "Closed", 12), head("发现单位", "Found by", 20),
		head("复查单位", "Checked by", 20), head("屡查屡犯", "Relapse", 8), head("挂牌督办", "Listed", 20)}
}

// hazardStates are the words of the states.
var hazardStates = map[hazard.State][2]string{hazard.Judging: {"待定级", "to be graded"}, hazard.Planned: {"待落实方案", "to be planned"},
	hazard.Rectifying: {"整改中", "being put right"}, hazard.Rechecking: {"待复查", "to be checked"}, hazard.Closed: {"已销号", "closed"},
	hazard.Fixed: {"当场整改", "fixed on the spot"}, hazard.Dropped: {"已撤回", "taken back"}}

// hazardTable reads page after page.
func (s *hazardDoor) hazardTable(ctx context.Context, f hazard.Filter, terms rule.HazardTerms) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for n := 0; ; {
			page, err := s.Hazard.List(ctx, Actor(ctx), f)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, h := range page.Items {
				if n == exportMost {
					yield([]string{"", cutHere(LangOf(ctx))}, nil)
					return
				}
				n++
				if !yield(s.hazardCells(ctx, h, terms), nil) {
					return
				}
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				return
			}
		}
	}
}

func (s *hazardDoor) hazardCells(ctx context.Context, h hazard.Hazard, terms rule.HazardTerms) []string {
	lang := LangOf(ctx)
	source, _ := terms.Source(h.SourceFor(Actor(ctx)))
	sector, _ := terms.Sector(h.Sector)
	category, _ := terms.Category(h.Category)
	cause, _ := rule.Name(terms.Causes, h.Cause)
	grade, state := gradeNames[h.Grade], hazardStates[h.State]
	basis, closed, relapse, listed := "", "", "", ""
	if h.Basis != nil {
		basis = h.Basis.Standard + h.Basis.Clause
	}
	if h.Closed != 0 {
		closed = string(h.Closed.Date())
	}
	if h.Relapse != nil {
		relapse = strconv.Itoa(h.Relapse.Times)
	}
	if h.Listing != nil {
		listed = h.Listing.Number
	}
	return []string{h.Number, h.Outside, string(h.Found.Date()), lang.Pick(source.ZH, source.EN), s.names.unit(ctx, h.Lead.Unit).Name, h.Place,
		s.names.place(ctx, h.Area()), h.Where, lang.Pick(sector.ZH, sector.EN), lang.Pick(category.ZH, category.EN), lang.Pick(cause.ZH, cause.EN), h.Text,
		h.Clause, lang.Pick(grade[0], grade[1]), basis, lang.Pick(state[0], state[1]), string(h.Due), closed, s.names.unit(ctx, h.Finder.Unit).Name,
		s.names.unit(ctx, h.Checker.Unit).Name, relapse, listed}
}
