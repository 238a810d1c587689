package letter

import (
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/rule"
)

// The records of the room.
const (
	RefLetter    = "letter.letter"
	RefKey       = "letter.key"
	RefSignature = "letter.signature"
	RefTemplate  = "letter.template"
	RefMark      = "letter.mark"
	RefRecord    = "letter.record"
	RefObjection = "letter.objection"
	RefRound     = "letter.round"
	RefReview    = "letter.review"
)

// State is how far a letter is.
type State string

// The states of a letter.
const (
	Draft     State = "draft"     // 起草
	Sent      State = "sent"      // 已下发，待签
	Signed    State = "signed"    // 双方已签
	Withdrawn State = "withdrawn" // 已撤回
)

// Word is what people call the state.
func (s State) Word() anlan.Both {
	return map[State]anlan.Both{
		Draft:     {ZH: "草稿", EN: "draft"},
		Sent:      {ZH: "待签名", EN: "waits for signatures"},
		Signed:    {ZH: "已签订", EN: "signed"},
		Withdrawn: {ZH: "已撤回", EN: "withdrawn"},
	}[s]
}

// Party is one side of a letter: the unit and the post that signs for it.
type Party struct {
	Unit  anlan.ID `json:"unit"`
	Name  string   `json:"name"`
	Place string   `json:"place"`
	Post  anlan.ID `json:"post"`
	Title string   `json:"title"` // of the post
}

// Letter is a target responsibility letter.
type Letter struct {
	ID       anlan.ID            `json:"id"`
	Number   string              `json:"number" doc:"Empty until the letter is sent"`
	Year     int                 `json:"year"`
	Kind     string              `json:"kind" enum:"department,township,village,enterprise"`
	Title    string              `json:"title"`
	State    State               `json:"state" enum:"draft,sent,signed,withdrawn"`
	Issuer   Party               `json:"issuer"`
	Signer   Party               `json:"signer"`
	Parent   anlan.ID            `json:"parent,omitempty" doc:"The letter that the issuer signed above"`
	Template rule.LetterTemplate `json:"template" doc:"As it was when the letter was born (law 6)"`
	Version  string              `json:"version" doc:"Of the template"`
	Rank     string              `json:"rank"`
	Hash     string              `json:"hash,omitempty" doc:"SHA-256 of the frozen text, hex"`
	Signed   Signers             `json:"signed"`
	Clock    *Clock              `json:"clock,omitempty" doc:"Until when it is to be signed; none where the policy sets no day"`
	Reason   string              `json:"reason,omitempty"`
	By       anlan.ID            `json:"by"`
	Created  anlan.Instant       `json:"created"`
	SentAt   anlan.Instant       `json:"sentAt,omitempty"`
	Updated  anlan.Instant       `json:"updated"`
	Noted    int64               `json:"noted,omitempty"` // how many of the last revisions are the house's own notes
	Revision int64               `json:"revision"`
}

// Signers are who has signed last for each side; all signatures ever made are records of their own.
type Signers struct {
	Issuer *Signing `json:"issuer,omitempty"`
	Signer *Signing `json:"signer,omitempty"`
}

// Signing is a signature as lists show it.
type Signing struct {
	ID     anlan.ID      `json:"id"`
	Person anlan.ID      `json:"person"`
	Name   string        `json:"name"`
	At     anlan.Instant `json:"at"`
}

// Name is how messages call the letter: by its number, or while it has none by whose it is.
func (l Letter) Name() string {
	if l.Number == "" {
		return l.Title + "（" + l.Signer.Name + "）"
	}
	return l.Number
}

// Ref names the letter.
func (l Letter) Ref() anlan.Ref { return anlan.Ref{Kind: RefLetter, ID: l.ID} }

// The two sides of a letter.
const (
	RoleIssuer = "issuer"
	RoleSigner = "signer"
)

// Side returns one side.
func (l Letter) Side(role string) Party {
	if role == RoleIssuer {
		return l.Issuer
	}
	return l.Signer
}

// signing is who signed last for one side; nil: nobody.
func (l Letter) signing(role string) *Signing {
	if role == RoleIssuer {
		return l.Signed.Issuer
	}
	return l.Signed.Signer
}

// targets are whom an action on the letter concerns: both sides.
func (l Letter) targets() []authz.Target { return []authz.Target{l.Issuer.target(), l.Signer.target()} }

func (p Party) target() authz.Target { return authz.Target{Unit: p.Unit, Place: p.Place} }

