package tip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/tip/tipdb"
)

// Slip is what the reporter takes along. The code is shown this once.
type Slip struct {
	Code     string        `json:"code"`
	Number   string        `json:"number"`
	AcceptBy anlan.Instant `json:"acceptBy"`
}

// Submit (举报) takes a report of somebody without an account. The same form sent twice is one report.
func (s *Service) Submit(ctx context.Context, f Form) (Slip, error) {
	f.Channel = "web"
	return s.take(ctx, Public, f)
}

// Enter (代录) takes a report that came by telephone, letter or in person. The code is read out to the
// caller.
func (s *Service) Enter(ctx context.Context, a anlan.Actor, f Form) (Slip, error) {
	if err := authz.Check(a, actEnter); err != nil {
		return Slip{}, err
	}
	if f.Channel == "" || f.Channel == "web" || !slices.Contains(Channels(), f.Channel) {
		return Slip{}, anlan.ErrFieldInvalid.With("name", "channel").With("value", f.Channel).At("channel")
	}
	return s.take(ctx, a, f)
}

// Check tells what is wrong with a form, without taking it.
func (s *Service) Check(f Form) error {
	desk, _, err := s.Desk()
	if err != nil {
		return err
	}
	return f.tidy().check(desk).Err()
}

func (s *Service) take(ctx context.Context, a anlan.Actor, f Form) (Slip, error) {
	f = f.tidy()
	desk, version, err := s.Desk()
	if err != nil {
		return Slip{}, err
	}
	if !isTicket(f.Ticket) {
		return Slip{}, anlan.ErrTipTicket
	}
	if err := f.check(desk).Err(); err != nil {
		return Slip{}, err
	}
	if err := s.here(f.Photos); err != nil {
		return Slip{}, err
	}
	code := s.Keys.codeOf(f.Ticket)
	var t Tip
	err = s.d.Write(db.WithKey(ctx, ""), a, func(tx *db.Tx) (err error) {
		if t, err = db.Decode[Tip](queries(tx).TipByCode(ctx, s.Keys.find(code))); !errors.Is(err, anlan.ErrNotFound) {
			return err
		}
		t, err = s.fill(ctx, tx, f, desk)
		if err != nil {
			return err
		}
		t.Find, t.Stamp = s.Keys.find(code), version
		t, err = s.receive(ctx, tx, t, f.Person)
		return err
	})
	return Slip{Code: code, Number: t.Number, AcceptBy: t.AcceptBy}, err
}

// fill makes the record that a form asks for.
func (s *Service) fill(ctx context.Context, tx *db.Tx, f Form, desk rule.TipDesk) (Tip, error) {
	t := Tip{ID: tx.NewID(), State: Received, Channel: f.Channel, Worker: f.Worker, Category: f.Category, Text: f.Text, When: f.When, Photos: f.Photos,
		Spot:     Spot{Named: f.Named, Place: f.Place, Where: f.Where, Point: f.Point},
		Received: tx.Now, AcceptBy: s.cal().Shift(tx.Now, desk.Accept).Date().End(), Exercise: f.Exercise, Revision: 1}
	for i := range t.Photos {
		t.Photos[i].At = tx.Now
	}
	dir := registry.In(tx)
	if f.Site != "" {
		site, err := dir.Site(ctx, f.Site)
		if err != nil || site.Status != registry.Active {
			return t, anlan.ErrTipSite.At("site").Because(err)
		}
		t.Spot.Site, t.Spot.Unit, t.Spot.Place = site.ID, site.Unit, site.Place
	} else if t.Spot.Place != "" {
		if _, err := dir.Place(ctx, t.Spot.Place); err != nil {
			return t, anlan.ErrTipPlace.At("place").Because(err)
		}
	}
	var err error
	t.Desk, err = deskOf(ctx, dir, t.Spot, desk.Desk)
	return t, err
}

// receive numbers the report, seals who made it apart from it, and writes both.
func (s *Service) receive(ctx context.Context, tx *db.Tx, t Tip, p Person) (Tip, error) {
	n, err := tx.Number(ctx, fmt.Sprintf("tip/%d", tx.Now.Date().Year()))
	if err != nil {
		return t, err
	}
	t.Number = fmt.Sprintf("JB%d-%06d", tx.Now.Date().Year(), n)
	if !p.IsZero() {
		sealed, err := s.Vault.seal(t.ID, p)
		if err != nil {
			return t, err
		}
		if err := queries(tx).KeepSecret(ctx, tipdb.KeepSecretParams{Tip: t.ID, Sealed: sealed}); err != nil {
			return t, db.Classify(err)
		}
		t.Identity = &Identity{Digest: digestOf(sealed)}
	}
	if err := tie(ctx, tx, t.ID, t.Photos); err != nil {
		return t, err
	}
	return t, s.insert(ctx, tx, t)
}

