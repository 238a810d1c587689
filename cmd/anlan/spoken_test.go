package main

import (
	"os"
	"testing"
)

// The tests read what a Chinese terminal shows, whatever terminal they run in.
func TestMain(m *testing.M) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES"} {
		_ = os.Unsetenv(name) // it cannot fail
	}
	_ = os.Setenv("LANG", "zh_CN.UTF-8") // nor can this
	os.Exit(m.Run())
}

func TestSpoken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "zh"}, {map[string]string{"LANG": "C.UTF-8"}, "zh"}, {map[string]string{"LANG": "en_US.UTF-8"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"},
	} {
		if got := spoken(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", c.env, got, c.want)
		}
	}
}
