package flow

import (
	"cmp"
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document"
	"anlan/internal/letter"
	"anlan/internal/matrix"
	"anlan/internal/notify"
	"anlan/internal/registry"
)

// The titles of what is told of letters.
const (
	letterSent     = "责任书待签名"
	letterSigned   = "责任书已签名"
	letterObjected = "对责任书得分有异议，请答复"
	letterAnswered = "异议已答复"
	letterBack     = "责任书已撤回，不需签名"
	letterLapsed   = "责任书已撤回，异议不再答复"
	letterNear     = "责任书签名快到期"
	letterLate     = "责任书逾期未签名"
	answerNear     = "异议答复快到期"
	answerLate     = "异议逾期未答复"
)

// WithLetters tells the news of responsibility letters.
func (l *Landing) WithLetters() *Landing {
	l.on("letter.", hearLetter)
	l.on("letter.", l.hearLateLetter)
	return l
}

// Signatures tells the matrix which units have a letter that is not signed.
type Signatures struct{ Letters *letter.Service }

var _ matrix.Letters = Signatures{}

// Unsigned implements matrix.Letters.
func (x Signatures) Unsigned(ctx context.Context, day anlan.Date) (map[anlan.ID]bool, error) {
	return x.Letters.Unsigned(ctx, day)
}

// hearLetter tells who is to sign, who is to answer, and what was answered.
func hearLetter(_ context.Context, e anlan.Event) (step, error) {
	one := step{about: e.Ref, by: e.Actor}
	switch e.Kind {
	case "letter.sent", "letter.signed", "letter.withdrawn":
		var t letter.Told
		if err := json.Unmarshal(e.Body, &t); err != nil {
			return one, err
		}
		switch {
		case e.Kind == "letter.sent":
			one.tell = []news{letterNews(e, t.Signer, letterSent, t.Number, t.Title, e.Ref.ID)}
		case e.Kind == "letter.withdrawn" && t.Number != "": // a draft was never told
			one.tell = []news{letterNews(e, t.Signer, letterBack, t.Number, t.Reason, e.Ref.ID)}
		case t.Role == letter.RoleSigner:
			one.tell = []news{letterNews(e, t.Issuer, letterSigned, t.Number+" "+t.Name, t.Title, e.Ref.ID)}
		}
	case "letter.objected", "letter.objection_answered", "letter.objection_lapsed":
		var o letter.Objection
		if err := json.Unmarshal(e.Body, &o); err != nil {
			return one, err
		}
		switch e.Kind {
		case "letter.objected":
			one.tell = []news{letterNews(e, o.Issuer, letterObjected, o.Number, o.Title+"。"+o.Text, o.Letter)}
		case "letter.objection_lapsed":
			one.tell = []news{letterNews(e, o.Unit, letterLapsed, o.Number, o.Title, o.Letter)}
		default:
			one.tell = []news{letterNews(e, o.Unit, letterAnswered, o.Number, o.Title+"。"+o.Answer, o.Letter)}
		}
	}
	return one, nil
}

func letterNews(e anlan.Event, unit anlan.ID, title, name, text string, id anlan.ID) news {
	return news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(unit), Unit: unit, Kind: e.Kind, Ref: e.Ref, Title: title + "：" + name, Text: anlan.Clip(text, 300),
		Path: "/letters/" + string(id)}}
}

// LetterNumbers gives letters their numbers from the one register of documents.
type LetterNumbers struct{ Documents *document.Service }

var _ letter.Numbers = LetterNumbers{}

// Give implements letter.Numbers. A unit that never issued a document is known by its own name.
func (n LetterNumbers) Give(ctx context.Context, tx *db.Tx, l letter.Letter) (string, error) {
	u, err := registry.In(tx).Unit(ctx, l.Issuer.Unit)
	if err != nil {
		return "", err
	}
	code, err := n.Documents.CodeFor(ctx, tx, u.ID, "pledge", cmp.Or(u.Short, u.Name), u.Name)
	if err != nil {
		return "", err
	}
	return n.Documents.Give(ctx, tx, document.Paper{Kind: "pledge", Organ: code, Title: l.Title + "（" + l.Signer.Name + "）", Unit: u.ID,
		To: []anlan.ID{l.Signer.Unit}, At: tx.Now, By: tx.Actor.Post, Origin: l.Ref(), Own: true})
}

// Void implements letter.Numbers.
func (n LetterNumbers) Void(ctx context.Context, tx *db.Tx, l letter.Letter) error {
	return n.Documents.Withdrawn(ctx, tx, l.Ref(), l.Reason)
}

// Chain finds the events that prove a letter: when its text was frozen, each signature, and when each key
// was enrolled.
type Chain struct {
	Sent     int64
	Kept     map[anlan.ID]int64 // by signature
	Enrolled map[anlan.ID]int64 // by key
}

// chain reads the positions from the events of the records.
func (x LetterFiles) chain(ctx context.Context, w letter.Whole) (Chain, error) {
	c := Chain{Kept: map[anlan.ID]int64{}, Enrolled: map[anlan.ID]int64{}}
	var err error
	if c.Sent, err = x.position(ctx, w.Letter.Ref(), "letter.sent"); err != nil {
		return c, err
	}
	for _, s := range w.Signatures {
		if c.Kept[s.ID], err = x.position(ctx, s.Ref(), "letter.signature_kept"); err != nil {
			return c, err
		}
		if c.Enrolled[s.Key], err = x.position(ctx, anlan.Ref{Kind: letter.RefKey, ID: s.Key}, "letter.key_enrolled"); err != nil {
			return c, err
		}
	}
	return c, nil
}
