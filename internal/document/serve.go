package document

import (
	"context"
	"errors"
	"math"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Send (送达) sends an issued document to its receivers: each has a receipt with a clock.
func (s *Service) Send(ctx context.Context, a anlan.Actor, id anlan.ID) (Text, error) {
	return s.doText(ctx, a, id, 0, "document.sent", func(ctx context.Context, tx *db.Tx, t Text) (Text, error) {
		if err := t.in(Issued); err != nil {
			return t, err
		}
		if len(t.To) == 0 {
			return t, anlan.ErrDocumentReceivers.With("max", ReceiversMost).At("to")
		}
		e, err := loadEntry(ctx, tx, t.Entry)
		if err != nil {
			return t, err
		}
		if e.Void != nil {
			return t, anlan.ErrDocumentVoid.With("number", e.Number)
		}
		t.State = Sent
		return t, s.serve(ctx, tx, e, t.Content.Urgency)
	})
}

// serve opens a receipt for every receiver of an entry. urgency is empty for the papers of other rooms:
// those are chased by their rooms, and their receipts have no clock of their own.
func (s *Service) serve(ctx context.Context, tx *db.Tx, e Entry, urgency string) error {
	stamp := ""
	if urgency != "" {
		_, version, err := rule.Get[rule.SignFor](s.Book(), rule.SignClock, tx.Now.Date())
		if err != nil {
			return err
		}
		stamp = version.ID
	}
	for _, unit := range e.receivers() {
		r := Receipt{ID: tx.NewID(), Entry: e.ID, Number: e.Number, Title: e.Title, Issuer: e.Unit, Unit: unit, Urgency: urgency, Sent: tx.Now,
			Stamp: stamp, Exercise: e.Exercise, Matter: e.Origin.Kind == "matter.rung", Revision: 1}
		if urgency == "" {
			r.Sent = e.Issued
		}
		if post, err := registry.In(tx).LeadPost(ctx, unit); err == nil {
			r.Post = post.ID
		}
		first, _, there, err := s.step(r, 0)
		if err != nil {
			return err
		}
		if there {
			r.Due = first.at
		}
		if err := s.insertReceipt(ctx, tx, r); err != nil {
			return err
		}
	}
	return nil
}

// receivers are the units that an entry went to, each once.
func (e Entry) receivers() []anlan.ID {
	var list []anlan.ID
	seen := map[anlan.ID]bool{"": true}
	for _, u := range e.To {
		if !seen[u] {
			seen[u], list = true, append(list, u)
		}
	}
	return list
}

// Sign (签收) signs for a document on behalf of the unit that received it.
func (s *Service) Sign(ctx context.Context, a anlan.Actor, id anlan.ID) (Receipt, error) {
	var r Receipt
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := loadReceipt(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := maySee(a, was); err != nil {
			return err
		}
		if err := authz.Check(a, actSign, authz.Target{Unit: was.Unit}); err != nil {
			return err
		}
		if err := s.signable(ctx, tx, was); err != nil {
			return err
		}
		r, err = s.updateReceipt(ctx, tx, "document.receipt_signed", was, was.Sign(a.Post, tx.Now), nil)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return loadReceipt(ctx, s.d.Reader(), id)
	}
	return r, err
}

// signable says why nobody can sign: it is done, the number was voided, or the paper belongs to a matter.
func (s *Service) signable(ctx context.Context, tx *db.Tx, r Receipt) error {
	switch {
	case r.Signed != 0:
		return anlan.ErrDocumentSigned.With("number", r.Number)
	case r.Ended != 0:
		return anlan.ErrDocumentVoid.With("number", r.Number)
	}
	e, err := loadEntry(ctx, tx, r.Entry)
	if err == nil && e.Origin.Kind == "matter.rung" {
		err = anlan.ErrDocumentRung.With("number", r.Number)
	}
	return err
}

// Signed hears that another room's paper was signed for. Hearing of it again changes nothing.
func (s *Service) Signed(ctx context.Context, tx *db.Tx, origin anlan.Ref, unit, post anlan.ID, at anlan.Instant) error {
	e, err := known(queries(tx).EntryOf(ctx, origin.String()))
	if err != nil || e == nil {
		return err
	}
	was, err := db.Decode[Receipt](queries(tx).ReceiptOf(ctx, documentdb.ReceiptOfParams{Entry: e.ID, Unit: unit}))
	if errors.Is(err, anlan.ErrNotFound) || err == nil && !was.Waits() {
		return nil
	}
	if err == nil {
		_, err = s.updateReceipt(ctx, tx, "document.receipt_signed", was, was.Sign(post, at), nil)
	}
	return err
}

// Chase (催签) tells once more those who have not signed, and only those. It returns how many.
func (s *Service) Chase(ctx context.Context, a anlan.Actor, entry anlan.ID) (n int, err error) {
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		n = 0
		e, err := loadEntry(ctx, tx, entry)
		if err != nil {
			return err
		}
		if err := mayRead(a, e); err != nil {
			return err
		}
		if err := authz.Check(a, actCompose, authz.Target{Unit: e.Unit}); err != nil {
			return err
		}
		n, err = s.eachWaiting(ctx, tx, entry, "document.chased", func(r Receipt) Receipt {
			r.Chased, r.Last = r.Chased+1, tx.Now
			return r
		})
		if err == nil && n == 0 {
			err = anlan.ErrDocumentAllSigned.With("number", e.Number)
		}
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return 0, nil
	}
	return n, err
}

