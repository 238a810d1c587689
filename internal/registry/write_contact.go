package registry

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// CreateContact adds a way to reach a post or a unit. Events never carry the address or the secret.
func (w Writer) CreateContact(ctx context.Context, d ContactDraft) (Contact, error) {
	c := Contact{Owner: d.Owner, Status: Active, Revision: 1, Created: w.tx.Now, Updated: w.tx.Now}
	if err := CheckContact(d); err != nil {
		return c, err
	}
	if _, err := w.Record(ctx, d.Owner); err != nil {
		return c, err
	}
	var err error
	if c.ID, err = w.fresh(d.ID); err != nil {
		return c, err
	}
	c = d.apply(c)
	if err := w.q.InsertContact(ctx, registrydb.InsertContactParams(c.row())); err != nil {
		return c, db.Classify(err)
	}
	return c, w.tx.Emit("registry.contact_created", c.Ref(), contactNews(c), c.sealed())
}

// UpdateContact changes a contact, or withdraws it when status is Abolished. The owner stays.
func (w Writer) UpdateContact(ctx context.Context, id anlan.ID, revision int64, d ContactDraft, status Status) (Contact, error) {
	row, err := w.q.Contact(ctx, id)
	if err != nil {
		return Contact{}, db.Classify(err)
	}
	was := contactOf(row)
	d.Owner = was.Owner
	if err := errors.Join(CheckContact(d), expect(was.Revision, revision), inUse(was.Status, d.Purpose)); err != nil {
		return was, err
	}
	c := d.apply(was)
	c.Status, c.Revision, c.Updated = status, was.Revision+1, w.tx.Now
	if err := w.supersede(ctx, c.Ref(), was.Revision, was); err != nil {
		return c, err
	}
	r := c.row()
	err = first(w.q.UpdateContact(ctx, registrydb.UpdateContactParams{Channel: r.Channel, Address: r.Address, Secret: r.Secret,
		Purpose: r.Purpose, OptedIn: r.OptedIn, Status: r.Status, Revision: r.Revision, UpdatedAt: r.UpdatedAt, ID: r.ID}))
	if err != nil {
		return was, err
	}
	return c, w.tx.Emit("registry.contact_changed", c.Ref(), contactNews(c), c.sealed())
}

// apply writes the draft over the contact; an empty secret keeps the present one.
func (d ContactDraft) apply(c Contact) Contact {
	c.Channel, c.Address, c.Purpose, c.OptedIn = d.Channel, d.Address, d.Purpose, d.OptedIn
	if d.Secret != "" {
		c.Secret = d.Secret
	}
	c.Signed = c.Secret != ""
	return c
}

func contactNews(c Contact) map[string]any {
	return map[string]any{"owner": c.Owner, "channel": c.Channel, "purpose": c.Purpose, "opted_in": c.OptedIn, "status": c.Status}
}
