package hazard

import (
	"context"
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
)

const pageSize = 500 // rows of a bounded walk

// queries shortens the generated package's constructor.
func queries(q hazarddb.DBTX) *hazarddb.Queries { return hazarddb.New(q) }

func load(ctx context.Context, q hazarddb.DBTX, id anlan.ID) (Hazard, error) {
	return db.Decode[Hazard](queries(q).Hazard(ctx, id))
}

// row is the hazard with its columns: what is stored, and what the witness compares.
func (h Hazard) row(doc string) hazarddb.Hazard {
	return hazarddb.Hazard{ID: h.ID, Number: h.Number, Found: h.Found, State: string(h.State), Grade: string(h.Grade), Area: h.Area(),
		Village: h.Village(), Branch: h.Lead.Branch, Unit: h.Lead.Unit, Finder: h.Finder.Unit, Checker: h.Checker.Unit, Site: h.Site,
		Source: h.Source, Sector: h.Sector, Category: h.Category, Due: h.Due, Closed: h.Closed, Relapse: h.Relapse != nil,
		Listed: h.Listed(), Stopped: h.Stopped(), Exercise: h.Exercise, Habit: h.habit(), Outside: h.outside(), Text: h.Text,
		Revision: h.Revision, Doc: doc}
}

// outside is the unique key of an imported finding.
func (h Hazard) outside() string {
	if h.Outside == "" {
		return ""
	}
	return h.Source + "/" + h.Outside
}

func insert(ctx context.Context, tx *db.Tx, h Hazard) (json.RawMessage, error) {
	doc, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	if err := queries(tx).InsertHazard(ctx, hazarddb.InsertHazardParams(h.row(string(doc)))); err != nil {
		return nil, db.Classify(err)
	}
	for _, ref := range h.Because {
		if err := queries(tx).InsertBecause(ctx, hazarddb.InsertBecauseParams{Because: ref.String(), Hazard: h.ID}); err != nil {
			return nil, db.Classify(err)
		}
	}
	return doc, nil
}

// update writes the hazard as it now stands and returns the document that an event seals.
func update(ctx context.Context, tx *db.Tx, was, h Hazard) (json.RawMessage, error) {
	doc, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	r := h.row(string(doc))
	n, err := queries(tx).UpdateHazard(ctx, hazarddb.UpdateHazardParams{ID: r.ID, Revision: was.Revision, State: r.State, Grade: r.Grade,
		Area: r.Area, Village: r.Village, Branch: r.Branch, Unit: r.Unit, Checker: r.Checker, Site: r.Site, Sector: r.Sector,
		Category: r.Category, Due: r.Due, Closed: r.Closed, Relapse: r.Relapse, Listed: r.Listed, Stopped: r.Stopped, Habit: r.Habit,
		Text: r.Text, Doc: r.Doc})
	if err == nil && n == 0 {
		err = anlan.ErrConflict
	}
	return doc, db.Classify(err)
}

// keepFiles notes which files the hazard shows, for the right to see them; the camera's own files too, whether they
// have come already or not.
func keepFiles(ctx context.Context, tx *db.Tx, id anlan.ID, told Told) error {
	hashes := told.Hashes()
	for _, p := range told.pictures() {
		if p.Original != "" {
			hashes = append(hashes, p.Original)
		}
	}
	for _, hash := range hashes {
		if err := queries(tx).InsertFile(ctx, hazarddb.InsertFileParams{Hash: hash, Hazard: id}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// Hashes lists the files that an event speaks of. The camera's own files behind renditions, which may follow later,
// are not among them.
func (t Told) Hashes() (list []string) {
	for _, p := range t.pictures() {
		list = append(list, p.Hash)
	}
	papers := []string{t.Voice}
	if t.Plan != nil {
		papers = append(papers, t.Plan.Files...)
	}
	if t.Notice != nil {
		papers = append(papers, t.Notice.File)
	}
	for _, h := range papers {
		if h != "" {
			list = append(list, h)
		}
	}
	return list
}

// pictures lists the pictures that an event speaks of.
func (t Told) pictures() []Photo {
	list := slices.Clone(t.Photos)
	if t.Fix != nil {
		list = append(list, t.Fix.Photos...)
	}
	if t.Recheck != nil {
		list = append(list, t.Recheck.Photos...)
	}
	if t.Stop != nil && t.Stop.Resumed != nil {
		list = append(list, t.Stop.Resumed.Photos...)
	}
	return list
}
