package demo

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matrix"
	"anlan/internal/registry"
)

//go:embed matrix.txt
var matrixText string

// The chairs of the county's leaders, beside the head of the government; the last is empty on purpose.
var vice = []struct {
	title   string
	sectors string
	towns   int // for how many townships the chair answers
}{
	{"常务副县长", "mining chemical fireworks civil_explosives industry_trade power prevention general grain railway", 4},
	{"副县长（工交建设）", "road waterway construction gas heating fire special_equipment post recycling environment", 4},
	{"副县长（教体文旅）", "education health civil_affairs tourism", 4},
	{"副县长（农业林水）", "agriculture forest water", 4},
}

// matrix says who answers for what in the demo county, with holes that are worth a look.
func (m *maker) matrix(ctx context.Context) error {
	office := m.seats["县安委办"].actor
	since := anlan.At(m.clock.at).Date().AddDays(-400)
	if _, err := m.a.Matrix.Seed(ctx, office, since); err != nil {
		return err
	}
	list, err := m.a.Matrix.Sectors(ctx, office)
	if err != nil {
		return err
	}
	sectors := map[string]anlan.ID{}
	for _, s := range list {
		sectors[s.Code] = s.ID
	}
	for line := range strings.Lines(matrixText) {
		if err := m.divide(ctx, sectors, strings.Fields(line), since); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(line), err)
		}
	}
	if err := m.leaders(ctx, sectors, since); err != nil {
		return err
	}
	if err := m.coal(ctx, sectors["coal"], since); err != nil {
		return err
	}
	_, err = event.Catch(ctx, m.a.DB, matrix.ReaderName, m.a.Matrix.Handle)
	return err
}

func division(text string) matrix.Basis { return matrix.Basis{Kind: matrix.ByDivision, Text: text} }

// divide writes one line of the division of duties.
func (m *maker) divide(ctx context.Context, sectors map[string]anlan.ID, words []string, since anlan.Date) error {
	if len(words) < 3 || words[0] == "#" {
		return nil
	}
	role := matrix.Lead
	for _, w := range words[2:] {
		if w == "+" {
			role = matrix.Co
			continue
		}
		unit := m.seats[w].unit
		if sectors[words[0]] == "" || unit == "" {
			return fmt.Errorf("the demo knows no %s or no %s", words[0], w)
		}
		_, err := m.a.Matrix.Assign(ctx, m.seats["县安委办"].actor, matrix.CellDraft{Sector: sectors[words[0]], Axis: matrix.Axis(words[1]), Role: role, Unit: unit,
			Since: since, Basis: division("清水县安全生产职责分工（演示）")})
		if err != nil {
			return err
		}
	}
	return nil
}

// leaders gives the county its heads, their portfolios and the townships that they answer for.
func (m *maker) leaders(ctx context.Context, sectors map[string]anlan.ID, since anlan.Date) error {
	office := m.seats["县安委办"].actor
	give := func(d matrix.CellDraft) error {
		d.Since, d.Basis = since, division("县委县政府领导班子成员安全生产分工（演示）")
		_, err := m.a.Matrix.Assign(ctx, office, d)
		return err
	}
	secretary, err := m.party(ctx)
	if err != nil {
		return err
	}
	if err := give(matrix.CellDraft{Axis: matrix.Party, Post: secretary}); err != nil {
		return err
	}
	if err := give(matrix.CellDraft{Axis: matrix.Government, Post: m.seats["县政府"].chief.Post}); err != nil {
		return err
	}
	m.chairs["县长"] = m.seats["县政府"].chief.Post
	towns, err := registry.In(m.a.DB.Reader()).Places(ctx, registry.PlaceFilter{Level: registry.Township, Limit: 100})
	if err != nil {
		return err
	}
	next := 0
	for i, v := range vice {
		post, err := m.chair(ctx, m.seats["县政府"].unit, v.title, i < len(vice)-1)
		if err != nil {
			return err
		}
		m.chairs[v.title] = post
		for _, s := range strings.Fields(v.sectors) {
			if err := give(matrix.CellDraft{Sector: sectors[s], Axis: matrix.Portfolio, Post: post}); err != nil {
				return err
			}
		}
		for range v.towns {
			if err := give(matrix.CellDraft{Axis: matrix.CountyLeader, Place: towns.Items[next].Code, Post: post}); err != nil {
				return err
			}
			next++
		}
	}
	return nil
}

