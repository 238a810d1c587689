package tip

import (
	"context"
	"errors"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// AskOpening (申请启封) asks to see who reported. The reason is shown to the reporter if it is granted.
func (s *Service) AskOpening(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Tip, error) {
	return s.do(ctx, a, id, actUnseal, "tip.identity_asked", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := required("reason", reason, textMost); err != nil {
			return t, Told{}, err
		}
		o := Opening{ID: tx.NewID(), State: Asked, Reason: reason, Asked: handOf(tx.Actor), AskedAt: tx.Now}
		t, err := t.askOpening(o)
		return t, Told{Opening: &o}, err
	})
}

// DecideOpening (批准启封) grants such a request for some hours, or refuses it: another post than the one
// that asked, held by another person.
func (s *Service) DecideOpening(ctx context.Context, a anlan.Actor, id, opening anlan.ID, grant bool) (Tip, error) {
	kind := "tip.identity_refused"
	if grant {
		kind = "tip.identity_granted"
	}
	return s.do(ctx, a, id, actApprove, kind, func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		desk, err := s.stamped(t)
		if err != nil {
			return t, Told{}, err
		}
		t, o, err := t.decideOpening(opening, handOf(tx.Actor), grant, tx.Now, tx.Now.Add(time.Duration(desk.OpenHours)*time.Hour))
		return t, Told{Opening: &o}, err
	})
}

// triesMost is how many wrong phrases a quarter of an hour bears.
const triesMost = 5

// Open (启封) shows who reported to the post that asked, while the grant lasts. Each time is on the ledger
// before anybody sees a word.
func (s *Service) Open(ctx context.Context, a anlan.Actor, id, opening anlan.ID, phrase string) (Person, error) {
	t, err := load(ctx, s.d.Reader(), id)
	if err != nil {
		return Person{}, err
	}
	if err := s.mayOpen(a, t, opening); err != nil {
		return Person{}, err
	}
	p, err := s.unseal(ctx, t, phrase)
	if err != nil {
		return Person{}, err
	}
	_, err = s.do(db.WithKey(ctx, ""), a, id, actUnseal, "tip.identity_opened", func(_ context.Context, _ *db.Tx, t Tip) (Tip, Told, error) {
		if err := s.mayOpen(a, t, opening); err != nil {
			return t, Told{}, err
		}
		i, err := t.opening(opening)
		if err != nil {
			return t, Told{}, err
		}
		o := t.Openings[i]
		o.Readings++
		return t.withOpening(o), Told{Opening: &o}, nil
	})
	if err != nil {
		return Person{}, err
	}
	return p, nil
}

func (s *Service) mayOpen(a anlan.Actor, t Tip, opening anlan.ID) error {
	if err := allowed(a, actUnseal, t); err != nil {
		return err
	}
	i, err := t.opening(opening)
	if err != nil {
		return err
	}
	if !t.sealed() {
		return anlan.ErrTipNoIdentity.With("number", t.Number)
	}
	return t.Openings[i].mayOpen(handOf(a), s.d.Now())
}

// unseal reads the envelope, unless it is not the one that came with the report.
func (s *Service) unseal(ctx context.Context, t Tip, phrase string) (Person, error) {
	if err := s.patience(); err != nil {
		return Person{}, err
	}
	sealed, err := queries(s.d.Reader()).Secret(ctx, t.ID)
	if err != nil {
		return Person{}, db.Classify(err)
	}
	if digestOf(sealed) != t.Identity.Digest {
		return Person{}, anlan.ErrTipEnvelopeBroken
	}
	p, err := s.Vault.open(t.ID, sealed, phrase)
	s.tried(err)
	return p, err
}

func (s *Service) patience() error {
	if s.tries.Full(s.d.Now(), "phrase", "", s.phraseWindow(), triesMost) {
		return anlan.ErrBusy.With("seconds", int(s.phraseWindow().Seconds()))
	}
	return nil
}

func (s *Service) tried(err error) {
	if errors.Is(err, anlan.ErrTipPhraseWrong) {
		s.tries.Count(s.d.Now(), "phrase", "", s.phraseWindow())
	}
}

// VaultState is what is known of the vault.
type VaultState struct {
	Locked  bool   `json:"locked" doc:"A phrase that only the keepers know is needed to open an identity"`
	Keepers int    `json:"keepers" doc:"How many phrases there are, each of which opens: 0, 1 or 2"`
	Print   string `json:"print" doc:"Fingerprint of the key that seals identities"`
}

func (s *Service) vaultState() VaultState {
	return VaultState{s.Vault.Locked(), s.Vault.Keepers(), s.Vault.Print()}
}

// VaultState tells the desk whether a phrase guards the vault.
func (s *Service) VaultState(_ context.Context, a anlan.Actor) (VaultState, error) {
	return s.vaultState(), authz.Check(a, actRead)
}

// Keeping tells the keepers how the vault is guarded; they read no report.
func (s *Service) Keeping(_ context.Context, a anlan.Actor) (VaultState, error) {
	return s.vaultState(), authz.Check(a, actKeep)
}

// SetPhrase (设置保管口令) gives one of the two keepers a phrase: any phrase that opens now, and the new one. Who
// keeps is none of those who ask, grant or read (三员分立). When both are forgotten every identity is lost: there is
// no third way in.
func (s *Service) SetPhrase(ctx context.Context, a anlan.Actor, old, phrase string, second bool) (VaultState, error) {
	if err := authz.Check(a, actKeep); err != nil {
		return VaultState{}, err
	}
	if err := s.patience(); err != nil {
		return VaultState{}, err
	}
	if err := s.Vault.setPhrase(old, phrase, second); err != nil {
		s.tried(err)
		return VaultState{}, err
	}
	v := s.vaultState()
	err := s.d.Write(db.WithKey(ctx, ""), a, func(tx *db.Tx) error {
		return tx.Emit("tip.vault_locked", anlan.Ref{Kind: RefVault, ID: anlan.ID(v.Print)}, v, nil)
	})
	return v, err
}
