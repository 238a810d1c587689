package flow

import (
	"context"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// county is a small registry: a government with its mayor, an office, and townships with more or
// fewer posts.
type county struct {
	t     *testing.T
	w     registry.Writer
	units map[string]anlan.ID
	posts map[string]anlan.ID
	says  map[anlan.ID]string
}

func (c county) unit(kind registry.UnitKind, name string) {
	c.t.Helper()
	u, err := c.w.CreateUnit(context.Background(), registry.UnitDraft{Kind: kind, Name: name})
	if err != nil {
		c.t.Fatal(err)
	}
	c.units[name], c.says[u.ID] = u.ID, name
}

// post makes a post; with a person it is held, without it is an empty chair.
func (c county) post(unit, title string, kind registry.PostKind, person string) {
	c.t.Helper()
	ctx := context.Background()
	p, err := c.w.CreatePost(ctx, registry.PostDraft{Unit: c.units[unit], Title: title, Kind: kind})
	if err != nil {
		c.t.Fatal(err)
	}
	c.posts[unit+title], c.says[p.ID] = p.ID, unit+title
	if person == "" {
		return
	}
	who, err := c.w.CreatePerson(ctx, registry.PersonDraft{Name: person})
	if err == nil {
		_, err = c.w.Appoint(ctx, registry.Holding{Post: p.ID, Person: who.ID, Since: "2020-01-01"})
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

func found(t *testing.T, d *db.DB) county {
	t.Helper()
	c := county{t: t, units: map[string]anlan.ID{}, posts: map[string]anlan.ID{}, says: map[anlan.ID]string{}}
	ctx := context.Background()
	err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		c.w = registry.Within(tx)
		for kind, name := range map[registry.UnitKind]string{registry.GovernmentOrgan: "县政府", registry.CommitteeOffice: "安委办"} {
			c.unit(kind, name)
		}
		for _, name := range []string{"甲镇", "乙镇", "丙镇"} {
			c.unit(registry.TownshipUnit, name)
		}
		c.post("县政府", "县长", registry.Chief, "县长")
		c.post("安委办", "联络员", registry.Liaison, "办公室")
		c.post("甲镇", "镇长", registry.Chief, "镇长")
		c.post("甲镇", "安监站", registry.Liaison, "站长")
		c.post("甲镇", "副站", registry.Staff, "副站长")
		c.post("乙镇", "镇长", registry.Chief, "")
		c.post("乙镇", "副镇长", registry.Deputy, "副镇长")
		for post, deputy := range map[string]string{"甲镇安监站": "甲镇副站", "乙镇镇长": "乙镇副镇长"} {
			if err := c.w.SetDeputies(ctx, c.posts[post], []anlan.ID{c.posts[deputy]}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWordsOfPolicyBecomePosts(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := found(t, d)
		l := New(d, nil, nil)
		for _, test := range []struct{ to, unit, post, want string }{
			{"lead_post", "甲镇", "甲镇安监站", "甲镇安监站"},
			{"lead_post", "甲镇", "", "甲镇安监站"},      // no post named: the one that work lands on
			{"lead_post", "乙镇", "", "乙镇镇长 乙镇副镇长"}, // an empty chair, and who stands in for it
			{"lead_post", "丙镇", "", "丙镇"},         // no post at all: the unit hears it
			{"lead_post", "甲镇", "gone", "甲镇"},     // a post that is nowhere: likewise
			{"deputy", "甲镇", "甲镇安监站", "甲镇副站"},     //
			{"deputy", "甲镇", "甲镇镇长", "甲镇"},        // nobody stands in: the unit
			{"unit_chief", "甲镇", "甲镇安监站", "甲镇镇长"}, //
			{"unit_chief", "丙镇", "", "丙镇"},        //
			{"office", "甲镇", "甲镇安监站", "安委办联络员"},   //
			{"office", "丙镇", "", "安委办"},           // without a post to ask from, the office as a whole
			{"leader", "甲镇", "甲镇安监站", "县政府县长"},    // no committee with a chair: the head of the government
			{"issuer", "甲镇", "", "安委办"},           //
			{"reviewer", "甲镇", "", "安委办"},         //
			{"co", "甲镇", "", "乙镇 丙镇"},             //
			{"somebody_else", "甲镇", "甲镇安监站", ""},  //
		} {
			post := c.posts[test.post]
			if test.post == "gone" {
				post = d.NewID()
			}
			told := matter.Told{Lead: matter.Seat{Unit: c.units[test.unit], Post: post}, Issuer: c.units["安委办"], Reviewer: c.units["安委办"],
				CoUnits: []anlan.ID{c.units["乙镇"], c.units["丙镇"]}}
			list, err := l.recipients(context.Background(), test.to, told, d.Now())
			var got []string
			for _, r := range list {
				got = append(got, c.says[r.post]+c.says[r.unit])
			}
			if err != nil || strings.Join(got, " ") != test.want {
				t.Errorf("%s of %s %s: %q, %v; want %q", test.to, test.unit, test.post, got, err, test.want)
			}
		}
	})
}
