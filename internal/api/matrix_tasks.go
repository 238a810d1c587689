package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/matrix"
	"anlan/internal/registry"
)

// registerLeaderTasks registers the duty lists of leaders (一岗双责清单).
func (s *matrixDoor) registerLeaderTasks() {
	add(s, http.MethodGet, "/api/v1/matrix/leaders", "matrix.read", "The posts that have a list of duties, with what the records hold of each line", s.listLeaders)
	add(s, http.MethodGet, "/api/v1/matrix/chairs", "matrix.who", "The posts that have a list of duties, by name alone: who may have been in front of an inspection", s.listChairs)
	add(s, http.MethodGet, "/api/v1/matrix/leaders/{id}", "matrix.read", "The list of duties of a post, each line with the records that show it", s.leaderDuties)
	add(s, http.MethodPost, "/api/v1/matrix/tasks", "matrix.write", "Put a line on a leader's list", s.giveTask, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/matrix/tasks/start", "matrix.write", "Give every post of the matrix the usual lines that it has not yet", s.startTasks)
	add(s, http.MethodPost, "/api/v1/matrix/tasks/{id}/end", "matrix.write", "Take a line off a list after its last day", s.endTask)
}

// LeaderView is a post with its list of duties.
type LeaderView struct {
	Post   Named      `json:"post"`
	People []string   `json:"people" nullable:"false"`
	Duties []KeptView `json:"duties" nullable:"false"`
}

// KeptView is a line of a list with what the records hold.
type KeptView struct {
	matrix.Kept
	Name  string  `json:"name"`
	Sites []Named `json:"sites" nullable:"false"`
}

func (s *matrixDoor) leaderView(ctx context.Context, post anlan.ID, day anlan.Date) (LeaderView, error) {
	v := LeaderView{Post: s.names.post(ctx, post), Duties: []KeptView{}}
	kept, err := s.Matrix.Duties(ctx, Actor(ctx), post, day)
	if err != nil {
		return v, err
	}
	dir := registry.In(s.DB.Reader())
	p, err := dir.Post(ctx, post)
	if err != nil {
		return v, err
	}
	if v.People, err = s.Matrix.Seated(ctx, matrix.Holder{Unit: p.Unit, Post: post}, day); err != nil {
		return v, err
	}
	for _, k := range kept {
		x := KeptView{Kept: k, Name: k.Task.Name, Sites: []Named{}}
		if LangOf(ctx) == anlan.EN && k.Task.English != "" {
			x.Name = k.Task.English
		}
		for _, id := range k.Task.Sites {
			site, err := dir.Site(ctx, id)
			if err != nil {
				return v, err
			}
			x.Sites = append(x.Sites, Named{id, site.Name})
		}
		v.Duties = append(v.Duties, x)
	}
	return v, nil
}

func (s *matrixDoor) listLeaders(ctx context.Context, q *dayQuery) (*answer[ListOf[LeaderView]], error) {
	day, err := s.on(q.Day)
	if err != nil {
		return nil, err
	}
	posts, err := s.Matrix.Leaders(ctx, Actor(ctx), day)
	if err != nil {
		return nil, err
	}
	out := ListOf[LeaderView]{Items: []LeaderView{}}
	for _, p := range posts[:min(len(posts), 100)] {
		v, err := s.leaderView(ctx, p, day)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, v)
	}
	return ok(out, nil)
}

func (s *matrixDoor) listChairs(ctx context.Context, _ *struct{}) (*answer[ListOf[Named]], error) {
	posts, err := s.Matrix.Leaders(ctx, anlan.Clock, s.DB.Now().Date())
	return ok(list(posts[:min(len(posts), 200)], "", func(p anlan.ID) Named { return s.names.post(ctx, p) }), err)
}

type leaderQuery struct {
	ID  anlan.ID   `path:"id" maxLength:"36"`
	Day anlan.Date `query:"day" maxLength:"10"`
}

func (s *matrixDoor) leaderDuties(ctx context.Context, q *leaderQuery) (*answer[LeaderView], error) {
	day, err := s.on(q.Day)
	if err != nil {
		return nil, err
	}
	return ok(s.leaderView(ctx, q.ID, day))
}

type taskBody struct{ Body matrix.TaskDraft }

func (s *matrixDoor) giveTask(ctx context.Context, in *taskBody) (*answer[matrix.Task], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Matrix.GiveTask(ctx, Actor(ctx), in.Body))
}

func (s *matrixDoor) startTasks(ctx context.Context, _ *struct{}) (*answer[Made], error) {
	n, err := s.Matrix.StartTasks(ctx, Actor(ctx))
	return ok(Made{n}, err)
}

func (s *matrixDoor) endTask(ctx context.Context, in *lastDayBody) (*answer[matrix.Task], error) {
	return ok(s.Matrix.EndTask(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Until))
}
