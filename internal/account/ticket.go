package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"anlan"
	"anlan/internal/account/accountdb"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// Ticket is a one-time link's secret, shown once to the administrator who made it.
type Ticket struct {
	Token     string        `json:"token"`
	ExpiresAt anlan.Instant `json:"expires_at"`
}

// lifeOf tells how long a link lives by the rule in force.
type lifeOf func(rule.LinkRule) time.Duration

// issue makes a ticket, stores its digest and voids the older ones of its kind.
func (s *Service) issue(ctx context.Context, tx *db.Tx, kind string, account anlan.ID, life lifeOf) (Ticket, error) {
	r, err := s.links(tx.Now)
	if err != nil {
		return Ticket{}, err
	}
	q, end := accountdb.New(tx), tx.Now.Add(life(r))
	if err := q.DropTickets(ctx, accountdb.DropTicketsParams{Account: account, Kind: kind}); err != nil {
		return Ticket{}, db.Classify(err)
	}
	token := newToken()
	token += "." + s.ticketMAC(token, kind, account, end)
	return Ticket{token, end}, db.Classify(q.InsertTicket(ctx, accountdb.InsertTicketParams{Token: digest(token), Kind: kind,
		Account: account, ExpiresAt: end}))
}

// ticketMAC signs what a ticket opens and until when: a row that somebody plants or stretches behind the
// program's back opens nothing.
func (s *Service) ticketMAC(secret, kind string, account anlan.ID, end anlan.Instant) string {
	m := hmac.New(sha256.New, s.vault.derive("ticket"))
	_, _ = fmt.Fprintf(m, "%s\n%s\n%s\n%d", secret, kind, account, end) // a hash never fails
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:16])
}

// signed reports whether the token was made by this house for what its row says.
func (s *Service) signed(token string, t accountdb.AccountTicket) bool {
	secret, sum, _ := strings.Cut(token, ".")
	return hmac.Equal([]byte(sum), []byte(s.ticketMAC(secret, t.Kind, t.Account, t.ExpiresAt)))
}

// ticket returns a ticket that can still be used.
func (s *Service) ticket(ctx context.Context, q *accountdb.Queries, token, kind string) (accountdb.AccountTicket, error) {
	t, err := q.Ticket(ctx, digest(anlan.Clip(token, 100)))
	if err = db.Classify(err); err != nil && anlan.KindOf(err) != anlan.NotFound {
		return t, err
	}
	if err != nil || t.Kind != kind || t.UsedAt != 0 || t.ExpiresAt <= s.d.Now() || !s.signed(token, t) {
		return t, anlan.ErrAccountTicketInvalid.At("token")
	}
	return t, nil
}

// spend uses a ticket up within tx.
func (s *Service) spend(ctx context.Context, tx *db.Tx, token, kind string) error {
	q := accountdb.New(tx)
	if _, err := s.ticket(ctx, q, token, kind); err != nil {
		return err
	}
	n, err := q.SpendTicket(ctx, accountdb.SpendTicketParams{Token: digest(token), UsedAt: tx.Now})
	if err == nil && n == 0 {
		return anlan.ErrAccountTicketInvalid.At("token")
	}
	return db.Classify(err)
}

// Redeem sets a password with a one-time link. Every session of the account ends, and a lock is
// lifted: whoever has the link is whom the administrator gave it to. The ticket is the permission.
func (s *Service) Redeem(ctx context.Context, token, password string) error {
	q := accountdb.New(s.d.Reader())
	t, err := s.ticket(ctx, q, token, "reset")
	if err != nil {
		return err
	}
	row, err := q.AccountByID(ctx, t.Account)
	if err != nil {
		return db.Classify(err)
	}
	a := fromRow(row)
	hash, err := s.newHash(ctx, a, password)
	if err != nil {
		return err
	}
	err = s.d.Write(db.WithKey(ctx, ""), anlan.Actor{Account: a.ID, Person: a.Person}, func(tx *db.Tx) error {
		if err := s.spend(ctx, tx, token, "reset"); err != nil {
			return err
		}
		if err := accountdb.New(tx).SetDoor(ctx, accountdb.SetDoorParams{Account: a.ID}); err != nil {
			return db.Classify(err)
		}
		return s.setHash(ctx, tx, a.ID, hash, "", "reset")
	})
	s.cache.forget(a.ID)
	return err
}
