package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/letter"
	"anlan/internal/rule"
)

// refusal is a problem as the screen gets it.
type refusal struct {
	Code, Title string
	Errors      []struct{ Location, Message string }
}

// refuse sends what is wrong in both languages and wants the same code, a place, and a sentence in each.
func (b browser) refuse(what, code, path, kind string, body func() io.Reader) {
	b.t.Helper()
	for _, lang := range []string{"zh-CN", "en"} {
		req, err := http.NewRequest(http.MethodPost, b.base+path, body())
		if err != nil {
			b.t.Fatal(err)
		}
		req.Header.Set("Content-Type", kind)
		req.Header.Set(account.HeaderName, "1")
		req.Header.Set("Accept-Language", lang)
		res, err := (&http.Client{Jar: b.jar}).Do(req)
		if err != nil {
			b.t.Fatal(err)
		}
		raw, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil {
			b.t.Fatal(err)
		}
		var p refusal
		if err = json.Unmarshal(raw, &p); err != nil {
			b.t.Fatalf("%s: %v in %s", what, err, raw)
		}
		words := []string{p.Title}
		found := p.Code == code
		for _, e := range p.Errors {
			words = append(words, e.Message)
		}
		said := strings.Join(words, " ")
		han := strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) })
		if found = found || strings.Contains(string(raw), `"`+code+`"`); !found || res.StatusCode < 400 || res.StatusCode >= 500 || said == "" || lang == "zh-CN" && !han {
			b.t.Errorf("%s (%s): %d %s", what, lang, res.StatusCode, raw)
		}
	}
}

func (b browser) refuseJSON(what, code, path string, in any) {
	b.t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		b.t.Fatal(err)
	}
	b.refuse(what, code, path, "application/json", func() io.Reader { return bytes.NewReader(raw) })
}

// unitOf finds a unit of the demo county by its kind and name.
func (b browser) unitOf(kind, name string) anlan.ID {
	b.t.Helper()
	var units api.ListOf[api.Named]
	b.want(http.StatusOK, "GET", "/api/v1/units?kind="+kind+"&q="+url.QueryEscape(name), nil, &units)
	if len(units.Items) == 0 {
		b.t.Fatalf("the demo has no %s %s", kind, name)
	}
	return units.Items[0].ID
}

// Letters that cannot be, over HTTP: each is refused with what is wrong, in both languages.
func TestWrongLettersAreRefused(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var view struct {
		Items []struct {
			Body    rule.LetterTemplate
			Builtin bool
		}
	}
	b.want(http.StatusOK, "GET", "/api/v1/letter-templates", nil, &view)
	year := house.app.DB.Now().Date().Year() + 1
	town := b.unitOf("township", "红堡镇")
	birth := func(issuer, signer anlan.ID) fields {
		return fields{"year": year, "issuer": issuer, "signers": []anlan.ID{signer}}
	}
	b.refuseJSON("a letter with itself", "letter_circle", "/api/v1/letters", birth(town, town))
	b.refuseJSON("a year far away", "letter_year", "/api/v1/letters", fields{"year": 2099, "issuer": town, "signers": []anlan.ID{town}})
	draft := func(edit func(*rule.LetterTemplate)) fields {
		raw, _ := json.Marshal(view.Items[len(view.Items)-1].Body)
		var body rule.LetterTemplate
		if err := json.Unmarshal(raw, &body); err != nil {
			t.Fatal(err)
		}
		edit(&body)
		return fields{"from": fmt.Sprintf("%d-01-01", year), "to": fmt.Sprintf("%d-12-31", year), "source": "县安委会文件", "body": body}
	}
	b.refuseJSON("weights that do not sum", "letter_weights", "/api/v1/letter-templates", draft(func(t *rule.LetterTemplate) { t.Parts[0].Clauses[0].Weight++ }))
	b.refuseJSON("an indicator that nobody knows", "letter_metric", "/api/v1/letter-templates", draft(func(t *rule.LetterTemplate) { t.Vetoes[0].Metric = "moon.full" }))
	b.refuseJSON("grades upside down", "letter_grades", "/api/v1/letter-templates", draft(func(t *rule.LetterTemplate) { t.Grades[0].Min = 1 }))
	var first, second struct {
		ID       anlan.ID
		Revision int64
	}
	b.want(http.StatusOK, "POST", "/api/v1/letter-templates", draft(func(*rule.LetterTemplate) {}), &first)
	b.want(http.StatusOK, "POST", "/api/v1/letter-templates", draft(func(*rule.LetterTemplate) {}), &second)
	b.want(http.StatusOK, "POST", "/api/v1/letter-templates/"+string(first.ID)+"/publish", fields{"revision": first.Revision}, nil)
	b.refuseJSON("two templates for one day", "letter_overlap", "/api/v1/letter-templates/"+string(second.ID)+"/publish", fields{"revision": second.Revision})
	b.refuseJSON("a fact without a unit, a day, a basis", "field_required", "/api/v1/letter-records", fields{"unit": "", "metric": "drill.held", "day": "", "n": 1, "text": "演练", "basis": ""})
	b.refuseJSON("a file that never came", "matter_file_unknown", "/api/v1/letter-records", fields{"unit": town, "metric": "drill.held", "day": "2022-01-02", "n": 1, "text": "演练",
		"basis": "记录", "files": []string{strings.Repeat("a", 64)}})
	b.refuseJSON("a team of nobody", "field_required", fmt.Sprintf("/api/v1/letter-rounds/%d/teams", year-1), fields{"teams": []fields{{"name": "甲", "posts": []string{}, "letters": []string{}}}})
}

