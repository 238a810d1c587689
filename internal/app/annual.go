package app

import (
	"anlan/internal/api"
	"anlan/internal/flow"
)

// annualRoom brings the yearly report (年度通报), which others write down: as a document, or as figures of a meeting.
func (a *App) annualRoom() (room, error) {
	return room{doors: api.AnnualDoors(flow.Annuals{}, a.Committee, a.Document)}, nil
}
