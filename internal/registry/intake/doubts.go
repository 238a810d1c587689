package intake

import (
	"context"
	"slices"
	"strconv"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/table"
)

// drafted is a sound unit of the file, as it would be called.
type drafted struct {
	row   paper.Row
	id    registry.UnitID // of the stored unit; empty for a new one
	names []registry.UnitName
}

// othersNamed is how many namesakes a warning names.
const othersNamed = 5

// warn looks for names that two units would share: a reader of minutes could not tell them apart. It
// comes after all rows are planned, because any of them may take or give up a name.
func (l *lookup) warn(ctx context.Context, r *Report) error {
	ours, bearers := map[registry.UnitID]bool{}, map[string][]drafted{}
	for _, d := range l.drafts {
		if ours[d.id] = true; d.id == "" {
			delete(ours, "")
		}
		for _, folded := range foldedOf(d) {
			bearers[folded] = append(bearers[folded], d)
		}
	}
	doubts := map[int][]paper.Fault{}
	for _, d := range l.drafts {
		faults, err := l.shared(ctx, d, ours, bearers)
		if err != nil {
			return err
		}
		if len(faults) > 0 {
			doubts[d.row.Number] = faults
		}
	}
	r.doubt(doubts)
	return nil
}

// shared lists the names of a unit that others bear too: rows of the file, and stored units that the file
// does not speak of.
func (l *lookup) shared(ctx context.Context, d drafted, ours map[registry.UnitID]bool, bearers map[string][]drafted) ([]paper.Fault, error) {
	var p plan
	told := map[string]bool{}
	for _, n := range d.names {
		folded := registry.Fold(n.Name)
		if told[folded] {
			continue
		}
		told[folded] = true
		stored, err := l.Namesakes(ctx, n.Name)
		if err != nil {
			return nil, err
		}
		var others []anlan.Both
		for _, o := range bearers[folded] {
			if o.row.Number != d.row.Number {
				others = append(others, rowNamed(o.row))
			}
		}
		for _, u := range stored {
			if u.ID != d.id && !ours[u.ID] {
				others = append(others, anlan.Both{ZH: u.Name, EN: u.Name})
			}
		}
		if len(others) > 0 {
			p.blame(d.row, columnOf(n.By), anlan.ErrRegistryNameShared.With("name", n.Name).With("others", someOf(others)))
		}
	}
	return p.faults, nil
}

func foldedOf(d drafted) []string {
	var all []string
	for _, n := range d.names {
		if folded := registry.Fold(n.Name); !slices.Contains(all, folded) {
			all = append(all, folded)
		}
	}
	return all
}

// columnOf is where a name stands in the table; the usual short form comes from the full name.
func columnOf(by string) string {
	switch by {
	case "short":
		return "short"
	case "alias":
		return "aliases"
	}
	return "name"
}

// rowNamed names a unit of the file by its name and by its row, as the spreadsheet counts.
func rowNamed(row paper.Row) anlan.Both {
	name, at := row.Text("name"), strconv.Itoa(row.Number)
	return anlan.Both{ZH: name + "（表中第 " + at + " 行）", EN: name + " (row " + at + " of the table)"}
}

func someOf(names []anlan.Both) []anlan.Both {
	if len(names) > othersNamed {
		names = append(names[:othersNamed:othersNamed], anlan.Both{ZH: "…", EN: "…"})
	}
	return names
}

// again brings the warnings of the dry run to what was stored: who imports a table sees them at the end too.
func (r *Report) again(dry *Report) {
	doubts := map[int][]paper.Fault{}
	for _, f := range dry.faults {
		if f.Mild {
			doubts[f.Row] = append(doubts[f.Row], f)
		}
	}
	for _, row := range r.Rows {
		if row.Verdict == table.Wrong {
			delete(doubts, row.Line)
		}
	}
	r.doubt(doubts)
}

// doubt adds warnings to the rows that they speak of, and keeps those rows for the way back.
func (r *Report) doubt(doubts map[int][]paper.Fault) {
	for i := range r.Rows {
		faults := doubts[r.Rows[i].Line]
		if len(faults) == 0 {
			continue
		}
		r.Warned++
		r.rows = append(r.rows, r.upload[i])
		for _, f := range faults {
			f.Mild = true
			r.faults = append(r.faults, f)
			r.Rows[i].Warnings = append(r.Rows[i].Warnings, f.Err)
		}
	}
	r.sorted()
}
