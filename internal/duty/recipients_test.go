package duty_test

import (
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/duty"
	"anlan/internal/registry"
)

func TestRecipients(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		in := duty.In(d.Reader())
		names := func(to string) string {
			var b strings.Builder
			for _, r := range must(in.Recipients(ctx, c.chief.ID, to, d.Now()))(t) {
				b.WriteString(r.Name + "(" + string(r.StandsFor) + ")")
			}
			return b.String()
		}
		if got := names("lead_post") + names("office") + names("leader") + names("on_duty"); got != "()" {
			t.Errorf("nobody anywhere: %s", got)
		}
		must(c.reg.SetDeputies(ctx, office, c.chief.ID, []anlan.ID{c.post.ID}))(t)
		must(c.reg.Appoint(ctx, office, registry.Holding{Post: c.post.ID, Person: c.id("李演示"), Since: "2020-01-01"}))(t)
		if got := names("lead_post"); got != "()李演示("+string(c.chief.ID)+")" {
			t.Errorf("an empty chair: %s", got)
		}
		must(c.reg.Appoint(ctx, office, registry.Holding{Post: c.chief.ID, Person: c.id("王演示"), Since: "2020-01-01"}))(t)
		if got := names("lead_post") + names("deputy") + names("unit_chief") + names("on_duty"); got != "王演示()李演示()王演示()李演示()" {
			t.Errorf("%s", got)
		}
		if _, err := in.Recipients(ctx, c.chief.ID, "emperor", d.Now()); !errors.Is(err, anlan.ErrDutyWhom) {
			t.Errorf("nobody known: %v", err)
		}
	})
}

func TestTheRosterAsACalendar(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		shift := c.draft("王演示", 1)
		shift.Leader = c.id("赵演示")
		c.plan(shift)
		var b strings.Builder
		today := d.Now().Date()
		if err := c.Calendar(ctx, office, c.unit.ID, today, today.AddDays(2), &b); err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
			if len(l) > 75 || strings.ContainsAny(l, "\r\n") {
				t.Errorf("a line of %d octets: %q", len(l), l)
			}
		}
		whole := strings.ReplaceAll(b.String(), "\r\n ", "")
		for _, want := range []string{"BEGIN:VCALENDAR\r\n", "SUMMARY:永清镇值班：王演示（带班：赵演示）\r\n", "DTSTART:", "UID:" + string(shift.ID)} {
			if !strings.Contains(whole, want) {
				t.Errorf("%q is missing in\n%s", want, whole)
			}
		}
	})
}
