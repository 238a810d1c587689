package registry_test

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/registry"
)

// misfits holds every record against the last seal of its events, as the ledger's verifier does
// (law 15), and returns the records that are altered, missing or unheard of.
func (c county) misfits() []string {
	c.t.Helper()
	for waiting := 1; waiting > 0; { // on PostgreSQL events are numbered a moment after the commit
		if err := c.db.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event WHERE pos IS NULL`).Scan(&waiting); err != nil {
			c.t.Fatal(err)
		}
	}
	events, err := event.After(ctx, c.db.Reader(), 0, event.PageLimit)
	if err != nil {
		c.t.Fatal(err)
	}
	seals := map[anlan.Ref]string{}
	for _, e := range events {
		if e.Seal != "" {
			seals[e.Ref] = e.Seal
		}
	}
	var out []string
	err = c.Records(ctx, func(ref anlan.Ref, record any) error {
		if sum, _ := anlan.Digest(record); hex.EncodeToString(sum[:]) != seals[ref] {
			out = append(out, ref.Kind)
		}
		delete(seals, ref)
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	for ref := range seals {
		out = append(out, "missing "+ref.Kind)
	}
	return out
}

func (c county) checkSeals() {
	c.t.Helper()
	if bad := c.misfits(); len(bad) > 0 {
		c.t.Errorf("records do not fit their seals: %v", bad)
	}
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
			if bad := c.misfits(); len(bad) != 1 || bad[0] != strings.TrimSpace(want) {
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
