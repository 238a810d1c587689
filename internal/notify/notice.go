package notify

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/notify/notifydb"
)

// RefNotice is the kind of a notice's Ref.
const RefNotice = "notify.notice"

// The kinds of this package's events.
const (
	EventSent    = "notify.sent"
	EventRead    = "notify.read"
	EventAllRead = "notify.all_read"
	EventChased  = "notify.chased"
)

// Notice is what a post is told. A notice without a post is for every post of the unit.
type Notice struct {
	ID     anlan.ID      `json:"id"`
	Key    string        `json:"-"` // the same key is the same notice; empty: always a new one
	Post   anlan.ID      `json:"post"`
	Unit   anlan.ID      `json:"unit"`
	Kind   string        `json:"kind"`
	Ref    anlan.Ref     `json:"ref"`
	Title  string        `json:"title"`
	Text   string        `json:"text"`
	Path   string        `json:"path"` // page that it opens, from the root of the site
	Link   string        `json:"-"`    // one-time page for the post itself: only a letter carries it, never a group
	Urgent bool          `json:"urgent"`
	At     anlan.Instant `json:"at"`
	ReadAt anlan.Instant `json:"read_at"`
	DoneAt anlan.Instant `json:"done_at"`
}

// Told is the part of a notice that never changes: the sealed record.
type Told struct {
	ID     anlan.ID      `json:"id"`
	Post   anlan.ID      `json:"post"`
	Unit   anlan.ID      `json:"unit"`
	Kind   string        `json:"kind"`
	Ref    anlan.Ref     `json:"ref"`
	Title  string        `json:"title"`
	Text   string        `json:"text"`
	Urgent bool          `json:"urgent"`
	At     anlan.Instant `json:"at"`
}

func (n Notice) told() Told {
	return Told{n.ID, n.Post, n.Unit, n.Kind, n.Ref, n.Title, n.Text, n.Urgent, n.At}
}

// ref names the notice.
func (n Notice) ref() anlan.Ref { return anlan.Ref{Kind: RefNotice, ID: n.ID} }

// topic is whose list the notice stands in.
func (n Notice) topic() string {
	if n.Post != "" {
		return PostTopic(n.Post)
	}
	return UnitTopic(n.Unit)
}

// PostTopic is the list of a post.
func PostTopic(post anlan.ID) string { return "post:" + string(post) }

// UnitTopic is the list of what is told to every post of a unit.
func UnitTopic(unit anlan.ID) string { return "unit:" + string(unit) }

func fromRow(r notifydb.NotifyNotice) Notice {
	return Notice{ID: r.ID, Key: r.Key, Post: r.Post, Unit: r.Unit, Kind: r.Kind, Ref: anlan.ParseRef(r.Ref), Title: r.Title,
		Text: r.Body, Path: r.Path, Link: r.Link, Urgent: r.Urgent, At: r.At, ReadAt: r.ReadAt, DoneAt: r.DoneAt}
}

const (
	titleLimit = 120
	textLimit  = 2000
)

// check refuses a notice to nobody or about nothing, which only a mistake of the program can make.
func (n Notice) check() error {
	switch {
	case n.Post == "" && n.Unit == "":
		return anlan.ErrFieldRequired.With("name", "post").At("post")
	case strings.TrimSpace(n.Title) == "":
		return anlan.ErrFieldRequired.With("name", "title").At("title")
	case !onSite(n.Path):
		return anlan.ErrFieldInvalid.With("name", "path").With("value", n.Path).At("path")
	case !onSite(n.Link):
		return anlan.ErrFieldInvalid.With("name", "link").With("value", "").At("link")
	}
	return nil
}

// onSite reports whether the path leads to a page of this site, or nowhere.
func onSite(path string) bool {
	return path == "" || strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//")
}

// Send stores notices within the caller's transaction. One that was sent before under the same key is
// passed over in silence.
func Send(ctx context.Context, tx *db.Tx, notices ...Notice) error {
	for _, n := range notices {
		if err := n.check(); err != nil {
			return err
		}
		n.ID, n.At, n.ReadAt, n.DoneAt = tx.NewID(), tx.Now, 0, 0
		n.Title, n.Text = anlan.Shorten(strings.Join(strings.Fields(n.Title), " "), titleLimit), anlan.Shorten(n.Text, textLimit)
		if n.Key == "" {
			n.Key = string(n.ID)
		}
		if err := store(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}

func store(ctx context.Context, tx *db.Tx, n Notice) error {
	fresh, err := notifydb.New(tx).InsertNotice(ctx, notifydb.InsertNoticeParams{ID: n.ID, Key: n.Key, Topic: n.topic(), Post: n.Post,
		Unit: n.Unit, Kind: n.Kind, Ref: n.Ref.String(), Title: n.Title, Body: n.Text, Path: n.Path, Urgent: n.Urgent, At: n.At,
		Link: n.Link})
	if err != nil || fresh == 0 {
		return db.Classify(err)
	}
	return tx.Emit(EventSent, n.ref(), sentBody{Topic: n.topic(), Ref: n.Ref, Kind: n.Kind, Title: n.Title, Urgent: n.Urgent}, n.told())
}

// sentBody is what the event of a notice tells: enough for a screen to show it.
type sentBody struct {
	Topic  string    `json:"topic"`
	Ref    anlan.Ref `json:"ref"`
	Kind   string    `json:"kind"`
	Title  string    `json:"title"`
	Urgent bool      `json:"urgent"`
}

// Open lists, within the caller's transaction, the topics under which a notice about the record is
// unread or unanswered.
func Open(ctx context.Context, tx *db.Tx, about anlan.Ref) ([]string, error) {
	list, err := notifydb.New(tx).OpenTopics(ctx, about.String())
	return list, db.Classify(err)
}

// Done marks, within the caller's transaction, that what the notices about the record asked of a post
// or a unit has happened: they count as read, and nobody is chased for them. Topics are PostTopic and
// UnitTopic.
func Done(ctx context.Context, tx *db.Tx, about anlan.Ref, topics ...string) error {
	q := notifydb.New(tx)
	for _, topic := range topics {
		if _, err := q.MarkDone(ctx, notifydb.MarkDoneParams{Ref: about.String(), Topic: topic, DoneAt: tx.Now}); err != nil {
			return db.Classify(err)
		}
		if _, err := q.MarkReadOf(ctx, notifydb.MarkReadOfParams{Ref: about.String(), Topic: topic, ReadAt: tx.Now}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}
