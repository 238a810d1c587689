package matrix

import (
	"errors"
	"strings"
	"testing"

	"anlan"
)

// A verb that is out of place is refused in words: a page shows them to people.
func TestRefusalsAreWords(t *testing.T) {
	t.Parallel()
	for _, state := range []Standing{Open, Asked, Agreed, Split, Tabled, Decided} {
		for verb := range verbWords {
			for _, live := range []bool{true, false} {
				var err *anlan.Error
				if !errors.As(Finding{State: state, Live: live}.in(verb), &err) {
					t.Fatalf("%s of a finding that is %s was not refused", verb, state)
				}
				zh, en := err.Say(anlan.ZH), err.Say(anlan.EN)
				if strings.Contains(zh, "“”") || strings.Contains(en, "“”") || strings.Contains(zh, verb) {
					t.Errorf("%s %s: %s %s", state, verb, zh, en)
				}
			}
		}
	}
}
