package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/letter"
)

// LetterFiler writes a signed letter as a file that proves itself. The landing implements it, which knows the
// ledger too.
type LetterFiler interface {
	File(ctx context.Context, a anlan.Actor, id anlan.ID) ([]byte, error)
}

// letterDoor serves responsibility letters.
type letterDoor struct {
	*Server
	Letter    *letter.Service
	Letters   LetterFiler
	Bulletins LetterBulletiner
}

// LetterDoors are the routes of responsibility letters: birth, sending, signing, live scores.
func LetterDoors(l *letter.Service, files LetterFiler, bulletins LetterBulletiner) func(*Server) {
	return func(s *Server) {
		d := &letterDoor{Server: s, Letter: l, Letters: files, Bulletins: bulletins}
		d.routes()
		s.gathers(d.todoLetters)
		s.shows(l.File)
	}
}

func (s *letterDoor) routes() {
	add(s, http.MethodGet, "/api/v1/letters", "letter.read", "Letters of a year: all of a kind, or those of the own unit", s.listLetters)
	add(s, http.MethodPost, "/api/v1/letters", "letter.write", "Make letters from the template in force, one for each signing unit", s.createLetters, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/letters/coverage", "letter.read", "Who has no letter, whose is unsigned, whose signer left the post", s.letterCoverage)
	add(s, http.MethodGet, "/api/v1/letters/clauses", "letter.read", "The clauses by which this year's letters make a unit answer for something, such as its hazards", s.letterClauses)
	add(s, http.MethodGet, "/api/v1/letters/scores", "letter.read", "Scores in the order of the directory: live, or of a frozen year as they were assessed", s.letterScores)
	add(s, http.MethodGet, "/api/v1/letters/{id}", "letter.read", "A letter with its text, signatures and live score", s.getLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/send", "letter.write", "Freeze the text and send it for signature", s.sendLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/withdraw", "letter.write", "Take back a letter that nobody has signed", s.withdrawLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/sheet", "letter.sign", "Lay the exact bytes to sign and one's wrapped key before one's own device, proving anew who one is", s.layLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/sign", "letter.sign", "Keep a signature that the own device made over what was laid before it", s.signLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/simulate", "letter.read", "What the score would be if more went wrong; writes nothing", s.simulateLetter)
	add(s, http.MethodGet, "/api/v1/letters/{id}/facts", "letter.read", "The facts behind a point", s.letterFacts)
	s.sends("/api/v1/letters/{id}/file", "letter.read", "The signed letter as a file that anybody can verify offline", "application/json", s.letterFile)
	s.registerLetterKeys()
	s.registerLetterMarks()
	s.registerLetterYear()
	s.registerLetterPapers()
}

// LetterQuery chooses letters.
type LetterQuery struct {
	Year   int    `query:"year" minimum:"0" maximum:"2100" doc:"0: this year"`
	Kind   string `query:"kind" enum:"department,township,village,enterprise" required:"false" doc:"Needed by those who see the whole county"`
	Mine   bool   `query:"mine" doc:"Those that my post is to sign now"`
	Cursor string `query:"cursor" maxLength:"120"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

func (q LetterQuery) filter() letter.Filter {
	return letter.Filter{Year: q.Year, Kind: q.Kind, Mine: q.Mine, Cursor: q.Cursor, Limit: q.Limit}
}

// LetterRow is a letter as lists show it.
type LetterRow struct {
	ID       anlan.ID       `json:"id"`
	Number   string         `json:"number"`
	Year     int            `json:"year"`
	Kind     string         `json:"kind" enum:"department,township,village,enterprise"`
	Title    string         `json:"title"`
	State    letter.State   `json:"state" enum:"draft,sent,signed,withdrawn"`
	Issuer   letter.Party   `json:"issuer"`
	Signer   letter.Party   `json:"signer"`
	Parent   anlan.ID       `json:"parent,omitempty"`
	Hash     string         `json:"hash,omitempty"`
	Signed   letter.Signers `json:"signed"`
	SentAt   anlan.Instant  `json:"sentAt,omitempty"`
	Clock    *letter.Clock  `json:"clock,omitempty" doc:"Until when it is to be signed; none where no day is set"`
	Revision int64          `json:"revision"`
}

func letterRow(l letter.Letter) LetterRow {
	return LetterRow{ID: l.ID, Number: l.Number, Year: l.Year, Kind: l.Kind, Title: l.Title, State: l.State, Issuer: l.Issuer, Signer: l.Signer, Parent: l.Parent,
		Hash: l.Hash, Signed: l.Signed, SentAt: l.SentAt, Clock: l.Clock, Revision: l.Revision}
}

func (s *letterDoor) listLetters(ctx context.Context, q *LetterQuery) (*answer[ListOf[LetterRow]], error) {
	p, err := s.Letter.List(ctx, Actor(ctx), q.filter())
	return ok(list(p.Items, p.Next, letterRow), err)
}

type clauseQuery struct {
	Unit  anlan.ID `query:"unit" required:"true" maxLength:"36"`
	Place string   `query:"place" maxLength:"12" doc:"Code of its township: that one's letter answers for it too"`
	About string   `query:"about" required:"true" maxLength:"40" doc:"Family of metrics, such as hazard"`
}

func (s *letterDoor) letterClauses(ctx context.Context, q *clauseQuery) (*answer[ListOf[letter.NamedClause]], error) {
	all, err := s.Letter.ClausesOn(ctx, Actor(ctx), q.Unit, q.Place, q.About)
	return ok(ListOf[letter.NamedClause]{Items: all}, err)
}

// LetterScore is a letter with the score that counts, in short.
type LetterScore struct {
	LetterRow
	Points  int64         `json:"points" doc:"Hundredths"`
	Full    int64         `json:"full"`
	Waiting int64         `json:"waiting" doc:"Points that nobody has marked yet"`
	Open    int64         `json:"open" doc:"Points of clauses of which there is no record yet"`
	Grade   string        `json:"grade"`
	GradeZH string        `json:"gradeZh"`
	GradeEN string        `json:"gradeEn"`
	Vetoed  bool          `json:"vetoed"`
	Stage   string        `json:"stage" enum:"live,frozen,closed" doc:"Which score it is: as it stands now, as it was frozen, or the final one"`
	At      anlan.Instant `json:"at,omitempty" doc:"When the year was frozen, or closed"`
}

func letterScore(x letter.Scored) LetterScore {
	v := LetterScore{LetterRow: letterRow(x.Letter), Points: x.Score.Points, Full: x.Score.Full, Waiting: x.Score.Waiting, Open: x.Score.Open,
		Grade: x.Score.Grade, GradeZH: x.Score.GradeZH, GradeEN: x.Score.GradeEN, Vetoed: x.Score.Vetoed, Stage: "live"}
	if a := x.Assessed; a != nil {
		v.Stage, v.At = string(a.State), max(a.Frozen, a.Closed)
	}
	return v
}

func (s *letterDoor) letterScores(ctx context.Context, q *LetterQuery) (*answer[ListOf[LetterScore]], error) {
	items, next, err := s.Letter.Scores(ctx, Actor(ctx), q.filter())
	return ok(list(items, next, letterScore), err)
}

func (s *letterDoor) sendLetter(ctx context.Context, in *verb[Seen]) (*answer[LetterRow], error) {
	l, err := s.Letter.Send(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return ok(letterRow(l), err)
}

func (s *letterDoor) withdrawLetter(ctx context.Context, in *reasonBody) (*answer[LetterRow], error) {
	l, err := s.Letter.Withdraw(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason)
	return ok(letterRow(l), err)
}

func (s *letterDoor) layLetter(ctx context.Context, in *verb[letter.Request]) (*answer[letter.Sheet], error) {
	return ok(s.Letter.Lay(ctx, Actor(ctx), in.ID, in.Body))
}

func (s *letterDoor) signLetter(ctx context.Context, in *verb[letter.Act]) (*answer[LetterRow], error) {
	l, err := s.Letter.Sign(ctx, Actor(ctx), in.ID, in.Body)
	return ok(letterRow(l), err)
}

func (s *letterDoor) letterFile(w http.ResponseWriter, r *http.Request) error {
	id := anlan.ID(r.PathValue("id"))
	raw, err := s.Letters.File(r.Context(), Actor(r.Context()), id)
	if err != nil {
		return err
	}
	l, err := s.Letter.Get(r.Context(), Actor(r.Context()), id)
	if err != nil {
		return err
	}
	return download(w, l.Number+".anlan-letter.json", "application/json", raw)
}
