package api

import (
	"anlan"
	"anlan/internal/table"
)

// RefusedRow is a row of a file that cannot be taken, with the reasons.
type RefusedRow struct {
	Row  int      `json:"row"`
	Name string   `json:"name"`
	Why  []string `json:"why" nullable:"false"`
}

// refusedMost bounds the rows of an answer; all of them are in the workbook that can be fetched.
const refusedMost = 500

func refusedRows(r table.Intake, lang anlan.Lang) []RefusedRow {
	rows := []RefusedRow{}
	for _, x := range r.Refused[:min(len(r.Refused), refusedMost)] {
		row := RefusedRow{Row: x.Row, Name: x.Name, Why: []string{}}
		for _, e := range x.Errs {
			row.Why = append(row.Why, e.Say(lang))
		}
		rows = append(rows, row)
	}
	return rows
}
