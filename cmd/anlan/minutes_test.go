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
		"folder":       {[]string{"parse", "testdata"}, "", 2},
		"web page":     {[]string{"parse", "-"}, "<!DOCTYPE html><html><body>各乡镇要检查工地。</body></html>", 2},
		"rtf":          {[]string{"parse", "-"}, `{\rtf1\ansi hello}`, 2},
		"pdf":          {[]string{"parse", "-"}, "%PDF-1.4\n1 0 obj", 2},
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

// TestMinutesSpeaksBothLanguages checks that errors, notes and the table follow --lang.
func TestMinutesSpeaksBothLanguages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args     []string
		in       string
		out, err string
	}{
		"no file":   {[]string{"parse", "none.txt", "--lang", "en"}, "", "", "“none.txt” cannot be opened: there is no such file."},
		"无此文件":      {[]string{"parse", "none.txt"}, "", "", "打不开“none.txt”：没有这个文件。"},
		"folder":    {[]string{"parse", ".", "--lang", "en"}, "", "", "it is a folder"},
		"no words":  {[]string{"parse", "-", "--lang", "en"}, " \n", "no date", "holds no words"},
		"没有文字":      {[]string{"parse", "-", "--json"}, "", `"decisions": []`, "里没有文字"},
		"the table": {[]string{"parse", "-", "--lang", "en"}, "关于检查的通知\n各乡镇：\n一、各乡镇要严格落实“三管三必须”。\n", "names the duty regime “三管三必须”", ""},
	} {
		var out, errs bytes.Buffer
		runMinutes(c.args, strings.NewReader(c.in), &out, &errs)
		if !strings.Contains(out.String(), c.out) || !strings.Contains(errs.String(), c.err) || c.err == "" && errs.Len() > 0 {
			t.Errorf("%s: said %q and %q", name, &out, &errs)
		}
	}
}
