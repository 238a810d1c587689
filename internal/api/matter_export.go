package api

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/paper"
)

// exportMost bounds a table of matters; a longer list is cut, and says so in its last row.
const exportMost = 20000

// mattersXLSX sends the filtered list as a table, in the order of the screen.
func (s *Server) mattersXLSX(w http.ResponseWriter, r *http.Request) error {
	f, err := filterOf(r.URL.Query())
	if err != nil {
		return err
	}
	ctx := r.Context()
	lang := LangOf(ctx)
	title := lang.Pick("督办事项（"+paper.ChineseDate(s.DB.Now().Date())+"）", "Matters on "+string(s.DB.Now().Date()))
	out := &late{w: w, name: lang.Pick("督办事项", "matters") + "-" + string(s.DB.Now().Date()) + ".xlsx"}
	err = paper.WriteTable(out, title, exportColumns(lang), s.exportRows(ctx, f))
	if out.begun {
		return nil // half a file is sent: its reader sees that it is broken
	}
	return err
}

// late sends the heads of a file with its first bytes, so that what fails before is told as a problem.
type late struct {
	w     http.ResponseWriter
	name  string
	begun bool
}

func (l *late) Write(b []byte) (int, error) {
	if !l.begun {
		l.begun = true
		_ = download(l.w, l.name, typeXLSX, nil) // sets the heads; it never fails
	}
	return l.w.Write(b)
}

// filterOf reads the filter of the list from an address.
func filterOf(q url.Values) (matter.Filter, error) {
	query := matterQuery{State: q.Get("state"), Lamp: q.Get("lamp"), Unit: anlan.ID(q.Get("unit")), Branch: anlan.ID(q.Get("branch")),
		Area: q.Get("area"), Topic: q.Get("topic"), Words: q.Get("q"), Limit: 200}
	if len(query.Words) > 240 || len(query.Area) > 12 || len(query.Topic) > 160 {
		return matter.Filter{}, anlan.ErrFieldTooLong.With("name", "q").With("max", 60).At("q")
	}
	if l := query.Lamp; l != "" && l != "overdue" && l != "soon" {
		return matter.Filter{}, anlan.ErrFieldInvalid.With("name", "lamp").With("value", l).At("lamp")
	}
	return query.filter(), nil
}

func exportColumns(l anlan.Lang) []paper.Column {
	return []paper.Column{{Title: l.Pick("编号", "Number"), Width: 24}, {Title: l.Pick("事项", "Matter"), Width: 44},
		{Title: l.Pick("类别", "Topic"), Width: 14}, {Title: l.Pick("承办单位", "Owner"), Width: 20}, {Title: l.Pick("协办单位", "With"), Width: 26},
		{Title: l.Pick("状态", "State"), Width: 12}, {Title: l.Pick("交办日期", "Opened"), Width: 12}, {Title: l.Pick("期限", "Due"), Width: 12},
		{Title: l.Pick("红绿灯", "Lamp"), Width: 14}, {Title: l.Pick("办结日期", "Closed"), Width: 12}, {Title: l.Pick("卡在哪里", "Where it is stuck"), Width: 40}}
}

// exportRows reads page after page.
func (s *Server) exportRows(ctx context.Context, f matter.Filter) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for n := 0; ; {
			page, err := s.Matter.List(ctx, Actor(ctx), f)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, m := range page.Items {
				if n == exportMost {
					yield([]string{"", cutHere(LangOf(ctx))}, nil)
					return
				}
				n++
				if !yield(s.exportRow(ctx, *m), nil) {
					return
				}
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				return
			}
		}
	}
}

func cutHere(l anlan.Lang) string {
	return l.Pick(fmt.Sprintf("只导出前 %d 行，后面还有。请缩小筛选范围分次导出。", exportMost),
		fmt.Sprintf("Cut after %d rows; there are more. Narrow the filter and export in parts.", exportMost))
}

// topicNames are the words of the table; a topic that is not here stands as it is.
var topicNames = map[string][2]string{
	"work-safety": {"安全生产", "Work safety"}, "hazard": {"隐患排查", "Hazards"}, "fire": {"消防", "Fire"},
	"forest-fire": {"森林草原防火", "Forest fire"}, "earthquake": {"防震减灾", "Earthquake"}, "flood": {"防汛抗旱", "Flood and drought"},
	"geology": {"地质灾害", "Geology"}, "transport": {"道路交通", "Road traffic"}, "construction": {"建设施工", "Construction"},
	"hazmat": {"危险化学品", "Hazardous chemicals"}, "mine": {"矿山", "Mines"}, "gas": {"燃气", "Gas"}, "school": {"校园", "Schools"},
	"tourism": {"文化旅游", "Culture and tourism"}, "epidemic": {"疫情防控", "Epidemic"}, "education": {"宣传教育", "Publicity"},
	"warning": {"监测预警", "Monitoring and warning"}, "plan-drill": {"预案演练", "Plans and drills"}, "duty": {"值班值守", "Duty"},
	"responsibility": {"责任落实", "Responsibility"}, "campaign": {"专项行动", "Campaigns"}, "relief": {"救灾救助", "Relief"},
	"other": {"其他", "Other"}}

// stateNames are the words of the states.
var stateNames = map[matter.State][2]string{matter.Issued: {"待签收", "to be signed for"}, matter.Doing: {"办理中", "in hand"},
	matter.Reported: {"待复核", "to be reviewed"}, matter.Returned: {"已退回", "returned"}, matter.Closed: {"已销号", "closed"},
	matter.Recalled: {"已撤回", "recalled"}}

func (s *Server) exportRow(ctx context.Context, m matter.Matter) []string {
	lang, v := LangOf(ctx), s.row(ctx, m)
	state, closed := stateNames[m.State], ""
	if m.Closed != 0 {
		closed = string(m.Closed.Date())
	}
	with := make([]string, 0, len(m.CoUnits))
	for _, u := range s.units(ctx, m.CoUnits) {
		with = append(with, u.Name)
	}
	topic := topicNames[m.Topic]
	if topic[0] == "" {
		topic = [2]string{m.Topic, m.Topic}
	}
	return []string{m.Number, m.Title, lang.Pick(topic[0], topic[1]), v.Unit.Name, strings.Join(with, lang.Pick("、", ", ")), lang.Pick(state[0], state[1]),
		string(m.Opened.Date()), string(m.Due), v.Lamp.Text, closed, v.Stuck}
}
