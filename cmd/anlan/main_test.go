package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestVerbsRefuseWhatTheyDoNotKnow(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{nil, 2, "usage: anlan VERB"},
		{[]string{"help"}, 0, "usage: anlan VERB"},
		{[]string{"dance"}, 2, `there is no verb "dance"`},
		{[]string{"serve", "there", "--data", data}, 2, `"there" is no flag`},
		{[]string{"serve", "--port", "1"}, 2, "not defined: -port"},
		{[]string{"serve", "--data", data, "--db", "mysql://x"}, 2, "--db begins with postgres://"},
		{[]string{"serve", "--data", data, "--log", "loud"}, 2, "use debug, info, warn or error"},
		{[]string{"version"}, 0, "anlan "},
	} {
		var out bytes.Buffer
		if code := run(c.args, nil, &out, &out); code != c.code || !strings.Contains(out.String(), c.want) {
			t.Errorf("anlan %v ended with %d: %s", c.args, code, &out)
		}
	}
}
