package flow

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/document"
	"anlan/internal/event"
	"anlan/internal/hazard"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// RegisterReader is the name under which the registrar remembers how far it has heard. It is a reader of
// its own, so that a county which updates finds every paper of its past in the register.
const RegisterReader = "document"

// Registrar writes the numbered papers of every room into the one register.
type Registrar struct {
	d         *db.DB
	documents *document.Service
	committee *committee.Service
	hazards   *hazard.Service
	papers    map[string]func(ctx context.Context, e anlan.Event) (act, error) // by kind of event
}

// NewRegistrar makes the registrar.
func NewRegistrar(d *db.DB, docs *document.Service, c *committee.Service, h *hazard.Service) *Registrar {
	r := &Registrar{d: d, documents: docs, committee: c, hazards: h, papers: map[string]func(context.Context, anlan.Event) (act, error){}}
	r.on("matter.paper_issued", r.rung).on("matter.paper_signed", r.signed)
	r.on("committee.dispatched", r.dispatch).on("committee.recalled", r.withdrawn)
	return r.on("hazard.listed", r.hazard).on("hazard.delisted", r.hazard).on("hazard.stopped", r.hazard)
}

// act is what the register does about an event.
type act func(ctx context.Context, tx *db.Tx) error

// Handle hears a batch of events: the reader that event.Follow drives.
func (r *Registrar) Handle(ctx context.Context, batch []anlan.Event) error {
	var acts []act
	for _, e := range batch {
		one, err := r.hear(ctx, e)
		if err != nil {
			return err
		}
		if one != nil {
			acts = append(acts, one)
		}
	}
	if len(acts) == 0 {
		return nil // the reader remembers its place by itself
	}
	return r.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for _, do := range acts {
			if err := do(ctx, tx); err != nil {
				return err
			}
		}
		return event.Advance(ctx, tx, RegisterReader, batch[len(batch)-1].Pos)
	})
}

// hear works out which paper an event tells of; nil means none.
func (r *Registrar) hear(ctx context.Context, e anlan.Event) (act, error) {
	if paper, ok := r.papers[e.Kind]; ok {
		return paper(ctx, e)
	}
	return nil, nil
}

// on lets a room say by which of its events a numbered paper comes into the world, or is signed for or
// withdrawn.
func (r *Registrar) on(event string, do func(ctx context.Context, e anlan.Event) (act, error)) *Registrar {
	r.papers[event] = do
	return r
}

// withdrawn is a dispatch that was recalled.
func (r *Registrar) withdrawn(_ context.Context, e anlan.Event) (act, error) {
	var told committee.Told
	err := json.Unmarshal(e.Body, &told)
	return func(ctx context.Context, tx *db.Tx) error { return r.documents.Withdrawn(ctx, tx, e.Ref, told.Reason) }, err
}

func (r *Registrar) register(p document.Paper) act {
	return func(ctx context.Context, tx *db.Tx) error { return r.documents.Register(ctx, tx, p) }
}

// Subjects are what hazards and risks were numbered by, before papers said themselves that their code is no organ's.
func Subjects() []string { return []string{"隐患整改", "风险管控"} }

// rung is a paper of the urging ladder.
func (r *Registrar) rung(_ context.Context, e anlan.Event) (act, error) {
	var p matter.Rung
	if err := json.Unmarshal(e.Body, &p); err != nil {
		return nil, err
	}
	return r.register(document.Paper{Kind: p.Document, Number: p.Number, Organ: p.Organ(), Subject: p.Subject, Title: p.Title, Unit: p.Issuer, To: []anlan.ID{p.Unit},
		At: p.At, By: p.By, Origin: p.Ref(), Under: p.Matter}), nil
}

// signed is the signature for a paper of the ladder.
func (r *Registrar) signed(_ context.Context, e anlan.Event) (act, error) {
	var p matter.Rung
	err := json.Unmarshal(e.Body, &p)
	return func(ctx context.Context, tx *db.Tx) error {
		return r.documents.Signed(ctx, tx, p.Ref(), p.Unit, p.SignedBy, p.Signed)
	}, err
}

// dispatch is the notice with which a meeting's tasks went out.
func (r *Registrar) dispatch(ctx context.Context, e anlan.Event) (act, error) {
	d, err := r.committee.Sent(ctx, anlan.Clock, e.Ref.ID)
	if err != nil {
		return nil, err
	}
	p := document.Paper{Kind: "notice", Number: d.Number, Organ: d.Organ(), Title: "关于印发《" + d.Title + "任务分解表》的通知", Unit: d.Office.ID,
		At: d.At, By: d.By, Origin: e.Ref, Under: d.Meeting, Exercise: d.Exercise}
	for _, m := range d.Matters {
		p.To = append(p.To, m.Unit.ID)
	}
	return r.register(p), nil
}

// hazard is a notice of listing or of its end, or a stop-work order.
func (r *Registrar) hazard(ctx context.Context, e anlan.Event) (act, error) {
	var t hazard.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return nil, err
	}
	p := document.Paper{To: []anlan.ID{t.Lead.Unit}, At: e.At, By: e.Actor.Post, Origin: e.Ref, Exercise: t.Now.Exercise}
	if e.Kind == "hazard.stopped" {
		if t.Stop == nil {
			return nil, nil
		}
		p.Kind, p.Number, p.Organ, p.Title, p.Unit = "stop", t.Stop.Number, string(t.Stop.Unit), "责令停止作业（停产停业）决定书（"+t.Number+"）", t.Stop.Unit
		p.Part = "stop/" + string(e.ID)
		return r.register(p), nil
	}
	return r.listing(ctx, e, t, p)
}

// listing is a notice that the county itself gave a number to; those of organs above are not ours.
func (r *Registrar) listing(ctx context.Context, e anlan.Event, t hazard.Told, p document.Paper) (act, error) {
	if t.Listing == nil {
		return nil, nil
	}
	own, err := r.hazards.Numbers(*t.Listing)
	if err != nil || !own {
		return nil, err
	}
	p.Kind, p.Number, p.Title = "listing", t.Listing.Number, "重大事故隐患挂牌督办通知书（"+t.Number+"）"
	if e.Kind == "hazard.delisted" {
		if t.Listing.Delisted == nil {
			return nil, nil
		}
		p.Kind, p.Number, p.Title = "delisting", t.Listing.Delisted.Number, "重大事故隐患解除挂牌督办通知书（"+t.Number+"）"
	}
	p.Part = p.Kind + "/" + string(e.ID) // listed again after a delisting is another paper
	read, _ := document.ReadNumber(p.Number)
	p.Organ = read.Code
	office, err := registry.In(r.d.Reader()).Office(ctx)
	if p.Unit = office.ID; err != nil {
		p.Unit, err = e.Actor.Unit, nil
	}
	return r.register(p), err
}
