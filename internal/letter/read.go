package letter

import (
	"context"
	"strconv"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Get returns a letter. What the actor may not see is not found.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Letter, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Letter{}, err
	}
	l, err := s.load(ctx, s.d.Reader(), id)
	if err != nil {
		return l, err
	}
	if authz.Check(a, actRead, l.targets()...) != nil && !s.onTeam(ctx, a, l) {
		return Letter{}, anlan.ErrNotFound
	}
	return l, nil
}

// onTeam tells whether the actor checks the letter in the assessment of its year: then it reads what it is
// to judge.
func (s *Service) onTeam(ctx context.Context, a anlan.Actor, l Letter) bool {
	r, err := s.roundOf(ctx, s.d.Reader(), l.Year)
	return err == nil && r.inTeam(a.Post, l.ID) && a.Unit != l.Signer.Unit
}

// Whole is a letter with its text and everything that hangs on it.
type Whole struct {
	Letter     Letter
	Text       string // frozen, or as it would be sent now
	Signatures []Signature
	Marks      []Mark
	Objections []Objection
	Left       []string // roles whose signer has left the post
	Assessed   *Assessment
}

const hangingMost = 200

// Whole returns a letter with everything that its page shows.
func (s *Service) Whole(ctx context.Context, a anlan.Actor, id anlan.ID) (w Whole, err error) {
	if w.Letter, err = s.Get(ctx, a, id); err != nil {
		return w, err
	}
	door := s.d.Reader()
	if w.Text, err = s.text(ctx, door, w.Letter); err != nil {
		return w, err
	}
	if w.Signatures, err = itemsAbout[Signature](ctx, door, string(id), hangingMost); err != nil {
		return w, err
	}
	if w.Marks, err = itemsAbout[Mark](ctx, door, string(id), hangingMost); err != nil {
		return w, err
	}
	if w.Objections, err = itemsAbout[Objection](ctx, door, string(id), hangingMost); err != nil {
		return w, err
	}
	if w.Assessed, err = s.assessment(ctx, door, w.Letter); err != nil {
		return w, err
	}
	w.Left, err = s.left(ctx, w.Letter)
	return w, err
}

// text is what was frozen; a draft is composed as it would be sent now.
func (s *Service) text(ctx context.Context, door letterdb.DBTX, l Letter) (string, error) {
	if l.Hash == "" {
		return Compose(l), nil
	}
	row, err := queries(door).Text(ctx, l.ID)
	return row.Text, db.Classify(err)
}

// left names the sides whose signer no longer holds the post: whoever came signs the same text again.
func (s *Service) left(ctx context.Context, l Letter) ([]string, error) {
	list := []string{}
	for _, x := range []struct {
		role string
		p    Party
		s    *Signing
	}{{RoleIssuer, l.Issuer, l.Signed.Issuer}, {RoleSigner, l.Signer, l.Signed.Signer}} {
		if x.s == nil {
			continue
		}
		gone, err := s.gone(ctx, x.p.Post, x.s.Person)
		if err != nil {
			return nil, err
		}
		if gone {
			list = append(list, x.role)
		}
	}
	return list, nil
}

// gone tells whether a person no longer holds a post.
func (s *Service) gone(ctx context.Context, post, person anlan.ID) (bool, error) {
	holders, err := registry.In(s.d.Reader()).Holders(ctx, post, s.d.Now().Date())
	for _, h := range holders {
		if h.Person == person {
			return false, err
		}
	}
	return err == nil, err
}

// owes tells whether the actor's post is to sign the letter now.
func (s *Service) owes(a anlan.Actor, l Letter) bool {
	if l.State != Sent && l.State != Signed || a.Post == "" {
		return false
	}
	return a.Post == l.Signer.Post && (l.Signed.Signer == nil || l.Signed.Signer.Person != a.Person) ||
		a.Post == l.Issuer.Post && (l.Signed.Issuer == nil || l.Signed.Issuer.Person != a.Person)
}

// Can lists the verbs that the actor may try on a letter as it stands. The verbs ask again.
func (s *Service) Can(ctx context.Context, a anlan.Actor, l Letter) []string {
	list := []string{}
	may := func(action string, p Party) bool { return authz.Check(a, action, p.target()) == nil }
	if may(actWrite, l.Issuer) {
		if l.State == Draft {
			list = append(list, "send")
		}
		if (l.State == Draft || l.State == Sent) && l.Signed.Issuer == nil && l.Signed.Signer == nil {
			list = append(list, "withdraw")
		}
	}
	if s.owes(a, l) {
		if a.Post == l.Signer.Post {
			list = append(list, "sign:signer")
		} else {
			list = append(list, "sign:issuer")
		}
	}
	if l.State == Sent || l.State == Signed {
		round, _ := s.roundOf(ctx, s.d.Reader(), l.Year) // one that nobody began is neither frozen nor closed
		frozen := round.State == RoundFrozen || round.State == RoundClosed
		if !frozen && may(actSelf, l.Signer) {
			list = append(list, "self")
		}
		if round.State != RoundClosed && may(actObject, l.Signer) {
			list = append(list, "object")
		}
		if !frozen && a.Unit != l.Signer.Unit && (may(actCheck, l.Issuer) || round.inTeam(a.Post, l.ID)) {
			list = append(list, "check")
		}
		if a.Unit != l.Signer.Unit && may(actAnswer, l.Issuer) {
			list = append(list, "answer")
		}
	}
	return list
}

// Describe names a letter for whoever holds a Ref of it, with its page.
func (s *Service) Describe(ctx context.Context, id anlan.ID) (title, href string) {
	l, err := s.load(ctx, s.d.Reader(), id)
	if err != nil {
		return "", ""
	}
	return l.Name() + " " + l.Signer.Name, "/letters/" + string(id)
}
