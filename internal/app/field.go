package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"anlan"
	"anlan/internal/api"
	"anlan/internal/blob"
	"anlan/internal/db"
	"anlan/internal/field"
	"anlan/internal/matter"
)

// fieldRoom makes what stands behind phones: the kinds of records that they carry, in the order of the rooms
// and so of what is needed first; the sites, which are many, come last.
func (a *App) fieldRoom() (room, error) {
	sources, sets := a.carried()
	a.Field = field.New(field.Options{DB: a.DB, Log: a.Log, Files: rescued{a}, Rules: a.book.Load,
		Sources: append(sources, field.Sites(a.DB), habits{a, field.Sites(a.DB)}),
		Sets:    append([]field.Set{field.SiteKinds(a.DB, a.book.Load)}, sets...)})
	return room{timers: a.Field.Timers(), doors: api.FieldDoors(a.Field), readers: []reader{{field.ReaderName, a.Field.Handle}}, daily: a.sweepField}, nil
}

// rescued keeps the files of a rescue file like any other evidence.
type rescued struct{ a *App }

var _ field.Files = rescued{}

// Has implements field.Files: a file that a report left on disk when it ended in trouble is not evidence yet.
func (x rescued) Has(ctx context.Context, hash string) (bool, error) {
	p, err := x.a.Blob.Received(hash, "")
	if anlan.KindOf(err) == anlan.Invalid && err != nil {
		return false, nil //nolint:nilerr // no hash at all: the file is looked at, and blamed
	}
	if err != nil || !p.Done {
		return false, err
	}
	return x.a.evidence(ctx, hash)
}

// Keep implements field.Files: piece by piece, so that a file that is not what its hash says leaves nothing
// behind.
func (x rescued) Keep(ctx context.Context, who anlan.Actor, f field.RescueFile) error {
	part := blob.Part{Hash: f.Hash, Owner: "rescue/" + string(who.Account), Size: f.Size, Name: f.Name}
	buf := make([]byte, blob.PieceMost)
	for {
		n, err := io.ReadFull(f.Data, buf)
		if n == 0 {
			return anlan.ErrBlobInterrupted.Because(err)
		}
		p, err := x.a.Blob.PutPart(ctx, bytes.NewReader(buf[:n]), part)
		if err != nil {
			return err
		}
		if p.Done {
			b := p.Blob
			if b.Type == "" { // somebody else sent the same file meanwhile
				if b, err = x.a.Blob.Describe(f.Hash, f.Name); err != nil {
					return err
				}
			}
			_, err = x.a.Matter.Upload(db.WithKey(ctx, ""), who, matter.File{Hash: b.SHA256, Name: b.Name, Type: b.Type, Size: b.Size})
			return err
		}
		part.Offset += int64(n)
	}
}

// sweepField drops what phones left half-sent or have not come back for.
func (a *App) sweepField(ctx context.Context) error {
	err := a.Field.Sweep(ctx)
	n, dropped := a.Blob.SweepParts(time.Now().Add(-blob.PartDays * 24 * time.Hour))
	if n > 0 {
		a.Log.Info("unfinished files were dropped", "files", n)
	}
	return errors.Join(err, dropped)
}

// countScans writes down every minute how often labels were scanned, and once more at the end.
func (a *App) countScans(ctx context.Context) {
	minute := time.NewTicker(time.Minute)
	defer minute.Stop()
	for {
		select {
		case <-minute.C:
		case <-ctx.Done():
			if err := a.Sites.Flush(context.WithoutCancel(ctx)); err != nil {
				a.Log.Error("scans of labels were not counted", "error", err)
			}
			return
		}
		if err := a.Sites.Flush(ctx); err != nil && ctx.Err() == nil {
			a.Log.Error("scans of labels will be counted later", "error", err)
		}
	}
}
