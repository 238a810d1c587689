package hazard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// RowVerdict is what a row of a table would do.
type RowVerdict string

// The verdicts. An import never changes what the ledger has.
const (
	RowNew   RowVerdict = "new"
	RowSame  RowVerdict = "same"
	RowWrong RowVerdict = "wrong"
)

// ImportedRow is what one row would do, or did.
type ImportedRow struct {
	Line     int
	Name     string
	Verdict  RowVerdict
	Number   string // of the hazard, once stored or known
	Problems []*anlan.Error
	draft    Draft
}

// Import is the answer to an upload: counts, and every row. It is made by Preview and stored by Commit.
type Import struct {
	ID      anlan.ID
	New     int
	Same    int
	Wrong   int
	Rows    []ImportedRow
	Unknown []string // heads that belong to no column

	sheet  paper.Sheet
	upload []paper.Row
	faults []paper.Fault
}

// Template writes the empty table with the choices of the day.
func (s *Service) Template(ctx context.Context, a anlan.Actor, english bool, out io.Writer) error {
	if err := authz.Check(a, actImport); err != nil {
		return err
	}
	terms, _, err := rule.Get[rule.HazardTerms](s.book(), rule.HazardWords, s.d.Now().Date())
	if err != nil {
		return err
	}
	return sheet(terms, english).Write(out, paper.Filling{})
}

// Preview says what a table would do, and stores nothing. id is the import's, made by the client, so that
// a repeated commit is recognised.
func (s *Service) Preview(ctx context.Context, a anlan.Actor, id anlan.ID, data io.ReaderAt, size int64) (*Import, error) {
	if err := authz.Check(a, actImport); err != nil {
		return nil, err
	}
	terms, _, err := rule.Get[rule.HazardTerms](s.book(), rule.HazardWords, s.d.Now().Date())
	if err != nil {
		return nil, err
	}
	m := &Import{ID: id, sheet: sheet(terms, false)}
	up, err := m.sheet.Read(data, size)
	if err != nil {
		return nil, err
	}
	m.upload, m.Unknown, m.faults = up.Rows, up.Unknown, slices.Clone(up.Faults)
	p := planner{s: s, m: m, terms: terms, now: s.d.Now(), units: map[string]anlan.ID{}, seen: map[string]int{}}
	for i, row := range up.Rows {
		if err := p.plan(ctx, id, i, row, up.Faults); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(m.faults, func(x, y paper.Fault) int { return x.Row - y.Row })
	return m, nil
}

// planner plans the rows of one table.
type planner struct {
	s     *Service
	m     *Import
	terms rule.HazardTerms
	now   anlan.Instant
	units map[string]anlan.ID
	seen  map[string]int // outside key → row
}

// plan decides what a row would do.
func (p *planner) plan(ctx context.Context, id anlan.ID, i int, row paper.Row, faults []paper.Fault) error {
	out := ImportedRow{Line: row.Number, Name: clip(row.Text("text"), 40), Verdict: RowNew}
	bad := p.blamed(row.Number, faults)
	if len(bad) == 0 {
		d, err := p.draft(ctx, id, i, row)
		if troubled(err) {
			return err
		}
		bad = append(problemsOf(err), d.check(p.terms, p.now)...)
		out.draft = d
	}
	if len(bad) == 0 {
		var err error
		if out.Verdict, out.Number, err = p.known(ctx, row, out.draft); err != nil {
			if troubled(err) {
				return err // of the store, no row's fault
			}
			bad = problemsOf(err)
		}
	}
	if len(bad) > 0 {
		out.Verdict, out.Problems = RowWrong, nil
		for _, e := range bad {
			out.Problems = append(out.Problems, p.blame(row, e))
		}
	}
	p.m.add(out)
	return nil
}

// blamed are the faults that the table itself found in a row.
func (p *planner) blamed(line int, faults []paper.Fault) (bad anlan.Problems) {
	for _, f := range faults {
		if f.Row == line {
			bad = append(bad, f.Err)
		}
	}
	return bad
}

// blame puts a problem to the cell that it speaks of.
func (p *planner) blame(row paper.Row, e *anlan.Error) *anlan.Error {
	at := e.Field
	for _, c := range p.m.sheet.Columns {
		if c.Key == at {
			e = e.With("row", row.Number).At(fmt.Sprintf("rows[%d].%s", row.Number, at))
			p.m.faults = append(p.m.faults, paper.Fault{Row: row.Number, Key: at, Err: e})
			return e
		}
	}
	if e.Field == "" || e.Field == "id" {
		e = e.At(fmt.Sprintf("rows[%d].text", row.Number))
		p.m.faults = append(p.m.faults, paper.Fault{Row: row.Number, Key: "text", Err: e})
	}
	return e
}

// troubled reports trouble of the store, which is no row's fault.
func troubled(err error) bool {
	kind := anlan.KindOf(err)
	return err != nil && (kind == anlan.Internal || kind == anlan.Unavailable)
}

func problemsOf(err error) anlan.Problems {
	var many anlan.Problems
	var one *anlan.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return many
	case errors.As(err, &one):
		return anlan.Problems{one}
	}
	return anlan.Problems{anlan.ErrInternal.Because(err)}
}

