package anlan_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anlan"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var placeName = regexp.MustCompile(`\{(\w+)\}`)

// Every error speaks both languages, and both name the same places.
func TestErrorsSpeakBothLanguages(t *testing.T) {
	var list []struct{ Code, Kind, ZH, EN string }
	if err := json.Unmarshal([]byte(read(t, "errors.json")), &list); err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		zh, en := placeName.FindAllString(e.ZH, -1), placeName.FindAllString(e.EN, -1)
		for _, p := range en {
			if !slices.Contains(zh, p) {
				t.Errorf("%s: %s stands in English only", e.Code, p)
			}
		}
		if e.ZH == "" || e.EN == "" {
			t.Errorf("%s lacks a language", e.Code)
		}
	}
	for lang, want := range map[anlan.Lang]string{anlan.ZH: "缺牵头单位、期限早于会议", anlan.EN: "no lead unit, too early"} {
		gaps := []anlan.Both{{ZH: "缺牵头单位", EN: "no lead unit"}, {ZH: "期限早于会议", EN: "too early"}}
		if got := anlan.ErrCommitteeGaps.With("no", 8).With("gaps", gaps).Say(lang); !strings.Contains(got, want) {
			t.Errorf("%s: %s", lang, got)
		}
	}
	if got := anlan.ErrFieldTooLong.With("name", "title").With("max", 200).Say(anlan.EN); got != "“Title” is too long: at most 200 characters." {
		t.Error(got)
	}
}

// fieldNames are the forms in which the rooms name a wrong field.
var fieldNames = []*regexp.Regexp{
	regexp.MustCompile(`ErrField\w*\.With\("name", "([^"]+)"`),
	regexp.MustCompile(`\b(?:required|require|limit|checkText|checkLong|checkDay|invalid|oneOf)\((?:p, |bad, )?"([a-z][\w.]*)",`),
}

// Every field that a room may call wrong has a word for people, in both languages.
func TestFieldsHaveWords(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("internal", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text := read(t, path)
		for _, form := range fieldNames {
			for _, m := range form.FindAllStringSubmatch(text, -1) {
				seen++
				if w := anlan.FieldWord(m[1]); w.ZH == m[1] || w.EN == m[1] || w.ZH == "" || w.EN == "" {
					t.Errorf("%s blames the field %q; give it a word in fields.json", path, m[1])
				}
			}
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Errorf("%d fields found: %v", seen, err)
	}
	for lang, want := range map[anlan.Lang]string{anlan.ZH: "“日期”没有填写，请补上。", anlan.EN: "“Day” is missing; please fill it in."} {
		for _, path := range []string{"day", "items[3].day", "rows[2].day"} {
			if got := anlan.ErrFieldRequired.With("name", path).At(path).Say(lang); got != want {
				t.Errorf("%s: %s", path, got)
			}
		}
	}
	if got := anlan.ErrRegistryAbolished.With("name", "name").Say(anlan.EN); !strings.Contains(got, "“name”") {
		t.Errorf("a name that is no field was translated: %s", got)
	}
}

func TestIDsSortByTime(t *testing.T) {
	a, b := anlan.NewID(1, nil), anlan.NewID(2, nil)
	if a >= b {
		t.Errorf("%s is not before %s", a, b)
	}
	if _, err := anlan.ParseID(string(a)); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "x", string(a)[1:], "00000000-0000-4000-8000-000000000000", string(a) + "0", "00000000_0000-7000-8000-000000000000"} {
		if _, err := anlan.ParseID(bad); err == nil {
			t.Errorf("%q was taken for an ID", bad)
		}
	}
}

func TestDeadlineIncludesItsDay(t *testing.T) {
	d, err := anlan.ParseDate("2022-03-10")
	if err != nil {
		t.Fatal(err)
	}
	if got := d.End().Time().Format("2006-01-02 15:04:05.000"); got != "2022-03-10 23:59:59.999" {
		t.Error(got)
	}
	if _, err := anlan.ParseDate("2022-02-30"); err == nil {
		t.Error("30 February exists")
	}
}

// The map in CONTRIBUTING.md names what is there.
func TestMapOfTheHouse(t *testing.T) {
	for _, dir := range []string{"cmd/anlan", "internal/app", "internal/app/demo", "internal/api", "internal/ui", "internal/flow",
		"internal/committee", "internal/ledger", "internal/report", "internal/registry", "internal/account", "internal/duty", "internal/matrix",
		"internal/matter", "internal/obs", "internal/db", "internal/event", "internal/timer", "internal/notify", "internal/authz",
		"internal/calendar", "internal/rule", "internal/blob", "internal/paper", "internal/geo", "policy", "web", "sim", "proofs", "bench"} {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			t.Errorf("%s is on the map and not in the house", dir)
		}
	}
	if text := read(t, "CONTRIBUTING.md"); !regexp.MustCompile(`registry ← account ← duty ← matrix ← matter`).MatchString(text) {
		t.Error("CONTRIBUTING.md lost its map")
	}
}
