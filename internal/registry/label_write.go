package registry

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// labelsMost bounds the labels of one site: a gate, some pumps, a boiler room.
const labelsMost = 50

func labelOf(r registrydb.RegistryLabel) Label {
	return Label{Code: r.Code, Site: r.Site, Status: LabelStatus(r.Status), Reason: r.Reason, Next: r.Next, Revision: r.Revision,
		Created: r.CreatedAt, Updated: r.UpdatedAt}
}

// Label returns the label with the code.
func (d Directory) Label(ctx context.Context, code string) (Label, error) {
	row, err := d.q.Label(ctx, code)
	return labelOf(row), db.Classify(err)
}

// Labels returns the labels of a site, those that were revoked too.
func (d Directory) Labels(ctx context.Context, site SiteID) ([]Label, error) {
	rows, err := d.q.LabelsOf(ctx, site)
	return mapped(rows, labelOf), db.Classify(err)
}

// MakeLabel makes one more label of a site.
func (w Writer) MakeLabel(ctx context.Context, site SiteID) (Label, error) {
	s, err := w.Site(ctx, site)
	if err != nil {
		return Label{}, err
	}
	if err := inUse(s.Status, s.Name); err != nil {
		return Label{}, err
	}
	have, err := w.Labels(ctx, site)
	if err != nil {
		return Label{}, err
	}
	if len(have) >= labelsMost {
		return Label{}, anlan.ErrLabelTooMany.With("name", s.Name).With("max", labelsMost)
	}
	return w.newLabel(ctx, site)
}

func (w Writer) newLabel(ctx context.Context, site SiteID) (Label, error) {
	l := Label{Code: labelCode(w.tx.NewID()), Site: site, Status: LabelActive, Revision: 1, Created: w.tx.Now, Updated: w.tx.Now}
	err := w.q.InsertLabel(ctx, registrydb.InsertLabelParams{Code: l.Code, Site: l.Site, Status: string(l.Status), Revision: 1, CreatedAt: l.Created, UpdatedAt: l.Updated})
	if err != nil {
		return l, db.Classify(err)
	}
	return l, w.tx.Emit("registry.label_made", l.Ref(), map[string]any{"site": site}, l)
}

// RevokeLabel takes a label out of use, with the reason. A label that was revoked before stays as it is.
func (w Writer) RevokeLabel(ctx context.Context, code, reason string) (Label, error) {
	l, err := w.active(ctx, code, reason)
	if err != nil || l.Status == LabelRevoked {
		return l, err
	}
	return w.revoke(ctx, l, reason, "")
}

// RotateLabel revokes a label and makes another for the same site: what hangs on the wall is to be
// replaced.
func (w Writer) RotateLabel(ctx context.Context, code, reason string) (old, fresh Label, err error) {
	if old, err = w.active(ctx, code, reason); err != nil {
		return old, fresh, err
	}
	if old.Status == LabelRevoked {
		return old, fresh, anlan.ErrLabelRevoked.With("code", code)
	}
	if fresh, err = w.newLabel(ctx, old.Site); err != nil {
		return old, fresh, err
	}
	old, err = w.revoke(ctx, old, reason, fresh.Code)
	return old, fresh, err
}

func (w Writer) active(ctx context.Context, code, reason string) (Label, error) {
	if bad := checkText("reason", reason, 200); len(bad) > 0 {
		return Label{}, bad.Err()
	}
	return w.Label(ctx, code)
}

func (w Writer) revoke(ctx context.Context, l Label, reason, next string) (Label, error) {
	if err := w.supersede(ctx, l.Ref(), l.Revision, l); err != nil {
		return l, err
	}
	l.Status, l.Reason, l.Next, l.Revision, l.Updated = LabelRevoked, reason, next, l.Revision+1, w.tx.Now
	err := first(w.q.UpdateLabel(ctx, registrydb.UpdateLabelParams{Status: string(l.Status), Reason: l.Reason, Next: l.Next,
		Revision: l.Revision, UpdatedAt: l.Updated, Code: l.Code}))
	if err != nil {
		return l, err
	}
	return l, w.tx.Emit("registry.label_revoked", l.Ref(), map[string]any{"site": l.Site, "reason": reason, "next": next}, l)
}

// notFoundOr turns a missing label into words for whoever scanned it.
func notFoundOr(err error, code string) error {
	if errors.Is(err, anlan.ErrNotFound) {
		return anlan.ErrLabelUnknown.With("code", code)
	}
	return err
}
