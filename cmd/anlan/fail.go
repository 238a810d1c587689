package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"anlan"
)

// both is the language of commands that do not ask which one the operator reads.
const both = ""

// fail says what went wrong, in the operator's language where the error has a sentence, and returns
// the exit code of a command that could not do its work.
func fail(stderr io.Writer, lang string, err error) int {
	var known *anlan.Error
	switch {
	case !errors.As(err, &known):
		fmt.Fprintln(stderr, "anlan:", err)
		return 2
	case lang == both:
		fmt.Fprintln(stderr, "anlan:", known.Say(anlan.ZH))
		fmt.Fprintln(stderr, "      ", known.Say(anlan.EN))
	default:
		fmt.Fprintln(stderr, "anlan:", known.Say(anlan.Lang(lang)))
	}
	fmt.Fprintln(stderr, "      ", detail(err, known))
	return 2
}

// detail is what helps whoever looks into it: where it happened, the code, and the cause below.
func detail(err error, known *anlan.Error) string {
	s := strings.TrimSuffix(err.Error(), known.Error()) + known.Code
	if cause := errors.Unwrap(known); cause != nil {
		s += ": " + cause.Error()
	}
	return s
}

// spoken is the language of commands that nobody told one: that of the terminal, by the variables that programs go by
// (POSIX 8.2); Chinese where they name neither.
func spoken(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); strings.HasPrefix(v, "en") {
			return string(anlan.EN)
		} else if v != "" {
			return string(anlan.ZH)
		}
	}
	return string(anlan.ZH)
}
