package app

import (
	"context"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/committee"
	"anlan/internal/flow"
	"anlan/internal/matter"
	"anlan/internal/registry"
	"anlan/internal/ui"
)

// wireLite makes the pages without JavaScript.
func (a *App) wireLite() {
	a.Lite = ui.New(ui.Options{Log: a.Log, Account: a.Account, Matter: a.Matter, Notify: a.Notify, Names: registry.In(a.DB.Reader()), Desk: desk{a.API}, Labels: a.Sites, Grounds: registry.In(a.DB.Reader()), Tips: a.Tips, Relays: relays{a.Committee}, English: flow.English,
		Now: a.DB.Now, NewID: a.DB.NewID, County: func(ctx context.Context) string { return a.County(ctx).Name }, Demo: a.Demo})
}

// desk lets the lite pages say the same words as the full ones.
type desk struct{ s *api.Server }

var _ ui.Desk = desk{}

// Todo implements ui.Desk.
func (d desk) Todo(ctx context.Context, a anlan.Actor, l anlan.Lang) (ui.Todo, error) {
	t, err := d.s.Todo(api.WithLang(ctx, l), a)
	out := ui.Todo{Sentence: t.Sentence}
	for _, i := range t.Items {
		item := ui.Item{Kind: i.Kind, Title: i.Title, Why: i.Why, Label: i.Label, Paper: i.Paper, Link: i.Link, Row: liteRow(i.Matter)}
		if i.Relay != nil {
			item.Relay = i.Relay.ID
		}
		out.Items = append(out.Items, item)
	}
	return out, err
}

// relays takes the receipts of the lite pages.
type relays struct{ c *committee.Service }

var _ ui.Relays = relays{}

// Receive implements ui.Relays.
func (r relays) Receive(ctx context.Context, a anlan.Actor, document anlan.ID, people int, note string) error {
	_, err := r.c.GiveReceipt(ctx, a, document, committee.ReceiptDraft{People: people, Note: note})
	return err
}

// Row implements ui.Desk.
func (d desk) Row(ctx context.Context, m matter.Matter, l anlan.Lang) ui.Row {
	return liteRow(d.s.Row(api.WithLang(ctx, l), m))
}

func liteRow(r api.MatterRow) ui.Row {
	return ui.Row{ID: r.ID, Number: r.Number, Title: r.Title, Unit: r.Unit.Name, Due: r.Due, Lamp: r.Lamp.Text, Tone: string(r.Lamp.Kind),
		Stuck: r.Stuck, Revision: r.Revision}
}
