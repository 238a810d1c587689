package letter

import (
	"encoding/base64"
	"encoding/json"

	"anlan"
)

// Key is the key of one who signs: made at enrolment, used by nobody else. The private half is never here
// in the open: only its wrapping is kept, which the signer's secret opens on the signer's own device.
type Key struct {
	ID       anlan.ID      `json:"id"`
	Account  anlan.ID      `json:"account"`
	Person   anlan.ID      `json:"person"`
	Name     string        `json:"name"` // of the person
	Suite    string        `json:"suite" enum:"ed25519,sm2-sm3"`
	Public   string        `json:"public" doc:"base64"`
	Born     string        `json:"born,omitempty" enum:"device" doc:"Where it was made: device, the signer's own; empty: on the server, as keys were before"`
	Made     anlan.Instant `json:"made"`
	Ended    anlan.Instant `json:"ended,omitempty"`
	Reason   string        `json:"reason,omitempty"`
	Revision int64         `json:"revision"`
}

// BornOnDevice is the birthplace of keys whose private half and secret this program never saw.
const BornOnDevice = "device"

// Ref names the key.
func (k Key) Ref() anlan.Ref { return anlan.Ref{Kind: RefKey, ID: k.ID} }

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// Statement is exactly what is signed: the digest of the text and everything about the act. Its bytes are
// kept as they were signed.
type Statement struct {
	Format string        `json:"format"` // anlan-letter/1
	Letter anlan.ID      `json:"letter"`
	Number string        `json:"number"`
	SHA256 string        `json:"sha256"` // of the text
	Role   string        `json:"role"`   // issuer, signer
	Unit   string        `json:"unit"`
	Post   string        `json:"post"`
	Person string        `json:"person"`
	Key    anlan.ID      `json:"key"`
	Suite  string        `json:"suite"`
	Proved string        `json:"proved"` // how the signer proved anew who he is: password, totp; demo in a demonstration
	At     anlan.Instant `json:"at"`
}

// Format names the file and what is signed in it.
const Format = "anlan-letter/1"

// Signature is one signature under a letter. It is only ever added.
type Signature struct {
	ID        anlan.ID      `json:"id"`
	Letter    anlan.ID      `json:"letter"`
	Role      string        `json:"role" enum:"issuer,signer"`
	Key       anlan.ID      `json:"key"`
	Public    string        `json:"public"`
	Suite     string        `json:"suite"`
	Statement string        `json:"statement" doc:"The bytes that were signed"`
	Signature string        `json:"signature" doc:"base64"`
	Account   anlan.ID      `json:"account"`
	Person    anlan.ID      `json:"person"`
	Post      anlan.ID      `json:"post"`
	Unit      anlan.ID      `json:"unit"`
	At        anlan.Instant `json:"at"`
}

// Ref names the signature.
func (s Signature) Ref() anlan.Ref { return anlan.Ref{Kind: RefSignature, ID: s.ID} }

// Holds tells whether the signature is its key's over its statement.
func (s Signature) Holds() bool {
	suite, known := SuiteOf(s.Suite)
	public, err := base64.StdEncoding.DecodeString(s.Public)
	sig, err2 := base64.StdEncoding.DecodeString(s.Signature)
	return known && err == nil && err2 == nil && suite.Verify(public, []byte(s.Statement), sig)
}

// says reads what was signed.
func (s Signature) says() (st Statement) {
	_ = json.Unmarshal([]byte(s.Statement), &st) // an altered statement says nothing
	return st
}

// PersonName is who signed, as the signed statement says.
func (s Signature) PersonName() string { return s.says().Person }

// Says tells whether what was signed is this letter's text.
func (s Signature) Says(l Letter) bool {
	st := s.says()
	return st.Letter == l.ID && st.SHA256 == l.Hash && st.Role == s.Role && st.At == s.At
}
