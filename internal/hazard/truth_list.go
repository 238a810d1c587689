package hazard

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
)

// DoubtFilter chooses doubts for the list.
type DoubtFilter struct {
	Kind   string
	Open   bool // not answered yet
	Cursor string
	Limit  int
}

// Doubted is a doubt with the hazard that it is about.
type Doubted struct {
	Hazard Hazard
	Doubt  Doubt
}

// DoubtPage is one page of doubts.
type DoubtPage struct {
	Items []Doubted
	Next  string
}

// Truth lists the doubts about closings that the actor may see, the newest first. It looks at a bounded number
// of rows per page.
func (s *Service) Truth(ctx context.Context, a anlan.Actor, f DoubtFilter) (page DoubtPage, err error) {
	if err := authz.Check(a, actSurvey); err != nil {
		return page, err
	}
	if f.Limit <= 0 || f.Limit > limitMost {
		f.Limit = 50
	}
	at, id, err := seekDoubt(f.Cursor)
	if err != nil {
		return page, err
	}
	for looked := 0; looked < lookMost; {
		rows, err := s.doubtRows(ctx, f, at, id)
		if err != nil || len(rows) == 0 {
			return page, err
		}
		for _, r := range rows {
			at, id, looked = int64(r.At), r.ID, looked+1
			if err := s.addDoubt(ctx, a, f, r, &page); err != nil {
				return page, err
			}
			if len(page.Items) == f.Limit {
				page.Next = db.Cursor(at, id)
				return page, nil
			}
		}
	}
	page.Next = db.Cursor(at, id)
	return page, nil
}

// addDoubt adds the doubt of an index row if the actor may see its hazard.
func (s *Service) addDoubt(ctx context.Context, a anlan.Actor, f DoubtFilter, r hazarddb.HazardDoubt, page *DoubtPage) error {
	h, err := load(ctx, s.d.Reader(), r.Hazard)
	if err != nil {
		return err
	}
	visible := mayRead(a, h) == nil
	for _, d := range h.Doubts {
		if visible && fmt.Sprintf("%s/%03d", h.ID, d.N) == r.ID && (!f.Open || d.Answer == nil) && (f.Kind == "" || d.Kind == f.Kind) {
			page.Items = append(page.Items, Doubted{h, d})
		}
	}
	return nil
}

// doubtRows reads one page of the index that the filter calls for.
func (s *Service) doubtRows(ctx context.Context, f DoubtFilter, at int64, id string) ([]hazarddb.HazardDoubt, error) {
	q, most := queries(s.d.Reader()), int32(limitMost)
	switch {
	case f.Kind != "":
		list, err := q.DoubtsOfKind(ctx, hazarddb.DoubtsOfKindParams{Column1: at, ID: id, Limit: most, Kind: f.Kind})
		return list, db.Classify(err)
	case f.Open:
		list, err := q.OpenDoubts(ctx, hazarddb.OpenDoubtsParams{Column1: at, ID: id, Limit: most})
		return list, db.Classify(err)
	}
	list, err := q.Doubts(ctx, hazarddb.DoubtsParams{Column1: at, ID: id, Limit: most})
	return list, db.Classify(err)
}

// seekDoubt reads a cursor; none starts at the end of time.
func seekDoubt(cursor string) (at int64, id string, err error) {
	if cursor == "" {
		return 1 << 60, "", nil
	}
	return db.ParseCursor[int64, string](cursor)
}

// ShownBy tells which record a doubt's other picture belongs to, if the actor may know: a hazard that one may
// not read is only another record.
func (s *Service) ShownBy(ctx context.Context, a anlan.Actor, o Shown) (number string, visible bool) {
	if o.Ref.Kind != RefHazard {
		m, err := s.matters.Get(ctx, a, o.Ref.ID)
		return m.Number, err == nil
	}
	h, err := s.Get(ctx, a, o.Ref.ID)
	return h.Number, err == nil
}