// A unit without a leading post has nobody to sign: the letter is not sent, and takes no number.
func TestALetterWithoutASignerIsNotSent(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var u struct{ ID anlan.ID }
	b.want(http.StatusCreated, "POST", "/api/v1/units", fields{"kind": "department", "name": "无岗局", "place": "620521", "rank": 900}, &u)
	gov := b.unitOf("government_organ", "")
	var born struct {
		Made []struct {
			ID       anlan.ID
			Number   string
			Revision int64
		}
	}
	b.want(http.StatusCreated, "POST", "/api/v1/letters", fields{"year": house.app.DB.Now().Date().Year(), "issuer": gov, "signers": []anlan.ID{u.ID}}, &born)
	if len(born.Made) != 1 || born.Made[0].Number != "" {
		t.Fatalf("%+v", born)
	}
	b.refuseJSON("a signer without a post", "letter_no_post", "/api/v1/letters/"+string(born.Made[0].ID)+"/send", fields{"revision": born.Made[0].Revision})
}

// Templates of documents with macros, or that fetch something, are refused in both languages.
func TestWrongDocumentTemplatesAreRefused(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	docx := func(extra map[string]string) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		files := map[string]string{
			"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"word/document.xml":   `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{{标题}}</w:t></w:r></w:p></w:body></w:document>`}
		for name, body := range extra {
			files[name] = body
		}
		for name, body := range files {
			w, _ := z.Create(name) // a buffer never fails
			_, _ = w.Write([]byte(body))
		}
		_ = z.Close()
		return out.Bytes()
	}
	for what, x := range map[string]struct {
		code  string
		extra map[string]string
	}{
		"places missing":  {"template_places_missing", nil},
		"a macro":         {"paper_macros", map[string]string{"word/vbaProject.bin": "x"}},
		"an outside link": {"template_external", map[string]string{"word/_rels/document.xml.rels": `<Relationships><Relationship Id="r" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/></Relationships>`}},
	} {
		kind, body := form("own.docx", docx(x.extra))
		raw, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		b.refuse(what, x.code, "/api/v1/documents/templates/notice", kind, func() io.Reader { return bytes.NewReader(raw) })
	}
}

// The secret of a key has no place in what is sent: a body that carries one is refused, like keys that are none.
func TestASecretIsNeverTaken(t *testing.T) {
	b := sit(t, anlan.RoleTownship)
	var me api.SessionView
	b.want(http.StatusOK, "GET", "/api/v1/session", nil, &me)
	id := house.app.DB.NewID()
	good := func() fields {
		e, err := letter.MakeKey(id, me.Account.ID, letter.Ed25519, "我的签名口令一二三", letter.SecretCost())
		if err != nil {
			t.Fatal(err)
		}
		return fields{"id": e.ID, "suite": e.Suite, "public": e.Public, "wrapped": e.Wrapped, "proof": e.Proof}
	}
	const path = "/api/v1/letter-keys"
	with := func(name string, value any) fields {
		f := good()
		f[name] = value
		return f
	}
	b.refuseJSON("with the secret", "request_malformed", path, with("secret", "我的签名口令一二三"))
	b.refuseJSON("a point of low order", "letter_key_bad", path, with("public", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
	b.refuseJSON("a proof by another", "letter_key_bad", path, with("proof", strings.Repeat("A", 86)+"=="))
	b.refuseJSON("a suite that nobody knows", "request_malformed", path, with("suite", "rsa"))
	b.refuseJSON("a private key in the open", "letter_key_bad", path, with("wrapped", letter.Wrapping{KDF: "argon2id", Memory: 19456, Passes: 2, Lanes: 1, Salt: make([]byte, 16), Nonce: make([]byte, 24), Box: make([]byte, 32)}))
	b.refuseJSON("a box that is no base64", "request_malformed", path, with("wrapped", fields{"kdf": "argon2id", "memory_kib": 19456, "passes": 2, "lanes": 1, "salt": "盐", "nonce": "", "box": ""}))
	var l struct{ Items []api.LetterRow }
	b.want(http.StatusOK, "GET", "/api/v1/letters?mine=true", nil, &l)
	if len(l.Items) == 0 {
		t.Fatal("no letter waits for the township")
	}
	sign := "/api/v1/letters/" + string(l.Items[0].ID)
	b.refuseJSON("signing with a secret", "request_malformed", sign+"/sign", fields{"role": "signer", "hash": l.Items[0].Hash, "secret": "我的签名口令一二三"})
	b.refuseJSON("a signature over nothing that was laid", "letter_sheet", sign+"/sign", fields{"statement": "{}", "signature": "AA=="})
	b.refuseJSON("without a key", "letter_key_none", sign+"/sheet", fields{"role": "signer", "hash": l.Items[0].Hash})
}
