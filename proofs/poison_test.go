package proofs

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
)

// poisons are texts that have broken other programs: markup, SQL, templates, headers, logs, formulas,
// paths, and text that is hard to handle.
var poisons = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`, `<svg/onload=alert(1)>`, `&lt;script&gt;`,
	`' OR '1'='1`, `'; DROP TABLE matter; --`, `1) UNION SELECT login, secret FROM account --`, `%' ESCAPE '`, `$1 $2 ?`,
	`{{7*7}}`, `${7*7}`, `<%= 7*7 %>`, `#{7*7}`,
	"a\r\nSet-Cookie: x=1", "a\nlevel=ERROR msg=forged", "\x1b[31mred\x1b[0m",
	`=HYPERLINK("http://evil.example","x")`, `+cmd|' /C calc'!A0`, `@SUM(1+1)`,
	`../../../../etc/passwd`, `..\..\windows\win.ini`, `/dev/null`, "a\u0000b",
	"\u202egnp.exe", "𠮷野家👨‍👩‍👧‍👦", "ＡＢＣ１２３", strings.Repeat("长", 300), `%s%n%x`, "\ufeff",
}

// TestPoison (R21): every text of every request that changes something, and every parameter of every
// request that reads, takes every poison: nothing breaks, and what is stored comes back as it went in.
func TestPoison(t *testing.T) {
	d, l := openDoor(t), readLaw(t)
	k := d.open(t, "yongqing", "office", "office", "毒")
	var mu sync.Mutex
	sent, kept := 0, 0
	var all sync.WaitGroup
	slots := make(chan struct{}, 8)
	for _, o := range d.spec.ops {
		c := d.whoMay(l, o.Action)
		if c == nil || strings.Contains(o.Path, "session") || strings.Contains(o.Path, "/setup") {
			continue // signing in has proofs of its own, and the session is needed
		}
		b := *c.b
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for _, r := range d.poisoned(o, string(k.ID)) {
				code, body, h, err := b.send(o.Method, r.path, newKeyFor(o.Method, d), r.body)
				mu.Lock()
				sent++
				switch {
				case err != nil:
					t.Errorf("%s %s with %q in %s: %v", o.Method, r.path, r.poison, r.field, err)
				case code >= 500:
					t.Errorf("%s %s with %q in %s: %d %.200s", o.Method, r.path, r.poison, r.field, code, body)
				case h.Get("Set-Cookie") != "" && strings.Contains(h.Get("Set-Cookie"), "x=1"):
					t.Errorf("%s %s: a header was injected", o.Method, r.path)
				case code < 300 && len(body) > 0 && strings.Contains(h.Get("Content-Type"), "json") && !json.Valid(body):
					t.Errorf("%s %s with %q in %s: the answer is no JSON", o.Method, r.path, r.poison, r.field)
				case code < 300 && o.Method != http.MethodGet:
					kept++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	d.comesBack(t)
	d.stillStands(t)
	t.Logf("%d poisoned requests, %d of them stored something", sent, kept)
	if kept < 50 {
		t.Errorf("only %d poisons were stored: the requests are refused for other reasons", kept)
	}
}

// whoMay is somebody who may take the action in the whole county.
func (d *door) whoMay(l law, action string) *chair {
	if action == "public" {
		return d.nobody()
	}
	for _, name := range []string{"office", "security", "system", "audit", "county", "yongqing"} {
		if l.may(d.seats[name], action) {
			return d.seats[name]
		}
	}
	return nil
}

// poisonedRequest is one request with one poison in one place.
type poisonedRequest struct {
	path, field, poison string
	body                any
}

func (d *door) poisoned(o op, id string) (list []poisonedRequest) {
	path := address1(o.Path, id)
	x, hasBody := d.spec.body(o)
	least := d.spec.minimal("", x, 0)
	for _, poison := range poisons {
		for _, p := range o.Parameters {
			switch {
			case p.In == "query" && p.Schema.is("string"):
				list = append(list, poisonedRequest{path + "?" + url.Values{p.Name: {poison}}.Encode(), p.Name, poison, bodyOr(hasBody, least)})
			case p.In == "path" && !strings.Contains(poison, "\x00"):
				list = append(list, poisonedRequest{address1(o.Path, url.PathEscape(poison)), p.Name, poison, bodyOr(hasBody, least)})
			}
		}
		if m, ok := least.(map[string]any); hasBody && ok {
			for _, key := range slices.Sorted(maps.Keys(x.Properties)) {
				if v, ok := d.spec.poison(x.Properties[key], poison, 0); ok {
					worse := maps.Clone(m)
					worse[key] = v
					list = append(list, poisonedRequest{path, key, poison, worse})
				}
			}
		}
	}
	return list
}

func bodyOr(has bool, v any) any {
	if has {
		return v
	}
	return nil
}

// poison is a value of the schema with the poison in all of its texts; false when it has none.
func (s *spec) poison(x schema, text string, depth int) (any, bool) {
	x = s.whole(x)
	switch {
	case depth > 4 || len(x.Enum) > 0:
		return nil, false
	case x.is("string"):
		if x.MaxLength > 0 && len([]rune(text)) > x.MaxLength {
			text = string([]rune(text)[:x.MaxLength])
		}
		return text, true
	case x.is("array") && x.Items != nil:
		v, ok := s.poison(*x.Items, text, depth+1)
		return []any{v}, ok
	case x.is("object"):
		v, found := map[string]any{}, false
		for key, part := range x.Properties {
			if w, ok := s.poison(part, text, depth+1); ok {
				v[key], found = w, true
			} else if slices.Contains(x.Required, key) {
				v[key] = s.minimal(key, part, depth+1)
			}
		}
		return v, found
	}
	return nil, false
}

// comesBack: a text is a text. What goes in comes back unchanged from the record and from the list.
func (d *door) comesBack(t *testing.T) {
	t.Helper()
	b := d.seats["office"].b
	for _, poison := range poisons {
		body := map[string]any{"title": "题" + poison, "text": poison, "standard": poison, "unit": d.seats["yongqing"].unit.ID}
		if len([]rune(poison)) > 190 {
			body["title"] = "长"
		}
		code, raw, _, err := b.send(http.MethodPost, "/api/v1/matters", newKey(d), body)
		must(t, err)
		if code >= 500 {
			t.Errorf("%q: %d %.200s", poison, code, raw)
			continue
		}
		if code >= 300 {
			continue // refused is as good
		}
		var m struct{ ID, Title, Text string }
		must(t, json.Unmarshal(raw, &m))
		code, again, _, err := b.send(http.MethodGet, "/api/v1/matters/"+m.ID, "", nil)
		must(t, err)
		var got struct{ Title, Text string }
		must(t, json.Unmarshal(again, &got))
		if code != http.StatusOK || strings.TrimSpace(got.Text) != strings.TrimSpace(strings.TrimSpace(poison)) {
			t.Errorf("%q came back as %q", poison, got.Text)
		}
	}
}

// stillStands: after all the poison the tables are there, the figures agree and the record verifies.
func (d *door) stillStands(t *testing.T) {
	t.Helper()
	_, err := d.Catch(ctx)
	must(t, err)
	if agree, err := d.Report.Recount(ctx); err != nil || !agree {
		t.Errorf("the recount disagrees: %v", err)
	}
	d.ledgerVerifies(t)
}
