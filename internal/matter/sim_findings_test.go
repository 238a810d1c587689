package matter_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matter"
)

// What the simulated county (package sim) found stays found.

// A repeated request to hand matters over answers with those that its first try opened.
func TestRepeatedOpenAnswersWithTheSameMatters(t *testing.T) {
	both(t, func(c *county) {
		order := matter.Order{Title: "查隐患", Lead: seats["town"], Issuer: seats["office"]}
		again := db.WithKey(ctx, c.d.NewID())
		first, err := c.s.OpenAll(again, office, []matter.Order{order, order})
		if err != nil {
			c.Fatal(err)
		}
		_ = c.d.Wait(ctx, 1) // both have their positions
		second, err := c.s.OpenAll(again, office, []matter.Order{order, order})
		if err != nil || len(second) != 2 || !slices.ContainsFunc(second, func(m matter.Matter) bool { return m.ID == first[0].ID }) {
			c.Fatalf("the second try answered %v, %v", second, err)
		}
		all, err := c.s.List(ctx, office, matter.Filter{})
		if err != nil || len(all.Items) != 2 {
			c.Fatalf("%d matters, %v", len(all.Items), err)
		}
	})
}

// A rung that rings in the deadline's last millisecond does not leave the matter uncounted as overdue.
func TestOverdueTheMomentTheDeadlineHasPassed(t *testing.T) {
	both(t, func(c *county) {
		m := c.open("town", "2022-01-18")
		for _, at := range []anlan.Instant{m.Deadline, m.Deadline + 1} {
			c.at = at.Time()
			if _, err := c.timers.Step(ctx); err != nil {
				c.Fatal(err)
			}
		}
		if !c.get(m.ID).Overdue {
			c.Fatal("past its deadline, and not overdue")
		}
	})
}

// A reminder that is passed over leaves no trace: what no event tells of is not saved.
func TestPassedOverReminderChangesNothing(t *testing.T) {
	both(t, func(c *county) {
		m := c.open("town", "2022-01-18") // the reminder's time lay before the matter
		c.at = c.at.Add(time.Minute)
		if _, err := c.timers.Step(ctx); err != nil {
			c.Fatal(err)
		}
		if now := c.get(m.ID); now.Revision != m.Revision {
			c.Fatalf("revision %d became %d without an event", m.Revision, now.Revision)
		}
	})
}

// What a matter was closed with hangs on the post of today when it is opened again (law 5).
func TestReopenedMatterFindsThePostOfToday(t *testing.T) {
	both(t, func(c *county) {
		m := c.open("dept", "")
		file := ok2(c)(c.s.Upload(ctx, dept, matter.File{Hash: "ab", Name: "a.jpg", Type: "image/jpeg", Size: 1}))
		ok(c)(c.s.Sign(ctx, dept, m.ID, 0))
		ok(c)(c.s.Feedback(ctx, dept, m.ID, 0, matter.Report{Text: "办结", Final: true, Files: []string{file.Hash}}))
		ok(c)(c.s.Review(ctx, office, m.ID, 0, true, ""))
		if _, err := c.s.Handover(ctx, office, seats["dept"].Post, "somebody-else"); err != nil {
			c.Fatal(err)
		}
		c.post = "somebody-else"
		if again := ok(c)(c.s.Reopen(ctx, office, m.ID, 0, "反弹", "")); again.Lead.Post != "somebody-else" {
			c.Fatalf("reopened with %s", again.Lead.Post)
		}
	})
}

// One photo handed in twice is one photo (law 4).
func TestSameFileTwiceIsOnePieceOfEvidence(t *testing.T) {
	both(t, func(c *county) {
		list, err := c.s.OpenAll(ctx, office, []matter.Order{{Title: "整改", Lead: seats["town"], Issuer: seats["office"], Evidence: "rectification"}})
		if err != nil {
			c.Fatal(err)
		}
		file := ok2(c)(c.s.Upload(ctx, town, matter.File{Hash: "ab", Name: "a.jpg", Type: "image/jpeg", Size: 1}))
		ok(c)(c.s.Sign(ctx, town, list[0].ID, 0))
		ok(c)(c.s.Feedback(ctx, town, list[0].ID, 0, matter.Report{Text: "进展", Files: []string{file.Hash}}))
		_, err = c.s.Feedback(ctx, town, list[0].ID, 0, matter.Report{Text: "整改完成", Final: true, Files: []string{file.Hash, file.Hash}})
		if !errors.Is(err, anlan.ErrMatterEvidenceMissing) {
			c.Fatalf("two photos were asked for, one was shown: %v", err)
		}
	})
}

// Uploaded files are sealed, so the witness must show them too.
func TestWitnessShowsUploads(t *testing.T) {
	both(t, func(c *county) {
		ok2(c)(c.s.Upload(ctx, town, matter.File{Hash: "ab", Name: "a.jpg", Type: "image/jpeg", Size: 1}))
		seen := false
		err := c.s.Records(ctx, func(ref anlan.Ref, _ any) error {
			seen = seen || ref == anlan.Ref{Kind: "matter.file", ID: "ab"}
			return nil
		})
		if err != nil || !seen {
			c.Fatalf("the upload is not among the records: %v", err)
		}
		if _, err := event.Of(ctx, c.d.Reader(), anlan.Ref{Kind: "matter.file", ID: "ab"}, 0, 1); err != nil {
			c.Fatal(err)
		}
	})
}

func ok2(c *county) func(matter.File, error) matter.File {
	return func(f matter.File, err error) matter.File {
		c.Helper()
		if err != nil {
			c.Fatal(err)
		}
		return f
	}
}
