package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/notify"
)

// NotifyDoors are the routes of notices, the record of whom was told what, and the channels.
func (s *Server) NotifyDoors() {
	add(s, "GET", "/api/v1/notices", "notify.read", "What one's post and unit were told", s.notices)
	add(s, "POST", "/api/v1/notices/{id}/read", "notify.read", "Mark a notice as read", s.readNotice, status(http.StatusNoContent))
	add(s, "POST", "/api/v1/notices/read", "notify.read", "Mark all that one has seen as read", s.readNotices)
	add(s, "GET", "/api/v1/notices/log", "notify.log", "Whom was told what about a record, and what came of it", s.noticeLog)
	add(s, "POST", "/api/v1/notices/chase", "notify.chase", "Send once more, to those who have not read", s.chase)
	add(s, "GET", "/api/v1/settings/channels", "notify.manage", "Mail and robots", s.channels)
	add(s, "PUT", "/api/v1/settings/channels", "notify.manage", "Change mail and robots", s.setChannels)
	add(s, "POST", "/api/v1/settings/channels/test", "notify.manage", "Send a test message", s.testChannel, status(http.StatusNoContent))
}

// NoticePage is one page of notices.
type NoticePage struct {
	Items  []notify.Notice `json:"items" nullable:"false"`
	Unread int             `json:"unread" doc:"Of all, counted up to a hundred"`
	Next   anlan.ID        `json:"next" doc:"Cursor of the next page; empty at the end"`
}

type noticeQuery struct {
	Unread bool     `query:"unread"`
	Cursor anlan.ID `query:"cursor" maxLength:"36"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

func (s *Server) notices(ctx context.Context, q *noticeQuery) (*answer[NoticePage], error) {
	p, err := s.Notify.Notices(ctx, Actor(ctx), q.Unread, q.Cursor, q.Limit)
	for i, n := range p.Items {
		p.Items[i].Title, p.Items[i].Text = s.said(ctx, n.Title, n.Text)
	}
	return ok(NoticePage(p), err)
}

// said is a notice in the reader's language.
func (s *Server) said(ctx context.Context, title, text string) (string, string) {
	if s.English == nil || LangOf(ctx) != anlan.EN {
		return title, text
	}
	return s.English(title, text)
}

func (s *Server) readNotice(ctx context.Context, in *RecordID) (*struct{}, error) {
	return nil, s.Notify.Read(ctx, Actor(ctx), in.ID)
}

type readAllBody struct {
	Body struct {
		UpTo anlan.ID `json:"up_to" maxLength:"36" doc:"The newest notice that the reader has before the eyes; what came later stays unread"`
	}
}

// ReadView tells how many notices were marked.
type ReadView struct {
	Read int  `json:"read"`
	More bool `json:"more" doc:"Older ones are left: ask again"`
}

func (s *Server) readNotices(ctx context.Context, in *readAllBody) (*answer[ReadView], error) {
	n, more, err := s.Notify.ReadAll(ctx, Actor(ctx), in.Body.UpTo)
	return ok(ReadView{n, more}, err)
}

// TellLine is one post that was told about a record.
type TellLine struct {
	ID         anlan.ID          `json:"id"`
	To         Named             `json:"to"`
	Kind       string            `json:"kind"`
	Title      string            `json:"title"`
	Text       string            `json:"text"`
	Urgent     bool              `json:"urgent"`
	At         anlan.Instant     `json:"at"`
	ReadAt     anlan.Instant     `json:"read_at"`
	DoneAt     anlan.Instant     `json:"done_at"`
	Deliveries []notify.Delivery `json:"deliveries" nullable:"false"`
}

// TellPage is one page of the record of whom was told what.
type TellPage struct {
	Items []TellLine `json:"items" nullable:"false"`
	Next  anlan.ID   `json:"next" doc:"Cursor of the next page; empty at the end"`
}

type tellQuery struct {
	Ref    string   `query:"ref" required:"true" maxLength:"100" doc:"kind:id of the record"`
	Cursor anlan.ID `query:"cursor" maxLength:"36"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

func (s *Server) noticeLog(ctx context.Context, q *tellQuery) (*answer[TellPage], error) {
	limit := pageLimit(q.Limit)
	lines, err := s.Notify.Log(ctx, Actor(ctx), anlan.ParseRef(q.Ref), q.Cursor, limit)
	page := TellPage{Items: []TellLine{}}
	for _, l := range lines {
		to := s.names.post(ctx, l.Post)
		if l.Post == "" {
			to = s.names.unit(ctx, l.Unit)
		}
		l.Title, l.Text = s.said(ctx, l.Title, l.Text)
		page.Items = append(page.Items, TellLine{ID: l.ID, To: to, Kind: l.Kind, Title: l.Title, Text: l.Text, Urgent: l.Urgent,
			At: l.At, ReadAt: l.ReadAt, DoneAt: l.DoneAt, Deliveries: l.Deliveries})
	}
	if len(lines) == limit {
		page.Next = lines[limit-1].ID
	}
	return ok(page, err)
}

type chaseBody struct {
	Body struct {
		Ref anlan.Ref `json:"ref"`
	}
}

// ChaseView tells how many posts are told once more.
type ChaseView struct {
	Chased int `json:"chased"`
}

func (s *Server) chase(ctx context.Context, in *chaseBody) (*answer[ChaseView], error) {
	n, err := s.Notify.Chase(ctx, Actor(ctx), in.Body.Ref)
	return ok(ChaseView{n}, err)
}

func (s *Server) channels(ctx context.Context, _ *struct{}) (*answer[notify.Channels], error) {
	return ok(s.Notify.Settings(ctx, Actor(ctx)))
}

type channelsBody struct {
	Body notify.Channels
}

func (s *Server) setChannels(ctx context.Context, in *channelsBody) (*answer[notify.Channels], error) {
	return ok(s.Notify.SetSettings(ctx, Actor(ctx), in.Body))
}

type testBody struct {
	Body struct {
		Channel string `json:"channel" enum:"mail,wecom,dingtalk,feishu"`
		Address string `json:"address" maxLength:"500"`
		Secret  string `json:"secret" required:"false" maxLength:"200"`
	}
}

func (s *Server) testChannel(ctx context.Context, in *testBody) (*struct{}, error) {
	return nil, s.Notify.Test(ctx, Actor(ctx), notify.Address{Channel: in.Body.Channel, Address: in.Body.Address, Secret: in.Body.Secret})
}
