package registry_test

import (
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/registry"
)

func TestAPersonComesAndGoes(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		wang, li := c.person("王演示", "13800000001"), c.person("李演示", "")
		if _, err := c.UpdatePerson(ctx, office, li.ID, 1, registry.PersonDraft{Name: "李演示", Mobile: "13800000001"}); !errors.Is(err, anlan.ErrRegistryMobileDouble) {
			t.Errorf("one number for two: %v", err)
		}
		wang, err := c.UpdatePerson(ctx, office, wang.ID, 1, registry.PersonDraft{Name: "王演示", Mobile: "13800000007"})
		if err != nil || wang.Revision != 2 {
			t.Fatal(wang, err)
		}
		post := c.post("永清镇", "镇长", registry.Chief)
		h, err := c.Appoint(ctx, office, registry.Holding{Post: post.ID, Person: wang.ID, Since: "2021-01-01", Mode: registry.Acting})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Relieve(ctx, office, h.ID, 1, "2020-01-01"); !errors.Is(err, anlan.ErrRegistryEndsEarly) {
			t.Errorf("before it began: %v", err)
		}
		if _, err := c.Relieve(ctx, office, h.ID, 1, "2022-01-01"); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Relieve(ctx, office, h.ID, 2, "2022-01-01"); !errors.Is(err, anlan.ErrRegistryHoldingEnded) {
			t.Errorf("twice: %v", err)
		}
		if all, err := c.Holdings(ctx, office, post.ID); err != nil || len(all) != 1 || all[0].Until != "2022-01-01" {
			t.Errorf("%+v %v", all, err)
		}
		if _, err := c.ErasePerson(ctx, office, wang.ID, 2); !errors.Is(err, anlan.ErrRegistryPersonHolds) {
			t.Errorf("erased while in use: %v", err)
		}
		if _, err := c.RetirePerson(ctx, office, wang.ID, 2); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Appoint(ctx, office, registry.Holding{Post: post.ID, Person: wang.ID, Since: "2023-01-01"}); !errors.Is(err, anlan.ErrRegistryAbolished) {
			t.Errorf("somebody who left is appointed: %v", err)
		}
		if gone, err := c.ErasePerson(ctx, office, wang.ID, 3); err != nil || gone.Mobile != "" || gone.Name != "王演示" {
			t.Errorf("%+v %v", gone, err)
		}
		past, err := registry.In(d.Reader()).PastOf(ctx, wang.Ref())
		if err != nil || len(past) != 3 {
			t.Fatalf("%d old forms, %v", len(past), err)
		}
		for _, old := range past {
			if strings.Contains(string(old.Record), "13800") {
				t.Errorf("the past still knows the number: %s", old.Record)
			}
		}
		c.checkSeals()
	})
}

func TestAPostChanges(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		post, other := c.post("永清镇", "镇长", registry.Chief), c.post("永清镇", "副镇长", registry.Deputy)
		draft := registry.PostDraft{Title: "代镇长", Kind: registry.Chief}
		if _, err := c.UpdatePost(ctx, office, post.ID, 1, draft); err != nil {
			t.Fatal(err)
		}
		if _, err := c.UpdatePost(ctx, office, other.ID, 1, draft); !errors.Is(err, anlan.ErrRegistryPostDouble) {
			t.Errorf("the same title: %v", err)
		}
		if _, err := c.AbolishPost(ctx, office, post.ID, 2); err != nil {
			t.Fatal(err)
		}
		if _, err := c.UpdatePost(ctx, office, post.ID, 3, draft); !errors.Is(err, anlan.ErrRegistryAbolished) {
			t.Errorf("an abolished post changes: %v", err)
		}
		if _, err := c.CreatePost(ctx, office, registry.PostDraft{Unit: c.id("永清镇"), Title: "代镇长", Kind: registry.Chief}); err != nil {
			t.Errorf("the title is free again: %v", err)
		}
		c.checkSeals()
	})
}

func TestContactsAreMasked(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		owner := c.post("永清镇", "镇长", registry.Chief).Ref()
		for channel, address := range map[registry.Channel]string{registry.Phone: "13800001234", registry.Mail: "zhenzhang@example.org",
			registry.Feishu: "https://robot.example/k"} {
			if _, err := c.CreateContact(ctx, office, registry.ContactDraft{Owner: owner, Channel: channel, Address: address, Purpose: "叫应"}); err != nil {
				t.Fatal(err)
			}
		}
		village := anlan.Actor{Account: "v", Roles: []anlan.Role{anlan.RoleVillage}}
		seen := func(a anlan.Actor) string {
			list, err := c.Contacts(ctx, a, owner)
			if err != nil {
				t.Fatal(err)
			}
			var s strings.Builder
			for _, contact := range list { // in order of channel: feishu, mail, phone
				s.WriteString(contact.Address + " ")
			}
			return s.String()
		}
		if got := seen(office); got != "https://robot.example/k zhenzhang@example.org 13800001234 " {
			t.Errorf("the office sees %s", got)
		}
		if got := seen(village); got != "**** zhe****hang@example.org 138****1234 " {
			t.Errorf("a village sees %s", got)
		}
		if _, err := c.Person(ctx, village, "x"); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("a village reads a person: %v", err)
		}
	})
}