// draft reads a row. Its identity follows from the import and the row, so that the same table committed
// twice is stored once.
func (p *planner) draft(ctx context.Context, id anlan.ID, i int, row paper.Row) (Draft, error) {
	zero := int64(0)
	d := Draft{ID: db.Key(db.WithPart(db.WithKey(ctx, id), i)), At: noon(anlan.Date(row.Text("found"))), OffsetMs: &zero, Place: row.Text("place"),
		Where: row.Text("where"), Category: keyOf(categoryWords(p.terms), row.Text("category")), Sector: keyOf(sectorWords(p.terms), row.Text("sector")),
		Cause: keyOf(causeWords(p.terms), row.Text("cause")), Clause: row.Text("clause"), Text: row.Text("text"), Due: anlan.Date(row.Text("due")),
		Grade: Grade(keyOf(gradeWords, row.Text("grade"))), Source: keyOf(sourceWords(p.terms), row.Text("source")), Outside: row.Text("outside"),
		imported: true, closed: noon(anlan.Date(row.Text("closed")))}
	d = d.normal()
	if d.At > p.now {
		return d, invalid("found", row.Text("found"))
	}
	if d.closed != 0 && (d.closed < d.At || d.closed > p.now.Date().End()) {
		return d, invalid("closed", row.Text("closed"))
	}
	if d.Due != "" && d.Due < anlan.Date(row.Text("found")) {
		return d, anlan.ErrMatterDueBeforeStart.With("due", string(d.Due)).With("start", row.Text("found")).At("due")
	}
	var err error
	d.Unit, err = p.unit(ctx, row.Text("unit"))
	return d, err
}

// unit finds the one unit that a name means.
func (p *planner) unit(ctx context.Context, name string) (anlan.ID, error) {
	if id, known := p.units[name]; known {
		return id, nil
	}
	found, err := registry.In(p.s.d.Reader()).Resolve(ctx, name, p.now.Date())
	if err == nil && len(found) != 1 {
		err = anlan.ErrRegistryUnitAmbiguous.With("name", name).With("units", len(found))
	}
	if err != nil {
		var e *anlan.Error
		if errors.As(err, &e) {
			return "", e.At("unit")
		}
		return "", err
	}
	p.units[name] = found[0].Unit.ID
	return found[0].Unit.ID, nil
}