// eachWaiting changes every receipt of an entry that still waits.
func (s *Service) eachWaiting(ctx context.Context, tx *db.Tx, entry anlan.ID, kind string, change func(Receipt) Receipt) (n int, err error) {
	list, err := db.DecodeAll[Receipt](queries(tx).ReceiptsOf(ctx, documentdb.ReceiptsOfParams{Entry: entry, Limit: receiptsMost}))
	if err != nil {
		return 0, err
	}
	for _, was := range list {
		if !was.Waits() {
			continue
		}
		if _, err := s.updateReceipt(ctx, tx, kind, was, change(was), nil); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

const receiptsMost = 1000 // a dispatch of a large meeting goes to a few hundred units

// Receipts lists the receipts of an entry. Who does not see all sees its own.
func (s *Service) Receipts(ctx context.Context, a anlan.Actor, entry anlan.ID) ([]Receipt, error) {
	e, err := s.Entry(ctx, a, entry)
	if err != nil {
		return nil, err
	}
	list, err := db.DecodeAll[Receipt](queries(s.d.Reader()).ReceiptsOf(ctx, documentdb.ReceiptsOfParams{Entry: entry, Limit: receiptsMost}))
	if authz.Check(a, actRead, authz.Target{Unit: e.Unit}) == nil {
		return list, err
	}
	var own []Receipt
	for _, r := range list {
		if maySee(a, r) == nil {
			own = append(own, r)
		}
	}
	return own, err
}

// Receipt returns one receipt.
func (s *Service) Receipt(ctx context.Context, a anlan.Actor, id anlan.ID) (Receipt, error) {
	r, err := loadReceipt(ctx, s.d.Reader(), id)
	if err != nil {
		return r, err
	}
	return r, maySee(a, r)
}

// maySee reports whether the receipt is the actor's to see: of what its unit sent, or received.
func maySee(a anlan.Actor, r Receipt) error {
	for _, u := range []anlan.ID{r.Unit, r.Issuer} {
		if authz.Check(a, actRead, authz.Target{Unit: u}) == nil {
			return nil
		}
	}
	return anlan.ErrNotFound
}

// ReceiptPage is one page of what a unit received.
type ReceiptPage struct {
	Items []Receipt
	Next  string
}

// Inbox (收文) lists what the actor's unit received: what waits for its signature, or what is done.
func (s *Service) Inbox(ctx context.Context, a anlan.Actor, waits bool, cursor string) (ReceiptPage, error) {
	if err := authz.Check(a, actRead); err != nil {
		return ReceiptPage{}, err
	}
	const limit = 50
	sent, id := anlan.Instant(math.MaxInt64), anlan.ID("")
	if cursor != "" {
		var err error
		if sent, id, err = db.ParseCursor[anlan.Instant, anlan.ID](cursor); err != nil {
			return ReceiptPage{}, err
		}
	}
	list, err := db.DecodeAll[Receipt](queries(s.d.Reader()).Inbox(ctx, documentdb.InboxParams{Unit: a.Unit, Waits: waits, Sent: sent, ID: id, Most: limit + 1}))
	p := ReceiptPage{Items: list}
	if len(list) > limit {
		last := list[limit-1]
		p.Items, p.Next = list[:limit], db.Cursor(last.Sent, last.ID)
	}
	return p, err
}
