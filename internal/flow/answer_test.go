package flow

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/matter"
)

// happened lets the landing hear of something.
func happened(t *testing.T, d *db.DB, l *Landing, a anlan.Actor, kind string, about anlan.Ref, body any) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err == nil {
		err = l.Handle(context.Background(), []anlan.Event{{ID: d.NewID(), Kind: kind, Ref: about, Actor: a, At: d.Now(), Body: raw, Pos: int64(d.Now())}})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// unread lists the titles that nobody has answered.
func unread(t *testing.T, d *db.DB) string {
	t.Helper()
	rows, err := d.Reader().QueryContext(context.Background(), `SELECT topic, title FROM notify_notice WHERE read_at = 0 ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var list []string
	for rows.Next() {
		var topic, title string
		if err := rows.Scan(&topic, &title); err != nil {
			t.Fatal(err)
		}
		kind, _, _ := strings.Cut(topic, ":")
		list = append(list, kind+" "+title)
	}
	slices.Sort(list) // those of one instant have no order
	return strings.Join(list, "|")
}

func TestWhoActsHasAnswered(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := found(t, d)
		l := New(d, nil, nil)
		about := anlan.Ref{Kind: "matter.matter", ID: d.NewID()}
		town, post := c.units["甲镇"], c.posts["甲镇安监站"]
		office := anlan.Actor{Post: c.posts["安委办联络员"], Unit: c.units["安委办"], Roles: []anlan.Role{anlan.RoleOffice}}
		worker := anlan.Actor{Post: post, Unit: town, Roles: []anlan.Role{anlan.RoleTownship}}
		told := matter.Told{Title: "查", Lead: matter.Seat{Unit: town, Post: post}, Issuer: office.Unit, Reviewer: office.Unit, Now: matter.Facet{State: matter.Issued}}
		happened(t, d, l, office, "matter.opened", about, told)
		if got := unread(t, d); got != "post 请签收：查" {
			t.Fatalf("opened: %s", got)
		}
		told.Was, told.Now = &matter.Facet{State: matter.Issued}, matter.Facet{State: matter.Doing}
		happened(t, d, l, worker, "matter.signed", about, told)
		if got := unread(t, d); got != "" {
			t.Errorf("who signed is still chased: %s", got)
		}
		told.Rung, told.To = "unit_chief", []string{"unit_chief"}
		happened(t, d, l, anlan.Clock, "matter.urged", about, told)
		if got := unread(t, d); got != "post 仍未签收，请督促：查" {
			t.Errorf("the chief is told: %s", got)
		}
		happened(t, d, l, worker, "matter.fed_back", about, told)
		if got := unread(t, d); got != "" {
			t.Errorf("who acts, acts for the unit: %s", got)
		}
		told.Rung, told.To = "", nil
		told.Was, told.Now, told.Final = &matter.Facet{State: matter.Doing}, matter.Facet{State: matter.Reported}, true
		happened(t, d, l, worker, "matter.fed_back", about, told)
		told.Was, told.Rung, told.To = &told.Now, "urge", []string{"lead_post"}
		happened(t, d, l, office, "matter.urged", about, told)
		if got := unread(t, d); got != "post 催办：查|unit 报办结，请复核：查" {
			t.Errorf("pressing on is no answer: %s", got)
		}
		happened(t, d, l, worker, "matter.paper_signed", anlan.Ref{Kind: "matter.rung", ID: d.NewID()}, matter.Rung{Matter: about.ID})
		if got := unread(t, d); got != "unit 报办结，请复核：查" {
			t.Errorf("signing the paper answers its notice: %s", got)
		}
	})
}

func TestRelaysAreToldAndAnswered(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := found(t, d)
		l := New(d, nil, nil)
		named := func(unit string) committee.Named { return committee.Named{ID: c.units[unit], Name: unit} }
		doc := committee.Document{ID: d.NewID(), Meeting: d.NewID(), Title: "通知", Due: "2026-12-01", Units: []committee.Named{named("甲镇"), named("乙镇")}}
		office := anlan.Actor{Post: c.posts["安委办联络员"], Unit: c.units["安委办"], Roles: []anlan.Role{anlan.RoleOffice}}
		happened(t, d, l, office, "committee.document_studied", doc.Ref(), doc)
		if got := unread(t, d); got != "unit 请传达学习并回执：通知|unit 请传达学习并回执：通知" {
			t.Fatalf("studied: %s", got)
		}
		worker := anlan.Actor{Post: c.posts["甲镇安监站"], Unit: c.units["甲镇"], Roles: []anlan.Role{anlan.RoleTownship}}
		receipt := committee.Receipt{ID: d.NewID(), Document: doc.ID, Unit: named("甲镇")}
		happened(t, d, l, worker, "committee.relayed", receipt.Ref(), receipt)
		late := committee.RelayUrged{Document: doc, Waiting: []committee.Named{named("乙镇")}, Late: true, Office: named("安委办")}
		happened(t, d, l, anlan.Clock, "committee.relay_urged", doc.Ref(), late)
		if got := unread(t, d); got != "unit 传达学习到期仍有单位未回执：通知|unit 催传达学习回执：通知|unit 请传达学习并回执：通知" {
			t.Errorf("late: %s", got)
		}
	})
}
