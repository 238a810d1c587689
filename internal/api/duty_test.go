package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/api"
)

func TestRoster(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	unit := b.one("远门镇人民政府").ID
	var posts api.ListOf[api.PostRow]
	b.want(http.StatusOK, "GET", "/api/v1/posts?unit="+string(unit), nil, &posts)
	var people []api.Named
	for _, p := range posts.Items {
		for _, h := range p.Holders {
			people = append(people, h.Person)
		}
	}
	if len(people) < 2 {
		t.Fatalf("%d people in the township, want two", len(people))
	}
	day := b.d.Now().Date().AddDays(3)
	begin := day.Start().Add(8 * time.Hour)
	shift := func(from anlan.Instant, who anlan.ID) fields {
		return fields{"post": posts.Items[0].ID, "kind": "whole", "starts": from, "ends": from.Add(24 * time.Hour), "person": who}
	}
	plan := fields{"unit": unit, "shifts": []any{shift(begin, people[0].ID), shift(begin.Add(24*time.Hour), people[1].ID)}}
	var made api.ListOf[api.ShiftView]
	b.want(http.StatusCreated, "POST", "/api/v1/duty", plan, &made)
	b.want(http.StatusConflict, "POST", "/api/v1/duty", plan, nil)
	var roster api.RosterView
	b.want(http.StatusOK, "GET", "/api/v1/duty?unit="+string(unit)+"&date="+string(day)+"&to="+string(day.AddDays(1)), nil, &roster)
	if !roster.May || len(roster.Items) != 2 || len(roster.Gaps) != 1 || roster.Gaps[0].To != begin {
		t.Errorf("roster %+v", roster)
	}
	first := made.Items[0]
	var swapped api.ShiftView
	b.want(http.StatusOK, "POST", "/api/v1/duty/"+string(first.ID)+"/swap",
		fields{"revision": first.Revision, "role": "person", "with": made.Items[1].ID, "reason": "调班"}, &swapped)
	if swapped.Person.Name != people[1].Name {
		t.Errorf("after the exchange %s is on duty, want %s", swapped.Person.Name, people[1].Name)
	}
	var card api.ShiftCard
	b.want(http.StatusOK, "GET", "/api/v1/duty/"+string(first.ID), nil, &card)
	if len(card.Changes) != 1 || card.Changes[0].Was.Name != people[0].Name || card.Heard != nil || card.Told != nil {
		t.Errorf("card after the exchange: %+v", card)
	}
	b.want(http.StatusOK, "POST", "/api/v1/duty/"+string(first.ID)+"/handover", fields{"next": made.Items[1].ID, "note": "河道水位待复测"}, nil)
	b.want(http.StatusOK, "GET", "/api/v1/duty/"+string(made.Items[1].ID), nil, &card)
	if card.Heard == nil || card.Heard.Note != "河道水位待复测" || card.Heard.TakenBy != nil {
		t.Errorf("the next shift heard %+v", card.Heard)
	}
	b.want(http.StatusForbidden, "POST", "/api/v1/duty/"+string(made.Items[1].ID)+"/takeover", nil, nil) // who gave it never takes it
	sit(t, anlan.RoleVillage).want(http.StatusOK, "GET", "/api/v1/duty/"+string(made.Items[1].ID), nil, &card)
	if card.Heard != nil {
		t.Error("a village reads what shifts of a township tell each other")
	}
	var now api.ListOf[api.WatchView]
	b.want(http.StatusOK, "GET", "/api/v1/duty/now?unit="+string(unit), nil, &now)
	if len(now.Items) == 0 || now.Items[0].Person.Name == "" {
		t.Errorf("now on duty: %+v", now.Items)
	}
	res, ics := b.file("/api/v1/duty.ics?unit=" + string(unit))
	if res.StatusCode != http.StatusOK || strings.Count(string(ics), "BEGIN:VEVENT") != 2 {
		t.Errorf("calendar: %d %s", res.StatusCode, ics)
	}
	sit(t, anlan.RoleEnterprise).want(http.StatusForbidden, "POST", "/api/v1/duty", plan, nil)
}
