package api

import (
	"context"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/letter"
)

// LetterView is everything that the page of a letter shows.
type LetterView struct {
	LetterRow
	Text       string             `json:"text"`
	Version    string             `json:"version"`
	Score      letter.Score       `json:"score" doc:"As it stands now"`
	Assessed   *letter.Assessment `json:"assessed,omitempty" doc:"From the freeze of its year on: the score that counts"`
	Signatures []SignatureView    `json:"signatures" nullable:"false"`
	Objections []ObjectionView    `json:"objections" nullable:"false"`
	Left       []string           `json:"left" nullable:"false" doc:"Sides whose signer left the post"`
	Can        []string           `json:"can" nullable:"false" doc:"Verbs that may be tried"`
	Metrics    map[string]Bilang  `json:"metrics"`
	Checkpoint string             `json:"checkpoint" doc:"Root of the ledger in one line"`
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
	Entry  int64         `json:"entry" doc:"Position in the ledger; 0: not numbered yet"`
	Sealed bool          `json:"sealed" doc:"A signed checkpoint covers it: from now on nobody can take it away unseen"`
}

// ObjectionView is an objection with who said what.
type ObjectionView struct {
	letter.Objection
	ByName     Named `json:"byName"`
	AnswerName Named `json:"answerName"`
}

func (s *letterDoor) objectionView(ctx context.Context) func(letter.Objection) ObjectionView {
	return func(o letter.Objection) ObjectionView {
		return ObjectionView{o, s.names.post(ctx, o.By), s.names.post(ctx, o.AnswerBy)}
	}
}

func (s *letterDoor) getLetter(ctx context.Context, in *RecordID) (*answer[LetterView], error) {
	w, err := s.Letter.Whole(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	l := w.Letter
	v := LetterView{LetterRow: letterRow(l), Text: w.Text, Version: l.Version, Assessed: w.Assessed, Signatures: []SignatureView{}, Left: w.Left, Can: s.Letter.Can(ctx, Actor(ctx), l),
		Metrics: map[string]Bilang{}, Objections: list(w.Objections, "", s.objectionView(ctx)).Items}
	if v.Score, err = s.Letter.Score(ctx, Actor(ctx), in.ID); err != nil {
		return nil, err
	}
	if v.Signatures, v.Checkpoint, err = s.signatures(ctx, w); err != nil {
		return nil, err
	}
	_, metrics, err := s.Letter.Templates(ctx, Actor(ctx))
	for _, m := range metrics {
		v.Metrics[m.Key] = Bilang{m.ZH, m.EN}
	}
	return ok(v, err)
}

// signatures verifies every signature anew and says how far the ledger has sealed them.
func (s *letterDoor) signatures(ctx context.Context, w letter.Whole) ([]SignatureView, string, error) {
	list, line := []SignatureView{}, ""
	c, err := s.Ledger.Last(ctx)
	if err == nil && c.Size > 0 {
		line = c.Line(LangOf(ctx))
	}
	for _, x := range w.Signatures {
		v, err := s.signatureView(ctx, w.Letter, x)
		if err != nil {
			return nil, "", err
		}
		v.Sealed = v.Entry > 0 && v.Entry <= c.Size
		list = append(list, v)
	}
	return list, line, nil
}

// signatureView verifies a signature anew and finds its place in the ledger.
func (s *letterDoor) signatureView(ctx context.Context, l letter.Letter, x letter.Signature) (SignatureView, error) {
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
