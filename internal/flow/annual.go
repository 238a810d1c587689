package flow

import (
	"fmt"

	"anlan/internal/committee"
	"anlan/internal/document"
	"anlan/internal/report"
)

// Annuals writes yearly reports down for other rooms.
type Annuals struct{}

// Content is the draft of the 通报 that a yearly report becomes: text and tables from the figures, and no
// number before somebody issues it.
func (Annuals) Content(r report.Annual, county, organ, signer string) document.Content {
	c := document.Content{Kind: "bulletin", Organ: organ, Signer: signer, Urgency: "ordinary", Title: r.Title(county), Text: r.Text("全县")}
	for _, s := range r.Sheets() {
		c.Annexes = append(c.Annexes, document.Annex{Title: s.Title, Head: s.Head, Rows: s.Rows, Wide: len(s.Head) > 4})
	}
	return c
}

// Figures are the county's figures of a yearly report as a meeting is told of them. One without a record
// is left out: nobody reads out what nobody knows.
func (Annuals) Figures(r report.Annual) []committee.Figure {
	list := []committee.Figure{}
	for i, f := range r.Total.Figures {
		x := r.Set.Figures[i]
		if f.State == report.None || f.State == report.Off {
			continue
		}
		list = append(list, committee.Figure{Label: x.ZH + report.Against(x, f), Value: f.Cell(""), Unit: x.Unit, Period: fmt.Sprintf("%d年", r.Year)})
	}
	return list
}
