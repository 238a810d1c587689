package letter

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

// What a post owes to the room.
const (
	OwedSign   = "sign"   // 待签名
	OwedAnswer = "answer" // 异议待答复
	OwedSelf   = "self"   // 待自评
	OwedCheck  = "check"  // 待核分
)

// Owed is one thing that waits for the actor.
type Owed struct {
	What      string
	Role      string // of the side that signs
	Letter    Letter
	Objection Objection
	Clauses   int        // to be marked, or checked
	Due       anlan.Date // of the self-assessment
	Since     anlan.Instant
}

// Owed lists what waits for the actor's post and unit: signatures, answers, and while a year is being
// assessed marks and checks. Each kind is bounded; letters of last year are only assessed.
func (s *Service) Owed(ctx context.Context, a anlan.Actor, most int) ([]Owed, error) {
	if a.Unit == "" || !authz.May(a, actRead) {
		return nil, nil
	}
	var list []Owed
	this := s.d.Now().Date().Year()
	for _, year := range []int{this - 1, this, this + 1} {
		for _, gather := range []func(context.Context, anlan.Actor, int, int) ([]Owed, error){s.owedSignatures, s.owedAnswers, s.owedMarks} {
			some, err := gather(ctx, a, year, most)
			if err != nil {
				return nil, err
			}
			list = append(list, some...)
		}
	}
	return list, nil
}

// owedSignatures are the letters of this year and the next that the actor's post is to sign: nobody has,
// or whoever did has left.
func (s *Service) owedSignatures(ctx context.Context, a anlan.Actor, year, most int) ([]Owed, error) {
	if a.Post == "" || a.Person == "" || year < s.d.Now().Date().Year() {
		return nil, nil
	}
	letters, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersToSign(ctx, letterdb.LettersToSignParams{Post: a.Post, Year: int64(year), Person: a.Person, Most: int32(most)}))
	if err != nil {
		return nil, err
	}
	var list []Owed
	for _, l := range letters {
		role, err := s.signsNow(ctx, a, l)
		if err != nil {
			return nil, err
		}
		if role != "" && authz.Check(a, actSign, l.Side(role).target()) == nil {
			list = append(list, Owed{What: OwedSign, Role: role, Letter: l, Since: l.SentAt})
		}
	}
	return list, nil
}

// signsNow tells for which side the actor is to sign; for none while whoever signed still holds the post.
func (s *Service) signsNow(ctx context.Context, a anlan.Actor, l Letter) (string, error) {
	for _, role := range []string{RoleSigner, RoleIssuer} {
		last := l.signing(role)
		if l.Side(role).Post != a.Post {
			continue
		}
		if last == nil {
			return role, nil
		}
		if gone, err := s.gone(ctx, a.Post, last.Person); err != nil || gone {
			return role, err
		}
	}
	return "", nil
}

// owedAnswers are the objections of a year that the actor's unit is to answer.
func (s *Service) owedAnswers(ctx context.Context, a anlan.Actor, year, most int) ([]Owed, error) {
	if !authz.May(a, actAnswer, authz.Target{Unit: a.Unit}) {
		return nil, nil
	}
	open, err := itemsOfYear[Objection](ctx, s.d.Reader(), year, string(Asked), "", pageSize)
	var list []Owed
	for _, o := range open {
		if len(list) < most && (o.Post == a.Post || o.Issuer == a.Unit || a.Is(anlan.RoleOffice)) && o.Unit != a.Unit {
			list = append(list, Owed{What: OwedAnswer, Letter: Letter{ID: o.Letter, Number: o.Number}, Objection: o, Since: o.At})
		}
	}
	return list, err
}

// owedMarks are the clauses of a year under assessment that the actor's unit marks itself, or that its
// post checks for others.
func (s *Service) owedMarks(ctx context.Context, a anlan.Actor, year, most int) ([]Owed, error) {
	r, err := s.roundOf(ctx, s.d.Reader(), year)
	if errors.Is(err, anlan.ErrNotFound) || err == nil && r.State != RoundOpen {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []Owed
	own, err := db.DecodeAll[Letter](queries(s.d.Reader()).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: a.Unit, Year: int64(year)}))
	if err != nil {
		return nil, err
	}
	for _, l := range own {
		if authz.Check(a, actSelf, l.Signer.target()) != nil {
			continue
		}
		if list, err = s.owedOf(ctx, list, OwedSelf, l, r); err != nil {
			return nil, err
		}
	}
	for _, id := range r.lettersOf(a.Post) {
		if len(list) >= most {
			break
		}
		l, err := s.load(ctx, s.d.Reader(), id)
		if errors.Is(err, anlan.ErrNotFound) || err == nil && l.Signer.Unit == a.Unit {
			continue
		}
		if err == nil {
			list, err = s.owedOf(ctx, list, OwedCheck, l, r)
		}
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// lettersOf are the letters that the teams of a post check.
func (r Round) lettersOf(post anlan.ID) (list []anlan.ID) {
	for _, t := range r.Teams {
		for _, p := range t.Posts {
			if p == post && post != "" {
				list = append(list, t.Letters...)
			}
		}
	}
	return list
}

// owedOf adds a letter whose clauses wait for a mark, or whose marks wait for a check.
func (s *Service) owedOf(ctx context.Context, list []Owed, what string, l Letter, r Round) ([]Owed, error) {
	if l.State != Sent && l.State != Signed {
		return list, nil
	}
	all, err := itemsAbout[Mark](ctx, s.d.Reader(), string(l.ID), hangingMost)
	marks, n := byClause(all), 0
	for _, p := range l.Template.Parts {
		for _, c := range p.Clauses {
			m, marked := marks[c.Key]
			if c.How == rule.HowSelf && (what == OwedSelf && !marked || what == OwedCheck && marked && m.Checked == nil) {
				n++
			}
		}
	}
	if n > 0 {
		list = append(list, Owed{What: what, Letter: l, Clauses: n, Due: r.SelfBy, Since: l.SentAt})
	}
	return list, err
}
