package proofs

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan/internal/matter"
)

// law is the table of who may do what, read here a second time: the oracle shares no code with the
// program.
type law map[string]map[string]string

func readLaw(t testing.TB) law {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "internal", "authz", "table.txt"))
	must(t, err)
	l := law{}
	for line := range strings.Lines(string(raw)) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0][0] == '#' {
			continue
		}
		l[f[0]] = map[string]string{}
		for _, w := range f[1:] {
			role, reach, _ := strings.Cut(w, ":")
			l[f[0]][role] = reach
		}
	}
	return l
}

// may says whether somebody may take an action on one of the units; no units asks for the action at all.
func (l law) may(c *chair, action string, units ...*chair) bool {
	reach := l[action][string(c.role)]
	if reach == "" || reach == "any" || len(units) == 0 {
		return reach != ""
	}
	return slices.ContainsFunc(units, func(u *chair) bool {
		return slices.Contains(c.below, u.unit.ID) || reach == "place" && c.place != "" && strings.HasPrefix(u.unit.Place, c.place)
	})
}

// verdict is what an answer says about rights, whatever it says otherwise.
func verdict(code int) string {
	switch code {
	case http.StatusUnauthorized:
		return "who?"
	case http.StatusForbidden:
		return "no"
	default:
		return "yes"
	}
}

// narrower are routes that refuse more than their row does when they are asked about nobody's record;
// each says why.
var narrower = map[string]string{
	"PUT /api/v1/session/post":      "a stranger's post is not one's own",
	"GET /api/v1/units/{id}/relays": "a stranger's unit is not one's own",
	"POST /api/v1/sites":            "a site of a unit that does not exist lies in nobody's reach",
	"GET /api/v1/people":            "people belong to no unit, so whoever sees a part of the county sees none",
}

// refuses says whether a narrower route refuses somebody whom its row admits.
func (l law) refuses(r string, c *chair, action string) bool {
	return narrower[r] != "" && (l[action][string(c.role)] != "any" || action == "account.self")
}

// TestEveryRoute (R16): every route × every role, and nobody: the answer is what the table says.
func TestEveryRoute(t *testing.T) {
	d, l := openDoor(t), readLaw(t)
	routes := d.API.Routes()
	described := map[string]bool{}
	for _, o := range d.spec.ops {
		described[o.Method+" "+o.Path] = o.Action != ""
		if o.Action == "" {
			t.Errorf("%s %s carries no x-action", o.Method, o.Path)
		}
	}
	asked := 0
	for _, r := range routes {
		if r.Action == "" || r.Action != "public" && l[r.Action] == nil {
			t.Errorf("%s %s names %q, which no row of the table knows", r.Method, r.Pattern, r.Action)
			continue
		}
		for _, c := range d.everybody() {
			asked++
			got, want := d.knock(t, c, r.Method, r.Pattern), "yes"
			switch {
			case r.Action == "public":
			case c.role == "":
				want = "who?"
			case !l.may(c, r.Action), l.refuses(r.Method+" "+r.Pattern, c, r.Action):
				want = "no"
			}
			if got != want && (r.Action != "public" || got == "no") {
				t.Errorf("%s %s (%s) by %s: %s, by the table %s", r.Method, r.Pattern, r.Action, c.name, got, want)
			}
		}
	}
	if len(routes) < 60 {
		t.Errorf("only %d routes", len(routes))
	}
	t.Logf("%d routes (%d described), %d requests", len(routes), len(described), asked)
}

// knock asks a route as somebody, with the least that it takes.
func (d *door) knock(t *testing.T, c *chair, method, pattern string) string {
	t.Helper()
	var body any
	path := address1(pattern, stranger)
	if method != http.MethodGet {
		body = []byte("{}")
		for _, o := range d.spec.ops {
			if o.Method != method || o.Path != pattern {
				continue
			}
			if x, ok := d.spec.body(o); ok {
				body = d.spec.minimal("", x, 0)
			}
		}
	}
	if strings.HasSuffix(pattern, "/live") {
		return d.stream(t, c, path)
	}
	code, answer, _, err := c.b.send(method, path, newKeyFor(method, d), body)
	must(t, err)
	if code >= 500 {
		t.Errorf("%s %s by %s: %d %.200s", method, pattern, c.name, code, answer)
	}
	if c.login != "" && (strings.Contains(pattern, "session") || strings.Contains(pattern, "account")) && method != http.MethodGet {
		if code, _, _, err := c.b.send(http.MethodGet, "/api/v1/session", "", nil); err != nil || code != http.StatusOK {
			must(t, c.b.signIn(c.login)) // the request may have ended the session
		}
	}
	return verdict(code)
}

func newKeyFor(method string, d *door) string {
	if method == http.MethodGet {
		return ""
	}
	return newKey(d)
}

// stream reads the head of a stream that has no end.
func (d *door) stream(t *testing.T, c *chair, path string) string {
	code, _ := d.listen(t, c, path, 150*time.Millisecond)
	return verdict(code)
}

