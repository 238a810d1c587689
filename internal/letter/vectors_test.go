package letter

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"testing"

	"anlan"
)

// vector is what a device made: a key, its wrapping, its proof, a signature. The browser's half is written by
// web/src/rooms/letter/signing/vectors.test.ts; each side reads what both have made.
type vector struct {
	Account   anlan.ID  `json:"account"`
	Secret    string    `json:"secret"`
	Enrolment Enrolment `json:"enrolment"`
	Private   string    `json:"private"` // base64; of nobody
	Statement string    `json:"statement"`
	Signature string    `json:"signature"`
}

const vectorFiles = "../../testdata/letter-signing-"

// Whatever the browser makes, this program takes, and the other way round.
func TestBothDevicesAgree(t *testing.T) {
	if os.Getenv("ANLAN_VECTORS") == "write" {
		writeVectors(t)
	}
	for _, by := range []string{"go", "web"} {
		raw, err := os.ReadFile(vectorFiles + by + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var list []vector
		if err := json.Unmarshal(raw, &list); err != nil || len(list) < len(Suites()) {
			t.Fatal(by, err, len(list))
		}
		for _, v := range list {
			v.holds(t, by)
		}
	}
}

func (v vector) holds(t *testing.T, by string) {
	t.Helper()
	e := v.Enrolment
	if err := e.check(v.Account, Cost{}); err != nil {
		t.Errorf("%s %s: %v", by, e.Suite, err)
	}
	if e.check(v.Account+"x", Cost{}) == nil {
		t.Errorf("%s %s is anybody's key", by, e.Suite)
	}
	private, err := e.Wrapped.unwrap(e.ID, v.Secret)
	if err != nil || b64(private) != v.Private {
		t.Fatalf("%s %s: opened another key: %v", by, e.Suite, err)
	}
	suite, _ := SuiteOf(e.Suite)
	public, _ := base64.StdEncoding.DecodeString(e.Public)
	signature, err := base64.StdEncoding.DecodeString(v.Signature)
	if err != nil || !suite.Verify(public, []byte(v.Statement), signature) || suite.Verify(public, []byte(v.Statement+" "), signature) {
		t.Errorf("%s %s: the signature does not hold: %v", by, e.Suite, err)
	}
	again, err := suite.Sign(private, []byte(v.Statement))
	if same := bytes.Equal(again, signature); err != nil || same != (e.Suite == Ed25519) {
		t.Errorf("%s %s: signed again, the same signature: %t %v", by, e.Suite, same, err)
	}
}

// writeVectors writes the half that this program makes.
func writeVectors(t *testing.T) {
	t.Helper()
	var list []vector
	for _, x := range []struct {
		suite, secret string
		cost          Cost
	}{{Ed25519, "清水-2022-签字", DemoCost()}, {SM2, "清水-2022-签字", DemoCost()}, {Ed25519, "as the server of before made it", Cost{Memory: 512, Passes: 3, Lanes: 2}}} {
		v := vector{Account: anlan.NewID(0, nil), Secret: x.secret}
		var err error
		if v.Enrolment, err = MakeKey(anlan.NewID(0, nil), v.Account, x.suite, x.secret, x.cost); err != nil {
			t.Fatal(err)
		}
		k := Key{ID: v.Enrolment.ID, Suite: x.suite, Public: v.Enrolment.Public, Name: "镇长"}
		private, err := v.Enrolment.Wrapped.unwrap(k.ID, x.secret)
		if err != nil {
			t.Fatal(err)
		}
		v.Private = b64(private)
		if v.Statement, err = statementOf(Letter{ID: anlan.NewID(0, nil), Number: "责〔2022〕1号", Hash: HashOf("原文")}, RoleSigner, k, "password", 1_642_464_000_000); err != nil {
			t.Fatal(err)
		}
		act, err := Sheet{Statement: v.Statement, Key: k, Wrapped: v.Enrolment.Wrapped}.Sign(x.secret)
		if err != nil {
			t.Fatal(err)
		}
		v.Signature = act.Signature
		list = append(list, v)
	}
	raw, err := json.MarshalIndent(list, "", " ")
	if err == nil {
		err = os.WriteFile(vectorFiles+"go.json", append(raw, '\n'), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
