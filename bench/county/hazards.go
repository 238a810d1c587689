package county

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/db"
	"anlan/internal/hazard"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// openShare of the ledger is under way, one in so many; the rest is history, as a county brings it along.
const openShare = 33

// Through is how many hazards come through the services; beyond it each is copied, which saves an hour a million.
const Through = 5_000

// Hazards brings the county's ledger to n hazards: history as a table with its dry run, and what is open reported at its
// site, each with its matter. Beyond Through the rows of the ledger are copied, with identities, numbers and days of
// their own, and the figures that are kept of them; copies have no events and no matters of their own.
func (c *County) Hazards(ctx context.Context, n int) error {
	a, err := app.New(ctx, app.Options{Data: c.Dir, Level: "error", Out: io.Discard})
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := newHazardBuilder(ctx, a)
	if err != nil {
		return err
	}
	made := min(n, Through)
	if err := b.past(ctx, made-made/openShare); err != nil {
		return err
	}
	if err := b.present(ctx, made/openShare); err != nil {
		return err
	}
	if _, err = a.Catch(ctx); err != nil {
		return err
	}
	return b.copies(ctx, n/made)
}

// hazardBuilder writes findings that differ as a county's do: by unit, place, sector, category, source, day.
type hazardBuilder struct {
	a      *app.App
	office anlan.Actor
	terms  rule.HazardTerms
	units  []registry.Unit
	sites  []registry.Site
	towns  []registry.Place
	dice   *rand.Rand
	today  anlan.Date
}

func newHazardBuilder(ctx context.Context, a *app.App) (*hazardBuilder, error) {
	dir := registry.In(a.DB.Reader())
	office, err := dir.Office(ctx)
	if err != nil {
		return nil, err
	}
	post, err := dir.LeadPost(ctx, office.ID)
	if err != nil {
		return nil, err
	}
	b := &hazardBuilder{a: a, dice: rand.New(rand.NewPCG(620521, 2022)), today: a.DB.Now().Date(), office: anlan.Actor{Account: "bench", Post: post.ID,
		Unit: office.ID, Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}}
	if b.terms, _, err = a.Hazard.Terms(ctx, b.office); err != nil {
		return nil, err
	}
	for _, kind := range []registry.UnitKind{registry.Enterprise, registry.TownshipUnit, registry.VillageUnit} {
		units, err := dir.UnitsOfKind(ctx, kind)
		if err != nil {
			return nil, err
		}
		b.units = append(b.units, units...)
	}
	page, err := dir.Sites(ctx, anlan.Scope{All: true}, registry.SiteFilter{Limit: 200})
	if err != nil {
		return nil, err
	}
	b.sites = page.Items
	towns, err := dir.Places(ctx, registry.PlaceFilter{Parent: office.Place, Limit: 100})
	b.towns = towns.Items
	return b, err
}

var wrongs = []string{"配电箱无盖，线路裸露", "安全出口上锁，堆放货物", "灭火器压力不足，未及时更换", "燃气报警器断电停用", "临边洞口未设防护栏杆", "特种作业人员无证上岗",
	"危险作业未审批，无人监护", "冬季取暖炉烟道堵塞，有一氧化碳中毒危险"}

func (b *hazardBuilder) text(i int) string {
	return fmt.Sprintf("%s，位置在%d号区%d排", wrongs[b.dice.IntN(len(wrongs))], i%97, i%1013)
}

func pick[T any](b *hazardBuilder, list []T) T { return list[b.dice.IntN(len(list))] }

