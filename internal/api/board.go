package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/report"
)

// BoardView is the leader's board: the county at a glance, every noun and number a link.
type BoardView struct {
	At       anlan.Instant `json:"at"`
	Pos      int64         `json:"pos" doc:"Newest event that is counted"`
	Sentence []Part        `json:"sentence"`
	Signs    []Sign        `json:"signs"`
	Hazards  []Sign        `json:"hazards" nullable:"false" doc:"How the hazard ledger stands, folded like the signs"`
	Map      MapView       `json:"map"`
	Needs    []Need        `json:"needs"`
}

// Part is a piece of the generated sentence.
type Part struct {
	Text string `json:"text"`
	Href string `json:"href,omitempty"`
}

// Sign is a vital sign: a number with its base that opens its list.
type Sign struct {
	Key       string `json:"key"`
	Label     string `json:"label"`
	Value     int64  `json:"value"`
	Base      int64  `json:"base"`
	BaseLabel string `json:"baseLabel"`
	Href      string `json:"href"`
}

// MapView is the county's map; schematic where no boundary is public.
type MapView struct {
	Kind  string     `json:"kind" enum:"schematic,geometry"`
	Note  string     `json:"note"`
	Tiles []TileView `json:"tiles"`
}

// TileView is a township on the map.
type TileView struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	X        int    `json:"x"`
	Y        int    `json:"y"`
	Geometry string `json:"geometry,omitempty" doc:"GeoJSON"`
	Open     int64  `json:"open"`
	Overdue  int64  `json:"overdue"`
	Soon     int64  `json:"soon"`
	Unsigned int64  `json:"unsigned"`
	Href     string `json:"href"`
}

// Need is something whose next step belongs to a leader.
type Need struct {
	Matter MatterRow `json:"matter"`
	Why    string    `json:"why"`
	Verb   string    `json:"verb"`
}

func (s *Server) registerBoard() {
	add(s, http.MethodGet, "/api/v1/board", "report.board", "The leader's board", s.board)
}

func (s *Server) board(ctx context.Context, _ *struct{}) (*answer[BoardView], error) {
	v, _, err := s.boardFor(ctx, Actor(ctx))
	return ok(v, err)
}

func (s *Server) boardView(ctx context.Context, a anlan.Actor) (BoardView, error) {
	now := s.DB.Now()
	w := s.within(a, "report.board", report.Within{})
	b := s.Report.Board(w, now.Date())
	v := BoardView{At: now, Pos: b.Pos, Sentence: s.sentence(ctx, b, w), Signs: signs(LangOf(ctx), b), Needs: []Need{}}
	hazards, _ := s.Report.Hazards(w)
	v.Hazards = hazardSigns(LangOf(ctx), hazards)
	var err error
	if v.Map, err = s.mapView(ctx, b); err != nil {
		return v, err
	}
	v.Needs, err = s.needs(ctx, a)
	return v, err
}

func signs(lang anlan.Lang, b report.Board) []Sign {
	t := b.Total
	openBase := lang.Pick("在办", "open")
	return []Sign{
		{"open", lang.Pick("在办事项", "Open matters"), t.Open, t.Open + t.Closed, lang.Pick("累计", "in all"), "/matters"},
		{"overdue", lang.Pick("超期", "Overdue"), t.Overdue, t.Open, openBase, "/matters?lamp=overdue"},
		{"soon", lang.Pick(fmt.Sprintf("%d 天内到期", b.SoonDays), fmt.Sprintf("Due within %d days", b.SoonDays)), t.Soon, t.Open, openBase, "/matters?lamp=soon"},
		{"unsigned", lang.Pick("待签收", "Not signed for"), t.Unsigned, t.Open, openBase, "/matters?state=issued"},
		{"reported", lang.Pick("待复核", "Waiting for review"), t.Reported, t.Open, openBase, "/matters?state=reported"},
		{"closed", lang.Pick("已销号", "Closed"), t.Closed, t.Open + t.Closed, lang.Pick("累计", "in all"), "/matters?state=closed"},
	}
}

// hazardSigns are the figures of the hazard ledger; each opens its list.
func hazardSigns(lang anlan.Lang, t report.HazardStanding) []Sign {
	openBase := lang.Pick("未销号", "open")
	return []Sign{
		{"hazards", lang.Pick("未销号隐患", "Open hazards"), t.Open, t.Found, lang.Pick("累计", "in all"), "/hazards?state=open"},
		{"hazards_major", lang.Pick("重大隐患", "Major hazards"), t.Major, t.Open, openBase, "/hazards?state=open&grade=major"},
		{"hazards_judging", lang.Pick("待定级", "To be graded"), t.Judging, t.Open, openBase, "/hazards?state=judging"},
		{"hazards_rechecking", lang.Pick("待复查", "To be checked"), t.Rechecking, t.Open, openBase, "/hazards?state=rechecking"},
		{"hazards_relapsed", lang.Pick("屡查屡犯", "Found again"), t.Relapsed, t.Open, openBase, "/hazards?state=open&relapse=true"},
		{"hazards_stopped", lang.Pick("停产（撤人）", "Work stopped"), t.Stopped, t.Found, lang.Pick("累计", "in all"), "/hazards?stopped=true"},
	}
}