// Told is what events say of a letter.
type Told struct {
	Number string   `json:"number"`
	Title  string   `json:"title"`
	Year   int      `json:"year"`
	Kind   string   `json:"kind"`
	Issuer anlan.ID `json:"issuer"`
	Signer anlan.ID `json:"signer"`
	Name   string   `json:"name"` // of the signing unit
	Post   anlan.ID `json:"post"` // that is to sign
	State  State    `json:"state"`
	Hash   string   `json:"hash,omitempty"`
	Reason string   `json:"reason,omitempty"`
	Role   string   `json:"role,omitempty"` // which side signed
}

func (l Letter) told() Told {
	return Told{Number: l.Number, Title: l.Title, Year: l.Year, Kind: l.Kind, Issuer: l.Issuer.Unit, Signer: l.Signer.Unit, Name: l.Signer.Name,
		Post: l.Signer.Post, State: l.State, Hash: l.Hash, Reason: l.Reason}
}

// send freezes the letter with the digest of its text.
func (l Letter) send(hash string, now anlan.Instant) (Letter, error) {
	if l.State != Draft {
		return l, anlan.ErrLetterState.With("number", l.Name()).With("state", l.State.Word())
	}
	if l.Issuer.Post == "" {
		return l, anlan.ErrLetterNoPost.With("unit", l.Issuer.Name).At("issuer")
	}
	if l.Signer.Post == "" {
		return l, anlan.ErrLetterNoPost.With("unit", l.Signer.Name).At("signer")
	}
	l.State, l.Hash, l.SentAt = Sent, hash, now
	return l, nil
}

// sign takes a signature for one side. Whoever comes to a post later signs the same text again.
func (l Letter) sign(role string, s Signing) (Letter, error) {
	if l.State != Sent && l.State != Signed {
		return l, anlan.ErrLetterState.With("number", l.Name()).With("state", l.State.Word())
	}
	if was := l.signing(role); was != nil && was.Person == s.Person {
		return l, anlan.ErrLetterSignedAlready.With("number", l.Name())
	}
	if role == RoleIssuer {
		l.Signed.Issuer = &s
	} else {
		l.Signed.Signer = &s
	}
	if l.Signed.Issuer != nil && l.Signed.Signer != nil {
		l.State = Signed
	}
	return l, nil
}

// withdraw takes back a letter that nobody has signed.
func (l Letter) withdraw(reason string) (Letter, error) {
	if l.State == Withdrawn || l.Signed.Issuer != nil || l.Signed.Signer != nil {
		return l, anlan.ErrLetterState.With("number", l.Name()).With("state", l.State.Word())
	}
	if strings.TrimSpace(reason) == "" {
		return l, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	}
	l.State, l.Reason = Withdrawn, strings.TrimSpace(reason)
	return l, nil
}

// scope is where the facts of a metric count for the letter: what a unit does itself hangs on the unit,
// what happens in its care on its line of work or its territory.
func (l Letter) scope(metric string) string {
	switch {
	case byDoer(metric):
		return "u:" + string(l.Signer.Unit)
	case l.Kind == rule.LetterDepartment:
		return "b:" + string(l.Signer.Unit)
	case l.Kind == rule.LetterTownship:
		return "a:" + l.Signer.Place[:min(9, len(l.Signer.Place))]
	case l.Kind == rule.LetterVillage && len(l.Signer.Place) >= 12:
		return "v:" + l.Signer.Place[:12]
	default:
		return "u:" + string(l.Signer.Unit)
	}
}

// scopes are all places where the letter counts.
func (l Letter) scopes() []string {
	list := []string{l.scope("matter.deadline")}
	if own := "u:" + string(l.Signer.Unit); !slices.Contains(list, own) {
		list = append(list, own)
	}
	return list
}

// byDoer tells whether the facts of a metric hang on who did it, and not on where it happened.
func byDoer(metric string) bool {
	return !slices.Contains([]string{"hazard.deadline", "hazard.found", "hazard.major", "hazard.relapse", "matter.deadline"}, metric)
}

// issuedBy tells whether a kind of unit may issue letters to a kind of signer.
func issuedBy(issuer, signer string) bool {
	return slices.Contains(map[string][]string{
		rule.LetterDepartment: {"county"},
		rule.LetterTownship:   {"county"},
		rule.LetterVillage:    {rule.LetterTownship},
		rule.LetterEnterprise: {"county", rule.LetterDepartment, rule.LetterTownship, rule.LetterVillage},
	}[signer], issuer)
}

func numberOf(year int, n int64) string { return fmt.Sprintf("责〔%d〕%d号", year, n) }
