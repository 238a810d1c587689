package hazard

import (
	"context"
	"errors"
	"io"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/table"
)

// ImportedRow is what one row would do, or did. An import never changes what the ledger has.
type ImportedRow struct {
	Line     int
	Name     string
	Verdict  table.Verdict
	Number   string // of the hazard, once stored or known
	Problems anlan.Problems
	draft    Draft
}

// Import is the answer to an upload: counts, and every row. It is made by Preview and stored by Commit.
type Import struct {
	ID anlan.ID
	table.Counts
	Rows    []ImportedRow
	Unknown []string // heads that belong to no column

	terms  rule.HazardTerms
	upload *table.Upload
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
	up, err := table.Read(sheet(terms, false), data, size)
	if err != nil {
		return nil, err
	}
	m := &Import{ID: id, Unknown: up.Unknown, terms: terms, upload: up}
	p := planner{s: s, m: m, now: s.d.Now(), units: map[string]anlan.ID{}, seen: map[string]int{}}
	for i, row := range up.Rows {
		if err := p.plan(ctx, i, row); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// planner plans the rows of one table.
type planner struct {
	s     *Service
	m     *Import
	now   anlan.Instant
	units map[string]anlan.ID
	seen  map[string]int // outside key → row
}

// plan decides what a row would do.
func (p *planner) plan(ctx context.Context, i int, row paper.Row) error {
	out := ImportedRow{Line: row.Number, Name: clip(row.Text("text"), 40)}
	bad := p.m.upload.Problems(row)
	look := func() error { return p.judge(ctx, i, row, &out) }
	if len(bad) > 0 {
		look = func() error { return p.beside(ctx, row) }
	}
	more, err := table.Problems(look())
	if err != nil {
		return err
	}
	bad = append(bad, more...)
	if len(bad) > 0 {
		out.Verdict, out.Problems = table.Wrong, p.m.blame(row, bad)
	}
	p.m.Count(out.Verdict, 1)
	p.m.Rows = append(p.m.Rows, out)
	return nil
}

// beside looks at what does not hang on the cells that are wrong by themselves: whoever mends the row mends all of it.
func (p *planner) beside(ctx context.Context, row paper.Row) error {
	var bad anlan.Problems
	if name := row.Text("unit"); name != "" {
		_, err := p.unit(ctx, name)
		if bad, err = table.Problems(err); err != nil {
			return err
		}
	}
	if text := row.Text("text"); text != "" && CountOnly(text) {
		bad = append(bad, anlan.ErrHazardCountOnly.With("text", clip(text, 30)).At("text"))
	}
	return bad.Err()
}

// judge reads a row whose cells are sound by themselves, and looks whether the ledger has it.
func (p *planner) judge(ctx context.Context, i int, row paper.Row, out *ImportedRow) error {
	d, err := p.draft(ctx, i, row)
	bad, err := table.Problems(err)
	if err != nil {
		return err
	}
	if bad = append(bad, d.check(p.m.terms, p.now)...); len(bad) > 0 {
		return bad
	}
	out.draft = d
	out.Verdict, out.Number, err = p.known(ctx, row, d)
	return err
}

// blame puts problems to the cells that they speak of; what speaks of none stands at the text.
func (m *Import) blame(row paper.Row, bad anlan.Problems) (blamed anlan.Problems) {
	for _, e := range bad {
		blamed = append(blamed, row.Blame(table.Column(sheet(m.terms, false), e.Field, "text"), e).Err)
	}
	return blamed
}

// draft reads a row. Its identity follows from the import and the row, so that the same table committed
// twice is stored once.
func (p *planner) draft(ctx context.Context, i int, row paper.Row) (Draft, error) {
	zero := int64(0)
	d := Draft{ID: db.Key(db.WithPart(db.WithKey(ctx, p.m.ID), i)), At: noon(anlan.Date(row.Text("found"))), OffsetMs: &zero, Place: row.Text("place"),
		Where: row.Text("where"), Category: categoryWords(p.m.terms).Key(row.Text("category")), Sector: sectorWords(p.m.terms).Key(row.Text("sector")),
		Cause: causeWords(p.m.terms).Key(row.Text("cause")), Clause: row.Text("clause"), Text: row.Text("text"), Due: anlan.Date(row.Text("due")),
		Grade: Grade(gradeWords.Key(row.Text("grade"))), Source: sourceWords(p.m.terms).Key(row.Text("source")), Outside: row.Text("outside"),
		imported: true, closed: noon(anlan.Date(row.Text("closed")))}
	d = d.normal()
	if d.At > p.now {
		return d, anlan.ErrHazardImportFuture.With("found", row.Text("found")).At("found")
	}
	if d.closed != 0 && (d.closed < d.At || d.closed > p.now.Date().End()) {
		return d, anlan.ErrHazardImportClosed.With("closed", row.Text("closed")).With("found", row.Text("found")).At("closed")
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
func (p *planner) known(ctx context.Context, row paper.Row, d Draft) (table.Verdict, string, error) {
	if d.Outside == "" {
		return table.New, "", nil
	}
	key := Hazard{Source: d.Source, Outside: d.Outside}.outside()
	if earlier, twice := p.seen[key]; twice {
		return table.Wrong, "", anlan.ErrHazardImportTwice.With("earlier", earlier).At("outside")
	}
	p.seen[key] = row.Number
	h, err := db.Decode[Hazard](queries(p.s.d.Reader()).FromOutside(ctx, key))
	switch {
	case errors.Is(err, anlan.ErrNotFound):
		return table.New, "", nil
	case err != nil:
		return table.Wrong, "", err
	case h.Text != d.Text || h.Lead.Unit != d.Unit:
		return table.Wrong, "", anlan.ErrHazardImportKnown.With("number", h.Number).At("outside")
	}
	return table.Same, h.Number, nil
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
		if r.Verdict == table.New {
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
		bad, err := table.Problems(s.storeTogether(db.WithPart(ctx, n), a, m, rows[n:n+1]))
		if err != nil {
			return err
		}
		if len(bad) > 0 {
			m.leaveOut(i, bad)
		}
	}
	return nil
}

// leaveOut turns a row that could not be stored after all into a wrong one.
func (m *Import) leaveOut(i int, bad anlan.Problems) {
	r := &m.Rows[i]
	m.Count(r.Verdict, -1)
	m.Count(table.Wrong, 1)
	r.Verdict, r.Problems = table.Wrong, m.blame(m.upload.Rows[i], bad)
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
func (m *Import) WriteWrong(out io.Writer, lang anlan.Lang) error {
	var refused []table.Refused
	for _, r := range m.Rows {
		if r.Verdict == table.Wrong {
			refused = append(refused, table.Refused{Row: r.Line, Name: r.Name, Errs: r.Problems})
		}
	}
	return m.upload.WriteWrong(out, sheet(m.terms, lang == anlan.EN), refused, "text")
}
