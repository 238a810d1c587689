package matter

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
)

// The memo of documents knows a record by the head of its document: the ID stands there, whole.
func TestDocumentBeginsWithItsID(t *testing.T) {
	t.Parallel()
	id := anlan.NewID(1, nil)
	doc, err := db.Encode(Matter{ID: id})
	if err != nil || !strings.HasSuffix(doc[:db.ByID], string(id)) {
		t.Errorf("%v; the ID %s is not the end of the head of %s", err, id, doc)
	}
}

// Every verb that a refusal names has a word in both languages: a page shows it to people.
func TestVerbsHaveWords(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\.(?:in|free)\("([a-z]+)"`)
	found := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			if found++; verbWords[m[1]].ZH == "" || verbWords[m[1]].EN == "" {
				t.Errorf("%s: %q has no word", name, m[1])
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d verbs were found: the test looks in vain", found)
	}
	if len(stateWords) != 6 {
		t.Error("a state has no word")
	}
}
