package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestMinutesPrintsProposals(t *testing.T) {
	t.Parallel()
	const text = "岭北县安委会会议纪要\n2024年3月5日，县长主持召开会议，纪要如下：\n一、县住建局要在3月20日前检查全县在建工地。\n"
	for _, args := range [][]string{{"parse", "-", "--json"}, {"parse", "--json", "-"}} {
		var out, errs bytes.Buffer
		if code := runMinutes(args, strings.NewReader(text), &out, &errs); code != 0 {
			t.Fatalf("%v: code %d, %s", args, code, &errs)
		}
		var p struct {
			Meeting   struct{ Date, Title, Organ, Kind string }
			Decisions []map[string]any
		}
		if err := json.Unmarshal(out.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if p.Meeting.Date != "2024-03-05" || len(p.Decisions) != 1 {
			t.Fatalf("%v: %s", args, &out)
		}
		for _, key := range []string{"kind", "text", "source", "owners", "co_owners", "due", "recurrence", "topic", "quantities", "why"} {
			if _, ok := p.Decisions[0][key]; !ok {
				t.Errorf("decision has no %s", key)
			}
		}
	}
}

func TestMinutesRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		in   string
		code int
	}{
		"no verb":      {nil, "", 2},
		"no file":      {[]string{"parse"}, "", 2},
		"two files":    {[]string{"parse", "a", "b"}, "", 2},
		"unknown flag": {[]string{"parse", "--csv", "-"}, "", 2},
		"missing file": {[]string{"parse", "testdata/none.txt"}, "", 2},
		"binary":       {[]string{"parse", "-"}, strings.Repeat("\x00\x01\x02", 99), 2},
		"false docx":   {[]string{"parse", "-"}, "PK\x03\x04 is no archive", 2},
		"empty":        {[]string{"parse", "-"}, "", 0},
	} {
		var out, errs bytes.Buffer
		if code := runMinutes(c.args, strings.NewReader(c.in), &out, &errs); code != c.code {
			t.Errorf("%s: code %d, want %d (%s)", name, code, c.code, &errs)
		}
	}
}
