package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
)

// A request that is sent twice with one key happens once, and both answers are the same.
func TestARetryFindsWhatItMade(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	twice := func(path string, in any) []byte {
		t.Helper()
		body, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		key, answers := string(b.d.NewID()), [2][]byte{}
		for i := range answers {
			req, err := http.NewRequest(http.MethodPost, b.base+path, bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Idempotency-Key", key)
			req.Header.Set(account.HeaderName, "1")
			res, err := (&http.Client{Jar: b.jar}).Do(req)
			if err != nil {
				t.Fatal(err)
			}
			answers[i], _ = io.ReadAll(res.Body)
			_ = res.Body.Close() // read to the end
			if res.StatusCode >= 300 {
				t.Fatalf("%s, time %d: status %d %s", path, i+1, res.StatusCode, answers[i])
			}
		}
		if !bytes.Equal(answers[0], answers[1]) {
			t.Errorf("%s answers\n%s\nand then\n%s", path, answers[0], answers[1])
		}
		return answers[0]
	}
	var unit, post, person struct{ ID anlan.ID }
	read := func(raw []byte, out any) {
		t.Helper()
		if err := json.Unmarshal(raw, out); err != nil {
			t.Fatal(err)
		}
	}
	today := b.d.Now().Date()
	read(twice("/api/v1/units", fields{"kind": "department", "name": "清水县演示重试局", "place": "620521"}), &unit)
	read(twice("/api/v1/posts", fields{"unit": unit.ID, "title": "局长", "kind": "chief"}), &post)
	read(twice("/api/v1/people", fields{"name": "演示重试"}), &person)
	twice("/api/v1/posts/"+string(post.ID)+"/handover", fields{"to": person.ID, "on": today})
	begin := today.AddDays(2).Start()
	shift := fields{"post": post.ID, "kind": "whole", "starts": begin, "ends": today.AddDays(3).Start(), "person": person.ID}
	var shifts api.ListOf[api.ShiftView]
	read(twice("/api/v1/duty", fields{"unit": unit.ID, "shifts": []any{shift}}), &shifts)
	if len(shifts.Items) != 1 || shifts.Items[0].Starts != begin {
		t.Errorf("shifts %+v", shifts.Items)
	}
}
