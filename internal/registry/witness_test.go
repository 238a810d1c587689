package registry_test

import (
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
)

func (c county) checkSeals() {
	c.t.Helper()
	dbtest.Fits(c.t, c.db, "registry.", c)
}

// TestTheWitnessFindsWhatWasTouched changes rows behind the program's back.
func TestTheWitnessFindsWhatWasTouched(t *testing.T) {
	t.Parallel()
	for want, sql := range map[string]string{
		"registry.place":         `UPDATE registry_place SET name = '别处' WHERE code = '620521100'`,
		"registry.unit":          `UPDATE registry_unit SET path = '0' WHERE name = '永清镇'`,
		"registry.unit ":         `UPDATE registry_unit_name SET folded = '别局' WHERE name = '住建局'`,
		"registry.unit  ":        `DELETE FROM registry_unit_name WHERE name = '建设局'`,
		"registry.post":          `DELETE FROM registry_deputy`,
		"registry.person":        `UPDATE registry_person SET mobile = '13900000000'`,
		"registry.holding":       `UPDATE registry_holding SET since = '2019-01-01'`,
		"registry.contact":       `UPDATE registry_contact SET secret = 'mine'`,
		"registry.members":       `UPDATE registry_member SET until = '2021-01-01'`,
		"missing registry.place": `DELETE FROM registry_place WHERE code = '620521100201'`,
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			d := dbtest.SQLite(t, db.Options{})
			c := setup(t, d)
			c.fill()
			c.checkSeals()
			err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { _, err := tx.ExecContext(ctx, sql); return err })
			if err != nil {
				t.Fatal(err)
			}
			if bad, _ := dbtest.Misfits(t, d, "registry.", c); len(bad) != 1 || !strings.HasPrefix(bad[0], strings.TrimSpace(want)+":") {
				t.Errorf("found %v", bad)
			}
		})
	}
}

// fill gives the county one record of every kind.
func (c county) fill() {
	c.t.Helper()
	chief, liaison := c.post("永清镇", "镇长", registry.Chief), c.post("永清镇", "联络员", registry.Liaison)
	wang := c.person("王演示", "13800000001")
	_, err1 := c.Appoint(ctx, office, registry.Holding{Post: chief.ID, Person: wang.ID, Since: "2021-01-01"})
	_, err2 := c.SetDeputies(ctx, office, chief.ID, []anlan.ID{liaison.ID})
	_, err3 := c.CreateContact(ctx, office, registry.ContactDraft{Owner: chief.Ref(), Channel: registry.WeCom,
		Address: "https://robot.example/send", Secret: "theirs", Purpose: "催办"})
	err4 := c.SetMember(ctx, office, c.id("清水县安全生产委员会"), c.id("永清镇"), "2020-01-01", "")
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		c.t.Fatal(err)
	}
}