func TestTheOfficeAndTheFounding(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		if _, err := registry.In(d.Reader()).Office(ctx); !errors.Is(err, anlan.ErrRegistryNoOffice) {
			t.Errorf("an office in an empty county: %v", err)
		}
		for _, county := range [][2]string{{"620521", "清水县"}, {"110101", "演示县"}} {
			err := d.Write(ctx, office, func(tx *db.Tx) error { return registry.Within(tx).SeedCounty(ctx, county[0], county[1]) })
			if p, found := registry.In(d.Reader()).Place(ctx, county[0]); err != nil || found != nil || p.Name != county[1] {
				t.Errorf("%s: %+v %v %v", county[1], p, err, found)
			}
		}
		c := county{Service: registry.New(d), t: t, db: d, units: map[string]registry.Unit{}}
		c.unit(registry.UnitDraft{Kind: registry.CommitteeOffice, Name: "清水县安委办", Place: "620521"})
		if u, err := registry.In(d.Reader()).Office(ctx); err != nil || u.Name != "清水县安委办" {
			t.Errorf("%+v %v", u, err)
		}
		for _, name := range []string{"各乡镇", "\u200b"} {
			if _, err := c.CreateUnit(ctx, office, registry.UnitDraft{Kind: registry.Department, Name: name}); !errors.Is(err, anlan.ErrRegistryNameCollective) {
				t.Errorf("%q names a unit: %v", name, err)
			}
		}
	})
}

func TestPostsAndHandOver(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		wang, li := c.person("王演示", "13800000001"), c.person("李演示", "13800000002")
		chief, liaison := c.post("永清镇", "镇长", registry.Chief), c.post("永清镇", "联络员", registry.Liaison)
		today := d.Now().Date()
		if _, err := c.Appoint(ctx, office, registry.Holding{Post: chief.ID, Person: wang.ID, Since: "2021-01-01"}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Appoint(ctx, office, registry.Holding{Post: chief.ID, Person: wang.ID, Since: "2022-01-01"}); !errors.Is(err, anlan.ErrRegistryHoldingOverlap) {
			t.Errorf("overlap: %v", err)
		}
		if _, err := c.AbolishPost(ctx, office, chief.ID, 1); !errors.Is(err, anlan.ErrRegistryPostHeld) {
			t.Errorf("a held post is abolished: %v", err)
		}
		if _, err := c.RetirePerson(ctx, office, wang.ID, 1); !errors.Is(err, anlan.ErrRegistryPersonHolds) {
			t.Errorf("a holder retires: %v", err)
		}
		if _, err := c.HandOver(ctx, office, registry.HandOver{Post: chief.ID, From: wang.ID, To: li.ID, On: today}); err != nil {
			t.Fatal(err)
		}
		in := registry.In(d.Reader())
		before, _ := in.Holders(ctx, chief.ID, today.AddDays(-1))
		after, err := in.Holders(ctx, chief.ID, today)
		if err != nil || len(before) != 1 || before[0].Person != wang.ID || len(after) != 1 || after[0].Person != li.ID {
			t.Fatalf("%+v then %+v, %v", before, after, err)
		}
		if _, err := c.SetDeputies(ctx, office, chief.ID, []anlan.ID{liaison.ID}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.SetDeputies(ctx, office, chief.ID, []anlan.ID{chief.ID}); !errors.Is(err, anlan.ErrRegistryDeputy) {
			t.Errorf("its own deputy: %v", err)
		}
		if lead, err := in.LeadPost(ctx, c.id("永清镇")); err != nil || lead.ID != liaison.ID {
			t.Errorf("lead post: %+v %v", lead, err)
		}
		if lead, err := in.LeadPost(ctx, c.id("红堡镇")); !errors.Is(err, anlan.ErrRegistryNoPost) {
			t.Errorf("no post at all: %+v %v", lead, err)
		}
		c.checkSeals()
	})
}

func TestContactsKeepTheirSecrets(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		owner := c.units["永清镇"].Ref()
		made, err := c.CreateContact(ctx, office, registry.ContactDraft{Owner: owner, Channel: registry.DingTalk,
			Address: "https://robot.example/send", Secret: "topsecret", Purpose: "催办", OptedIn: true})
		if err != nil {
			t.Fatal(err)
		}
		next, err := c.UpdateContact(ctx, office, made.ID, 1, registry.ContactDraft{Channel: registry.DingTalk,
			Address: "https://robot.example/other", Purpose: "催办"}, registry.Active)
		if err != nil || next.Secret != "topsecret" || !next.Signed || next.OptedIn {
			t.Fatalf("%+v %v", next, err)
		}
		events, err := event.After(ctx, d.Reader(), 0, event.PageLimit)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			body := string(e.Body)
			if e.Ref == made.Ref() && (strings.Contains(body, "topsecret") || strings.Contains(body, "robot.example")) {
				t.Errorf("an event tells: %s", body)
			}
		}
		c.checkSeals()
	})
}