// standsFor names what the figures are about: the county, the township or the unit whose board it is.
func (s *Server) standsFor(ctx context.Context, w report.Within) string {
	lang := LangOf(ctx)
	switch {
	case w.Branch != "":
		if name := s.names.unit(ctx, w.Branch).Name; name != "" {
			return name
		}
		return lang.Pick("本单位", "The unit")
	case w.Area != "":
		if p, err := registry.In(s.DB.Reader()).Place(ctx, w.Area); err == nil {
			return p.Name
		}
		return lang.Pick("本辖区", "The area")
	}
	return lang.Pick("全县", "The county")
}

// sentence says how the county, or a part of it, stands, from the same figures as the numbers beside it.
func (s *Server) sentence(ctx context.Context, b report.Board, w report.Within) []Part {
	lang, t := LangOf(ctx), b.Total
	if t.Open == 0 {
		return []Part{{Text: lang.Pick("目前没有在办事项。", "No matter is open.")}}
	}
	who := s.standsFor(ctx, w)
	parts := []Part{{Text: who + lang.Pick("在办 ", " has ")},
		{Text: fmt.Sprintf(lang.Pick("%d 件", "%d open matters"), t.Open), Href: "/matters"}}
	if t.Overdue == 0 {
		parts = append(parts, Part{Text: lang.Pick("，没有超期", ", none overdue")})
	} else {
		parts = append(parts, Part{Text: lang.Pick("，其中", "; ")},
			Part{Text: fmt.Sprintf(lang.Pick("超期 %d 件", "%d overdue"), t.Overdue), Href: "/matters?lamp=overdue"})
		worst := worstBranch(b)
		if name := s.names.unit(ctx, worst).Name; worst != "" && name != who { // nobody is told that it is stuck with itself
			parts = append(parts, Part{Text: lang.Pick("，较多卡在", ", most of them at ")},
				Part{Text: name, Href: "/matters?lamp=overdue&branch=" + string(worst)})
		}
	}
	if t.Unsigned > 0 {
		parts = append(parts, Part{Text: lang.Pick("；", "; ")},
			Part{Text: fmt.Sprintf(lang.Pick("%d 件待签收", "%d not yet signed for"), t.Unsigned), Href: "/matters?state=issued"})
	}
	return append(parts, Part{Text: lang.Pick("。", ".")})
}

// worstBranch names the unit with the most overdue matters, so that the sentence has a subject. It
// ranks work, not people.
func worstBranch(b report.Board) anlan.ID {
	var worst anlan.ID
	for id, st := range b.ByBranch {
		if st.Overdue > b.ByBranch[worst].Overdue || st.Overdue > 0 && st.Overdue == b.ByBranch[worst].Overdue && id < worst {
			worst = id
		}
	}
	return worst
}

func (s *Server) mapView(ctx context.Context, b report.Board) (MapView, error) {
	lang := LangOf(ctx)
	places, err := registry.In(s.DB.Reader()).Tiles(ctx, s.County(ctx).Code)
	v := MapView{Kind: "schematic", Tiles: []TileView{}}
	var missing []string
	for _, p := range places {
		st := b.ByArea[p.Code]
		t := TileView{Code: p.Code, Name: p.Name, Open: st.Open, Overdue: st.Overdue, Soon: st.Soon, Unsigned: st.Unsigned,
			Href: "/matters?area=" + p.Code}
		if p.Tile != nil {
			t.X, t.Y = p.Tile.Col, p.Tile.Row
		}
		if p.IsArea() {
			t.Geometry = p.Geometry
		} else {
			missing = append(missing, p.Name)
		}
		v.Tiles = append(v.Tiles, t)
	}
	v.choose(lang, missing)
	return v, err
}

// choose draws the real map once most boundaries are known, and names those that it cannot show;
// before that the schematic shows everybody.
func (v *MapView) choose(lang anlan.Lang, missing []string) {
	drawn := len(v.Tiles) - len(missing)
	if drawn > len(missing) {
		v.Kind = "geometry"
		if len(missing) > 0 {
			names := strings.Join(missing[:min(len(missing), 9)], lang.Pick("、", ", "))
			v.Note = lang.Pick("还没有边界、只在清单里的："+names, "Without a boundary, in the list only: "+names)
		}
		return
	}
	v.Note = lang.Pick("示意图：方格只表示相对位置，非实测边界", "Schematic: tiles show relative position only, not surveyed boundaries")
	if drawn > 0 {
		v.Note += lang.Pick(fmt.Sprintf("；已导入 %d 处边界，过半后画真实地图", drawn), fmt.Sprintf("; %d boundaries are imported, the real map needs most of them", drawn))
	}
	for i := range v.Tiles {
		v.Tiles[i].Geometry = ""
	}
}

// needsMost is how many items the board asks a leader to look at: the rest is not the leader's job.
const needsMost = 5

// needs lists what only a leader can move: returned matters without an owner, and the longest overdue.
func (s *Server) needs(ctx context.Context, a anlan.Actor) ([]Need, error) {
	lang := LangOf(ctx)
	list := []Need{}
	returned, err := s.Matter.List(ctx, a, matter.Filter{States: []matter.State{matter.Returned}, Limit: needsMost})
	if err != nil {
		return list, err
	}
	for _, m := range returned.Items {
		list = append(list, Need{s.row(ctx, *m), lang.Pick("退回后无人承办，需要裁定", "Returned and without an owner: decide"), "transfer"})
	}
	overdue, err := s.Matter.List(ctx, a, matter.Filter{Lamp: matter.LampOverdue, Limit: needsMost})
	for _, m := range overdue.Items {
		if len(list) < needsMost && m.State != matter.Returned {
			row := s.row(ctx, *m)
			list = append(list, Need{row, row.Stuck, "urge"})
		}
	}
	return list, err
}