// party is the county's Party committee, with the chair of its secretary.
func (m *maker) party(ctx context.Context) (post anlan.ID, err error) {
	var u registry.Unit
	err = m.write(ctx, func(tx *db.Tx) error {
		u, err = registry.Within(tx).CreateUnit(ctx, registry.UnitDraft{Kind: registry.PartyOrgan, Name: "中共清水县委员会", Place: countyCode, Rank: 900})
		return err
	})
	if err != nil {
		return "", err
	}
	return m.chair(ctx, u.ID, "县委书记", true)
}

// chair makes a post of a leader, and somebody to hold it who is named by the post.
func (m *maker) chair(ctx context.Context, unit anlan.ID, title string, held bool) (id anlan.ID, err error) {
	err = m.write(ctx, func(tx *db.Tx) error {
		w := registry.Within(tx)
		kind := registry.Deputy
		if title == "县委书记" {
			kind = registry.Chief
		}
		post, err := w.CreatePost(ctx, registry.PostDraft{Unit: unit, Title: title, Kind: kind, Rank: 5})
		if err != nil || !held {
			id = post.ID
			return err
		}
		person, err := w.CreatePerson(ctx, registry.PersonDraft{Name: "演示·" + anlan.Clip(title, 26)})
		if err != nil {
			return err
		}
		id = post.ID
		_, err = w.Appoint(ctx, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: tx.Now.Date().AddDays(-400)})
		return err
	})
	return id, err
}

// coal gives the matrix a past: the coal mines were another department's until half a year ago.
func (m *maker) coal(ctx context.Context, coal anlan.ID, since anlan.Date) error {
	office := m.seats["县安委办"].actor
	was, err := m.a.Matrix.Assign(ctx, office, matrix.CellDraft{Sector: coal, Axis: matrix.Industry, Unit: m.seats["县工信局"].unit, Since: since, Basis: division("原职责分工（演示）")})
	if err != nil {
		return err
	}
	turn := since.AddDays(220)
	if _, err := m.a.Matrix.EndCell(ctx, office, was.ID, was.Revision, turn.AddDays(-1), "机构改革划转（演示）"); err != nil {
		return err
	}
	_, err = m.a.Matrix.Assign(ctx, office, matrix.CellDraft{Sector: coal, Axis: matrix.Industry, Unit: m.seats["县应急局"].unit, Since: turn,
		Basis: matrix.Basis{Kind: matrix.ByStaffing, Text: "县应急管理局“三定”规定（演示）"}})
	return err
}

// duties gives the leaders their lists, and asks who shall answer for a new line of business.
func (m *maker) duties(ctx context.Context) error {
	office := m.seats["县安委办"].actor
	if _, err := m.a.Matrix.StartTasks(ctx, office); err != nil {
		return err
	}
	if err := m.contacts(ctx, office); err != nil {
		return err
	}
	if _, err := m.a.Catch(ctx); err != nil {
		return err
	}
	page, err := m.a.Matrix.Findings(ctx, office, matrix.FindingFilter{Kind: matrix.Overlap, Limit: 1})
	if err != nil || len(page.Items) == 0 {
		return err
	}
	f := page.Items[0]
	d := matrix.TalkDraft{Unit: f.Holders[0].Unit, Text: "按业务相近，建议由其牵头，另一家配合。（演示）"}
	for _, h := range f.Holders {
		d.Asked = append(d.Asked, h.Unit)
	}
	_, err = m.a.Matrix.Ask(ctx, office, f.ID, f.Revision, d)
	return err
}

// contacts lets a leader answer for two sites (包保), and writes down who chaired the committee's meeting.
func (m *maker) contacts(ctx context.Context, office anlan.Actor) error {
	page, err := m.a.Sites.List(ctx, office, registry.SiteFilter{Limit: 200})
	if err != nil {
		return err
	}
	d := matrix.TaskDraft{Post: m.chairs["常务副县长"], Kind: "contact", Name: "到包保联系点检查", Times: 2, Per: "quarter", Basis: "领导干部联系包保重点场所（演示）"}
	for _, s := range page.Items {
		if s.Name == "（演示）液化气站" || s.Name == "（演示）牛头河加油站" {
			d.Sites = append(d.Sites, s.ID)
		}
	}
	if _, err := m.a.Matrix.GiveTask(ctx, office, d); err != nil {
		return err
	}
	meetings, err := m.a.Committee.List(ctx, office, "", "", 10)
	if err != nil {
		return err
	}
	for _, x := range meetings.Items {
		rows := append([]committee.Attendance{{Class: "leader", Unit: m.seats["县政府"].unit, Post: "县长", Role: "chair"}}, x.Attendance...)
		if _, err := m.a.Committee.SetAttendance(ctx, office, x.ID, x.Revision, rows); err != nil {
			return err
		}
	}
	return nil
}
