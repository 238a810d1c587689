package registry

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// CreatePost makes a post in a unit in use.
func (w Writer) CreatePost(ctx context.Context, d PostDraft) (Post, error) {
	p := Post{Unit: d.Unit, Title: strings.TrimSpace(d.Title), Kind: d.Kind, Rank: d.Rank, Status: Active, Revision: 1,
		Created: w.tx.Now, Updated: w.tx.Now}
	if err := CheckPost(d); err != nil {
		return p, err
	}
	unit, err := w.q.Unit(ctx, d.Unit)
	if err != nil {
		return p, db.Classify(err)
	}
	if err := inUse(Status(unit.Status), unit.Name); err != nil {
		return p, err
	}
	if p.ID, err = w.fresh(d.ID); err != nil {
		return p, err
	}
	if err := w.q.InsertPost(ctx, registrydb.InsertPostParams(p.row())); err != nil {
		return p, postDouble(err, p, unit.Name)
	}
	return p, w.tx.Emit("registry.post_created", p.Ref(), postNews(p), p)
}

// UpdatePost changes title, kind or rank. A post does not move to another unit: work would move with
// it unseen.
func (w Writer) UpdatePost(ctx context.Context, id PostID, revision int64, d PostDraft) (Post, error) {
	was, err := w.Post(ctx, id)
	if err != nil {
		return was, err
	}
	d.Unit = was.Unit
	if err := errors.Join(CheckPost(d), expect(was.Revision, revision), inUse(was.Status, was.Title)); err != nil {
		return was, err
	}
	p := was
	p.Title, p.Kind, p.Rank = strings.TrimSpace(d.Title), d.Kind, d.Rank
	return w.savePost(ctx, "registry.post_changed", was, p)
}

// AbolishPost ends a post that nobody holds any more.
func (w Writer) AbolishPost(ctx context.Context, id PostID, revision int64) (Post, error) {
	was, err := w.Post(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(expect(was.Revision, revision), inUse(was.Status, was.Title)); err != nil {
		return was, err
	}
	holdings, err := w.HoldingsOfPost(ctx, id)
	if err != nil {
		return was, err
	}
	if anyOpen(holdings, w.tx.Now.Date()) {
		return was, anlan.ErrRegistryPostHeld.With("title", was.Title)
	}
	p := was
	p.Status = Abolished
	return w.savePost(ctx, "registry.post_abolished", was, p)
}

func (w Writer) savePost(ctx context.Context, kind string, was, p Post) (Post, error) {
	p.Revision, p.Updated = was.Revision+1, w.tx.Now
	if err := w.supersede(ctx, p.Ref(), was.Revision, was); err != nil {
		return p, err
	}
	err := first(w.q.UpdatePost(ctx, registrydb.UpdatePostParams{Title: p.Title, Kind: string(p.Kind), Rank: p.Rank,
		Status: string(p.Status), StandIns: joinIDs(p.StandIns), Revision: p.Revision, UpdatedAt: p.Updated, ID: p.ID}))
	if err != nil {
		return was, postDouble(err, p, string(p.Unit))
	}
	return p, w.tx.Emit(kind, p.Ref(), postNews(p), p)
}

// SetDeputies says which posts stand in for the post, in order. A post is never its own deputy.
func (w Writer) SetDeputies(ctx context.Context, post PostID, deputies []PostID) error {
	was, err := w.Post(ctx, post)
	if err != nil {
		return err
	}
	if err := inUse(was.Status, was.Title); err != nil {
		return err
	}
	if len(deputies) > maxDeputies {
		return anlan.ErrTooLarge.With("max", maxDeputies).At("deputies")
	}
	if err := w.q.DeleteDeputies(ctx, post); err != nil {
		return db.Classify(err)
	}
	for i, id := range deputies {
		if err := w.addDeputy(ctx, post, id, i, deputies[:i]); err != nil {
			return err
		}
	}
	p := was
	p.StandIns = slices.Clone(deputies)
	_, err = w.savePost(ctx, "registry.deputies_set", was, p)
	return err
}

// maxDeputies bounds the list of deputies.
const maxDeputies = 20

func (w Writer) addDeputy(ctx context.Context, post, id PostID, rank int, before []PostID) error {
	deputy, err := w.Post(ctx, id)
	if err != nil {
		return err
	}
	if id == post || deputy.Status != Active || slices.Contains(before, id) {
		return anlan.ErrRegistryDeputy.With("title", deputy.Title).At("deputies")
	}
	return db.Classify(w.q.InsertDeputy(ctx, registrydb.InsertDeputyParams{Post: post, Deputy: id, Rank: int64(rank)}))
}

func postNews(p Post) map[string]any {
	return map[string]any{"unit": p.Unit, "title": p.Title, "kind": p.Kind, "status": p.Status, "stand_ins": p.StandIns}
}

func postDouble(err error, p Post, unit string) error {
	err = db.Classify(err)
	if errors.Is(err, anlan.ErrDuplicate) {
		return anlan.ErrRegistryPostDouble.With("title", p.Title).With("unit", unit).At("title").Because(err)
	}
	return err
}
