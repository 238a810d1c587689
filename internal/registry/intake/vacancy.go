package intake

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// personal are the columns that speak of who sits in the post.
var personal = []string{"name", "mobile", "mode", "since", "until"}

// checkNobody refuses a row that tells something of a person and not who it is; the way of holding a post is often
// filled in for every row and says nothing.
func (l *lookup) checkNobody(p *plan, row paper.Row) {
	p.diffs = slices.DeleteFunc(p.diffs, func(d Diff) bool { return slices.Contains(personal, d.Key) })
	if row.Text("mobile")+row.Text("since")+row.Text("until") != "" {
		p.blame(row, "name", anlan.ErrFieldRequired.With("name", "name"))
	}
}

// planVacancy plans a row whose person is crossed out: the holder leaves on the last day that the row names, or else
// on the eve of the import, and nobody follows.
func (l *lookup) planVacancy(ctx context.Context, p *plan, row paper.Row, c chair, day anlan.Date) {
	if c.several {
		p.blame(row, "name", anlan.ErrRegistryImportLeaver.With("title", c.post.Title))
		return
	}
	last := anlan.Date(row.Text("until"))
	if last == "" || last == cleared {
		last = day.AddDays(-1)
	}
	if since := row.Text("since"); since != "" && since != string(c.holder.Since) {
		p.blame(row, "since", anlan.ErrRegistryImportHeld.With("name", c.holder.Name))
	}
	l.checkLeaving(p, row, c, last)
	p.diffs = []Diff{{Key: "name", Old: c.holder.Name}, {Key: "until", Old: string(c.holder.Until), New: string(last)}}
	p.apply = func(w registry.Writer) ([]registry.Step, error) { return c.leave(ctx, w, last) }
}

// checkLeaving refuses a last day that cannot be given to whoever sits there: one before the first, one after a last
// day that is set already, or none where one is set.
func (l *lookup) checkLeaving(p *plan, row paper.Row, c chair, last anlan.Date) {
	switch h := c.holder; {
	case last == h.Until:
	case last == "":
		p.blame(row, "until", anlan.ErrRegistryImportHeld.With("name", h.Name))
	case last < h.Since:
		p.blame(row, "until", anlan.ErrRegistryEndsEarly.With("since", string(h.Since)).With("until", string(last)))
	case h.Until != "" && h.Until < last:
		p.blame(row, "until", anlan.ErrRegistryHoldingEnded.With("until", string(h.Until)))
	}
}

// leave stores the last day of whoever sits there.
func (c chair) leave(ctx context.Context, w registry.Writer, last anlan.Date) ([]registry.Step, error) {
	h, err := w.Relieve(ctx, c.holder.ID, c.holder.Revision, last)
	return []registry.Step{{Ref: h.Ref(), Verb: "changed", Revision: h.Revision}}, err
}