func (d *door) listen(t *testing.T, c *chair, path string, span time.Duration) (int, string) {
	t.Helper()
	short, cancel := context.WithTimeout(ctx, span)
	defer cancel()
	req, err := http.NewRequestWithContext(short, http.MethodGet, d.url+path, nil)
	must(t, err)
	if c.b.cookie != "" {
		req.AddCookie(&http.Cookie{Name: "anlan", Value: c.b.cookie})
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return http.StatusOK, "" // admitted, and nothing said within the span
	}
	defer func() { _ = res.Body.Close() }() // cut off on purpose
	raw, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(raw)
}

// known is a matter with the parties that the oracle needs.
type known struct {
	m                      matter.Matter
	lead, issuer, reviewer *chair
	token                  string
}

// verbs says for every verb of the loop its action and which of the parties give the right to it.
var verbs = []struct {
	name, action string
	body         map[string]any
	parties      func(k known) []*chair
}{
	{"sign", "matter.sign", map[string]any{"revision": 99999}, func(k known) []*chair { return []*chair{k.lead} }},
	{"feedback", "matter.progress", map[string]any{"revision": 99999, "text": "进展"}, parties},
	{"feedback", "matter.feedback", map[string]any{"revision": 99999, "text": "办结", "final": true}, func(k known) []*chair { return []*chair{k.lead} }},
	{"return", "matter.return", map[string]any{"revision": 99999, "reason": "不属"}, func(k known) []*chair { return []*chair{k.lead} }},
	{"extension", "matter.extend", map[string]any{"revision": 99999, "until": "2027-12-31", "reason": "延期"}, func(k known) []*chair { return []*chair{k.lead} }},
	{"grant", "matter.grant", map[string]any{"revision": 99999, "grant": true}, func(k known) []*chair { return []*chair{k.issuer} }},
	{"transfer", "matter.transfer", map[string]any{"revision": 99999, "unit": "", "reason": "转办"}, func(k known) []*chair { return []*chair{k.issuer} }},
	{"recall", "matter.recall", map[string]any{"revision": 99999, "reason": "撤回"}, func(k known) []*chair { return []*chair{k.issuer} }},
	{"review", "matter.review", map[string]any{"revision": 99999, "pass": true}, func(k known) []*chair { return []*chair{k.reviewer, k.issuer} }},
	{"reopen", "matter.reopen", map[string]any{"revision": 99999, "reason": "重开"}, parties},
	{"urge", "matter.urge", map[string]any{"text": "请抓紧"}, func(k known) []*chair { return []*chair{k.issuer} }},
	{"timeline", "matter.read", nil, parties},
	{"", "matter.read", nil, parties},
}

func parties(k known) []*chair { return []*chair{k.lead, k.issuer, k.reviewer} }

// matters opens one matter for every relation of owner, issuer and reviewer that a territory knows.
func (d *door) matters(t *testing.T) (list []known) {
	t.Helper()
	units := []string{"office", "emergency", "housing", "yongqing", "hongbao", "village", "station", "quarry"}
	for i, lead := range units {
		for j, issuer := range []string{"office", "emergency", "yongqing"} {
			for k, reviewer := range []string{"office", "housing", "hongbao"} {
				token := fmt.Sprintf("TOKEN%d%d%dX", i, j, k)
				list = append(list, known{d.open(t, lead, issuer, reviewer, token), d.seats[lead], d.seats[issuer], d.seats[reviewer], token})
			}
		}
	}
	return list
}

// TestEveryVerbOnEveryMatter (R16): verb × role × relation of the actor to the matter's parties.
func TestEveryVerbOnEveryMatter(t *testing.T) {
	d, l := openDoor(t), readLaw(t)
	list := d.matters(t)
	var mu sync.Mutex
	asked := 0
	var all sync.WaitGroup
	for _, c := range d.everybody() {
		all.Go(func() {
			for _, k := range list {
				for _, v := range verbs {
					bad := d.tryVerb(l, c, k, v.name, v.action, v.body, v.parties(k))
					mu.Lock()
					if asked++; bad != "" {
						t.Error(bad)
					}
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d matters, %d requests", len(list), asked)
}

// tryVerb sends a verb on the sight of a revision that never was: whoever may is told of the conflict,
// and nothing changes.
func (d *door) tryVerb(l law, c *chair, k known, verb, action string, body map[string]any, who []*chair) string {
	method, path, payload := http.MethodGet, "/api/v1/matters/"+string(k.m.ID), any(nil)
	if verb != "" {
		path += "/" + verb
	}
	if body != nil {
		method, payload = http.MethodPost, body
	}
	if verb == "transfer" {
		payload = map[string]any{"revision": 99999, "unit": d.seats["housing"].unit.ID, "reason": "转办"}
	}
	code, answer, _, err := c.b.send(method, path, newKeyFor(method, d), payload)
	if err != nil {
		return err.Error()
	}
	got, want := verdict(code), "yes"
	if code == http.StatusNotFound {
		got = "no" // what one may not see is not there
	}
	switch {
	case c.role == "":
		want = "who?"
	case !l.may(c, action, who...):
		want = "no"
	}
	if got == want && (want == "yes" || !bytes.Contains(answer, []byte(k.token))) {
		return ""
	}
	return fmt.Sprintf("%s %s (%s) by %s on a matter of %s, issued by %s, reviewed by %s: %s (%d), by the table %s: %.200s",
		method, verb, action, c.name, k.lead.name, k.issuer.name, k.reviewer.name, got, code, want, answer)
}
