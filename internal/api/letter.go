package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/letter"
)

// LetterFiler writes a signed letter as a file that proves itself. The landing implements it, which knows the
// ledger too.
type LetterFiler interface {
	File(ctx context.Context, a anlan.Actor, id anlan.ID) ([]byte, error)
}

// registerLetters registers responsibility letters: birth, sending, signing, live scores.
func (s *Server) registerLetters() {
	add(s, http.MethodGet, "/api/v1/letters", "letter.read", "Letters of a year: all of a kind, or those of the own unit", s.listLetters)
	add(s, http.MethodPost, "/api/v1/letters", "letter.write", "Make letters from the template in force, one for each signing unit", s.createLetters, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/letters/coverage", "letter.read", "Who has no letter, whose is unsigned, whose signer left the post", s.letterCoverage)
	add(s, http.MethodGet, "/api/v1/letters/scores", "letter.read", "Live scores, in the order of the directory", s.letterScores)
	add(s, http.MethodGet, "/api/v1/letters/{id}", "letter.read", "A letter with its text, signatures and live score", s.getLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/send", "letter.write", "Freeze the text and send it for signature", s.sendLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/withdraw", "letter.write", "Take back a letter that nobody has signed", s.withdrawLetter)
	add(s, http.MethodPost, "/api/v1/letters/{id}/sign", "letter.sign", "Sign the frozen text with the own key, proving anew who one is", s.signLetter)
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
	Revision int64          `json:"revision"`
}

func letterRow(l letter.Letter) LetterRow {
	return LetterRow{ID: l.ID, Number: l.Number, Year: l.Year, Kind: l.Kind, Title: l.Title, State: l.State, Issuer: l.Issuer, Signer: l.Signer, Parent: l.Parent,
		Hash: l.Hash, Signed: l.Signed, SentAt: l.SentAt, Revision: l.Revision}
}

func (s *Server) listLetters(ctx context.Context, q *LetterQuery) (*answer[ListOf[LetterRow]], error) {
	p, err := s.Letter.List(ctx, Actor(ctx), q.filter())
	return ok(list(p.Items, p.Next, letterRow), err)
}

type letterBirth struct {
	Body struct {
		Year    int              `json:"year" minimum:"2000" maximum:"2100"`
		Issuer  anlan.ID         `json:"issuer" maxLength:"36"`
		Signers []anlan.ID       `json:"signers" minItems:"1" maxItems:"100" nullable:"false"`
		Limits  map[string]int64 `json:"limits,omitempty"`
	}
}

// createLetters makes each letter by itself: one that cannot be made does not hold up the others.
func (s *Server) createLetters(ctx context.Context, in *letterBirth) (*answer[LetterBirths], error) {
	out := LetterBirths{Made: []LetterRow{}, Wrong: []LetterWrong{}}
	b := in.Body
	for i, signer := range b.Signers {
		one := letter.Birth{Year: b.Year, Issuer: b.Issuer, Signer: signer, Limits: b.Limits}
		own := ctx
		if i > 0 {
			own = withoutKey(ctx)
		} else {
			one.ID = keyed(ctx, "")
		}
		l, err := s.Letter.Create(own, Actor(ctx), one)
		if err != nil && len(b.Signers) == 1 {
			return nil, err
		}
		if err != nil {
			out.Wrong = append(out.Wrong, LetterWrong{signer, s.names.unit(ctx, signer).Name, sayError(ctx, err)})
			continue
		}
		out.Made = append(out.Made, letterRow(l))
	}
	return ok(out, nil)
}

// LetterBirths are the letters that were made, and those that could not be.
type LetterBirths struct {
	Made  []LetterRow   `json:"made" nullable:"false"`
	Wrong []LetterWrong `json:"wrong" nullable:"false"`
}

// LetterWrong says why a unit got no letter.
type LetterWrong struct {
	Unit anlan.ID `json:"unit"`
	Name string   `json:"name"`
	Why  string   `json:"why"`
}

type coverQuery struct {
	Year   int    `query:"year" minimum:"0" maximum:"2100"`
	Kind   string `query:"kind" enum:"department,township,village,enterprise"`
	Cursor string `query:"cursor" maxLength:"200"`
}

func (s *Server) letterCoverage(ctx context.Context, q *coverQuery) (*answer[letter.CoverPage], error) {
	return ok(s.Letter.Coverage(ctx, Actor(ctx), q.Year, q.Kind, q.Cursor))
}

// LetterScore is a letter with its live score in short.
type LetterScore struct {
	LetterRow
	Points  int64  `json:"points" doc:"Hundredths"`
	Full    int64  `json:"full"`
	Waiting int64  `json:"waiting" doc:"Points that nobody has marked yet"`
	Grade   string `json:"grade"`
	GradeZH string `json:"gradeZh"`
	GradeEN string `json:"gradeEn"`
	Vetoed  bool   `json:"vetoed"`
}

func (s *Server) letterScores(ctx context.Context, q *LetterQuery) (*answer[ListOf[LetterScore]], error) {
	items, next, err := s.Letter.Scores(ctx, Actor(ctx), q.filter())
	return ok(list(items, next, func(x letter.Scored) LetterScore {
		return LetterScore{letterRow(x.Letter), x.Score.Points, x.Score.Full, x.Score.Waiting, x.Score.Grade, x.Score.GradeZH, x.Score.GradeEN, x.Score.Vetoed}
	}), err)
}

type letterID struct {
	ID anlan.ID `path:"id" maxLength:"36"`
}

// LetterView is everything that the page of a letter shows.
type LetterView struct {
	LetterRow
	Text       string            `json:"text"`
	Version    string            `json:"version"`
	Score      letter.Score      `json:"score"`
	Signatures []SignatureView   `json:"signatures" nullable:"false"`
	Objections []ObjectionView   `json:"objections" nullable:"false"`
	Left       []string          `json:"left" nullable:"false" doc:"Sides whose signer left the post"`
	Can        []string          `json:"can" nullable:"false" doc:"Verbs that may be tried"`
	Metrics    map[string]Bilang `json:"metrics"`
	Checkpoint string            `json:"checkpoint" doc:"Root of the ledger in one line"`
}

// Bilang is a name in both languages.
type Bilang struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// SignatureView is a signature as the signature page shows it.
type SignatureView struct {
	ID     anlan.ID      `json:"id"`
	Role   string        `json:"role" enum:"issuer,signer"`
	Unit   string        `json:"unit"`
	Post   string        `json:"post"`
	Person string        `json:"person"`
	Suite  string        `json:"suite"`
	Public string        `json:"public"`
	At     anlan.Instant `json:"at"`
	Holds  bool          `json:"holds" doc:"It was verified just now"`
	Entry  int64         `json:"entry" doc:"Position in the ledger"`
}

// ObjectionView is an objection with who said what.
type ObjectionView struct {
	letter.Objection
	ByName     Named `json:"byName"`
	AnswerName Named `json:"answerName"`
}

func (s *Server) objectionView(ctx context.Context) func(letter.Objection) ObjectionView {
	return func(o letter.Objection) ObjectionView {
		return ObjectionView{o, s.names.post(ctx, o.By), s.names.post(ctx, o.AnswerBy)}
	}
}

func (s *Server) getLetter(ctx context.Context, in *letterID) (*answer[LetterView], error) {
	w, err := s.Letter.Whole(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	l := w.Letter
	v := LetterView{LetterRow: letterRow(l), Text: w.Text, Version: l.Version, Signatures: []SignatureView{}, Left: w.Left, Can: s.Letter.Can(Actor(ctx), l),
		Metrics: map[string]Bilang{}, Objections: list(w.Objections, "", s.objectionView(ctx)).Items}
	if v.Score, err = s.Letter.Score(ctx, Actor(ctx), in.ID); err != nil {
		return nil, err
	}
	for _, x := range w.Signatures {
		one, err := s.signatureView(ctx, l, x)
		if err != nil {
			return nil, err
		}
		v.Signatures = append(v.Signatures, one)
	}
	if c, err := s.Ledger.Last(ctx); err == nil && c.Size > 0 {
		v.Checkpoint = c.Line(LangOf(ctx))
	}
	_, metrics, err := s.Letter.Templates(ctx, Actor(ctx))
	for _, m := range metrics {
		v.Metrics[m.Key] = Bilang{m.ZH, m.EN}
	}
	return ok(v, err)
}

// signatureView verifies a signature anew and finds its place in the ledger.
func (s *Server) signatureView(ctx context.Context, l letter.Letter, x letter.Signature) (SignatureView, error) {
	p := l.Signer
	if x.Role == letter.RoleIssuer {
		p = l.Issuer
	}
	v := SignatureView{ID: x.ID, Role: x.Role, Unit: p.Name, Post: p.Title, Suite: x.Suite, Public: x.Public, At: x.At, Holds: x.Holds() && x.Says(l)}
	v.Person = x.PersonName()
	list, err := event.Of(ctx, s.DB.Reader(), x.Ref(), 0, 1)
	if len(list) > 0 {
		v.Entry = list[0].Pos
	}
	return v, err
}

type letterSeen struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body Seen
}

func (s *Server) sendLetter(ctx context.Context, in *letterSeen) (*answer[LetterRow], error) {
	l, err := s.Letter.Send(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return ok(letterRow(l), err)
}

func (s *Server) withdrawLetter(ctx context.Context, in *reasonBody) (*answer[LetterRow], error) {
	l, err := s.Letter.Withdraw(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason)
	return ok(letterRow(l), err)
}

type letterAct struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body letter.Act
}

func (s *Server) signLetter(ctx context.Context, in *letterAct) (*answer[LetterRow], error) {
	l, err := s.Letter.Sign(ctx, Actor(ctx), in.ID, in.Body)
	return ok(letterRow(l), err)
}

type letterSupposed struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		More map[string]int64 `json:"more" doc:"How many more of a metric went wrong"`
	}
}

