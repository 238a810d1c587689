package letter

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead     = "letter.read"
	actTemplate = "letter.template"
	actWrite    = "letter.write"
	actSign     = "letter.sign"
	actKey      = "letter.key"
	actSelf     = "letter.self"
	actCheck    = "letter.check"
	actRecord   = "letter.record"
	actObject   = "letter.object"
	actAnswer   = "letter.answer"
	actAssess   = "letter.assess"
)

// Confirmer proves anew who somebody is, at the moment of signing.
type Confirmer interface {
	// Again asks for the second factor's code, else for the password, and says which it was.
	Again(ctx context.Context, a anlan.Actor, password, code string) (how string, err error)
	// SameAsPassword tells whether a text is the actor's password.
	SameAsPassword(ctx context.Context, a anlan.Actor, text string) (bool, error)
}

// Options are what the service stands on.
type Options struct {
	DB        *db.DB
	Book      func() *rule.Book
	Confirmer Confirmer
	Cost      Cost // of guessing a signing secret; SecretCost where it is zero
}

// Service is the room on a database.
type Service struct {
	d       *db.DB
	book    func() *rule.Book
	confirm Confirmer
	cost    Cost
}

// New makes the service.
func New(o Options) *Service {
	if o.Cost == (Cost{}) {
		o.Cost = SecretCost()
	}
	return &Service{d: o.DB, book: o.Book, confirm: o.Confirmer, cost: o.Cost}
}

func queries(door letterdb.DBTX) *letterdb.Queries { return letterdb.New(door) }

// set returns the metrics and default templates in force on a day.
func (s *Service) set(day anlan.Date) (rule.LetterTemplates, rule.Version, error) {
	return rule.Get[rule.LetterTemplates](s.book(), rule.LetterSet, day)
}

// Birth says which letter is to be born.
type Birth struct {
	ID     anlan.ID         `json:"id,omitempty" maxLength:"36"`
	Year   int              `json:"year" minimum:"2000" maximum:"2100"`
	Issuer anlan.ID         `json:"issuer" maxLength:"36" doc:"Unit of the side that issues"`
	Signer anlan.ID         `json:"signer" maxLength:"36" doc:"Unit of the side that signs"`
	Limits map[string]int64 `json:"limits,omitempty" doc:"Control indicators of this letter by key, where they differ from the template's"`
}

// Create makes a letter for a unit and a year from the template in force.
func (s *Service) Create(ctx context.Context, a anlan.Actor, b Birth) (Letter, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Letter{}, err
	}
	var l Letter
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		l, err = s.create(ctx, tx, b)
		return err
	})
	if errors.Is(err, db.ErrDone) && b.ID != "" {
		return s.load(ctx, s.d.Reader(), b.ID)
	}
	return l, err
}

func (s *Service) create(ctx context.Context, tx *db.Tx, b Birth) (Letter, error) {
	if this := tx.Now.Date().Year(); b.Year < this-1 || b.Year > this+1 {
		return Letter{}, anlan.ErrLetterYear.With("year", b.Year).At("year")
	}
	dir := registry.In(tx)
	issuer, issuerKind, _, err := s.party(ctx, dir, b.Issuer)
	if err != nil {
		return Letter{}, blame(err, "issuer")
	}
	signer, kind, rank, err := s.party(ctx, dir, b.Signer)
	if err != nil {
		return Letter{}, blame(err, "signer")
	}
	if err := authz.Check(tx.Actor, actWrite, issuer.target()); err != nil {
		return Letter{}, err
	}
	if err := s.cascade(ctx, tx, b, issuer, signer); err != nil {
		return Letter{}, err
	}
	if !issuedBy(issuerKind, kind) {
		return Letter{}, anlan.ErrLetterLadder.With("issuer", issuer.Name).With("signer", signer.Name).At("signer")
	}
	t, version, err := s.templateFor(ctx, tx, kind, b.Year, tx.Now.Date())
	if err != nil {
		return Letter{}, err
	}
	l := Letter{ID: b.ID, Year: b.Year, Kind: kind, Title: fmt.Sprintf("%d年度%s", b.Year, t.ZH), State: Draft, Issuer: issuer, Signer: signer,
		Template: limited(t, b.Limits), Version: version, Rank: rank, By: seatOf(tx.Actor), Created: tx.Now, Updated: tx.Now, Revision: 1}
	if l.ID == "" {
		l.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(l.ID)); err != nil {
		return l, err
	}
	if l.Parent, err = s.above(ctx, tx, issuer.Unit, b.Year); err != nil {
		return l, err
	}
	n, err := tx.Number(ctx, fmt.Sprintf("letter/%d", b.Year))
	if err != nil {
		return l, err
	}
	l.Number = numberOf(b.Year, n)
	return l, s.insert(ctx, tx, l)
}

func blame(err error, field string) error {
	var e *anlan.Error
	if errors.As(err, &e) {
		return e.At(field)
	}
	return err
}

// limited sets the control indicators of one letter.
func limited(t rule.LetterTemplate, limits map[string]int64) rule.LetterTemplate {
	t.Controls = slices.Clone(t.Controls)
	for i, c := range t.Controls {
		if n, there := limits[c.Key]; there && n >= 0 {
			t.Controls[i].Max = n
		}
	}
	return t
}

