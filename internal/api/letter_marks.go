package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/letter"
)

// registerLetterMarks registers self-assessment, checks, recorded facts and objections.
func (s *letterDoor) registerLetterMarks() {
	add(s, http.MethodPost, "/api/v1/letters/{id}/clauses/{clause}/self", "letter.self", "The signer's own mark for a clause that nothing can count", s.selfMark)
	add(s, http.MethodPost, "/api/v1/letters/{id}/clauses/{clause}/check", "letter.check", "The checked mark, by another post", s.checkMark)
	add(s, http.MethodGet, "/api/v1/letter-records", "letter.record", "Facts that were recorded in a year", s.letterRecords)
	add(s, http.MethodPost, "/api/v1/letter-records", "letter.record", "Record a fact that no room counts yet, with its basis", s.recordFact, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/letter-records/{id}/void", "letter.record", "Say that a recorded fact does not hold", s.voidRecord)
	add(s, http.MethodPost, "/api/v1/letters/{id}/objections", "letter.object", "Object to a fact behind the score", s.objectLetter, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/letter-objections", "letter.read", "Objections of a year", s.letterObjections)
	add(s, http.MethodPost, "/api/v1/letter-objections/{id}/answer", "letter.answer", "Answer an objection; an upheld one waives its fact for this letter", s.answerObjection)
}

type selfBody struct {
	ID     anlan.ID `path:"id" maxLength:"36"`
	Clause string   `path:"clause" maxLength:"40"`
	Body   struct {
		Self  int64    `json:"self" minimum:"0" maximum:"100000" doc:"Hundredths of a point"`
		Text  string   `json:"text" maxLength:"1000"`
		Files []string `json:"files" nullable:"false" maxItems:"20" doc:"SHA-256 of uploaded files"`
	}
}

// evidence names uploaded files; one that never came is refused.
func (s *letterDoor) evidence(ctx context.Context, hashes []string) ([]letter.Evidence, error) {
	list := []letter.Evidence{}
	for _, h := range hashes {
		f, err := s.Matter.FileMeta(ctx, h)
		if err != nil {
			return nil, err
		}
		list = append(list, letter.Evidence{Hash: f.Hash, Name: f.Name, Type: f.Type, Size: f.Size})
	}
	return list, nil
}

func (s *letterDoor) selfMark(ctx context.Context, in *selfBody) (*answer[letter.Mark], error) {
	files, err := s.evidence(ctx, in.Body.Files)
	if err != nil {
		return nil, err
	}
	return ok(s.Letter.AssessSelf(ctx, Actor(ctx), in.ID, in.Clause, letter.SelfMark{Self: in.Body.Self, Text: in.Body.Text, Files: files}))
}

type checkBody struct {
	ID     anlan.ID `path:"id" maxLength:"36"`
	Clause string   `path:"clause" maxLength:"40"`
	Body   struct {
		Points int64  `json:"points" minimum:"0" maximum:"100000" doc:"Hundredths"`
		Found  string `json:"found" maxLength:"1000" doc:"What the check found; needed where it differs from the own mark"`
	}
}

func (s *letterDoor) checkMark(ctx context.Context, in *checkBody) (*answer[letter.Mark], error) {
	return ok(s.Letter.Check(ctx, Actor(ctx), in.ID, in.Clause, in.Body.Points, in.Body.Found))
}

type recordsQuery struct {
	Year   int      `query:"year" minimum:"0" maximum:"2100"`
	Cursor anlan.ID `query:"cursor" maxLength:"36"`
}

// yearOr is the year asked for, or this one.
func (s *letterDoor) yearOr(year int) int {
	if year == 0 {
		return s.DB.Now().Date().Year()
	}
	return year
}

func (s *letterDoor) letterRecords(ctx context.Context, q *recordsQuery) (*answer[ListOf[letter.Record]], error) {
	items, err := s.Letter.RecordsOf(ctx, Actor(ctx), s.yearOr(q.Year), q.Cursor)
	out := ListOf[letter.Record]{Items: items}
	if len(items) == 200 {
		out.Next = string(items[199].ID)
	}
	return ok(out, err)
}

// RecordedFact is a fact that is entered by hand.
type RecordedFact struct {
	letter.RecordDraft
	Files []string `json:"files,omitempty" maxItems:"20" doc:"SHA-256 of uploaded files that show it"`
}

type recordBody struct{ Body RecordedFact }

func (s *letterDoor) recordFact(ctx context.Context, in *recordBody) (*answer[letter.Record], error) {
	d := in.Body.RecordDraft
	d.ID = keyed(ctx, d.ID)
	var err error
	if d.Files, err = s.evidence(ctx, in.Body.Files); err != nil {
		return nil, err
	}
	return ok(s.Letter.Record(ctx, Actor(ctx), d))
}

func (s *letterDoor) voidRecord(ctx context.Context, in *reasonBody) (*answer[letter.Record], error) {
	return ok(s.Letter.VoidRecord(ctx, Actor(ctx), in.ID, in.Body.Reason))
}

type objectBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Fact   string   `json:"fact" maxLength:"100" doc:"ref of the fact"`
		Metric string   `json:"metric" maxLength:"40"`
		Text   string   `json:"text" maxLength:"1000"`
		Files  []string `json:"files,omitempty" maxItems:"20" doc:"SHA-256 of uploaded files"`
	}
}

func (s *letterDoor) objectLetter(ctx context.Context, in *objectBody) (*answer[letter.Objection], error) {
	b := in.Body
	files, err := s.evidence(ctx, b.Files)
	if err != nil {
		return nil, err
	}
	return ok(s.Letter.Object(ctx, Actor(ctx), keyed(ctx, ""), in.ID, b.Fact, b.Metric, b.Text, files))
}

type objectionsQuery struct {
	Year  int    `query:"year" minimum:"0" maximum:"2100"`
	State string `query:"state" enum:"open,answered"`
}

func (s *letterDoor) letterObjections(ctx context.Context, q *objectionsQuery) (*answer[ListOf[ObjectionView]], error) {
	items, err := s.Letter.Objections(ctx, Actor(ctx), s.yearOr(q.Year), letter.ObjectionState(q.State))
	return ok(list(items, "", s.objectionView(ctx)), err)
}

type objectionAnswer struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Upheld bool   `json:"upheld"`
		Answer string `json:"answer" maxLength:"1000"`
	}
}

func (s *letterDoor) answerObjection(ctx context.Context, in *objectionAnswer) (*answer[letter.Objection], error) {
	return ok(s.Letter.Answer(ctx, Actor(ctx), in.ID, in.Body.Upheld, in.Body.Answer))
}