func (s *Server) simulateLetter(ctx context.Context, in *letterSupposed) (*answer[letter.Score], error) {
	return ok(s.Letter.Simulate(ctx, Actor(ctx), in.ID, in.Body.More))
}

type factsQuery struct {
	ID      anlan.ID `path:"id" maxLength:"36"`
	Metric  string   `query:"metric" maxLength:"40" required:"true"`
	Verdict string   `query:"verdict" enum:"good,bad,open,waived" required:"false"`
	Cursor  string   `query:"cursor" maxLength:"120"`
	Limit   int      `query:"limit" minimum:"0" maximum:"200"`
}

// LetterFact is a fact with the page of its record.
type LetterFact struct {
	letter.FactRow
	Href string `json:"href" doc:"Page of the record; empty where there is none"`
	Unit string `json:"unitName"`
}

// LetterFactPage is one page of facts.
type LetterFactPage struct {
	Items []LetterFact `json:"items" nullable:"false"`
	Next  string       `json:"next"`
	More  bool         `json:"more" doc:"The bounded search ended before the list did"`
}

func (s *Server) letterFacts(ctx context.Context, in *factsQuery) (*answer[LetterFactPage], error) {
	p, err := s.Letter.Facts(ctx, Actor(ctx), in.ID, letter.FactQuery{Metric: in.Metric, Verdict: in.Verdict, Cursor: in.Cursor, Limit: in.Limit})
	return ok(LetterFactPage{list(p.Items, "", func(f letter.FactRow) LetterFact {
		return LetterFact{f, factHref(anlan.ParseRef(f.Ref)), s.names.unit(ctx, f.Unit).Name}
	}).Items, p.Next, p.More}, err)
}

// factHref is the page of a record behind a fact.
func factHref(ref anlan.Ref) string {
	prefix, known := map[string]string{"hazard.hazard": "/hazards/", "matter.matter": "/matters/", "inspection.inspection": "/inspections/",
		letter.RefLetter: "/letters/"}[ref.Kind]
	if !known {
		return ""
	}
	return prefix + string(ref.ID)
}

func (s *Server) letterFile(w http.ResponseWriter, r *http.Request) error {
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
