package proofs

import (
	"strings"
	"testing"
	"time"
)

// slow is how long the door may think about a body that means nothing (R11). It is generous to a busy
// machine: what it finds are parsers that never end.
const slow = 5 * time.Second

// FuzzJSON (R11–R13, the JSON door): whatever stands in the body of a request that changes something, the answer is a
// refusal with a reason or an ordinary success, soon, and never a fault of the program.
func FuzzJSON(f *testing.F) {
	d := openDoor(f)
	l, k := readLaw(f), d.open(f, "yongqing", "office", "office", "乱")
	doors := d.writable(l)
	for i, body := range malformed() {
		f.Add(uint(i), body)
	}
	f.Fuzz(func(t *testing.T, n uint, body string) {
		o := doors[n%uint(len(doors))]
		b := d.whoMay(l, o.Action).b
		start := time.Now()
		code, raw, _, err := b.send(o.Method, address1(o.Path, string(k.ID)), string(d.DB.NewID()), []byte(body))
		said := string(raw)
		switch {
		case err != nil:
			t.Fatalf("%s %s: %v", o.Method, o.Path, err)
		case code >= 500 || code < 200:
			t.Errorf("%s %s: %d %.300s", o.Method, o.Path, code, said)
		case code >= 400 && !strings.Contains(said, `"code":`):
			t.Errorf("%s %s: %d without a reason: %.300s", o.Method, o.Path, code, said)
		case time.Since(start) > slow:
			t.Errorf("%s %s thought for %v", o.Method, o.Path, time.Since(start))
		}
	})
}

// writable lists the requests with a JSON body that somebody may make, without those that end the
// sessions the others need.
func (d *door) writable(l law) (list []op) {
	for _, o := range d.spec.ops {
		ends := strings.Contains(o.Path, "session") || strings.Contains(o.Path, "/setup") || strings.Contains(o.Path, "/account/")
		if o.RequestBody == nil || ends || d.whoMay(l, o.Action) == nil {
			continue
		}
		list = append(list, o)
	}
	return list
}

// malformed are bodies that have broken parsers elsewhere, and a few that are well.
func malformed() []string {
	return []string{
		"", " ", "null", "true", "0", `""`, "[]", "{}", "{", "}", "[", `{"a"`, `{"a":}`, `{"a":1,}`, `{"a":1 "b":2}`, "\x00", "\xff\xfe{\x00}\x00", "\xef\xbb\xbf{}",
		`{"text":"\ud800"}`, `{"text":"\u0000"}`, "{\"text\":\"\xff\"}", `{"text":1e999}`, `{"text":-0}`, `{"revision":9223372036854775808}`, `{"revision":1.5}`, `{"revision":"1"}`,
		`{"text":"a","text":"b"}`, `{"TEXT":"a"}`, `{"__proto__":{}}`, `{"text":null}`, `{"text":[]}`, `{"text":{}}`, `{"files":{}}`, `{"files":[null]}`, `{"files":[[[[]]]]}`,
		`{"due":"2022-02-30"}`, `{"due":"0000-00-00"}`, `{"due":"9999999-01-01"}`, `{"due":""}`, `{"at":"2022-01-17T25:61:00Z"}`, `{"days":-1}`, `{"days":2147483648}`,
		`{}{}`, `{} x`, `/*c*/{}`, `'{}'`, `{text:"a"}`, `NaN`, `Infinity`, `+1`, `01`, `.5`, `1.`, `"\x"`, `"` + "\n" + `"`,
		strings.Repeat("[", 100000), strings.Repeat(`{"a":`, 100000), `{"text":"` + strings.Repeat("长", 100000) + `"}`, "[" + strings.Repeat("0,", 100000) + "0]",
		`{"text":"检查 12 家，发现问题 5 处。"}`, `{"title":"x","kind":"plenary","date":"2022-01-17"}`,
	}
}
