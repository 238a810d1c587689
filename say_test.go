package anlan_test

import (
	"strings"
	"testing"

	"anlan"
)

// A form that has its own label for a field finds the word to exchange within the sentence, quoted.
func TestCalled(t *testing.T) {
	t.Parallel()
	for _, l := range []anlan.Lang{anlan.ZH, anlan.EN} {
		missing := anlan.ErrFieldRequired.With("name", "items[3].text").At("items[3].text")
		if word := missing.Called(l); word == "" || !strings.Contains(missing.Say(l), "“"+word+"”") {
			t.Errorf("%q is not within %q", word, missing.Say(l))
		}
		if word := anlan.ErrDateMalformed.With("value", "2022-02-30").Called(l); word != "" {
			t.Errorf("a sentence that names no field calls it %q", word)
		}
	}
}