// deskOf is the unit that receives a report: the first that the rule names, never the one that is
// reported.
func deskOf(ctx context.Context, dir registry.Directory, spot Spot, order []string) (anlan.ID, error) {
	for _, word := range append(slices.Clone(order), "office", "regulator", "township") {
		id, err := means(ctx, dir, spot, word)
		if err != nil {
			return "", err
		}
		if id != "" && id != spot.Unit {
			return id, nil
		}
	}
	return "", anlan.ErrTipNoDesk
}

// means is the unit that a word of the rule names here, or none.
func means(ctx context.Context, dir registry.Directory, spot Spot, word string) (anlan.ID, error) {
	switch {
	case word == "office":
		u, err := dir.Office(ctx)
		if errors.Is(err, anlan.ErrRegistryNoOffice) {
			return "", nil
		}
		return u.ID, err
	case word == "regulator" && spot.Unit != "":
		u, err := dir.Unit(ctx, spot.Unit)
		return u.Regulator, err
	case word == "township" && len(spot.Place) >= 9:
		page, err := dir.Units(ctx, anlan.Scope{All: true}, registry.UnitFilter{Kind: registry.TownshipUnit, Place: spot.Place[:9], Limit: 1})
		if err != nil || len(page.Items) == 0 {
			return "", err
		}
		return page.Items[0].ID, nil
	}
	return "", nil
}

// TakePhoto draws a picture anew, without what the camera wrote into it, and keeps only that. The answer
// goes into a form; what no form is sent with is dropped after a day.
func (s *Service) TakePhoto(ctx context.Context, r io.Reader, name string) (Photo, error) {
	desk, _, err := s.Desk()
	if err != nil {
		return Photo{}, err
	}
	b, said, err := s.Blob.PutClean(ctx, r, name, int64(desk.Form.PhotoMB)<<20)
	if err != nil {
		return Photo{}, err
	}
	p := Photo{Hash: b.SHA256, Size: b.Size, Said: said}
	err = s.d.Write(db.WithKey(ctx, ""), Public, func(tx *db.Tx) error {
		return db.Classify(queries(tx).KeepPhoto(ctx, tipdb.KeepPhotoParams{Hash: p.Hash, At: tx.Now}))
	})
	return p, err
}

// here refuses pictures that were dropped because their form lay about for too long.
func (s *Service) here(photos []Photo) error {
	for _, p := range photos {
		if have, err := s.Blob.Received(p.Hash, ""); err != nil || !have.Done {
			return anlan.ErrTipPhotoGone.At("photos").Because(err)
		}
	}
	return nil
}

// tie makes pictures belong to a report.
func tie(ctx context.Context, tx *db.Tx, id anlan.ID, photos []Photo) error {
	for _, p := range photos {
		if err := queries(tx).KeepPhoto(ctx, tipdb.KeepPhotoParams{Hash: p.Hash, Tip: id, At: tx.Now}); err != nil {
			return db.Classify(err)
		}
		if err := queries(tx).TiePhoto(ctx, p.Hash); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// Sweep drops pictures of forms that were never sent.
func (s *Service) Sweep(ctx context.Context) error {
	hashes, err := queries(s.d.Reader()).LoosePhotos(ctx, tipdb.LoosePhotosParams{Before: s.d.Now() - 24*60*60*1000, Most: pageSize})
	if err != nil {
		return db.Classify(err)
	}
	for _, hash := range hashes {
		tips, err := queries(s.d.Reader()).PhotoTips(ctx, hash)
		if err != nil {
			return db.Classify(err)
		}
		kept, err := s.Kept(ctx, hash)
		if err != nil {
			return err
		}
		if len(tips) == 0 && !kept {
			if err := s.Blob.Remove(hash); err != nil {
				return err
			}
		}
		err = s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return db.Classify(queries(tx).TiePhoto(ctx, hash)) })
		if err != nil {
			return err
		}
	}
	return nil
}

// NamedFiles lists the files from … to before until that reports name, or forms that were not sent yet.
func (s *Service) NamedFiles(ctx context.Context, from, until string) ([]string, error) {
	list, err := queries(s.d.Reader()).NamedFiles(ctx, tipdb.NamedFilesParams{Hash: from, Hash_2: until})
	return list, db.Classify(err)
}
