package inspection

import (
	"context"
	"io"
	"strconv"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/paper"
)

// ReadForm reads an XLSForm and stores nothing: what would become of it.
func (s *Service) ReadForm(a anlan.Actor, r io.ReaderAt, size int64) (checklist.Imported, error) {
	if err := authz.Check(a, actEdit); err != nil {
		return checklist.Imported{}, err
	}
	grids, err := paper.ReadGrids(r, size)
	if err != nil {
		return checklist.Imported{}, err
	}
	sheets := make([]checklist.Sheet, len(grids))
	for i, g := range grids {
		sheets[i].Name = g.Name
		for _, row := range g.Rows {
			sheets[i].Rows = append(sheets[i].Rows, checklist.Row(row))
		}
	}
	return checklist.Import(sheets), nil
}

// WriteForm writes the working copy of a checklist, or a version of it, as an XLSForm.
func (s *Service) WriteForm(ctx context.Context, a anlan.Actor, id anlan.ID, version int64, w io.Writer) error {
	c, err := s.Checklist(ctx, a, id)
	if err != nil {
		return err
	}
	h := checklist.Head{Code: c.Code, Title: c.Title, TitleEN: c.TitleEN, Version: strconv.FormatInt(c.Version, 10), SiteKinds: c.SiteKinds, Sector: c.Sector}
	form := c.Form
	if version > 0 {
		v, err := s.Version(ctx, a, id, version)
		if err != nil {
			return err
		}
		form, h.Title, h.TitleEN, h.Version = v.Form, v.Title, v.TitleEN, strconv.FormatInt(v.Version, 10)
	}
	var grids []paper.Grid
	for _, sheet := range checklist.Export(h, form) {
		g := paper.Grid{Name: sheet.Name}
		for _, row := range sheet.Rows {
			g.Rows = append(g.Rows, paper.GridRow(row))
		}
		grids = append(grids, g)
	}
	return paper.WriteGrids(w, grids)
}

// FormOf returns the form that a record is pinned to. Whoever may read the record may read it.
func (s *Service) FormOf(ctx context.Context, p Pin) (checklist.Form, error) {
	v, err := db.Decode[Version](queries(s.d.Reader()).Version(ctx, inspectiondb.VersionParams{Checklist: p.Checklist, Version: p.Version}))
	return v.Form, err
}