// party reads one side from the directory: its unit, what kind of signer it is, and its leading post.
func (s *Service) party(ctx context.Context, dir registry.Directory, unit anlan.ID) (p Party, kind, rank string, err error) {
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return p, "", "", err
	}
	p = Party{Unit: u.ID, Name: u.Name, Place: u.Place}
	if post, err := dir.Chief(ctx, unit); err == nil {
		p.Post, p.Title = post.ID, post.Title
	} else if post, err := dir.LeadPost(ctx, unit); err == nil {
		p.Post, p.Title = post.ID, post.Title
	}
	return p, kindOf(u.Kind), fmt.Sprintf("%06d", u.Rank), nil
}

// kindOf tells which kind of letter a unit signs; county means that it issues to departments and
// townships.
func kindOf(k registry.UnitKind) string {
	switch k {
	case registry.Committee, registry.CommitteeOffice, registry.GovernmentOrgan:
		return "county"
	case registry.Department, registry.PartyOrgan, registry.PublicInstitution, registry.Park:
		return rule.LetterDepartment
	case registry.TownshipUnit:
		return rule.LetterTownship
	case registry.VillageUnit:
		return rule.LetterVillage
	default:
		return rule.LetterEnterprise
	}
}

// cascade refuses a second letter for the same two units and a circle of letters.
func (s *Service) cascade(ctx context.Context, tx *db.Tx, b Birth, issuer, signer Party) error {
	mine, err := db.DecodeAll[Letter](queries(tx).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: signer.Unit, Year: int64(b.Year)}))
	if err != nil {
		return err
	}
	for _, l := range mine {
		if l.Issuer.Unit == issuer.Unit && l.State != Withdrawn {
			return anlan.ErrLetterTwice.With("year", b.Year).With("issuer", issuer.Name).With("signer", signer.Name).With("number", l.Number).At("signer")
		}
	}
	way := []string{signer.Name, issuer.Name}
	return s.climb(ctx, tx, b.Year, issuer.Unit, signer.Unit, way, map[anlan.ID]bool{})
}

const climbMost = 200 // units that a cascade is followed through

// climb follows the letters upwards from a unit and refuses to meet the signer there.
func (s *Service) climb(ctx context.Context, tx *db.Tx, year int, from, signer anlan.ID, way []string, seen map[anlan.ID]bool) error {
	if from == signer {
		return anlan.ErrLetterCircle.With("way", strings.Join(way, " ← ")).At("signer")
	}
	if seen[from] || len(seen) > climbMost {
		return nil
	}
	seen[from] = true
	above, err := db.DecodeAll[Letter](queries(tx).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: from, Year: int64(year)}))
	if err != nil {
		return err
	}
	for _, l := range above {
		if l.State == Withdrawn {
			continue
		}
		if err := s.climb(ctx, tx, year, l.Issuer.Unit, signer, append(slices.Clone(way), l.Issuer.Name), seen); err != nil {
			return err
		}
	}
	return nil
}

// above is the letter that the issuer itself signed for the year.
func (s *Service) above(ctx context.Context, tx *db.Tx, unit anlan.ID, year int) (anlan.ID, error) {
	list, err := db.DecodeAll[Letter](queries(tx).LettersOfSigner(ctx, letterdb.LettersOfSignerParams{Signer: unit, Year: int64(year)}))
	for _, l := range list {
		if l.State != Withdrawn {
			return l.ID, err
		}
	}
	return "", err
}

// Send freezes the text of a letter: from now on it never changes.
func (s *Service) Send(ctx context.Context, a anlan.Actor, id anlan.ID, base int64) (Letter, error) {
	return s.do(ctx, a, id, base, actWrite, "letter.sent", func(tx *db.Tx, l Letter) (Letter, error) {
		issuer, _, _, err := s.party(ctx, registry.In(tx), l.Issuer.Unit)
		if err != nil {
			return l, err
		}
		signer, _, rank, err := s.party(ctx, registry.In(tx), l.Signer.Unit)
		if err != nil {
			return l, err
		}
		l.Issuer, l.Signer, l.Rank = issuer, signer, rank
		text := Compose(l)
		next, err := l.send(HashOf(text), tx.Now)
		if err != nil {
			return l, err
		}
		return next, db.Classify(queries(tx).InsertText(ctx, letterdb.InsertTextParams{Letter: l.ID, Hash: next.Hash, Text: text}))
	})
}

// Withdraw takes back a letter that nobody has signed.
func (s *Service) Withdraw(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string) (Letter, error) {
	return s.do(ctx, a, id, base, actWrite, "letter.withdrawn", func(_ *db.Tx, l Letter) (Letter, error) { return l.withdraw(reason) })
}

// decision is one verb on a loaded letter.
type decision func(tx *db.Tx, l Letter) (Letter, error)

// do runs a verb of the issuer: load, authorize, decide, save, emit.
func (s *Service) do(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, action, kind string, verb decision) (Letter, error) {
	var l Letter
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := allowed(a, action, was, was.Issuer.target()); err != nil {
			return err
		}
		if base != 0 && base != was.Revision {
			return anlan.ErrConflict
		}
		next, err := verb(tx, was)
		if err != nil {
			return err
		}
		l, err = s.save(ctx, tx, kind, next, next.told())
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.load(ctx, s.d.Reader(), id)
	}
	return l, err
}

// allowed asks who may; what one may not even read is not there.
func allowed(a anlan.Actor, action string, l Letter, targets ...authz.Target) error {
	err := authz.Check(a, action, targets...)
	if errors.Is(err, anlan.ErrForbidden) && authz.Check(a, actRead, l.targets()...) != nil {
		return anlan.ErrNotFound
	}
	return err
}