// known tells a row that the ledger has already, and one that stands twice in the table.
func (p *planner) known(ctx context.Context, row paper.Row, d Draft) (RowVerdict, string, error) {
	if d.Outside == "" {
		return RowNew, "", nil
	}
	key := Hazard{Source: d.Source, Outside: d.Outside}.outside()
	if earlier, twice := p.seen[key]; twice {
		return RowWrong, "", anlan.ErrHazardImportTwice.With("earlier", earlier).At("outside")
	}
	p.seen[key] = row.Number
	h, err := db.Decode[Hazard](queries(p.s.d.Reader()).FromOutside(ctx, key))
	switch {
	case errors.Is(err, anlan.ErrNotFound):
		return RowNew, "", nil
	case err != nil:
		return RowWrong, "", err
	case h.Text != d.Text || h.Lead.Unit != d.Unit:
		return RowWrong, "", anlan.ErrHazardImportKnown.With("number", h.Number).At("outside")
	}
	return RowSame, h.Number, nil
}

func (m *Import) add(r ImportedRow) {
	switch r.Verdict {
	case RowNew:
		m.New++
	case RowSame:
		m.Same++
	default:
		m.Wrong++
	}
	m.Rows = append(m.Rows, r)
}

// importChunk is how many rows share a transaction.
const importChunk = 100

// Commit stores the new rows of an import. A row that cannot be stored after all is told as wrong; the
// others are stored. Committing again stores nothing twice.
func (s *Service) Commit(ctx context.Context, a anlan.Actor, m *Import) (*Import, error) {
	for _, action := range []string{actImport, actReport} {
		if err := authz.Check(a, action); err != nil {
			return m, err
		}
	}
	fresh := []int{}
	for i, r := range m.Rows {
		if r.Verdict == RowNew {
			fresh = append(fresh, i)
		}
	}
	part := 0
	for rows := range slices.Chunk(fresh, importChunk) {
		ctx := db.WithPart(db.WithKey(ctx, m.ID), importRows+part)
		if err := s.storeRows(ctx, a, m, rows); err != nil {
			return m, err
		}
		part++
	}
	return m, nil
}

// storeRows stores some rows together; when one of them fails, each by itself.
func (s *Service) storeRows(ctx context.Context, a anlan.Actor, m *Import, rows []int) error {
	err := s.storeTogether(ctx, a, m, rows)
	if err == nil || anlan.KindOf(err) == anlan.Unavailable {
		return err
	}
	for n, i := range rows {
		err := s.storeTogether(db.WithPart(ctx, n), a, m, rows[n:n+1])
		switch {
		case err == nil:
		case troubled(err):
			return err
		default:
			p := planner{m: m}
			r := &m.Rows[i]
			m.New, m.Wrong, r.Verdict = m.New-1, m.Wrong+1, RowWrong
			for _, e := range problemsOf(err) {
				r.Problems = append(r.Problems, p.blame(m.upload[i], e))
			}
		}
	}
	slices.SortStableFunc(m.faults, func(x, y paper.Fault) int { return x.Row - y.Row })
	return nil
}

func (s *Service) storeTogether(ctx context.Context, a anlan.Actor, m *Import, rows []int) error {
	numbers := make([]string, len(rows))
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		for n, i := range rows {
			h, err := s.ReportIn(ctx, tx, m.Rows[i].draft)
			if err != nil {
				return err
			}
			numbers[n] = h.Number
		}
		return nil
	})
	if errors.Is(err, db.ErrDone) {
		for n, i := range rows {
			if h, err := load(ctx, s.d.Reader(), m.Rows[i].draft.ID); err == nil {
				numbers[n] = h.Number
			}
		}
		err = nil
	}
	if err != nil {
		return err
	}
	for n, i := range rows {
		m.Rows[i].Number = numbers[n]
	}
	return nil
}

// WriteWrong writes the wrong rows into the same table, with the reasons.
func (m *Import) WriteWrong(out io.Writer, say func(*anlan.Error) string) error {
	var rows []paper.Row
	for i, r := range m.Rows {
		if r.Verdict == RowWrong {
			rows = append(rows, m.upload[i])
		}
	}
	return m.sheet.Write(out, paper.Filling{Rows: rows, Faults: m.faults, Say: say})
}
