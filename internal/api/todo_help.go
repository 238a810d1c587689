package api

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/matter"
)

// todoHelp is what the actor's unit takes part in (配合) while another unit leads: it tells how its part
// goes, and the lead reports the whole. It counts as due to nobody but the lead, and what already stands
// in the list for another reason does not come twice.
func (s *Server) todoHelp(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) {
		return nil
	}
	list, err := s.Matter.PartyList(ctx, a, a.Unit, "co", matter.Doing, todoMost)
	if err != nil {
		return err
	}
	lang := LangOf(ctx)
	for _, m := range list {
		stands := func(i TodoItem) bool { return i.Matter.ID == m.ID && i.Paper == "" }
		if slices.ContainsFunc(t.Items, stands) {
			continue
		}
		lead := s.names.unit(ctx, m.Lead.Unit).Name
		t.Items = append(t.Items, s.item(ctx, m, "help", "progress", lang.Pick("报进展", "Tell progress"),
			lang.Pick("您单位配合，"+lead+"牵头", "Your unit takes part; "+lead+" leads")))
	}
	return nil
}
