package minutes

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"anlan"
)

// keysIn matches the keys of reasons as the code writes them.
var keysIn = regexp.MustCompile(`(?:because\(|\.add\(-?\w+, )"(\w+)"`)

// TestEveryReasonHasItsSentence checks that the code gives no reason without a sentence, and that no sentence stands idle.
func TestEveryReasonHasItsSentence(t *testing.T) {
	t.Parallel()
	known, err := loadReasons()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"byHand": true, "moved": true} // said by the room, of what a person adds or moves
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range keysIn.FindAllStringSubmatch(string(src), -1) {
			used[m[1]] = true
			if _, ok := known[m[1]]; !ok {
				t.Errorf("%s gives the reason %q, which has no sentence", f, m[1])
			}
		}
	}
	for key, say := range known {
		if !used[key] {
			t.Errorf("nobody gives the reason %q", key)
		}
		for i := range strings.Count(say[0], "{") {
			if hole := "{" + string(rune('0'+i)) + "}"; !strings.Contains(say[0], hole) || !strings.Contains(say[1], hole) {
				t.Errorf("the sentences of %q do not both have %s", key, hole)
			}
		}
	}
}

// TestReasonsSpeakBothLanguages reads one demand and looks at its reasons in words.
func TestReasonsSpeakBothLanguages(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := r.ParseString("关于做好安全工作的通知\n各乡镇：\n一、各乡镇要严格落实“三管三必须”，3月底前报县安委办。\n2024年1月10日\n", Options{}).Decisions[0]
	if want := "规则6：指名的责任制“三管三必须”"; !strings.HasPrefix(d.Why, want) || r.Why(d.Reasons, anlan.ZH) != d.Why {
		t.Errorf("why is %q, want it to begin with %q", d.Why, want)
	}
	if got, want := r.Why(d.Reasons, anlan.EN), "Rule 6: names the duty regime “三管三必须”; "; !strings.HasPrefix(got, want) {
		t.Errorf("in English %q, want it to begin with %q", got, want)
	}
}

// TestScreensSayTheSameReasons compares the sentences of the web page with those of the reader.
func TestScreensSayTheSameReasons(t *testing.T) {
	t.Parallel()
	known, err := loadReasons()
	if err != nil {
		t.Fatal(err)
	}
	for i, lang := range []string{"zh", "en"} {
		raw, err := os.ReadFile("../../../web/src/rooms/committee/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var words struct{ Reason map[string]string }
		if err := json.Unmarshal(raw, &words); err != nil {
			t.Fatal(err)
		}
		if len(words.Reason) != len(known) {
			t.Errorf("%s.json has %d reasons, the reader %d", lang, len(words.Reason), len(known))
		}
		for key, say := range known {
			want := strings.NewReplacer("{0}", "{{w0}}", "{1}", "{{w1}}").Replace(say[i])
			if words.Reason[key] != want {
				t.Errorf("%s.json says %q of %s, the reader %q", lang, words.Reason[key], key, want)
			}
		}
	}
}
