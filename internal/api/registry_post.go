package api

import (
	"context"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/registry"
)

func (s *registryDoor) registerPosts() {
	add(s, http.MethodGet, "/api/v1/posts", "registry.read", "The posts of a unit, or of the units that the words find", s.listPosts)
	add(s, http.MethodPost, "/api/v1/posts", "registry.write", "Enter a post", s.createPost, status(http.StatusCreated))
	add(s, http.MethodPatch, "/api/v1/posts/{id}", "registry.write", "Change a post; fields left out stay", s.changePost)
	add(s, http.MethodPost, "/api/v1/posts/{id}/abolish", "registry.write", "End a post that nobody holds", s.abolishPost)
	add(s, http.MethodPost, "/api/v1/posts/{id}/handover", "registry.write", "Put another person into a post (岗位交接)", s.handOverPost)
	add(s, http.MethodPut, "/api/v1/posts/{id}/deputies", "registry.write", "Say which posts stand in for a post (A/B 角)", s.setDeputies)
	add(s, http.MethodGet, "/api/v1/posts/{id}/holdings", "registry.read", "Who held a post, the newest first", s.listHoldings)
	add(s, http.MethodPost, "/api/v1/holdings", "registry.write", "Put a person into a post (任职)", s.appoint, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/holdings/{id}/end", "registry.write", "End a holding on its last day (离任)", s.relieve)
}

// PostRow is a post with who sits there today, and who stands in.
type PostRow struct {
	ID       anlan.ID          `json:"id"`
	Title    string            `json:"title"`
	Kind     registry.PostKind `json:"kind" enum:"chief,deputy,liaison,duty,staff"`
	Unit     Named             `json:"unit"`
	Rank     int64             `json:"rank"`
	Status   registry.Status   `json:"status"`
	Revision int64             `json:"revision"`
	Holders  []HoldingRow      `json:"holders" nullable:"false"`
	Deputies []Named           `json:"deputies" nullable:"false"`
}

// HoldingRow is a person in a post from one day to another.
type HoldingRow struct {
	ID       anlan.ID      `json:"id"`
	Post     anlan.ID      `json:"post"`
	Person   Named         `json:"person"`
	Mobile   string        `json:"mobile,omitempty" doc:"Masked unless one may use it"`
	Mode     registry.Mode `json:"mode" enum:"full,acting,part"`
	Since    anlan.Date    `json:"since"`
	Until    anlan.Date    `json:"until"`
	Revision int64         `json:"revision"`
}

func (s *registryDoor) holdingRow(ctx context.Context, h registry.Holding) HoldingRow {
	return HoldingRow{ID: h.ID, Post: h.Post, Person: s.names.person(ctx, h.Person), Mode: h.Mode, Since: h.Since, Until: h.Until, Revision: h.Revision}
}

func (s *registryDoor) postRow(ctx context.Context, p registry.PostView) PostRow {
	r := PostRow{ID: p.ID, Title: p.Title, Kind: p.Kind, Unit: s.names.unit(ctx, p.Unit), Rank: p.Rank, Status: p.Status,
		Revision: p.Revision, Holders: []HoldingRow{}, Deputies: []Named{}}
	for _, h := range p.Holders {
		row := s.holdingRow(ctx, h.Holding)
		row.Person.Name, row.Mobile = h.Name, h.Mobile
		r.Holders = append(r.Holders, row)
	}
	for _, d := range p.Deputies {
		r.Deputies = append(r.Deputies, s.names.post(ctx, d.ID))
	}
	return r
}

// PostQuery names a unit, or words that find units.
type PostQuery struct {
	Paging
	Unit anlan.ID `query:"unit" maxLength:"36"`
}

// postsMost bounds an answer of posts; unitsMost the units among which words look for them.
const (
	postsMost = 200
	unitsMost = 12
)

func (s *registryDoor) listPosts(ctx context.Context, in *PostQuery) (*answer[ListOf[PostRow]], error) {
	units := []anlan.ID{in.Unit}
	if in.Unit == "" {
		page, err := s.Registry.Units(ctx, Actor(ctx), registry.UnitFilter{Search: strings.TrimSpace(in.Search), Limit: unitsMost})
		if err != nil {
			return nil, err
		}
		units = nil
		for _, u := range page.Items {
			units = append(units, u.ID)
		}
	}
	out := ListOf[PostRow]{Items: []PostRow{}}
	for _, id := range units {
		posts, err := s.Registry.Posts(ctx, Actor(ctx), id)
		if err != nil {
			return nil, err
		}
		for _, p := range posts {
			if len(out.Items) < postsMost {
				out.Items = append(out.Items, s.postRow(ctx, p))
			}
		}
	}
	return ok(out, nil)
}

type postDraft struct{ Body registry.PostDraft }

func (s *registryDoor) createPost(ctx context.Context, in *postDraft) (*answer[PostRow], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	p, err := s.Registry.CreatePost(ctx, Actor(ctx), in.Body)
	return s.seenPost(ctx, p, err)
}

// seenPost answers a write with the post as lists show it.
func (s *registryDoor) seenPost(ctx context.Context, p registry.Post, err error) (*answer[PostRow], error) {
	if err != nil {
		return nil, err
	}
	posts, err := s.Registry.Posts(ctx, Actor(ctx), p.Unit)
	for _, one := range posts {
		if one.ID == p.ID {
			return ok(s.postRow(ctx, one), err)
		}
	}
	return ok(s.postRow(ctx, registry.PostView{Post: p}), err) // abolished: no longer listed
}

type postChange struct {
	RecordID
	Body struct {
		Seen
		Title *string            `json:"title,omitempty" maxLength:"60"`
		Kind  *registry.PostKind `json:"kind,omitempty" enum:"chief,deputy,liaison,duty,staff"`
		Rank  *int64             `json:"rank,omitempty" minimum:"0" maximum:"999999"`
	}
}

func (s *registryDoor) changePost(ctx context.Context, in *postChange) (*answer[PostRow], error) {
	p, err := registry.In(s.DB.Reader()).Post(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	d := registry.PostDraft{Unit: p.Unit, Title: p.Title, Kind: p.Kind, Rank: p.Rank}
	set(&d.Title, in.Body.Title)
	set(&d.Kind, in.Body.Kind)
	set(&d.Rank, in.Body.Rank)
	p, err = s.Registry.UpdatePost(ctx, Actor(ctx), in.ID, in.Body.Revision, d)
	return s.seenPost(ctx, p, err)
}

type seenBody struct {
	RecordID
	Body Seen
}

func (s *registryDoor) abolishPost(ctx context.Context, in *seenBody) (*answer[PostRow], error) {
	p, err := s.Registry.AbolishPost(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return s.seenPost(ctx, p, err)
}

type postHandOver struct {
	RecordID
	Body struct {
		From anlan.ID      `json:"from" required:"false" maxLength:"36" doc:"Who leaves; empty for a chair that is empty"`
		To   anlan.ID      `json:"to" maxLength:"36"`
		On   anlan.Date    `json:"on" maxLength:"10" doc:"First day of the successor"`
		Mode registry.Mode `json:"mode,omitempty" enum:"full,acting,part"`
		Note string        `json:"note,omitempty" maxLength:"500"`
	}
}

// handOverPost passes a post on; into an empty chair somebody is appointed.
func (s *registryDoor) handOverPost(ctx context.Context, in *postHandOver) (*answer[HoldingRow], error) {
	b, key := in.Body, keyed(ctx, "")
	if b.From == "" {
		h, err := s.Registry.Appoint(ctx, Actor(ctx), registry.Holding{ID: key, Post: in.ID, Person: b.To, Mode: b.Mode, Since: b.On})
		return ok(s.holdingRow(ctx, h), err)
	}
	h, err := s.Registry.HandOver(ctx, Actor(ctx), registry.HandOver{ID: key, Post: in.ID, From: b.From, To: b.To, On: b.On, Mode: b.Mode, Note: b.Note})
	return ok(s.holdingRow(ctx, h), err)
}

type deputiesBody struct {
	RecordID
	Body struct {
		Deputies []anlan.ID `json:"deputies" maxItems:"20" doc:"Posts, in order"`
	}
}

func (s *registryDoor) setDeputies(ctx context.Context, in *deputiesBody) (*answer[ListOf[Named]], error) {
	posts, err := s.Registry.SetDeputies(ctx, Actor(ctx), in.ID, in.Body.Deputies)
	return ok(list(posts, "", func(p registry.Post) Named { return s.names.post(ctx, p.ID) }), err)
}

func (s *registryDoor) listHoldings(ctx context.Context, in *RecordID) (*answer[ListOf[HoldingRow]], error) {
	held, err := s.Registry.Holdings(ctx, Actor(ctx), in.ID)
	return ok(list(held, "", func(h registry.Holding) HoldingRow { return s.holdingRow(ctx, h) }), err)
}

type holdingDraft struct {
	Body struct {
		ID     anlan.ID      `json:"id,omitempty" maxLength:"36"`
		Post   anlan.ID      `json:"post" maxLength:"36"`
		Person anlan.ID      `json:"person" maxLength:"36"`
		Mode   registry.Mode `json:"mode,omitempty" enum:"full,acting,part"`
		Since  anlan.Date    `json:"since" maxLength:"10"`
		Until  anlan.Date    `json:"until,omitempty" maxLength:"10"`
	}
}

func (s *registryDoor) appoint(ctx context.Context, in *holdingDraft) (*answer[HoldingRow], error) {
	b := in.Body
	h, err := s.Registry.Appoint(ctx, Actor(ctx), registry.Holding{ID: keyed(ctx, b.ID), Post: b.Post, Person: b.Person, Mode: b.Mode, Since: b.Since, Until: b.Until})
	return ok(s.holdingRow(ctx, h), err)
}

func (s *registryDoor) relieve(ctx context.Context, in *lastDay) (*answer[HoldingRow], error) {
	h, err := s.Registry.Relieve(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Last)
	return ok(s.holdingRow(ctx, h), err)
}

// person returns who a record speaks of. Names of people are asked for in small lists only.
func (n *names) person(ctx context.Context, id anlan.ID) Named {
	if id == "" {
		return Named{}
	}
	return Named{id, n.get("person", string(id), func() (string, error) {
		p, err := registry.In(n.d.Reader()).Person(ctx, id)
		return p.Name, err
	})}
}