// past imports rows that were closed before.
func (b *hazardBuilder) past(ctx context.Context, n int) error {
	heads := []string{"外部编号", "发现日期", "来源", "责任单位", "区划代码", "行业领域", "隐患类别", "原因", "隐患情况", "等级", "整改期限", "销号日期"}
	var columns []paper.Column
	for _, h := range heads {
		columns = append(columns, paper.Column{Title: h})
	}
	var table bytes.Buffer
	err := paper.WriteTable(&table, "台账", columns, func(yield func([]string, error) bool) {
		for i := range n {
			found := b.today.AddDays(-20 - b.dice.IntN(1800))
			row := []string{fmt.Sprintf("B-%d", i), string(found), pick(b, b.terms.Sources).ZH, pick(b, b.units).Name, pick(b, b.towns).Code,
				pick(b, b.terms.Sectors).ZH, pick(b, b.terms.Categories).ZH, pick(b, b.terms.Causes).ZH, b.text(i), "一般隐患", string(found.AddDays(15)),
				string(found.AddDays(1 + b.dice.IntN(18)))}
			if !yield(row, nil) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	m, err := b.a.Hazard.Preview(ctx, b.office, b.a.DB.NewID(), bytes.NewReader(table.Bytes()), int64(table.Len()))
	if err != nil {
		return err
	}
	if m, err = b.a.Hazard.Commit(ctx, b.office, m); err == nil && m.Wrong > 0 {
		err = fmt.Errorf("%d rows of history are wrong: %v", m.Wrong, m.Rows[0].Problems)
	}
	return err
}

// present reports what is open, each at a site with its point.
func (b *hazardBuilder) present(ctx context.Context, n int) error {
	const batch = 500
	for from := 0; from < n; from += batch {
		err := b.a.DB.Write(ctx, b.office, func(tx *db.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				site := pick(b, b.sites)
				d := hazard.Draft{ID: b.a.DB.NewID(), Site: site.ID, Category: pick(b, b.terms.Categories).Key, Text: b.text(i), Due: b.today.AddDays(1 + i%40)}
				if site.Point != nil {
					d.Point = &hazard.Point{Lon: site.Point.Lon + b.dice.Float64()/100, Lat: site.Point.Lat + b.dice.Float64()/100}
				}
				if i%40 == 0 {
					d.Grade = hazard.MaybeMajor
				}
				if _, err := b.a.Hazard.ReportIn(ctx, tx, d); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// copyLedger copies every hazard that came through the services once more; $1 is the copy's number.
const copyLedger = `INSERT INTO hazard (id, number, found, state, grade, area, village, branch, unit, finder, checker, site, source, sector, category, due, closed,
	relapse, listed, stopped, exercise, habit, outside, text, revision, doc)
SELECT substr(id, 1, 24) || $1 || '00' || substr(number, 8), number || '-' || $1, found - $2, state, grade, area, village, branch, unit, finder, checker, site, source, sector,
	category, due, closed, relapse, listed, stopped, exercise, habit, '', text, revision, replace(replace(doc, id, substr(id, 1, 24) || $1 || '00' || substr(number, 8)), number, number || '-' || $1)
FROM hazard WHERE length(number) = 13`

// copies makes the ledger so many times as large. Its indexes are laid aside meanwhile: made at the end they cost
// minutes, kept up row by row most of an hour.
func (b *hazardBuilder) copies(ctx context.Context, times int) error {
	if times < 2 {
		return nil
	}
	indexes, err := b.layAside(ctx)
	if err != nil {
		return err
	}
	for k := 1; k < times; k++ {
		err := b.a.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, copyLedger, fmt.Sprintf("%04x", k), int64(k)*37_000)
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, text := range append(indexes, fmt.Sprintf(`UPDATE report_hazard SET n = n * %d`, times)) {
		if err := b.exec(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

func (b *hazardBuilder) exec(ctx context.Context, text string) error {
	return b.a.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		_, err := tx.ExecContext(ctx, text)
		return err
	})
}

// layAside drops the indexes of the ledger, and returns the sentences that make them again.
func (b *hazardBuilder) layAside(ctx context.Context) (again []string, err error) {
	rows, err := b.a.DB.Reader().QueryContext(ctx, `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'hazard' AND sql IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	var names []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		names, again = append(names, name), append(again, text)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := b.exec(ctx, "DROP INDEX "+name); err != nil {
			return nil, err
		}
	}
	return again, nil
}
