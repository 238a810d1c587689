package flow_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/diligence"
	"anlan/internal/flow"
	"anlan/internal/ledger"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// bookWorld is a county in which a township's post was told things in January 2026.
type bookWorld struct {
	t      *testing.T
	d      *db.DB
	at     time.Time
	s      *diligence.Service
	key    string
	o      diligence.Options
	office anlan.Actor // the committee's office
	town   anlan.Actor // the post whose book is made
	other  anlan.Actor // another post of the same township
	matter anlan.Ref
}

func (w *bookWorld) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func newBookWorld(t *testing.T, open func(db.Options) *db.DB) *bookWorld {
	t.Helper()
	w := &bookWorld{t: t, at: anlan.Date("2025-12-20").Start().Time()}
	w.d = open(db.Options{Now: func() time.Time { w.at = w.at.Add(time.Second); return w.at }})
	ctx, reg := context.Background(), registry.New(w.d)
	w.office = anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	_, err := reg.SavePlace(ctx, w.office, registry.Place{Code: "620521", Name: "清水县", Level: registry.CountyLevel})
	w.must(err)
	town, err := reg.CreateUnit(ctx, w.office, registry.UnitDraft{Kind: registry.TownshipUnit, Name: "永清镇人民政府", Place: "620521", Rank: 1})
	w.must(err)
	sit := func(unit anlan.ID, title string, kind registry.PostKind, role anlan.Role) anlan.Actor {
		post, err := reg.CreatePost(ctx, w.office, registry.PostDraft{Unit: unit, Title: title, Kind: kind})
		w.must(err)
		person, err := reg.CreatePerson(ctx, w.office, registry.PersonDraft{Name: title + "甲"})
		w.must(err)
		_, err = reg.Appoint(ctx, w.office, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: "2025-12-01"})
		w.must(err)
		return anlan.Actor{Account: w.d.NewID(), Person: person.ID, Post: post.ID, Unit: unit, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{unit}}}
	}
	w.town = sit(town.ID, "安全联络员", registry.Liaison, anlan.RoleTownship)
	w.other = sit(town.ID, "镇长", registry.Chief, anlan.RoleTownship)
	key, err := ledger.OpenOrMakeKey(t.TempDir(), ledger.Origin("620521"), true)
	w.must(err)
	rules, err := rule.Builtin()
	w.must(err)
	w.key = key.Public
	books := ledger.New(ledger.Options{DB: w.d, Key: key})
	w.o = diligence.Options{DB: w.d, Book: func() *rule.Book { return rules }, Dir: t.TempDir(),
		Binder: flow.Books{Ledger: func() *ledger.Ledger { return books }}}
	w.s = diligence.New(w.o)
	w.january()
	dbtest.Numbered(w.t, w.d)
	return w
}

func (w *bookWorld) emit(by anlan.Actor, kind string, ref anlan.Ref, body map[string]any) {
	w.t.Helper()
	w.must(w.d.Write(context.Background(), by, func(tx *db.Tx) error { return tx.Emit(kind, ref, body, nil) }))
}

// told is what every event of the matter tells.
func (w *bookWorld) told(more ...any) map[string]any {
	m := map[string]any{"number": "清安委办〔2026〕1号", "title": "排查取暖安全", "lead": map[string]any{"unit": w.town.Unit, "post": w.town.Post, "branch": w.town.Unit, "place": "620521100"},
		"issuer": w.office.Unit, "due": "2026-01-20"}
	for i := 0; i < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return m
}

// january lets things happen before, in and after January.
func (w *bookWorld) january() {
	w.matter = anlan.Ref{Kind: "matter.matter", ID: w.d.NewID()}
	notice := anlan.Ref{Kind: "notify.notice", ID: w.d.NewID()}
	to := map[string]any{"topic": "unit:" + string(w.town.Unit), "ref": w.matter, "kind": "matter.opened", "title": "新交办：排查取暖安全", "urgent": false}
	w.emit(w.office, "matter.opened", anlan.Ref{Kind: "matter.matter", ID: w.d.NewID()}, w.told("number", "清安委办〔2025〕9号"))
	w.at = anlan.Date("2026-01-05").Start().Time().Add(9 * time.Hour)
	w.emit(w.office, "matter.opened", w.matter, w.told("text", "各乡镇要在1月20日前排查取暖安全。", "stamp", map[string]any{"sign": "sign-clock@2020-01-01"}))
	w.emit(anlan.Clock, "notify.sent", notice, to)
	w.emit(w.other, "notify.read", notice, to)
	w.emit(anlan.Clock, "notify.sent", anlan.Ref{Kind: "notify.notice", ID: w.d.NewID()}, map[string]any{"topic": "post:" + string(w.other.Post), "title": "只告诉镇长"})
	w.emit(w.town, "matter.signed", w.matter, w.told())
	w.emit(w.town, "matter.extension_asked", w.matter, w.told("reason", "大雪封路，联系人 13912345678", "until", "2026-01-25"))
	w.emit(w.office, "matter.extension_refused", w.matter, w.told("reason", "取暖安全不能拖，请镇长甲牵头", "pass", false))
	w.emit(w.town, "matter.fed_back", w.matter, w.told("text", "已排查 38 户", "final", true, "files", []any{map[string]any{"hash": strings.Repeat("ab", 32), "name": "照片.png"}}))
	w.emit(w.office, "tip.received", anlan.Ref{Kind: "tip.tip", ID: w.d.NewID()}, map[string]any{"number": "JB1", "hazard": w.matter.ID, "desk": w.office.Unit})
	w.emit(w.town, "account.signed_in", anlan.Ref{Kind: "account.account", ID: w.town.Account}, map[string]any{"post": w.town.Post})
	w.at = anlan.Date("2026-02-10").Start().Time()
	w.emit(w.office, "matter.closed", w.matter, w.told("pass", true))
}

func (w *bookWorld) ask(sub diligence.Subject) diligence.Request {
	return diligence.Request{Subject: sub, From: "2026-01-01", To: "2026-01-31", Purpose: "自证履职", Lang: anlan.ZH}
}

func (w *bookWorld) book(a anlan.Actor, r diligence.Request) diligence.Book {
	w.t.Helper()
	ctx := context.Background()
	b, err := w.s.Make(ctx, a, r)
	w.must(err)
	w.s.Step(ctx)
	b, err = w.s.Get(ctx, a, b.ID)
	w.must(err)
	if b.State != diligence.Done {
		w.t.Fatalf("the book stands at %s: %s", b.State, b.Error)
	}
	return b
}

func (w *bookWorld) file(a anlan.Actor, b diligence.Book, name string) []byte {
	w.t.Helper()
	f, _, err := w.s.File(context.Background(), a, b.ID, name)
	w.must(err)
	raw, err := io.ReadAll(f)
	w.must(err)
	w.must(f.Close())
	return raw
}

func verifyBook(t *testing.T, raw []byte, key string) flow.BookReport {
	t.Helper()
	r, err := flow.VerifyBook(bytes.NewReader(raw), int64(len(raw)), key)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func kindsOf(events []byte) (list []string) {
	for line := range strings.Lines(string(events)) {
		var e struct{ Kind string }
		_ = json.Unmarshal([]byte(line), &e)
		list = append(list, e.Kind)
	}
	return list
}

// TestBookOfAPost: the book of a post for January holds what it was told, what it answered and who held it
// before, nothing of December and February, no sign-in, and nothing of what the public reported.
func TestBookOfAPost(t *testing.T) {
	t.Parallel()
	run := func(t *testing.T, open func(db.Options) *db.DB) {
		w := newBookWorld(t, open)
		b := w.book(w.town, w.ask(diligence.Subject{Kind: diligence.Post, ID: w.town.Post}))
		got := kindsOf(w.file(w.town, b, diligence.FileEvents))
		want := []string{"registry.post_created", "registry.appointed", "matter.opened", "notify.sent", "matter.signed", "matter.extension_asked", "matter.extension_refused", "matter.fed_back"}
		if !slices.Equal(got, want) {
			t.Errorf("the lines are %v, want %v", got, want)
		}
		page := string(w.file(w.town, b, diligence.FileHTML))
		for _, s := range []string{"安全联络员（永清镇人民政府）", "安全联络员甲", "不同意延期", "取暖安全不能拖，请镇**牵头", "139****5678", strings.Repeat("ab", 32), "时限内签收", "sign-clock@2020-01-01"} {
			if !strings.Contains(page, s) {
				t.Errorf("the book does not say %q", s)
			}
		}
		bundle := w.file(w.town, b, diligence.FileBundle)
		r := verifyBook(t, bundle, w.key)
		if !r.OK || r.Lines != 8 || r.Withheld != 2 || r.Pos != b.Pos || !r.Anchored {
			t.Errorf("%+v", r)
		}
		if strings.Contains(page, "请镇长甲") || strings.Contains(string(w.file(w.town, b, diligence.FileEvents)), "请镇长甲") {
			t.Error("a person is named in what somebody wrote")
		}
		if bytes.Contains(bundle, []byte("13912345678")) || strings.Contains(string(w.file(w.town, b, diligence.FileEvents)), "13912345678") {
			t.Error("the bundle tells a personal number")
		}
		q := w.ask(diligence.Subject{Kind: diligence.Post, ID: w.town.Post})
		q.Personal = true
		open2 := w.book(w.town, q)
		if r := verifyBook(t, w.file(w.town, open2, diligence.FileBundle), w.key); !r.OK || r.Withheld != 0 {
			t.Errorf("disclosed: %+v", r)
		}
		if again := string(w.file(w.town, open2, diligence.FileHTML)); again != page {
			t.Error("the same events gave another book")
		}
	}
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); run(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) }) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); run(t, func(o db.Options) *db.DB { return dbtest.OnPostgres(t, o) }) })
}

// TestBooksOfOthers: the unit's book has the reading of the other post; the person's has the spells; the
// incident's follows the matter beyond the lines of a post; a post that was told nothing gets an honest book.
func TestBooksOfOthers(t *testing.T) {
	t.Parallel()
	w := newBookWorld(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) })
	kinds := func(a anlan.Actor, r diligence.Request) []string {
		b := w.book(a, r)
		if rep := verifyBook(t, w.file(a, b, diligence.FileBundle), w.key); !rep.OK {
			t.Errorf("%s: %+v", r.Subject, rep.Findings)
		}
		return kindsOf(w.file(a, b, diligence.FileEvents))
	}
	if got := kinds(w.town, w.ask(diligence.Subject{Kind: diligence.Unit, ID: w.town.Unit})); !slices.Contains(got, "notify.read") || slices.Contains(got, "tip.received") {
		t.Errorf("unit: %v", got)
	}
	if got := kinds(w.town, w.ask(diligence.Subject{Kind: diligence.Person, ID: w.town.Person})); !slices.Contains(got, "matter.signed") || !slices.Contains(got, "registry.appointed") || slices.Contains(got, "matter.closed") {
		t.Errorf("person: %v", got)
	}
	all := w.ask(diligence.Subject{Kind: diligence.Incident, Ref: w.matter})
	all.To = "2026-02-28"
	if w.d.Now() < anlan.Date("2026-02-10").Start() {
		t.Fatal("the clock stands before February")
	}
	all.To = w.d.Now().Date()
	if got := kinds(w.office, all); !slices.Contains(got, "matter.closed") || !slices.Contains(got, "notify.read") || slices.Contains(got, "tip.received") {
		t.Errorf("incident: %v", got)
	}
	quiet := w.ask(diligence.Subject{Kind: diligence.Post, ID: w.other.Post})
	quiet.From, quiet.To = "2026-02-01", "2026-02-05"
	b := w.book(w.other, quiet)
	if c := b.Contents; c.Chapters[0].Lines == 0 || c.Lines != c.Chapters[0].Lines {
		t.Errorf("a post that was told nothing: %+v", c.Chapters)
	}
}

// rezip writes a bundle anew with one file changed; nil removes it.
func rezip(t *testing.T, raw []byte, change map[string]func([]byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if c := change[f.Name]; c != nil {
			if data = c(data); data == nil {
				continue
			}
		}
		p, err := w.Create(f.Name)
		if err == nil {
			_, err = p.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if c := change["new"]; c != nil {
		p, _ := w.Create("extra.txt")
		_, _ = p.Write(c(nil))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// lines edits a file line by line.
func lines(edit func([][]byte) [][]byte) func([]byte) []byte {
	return func(b []byte) []byte {
		return bytes.Join(edit(bytes.SplitAfter(bytes.TrimSuffix(b, nil), []byte("\n"))), nil)
	}
}

// TestBundleNamesWhatWasTouched: whatever is altered, removed, added or put elsewhere is found and named.
func TestBundleNamesWhatWasTouched(t *testing.T) {
	t.Parallel()
	w := newBookWorld(t, func(o db.Options) *db.DB { return dbtest.SQLite(t, o) })
	b := w.book(w.town, w.ask(diligence.Subject{Kind: diligence.Post, ID: w.town.Post}))
	raw := w.file(w.town, b, diligence.FileBundle)
	at := b.Contents.Upto // of no line: the book is of January
	cut := func(n int) func([][]byte) [][]byte {
		return func(l [][]byte) [][]byte { return slices.Delete(slices.Clone(l), n, n+1) }
	}
	swap := func(l [][]byte) [][]byte { l = slices.Clone(l); l[3], l[4] = l[4], l[3]; return l }
	replace := func(old, with string) func([]byte) []byte {
		return func(b []byte) []byte {
			if !bytes.Contains(b, []byte(old)) {
				t.Fatalf("there is no %q to touch", old)
			}
			return bytes.Replace(b, []byte(old), []byte(with), 1)
		}
	}
	renumber := func(l [][]byte) [][]byte {
		l = cut(3)(l)
		for i := range l {
			if f := strings.Fields(string(l[i])); len(f) == 3 {
				l[i] = fmt.Appendf(nil, "%d %s %s\n", i+1, f[1], f[2])
			}
		}
		return l
	}
	gone := strings.Fields(strings.Split(string(w.file(w.town, b, diligence.FilePosition)), "\n")[3])[1]
	anew := verifyBook(t, rezip(t, raw, map[string]func([]byte) []byte{"events.jsonl": lines(cut(3)), "positions": lines(renumber), "proofs.jsonl": lines(cut(3))}), w.key)
	if !slices.ContainsFunc(anew.Findings, func(f flow.BookFinding) bool {
		return f.Kind == "removed" && strconv.FormatInt(f.Pos, 10) == gone && strings.Contains(f.EN, "line 4 of the book")
	}) {
		t.Errorf("entry %s was taken out everywhere and is not named: %+v", gone, anew.Findings)
	}
	for name, c := range map[string]struct {
		change map[string]func([]byte) []byte
		kind   string
	}{
		"a word of an event":          {map[string]func([]byte) []byte{"events.jsonl": replace("已排查 38 户", "已排查 83 户")}, "altered"},
		"who did it":                  {map[string]func([]byte) []byte{"events.jsonl": replace(string(w.town.Person), string(w.other.Person))}, "altered"},
		"when it was":                 {map[string]func([]byte) []byte{"events.jsonl": replace(`"at":176757`, `"at":176756`)}, "altered"},
		"a withheld line":             {map[string]func([]byte) []byte{"events.jsonl": replace(`"commitment":"`, `"commitment":"00`)}, "altered"},
		"the kind of a withheld line": {map[string]func([]byte) []byte{"events.jsonl": replace("extension_asked", "extension_axxxd")}, "file"},
		"a line from the middle":      {map[string]func([]byte) []byte{"events.jsonl": lines(cut(4))}, "removed"},
		"a line and its listing":      {map[string]func([]byte) []byte{"events.jsonl": lines(cut(3)), "positions": lines(cut(3)), "proofs.jsonl": lines(cut(3))}, "removed"},
		"all of it renumbered":        {map[string]func([]byte) []byte{"events.jsonl": lines(cut(3)), "positions": lines(renumber), "proofs.jsonl": lines(cut(3))}, "removed"},
		"the order":                   {map[string]func([]byte) []byte{"events.jsonl": lines(swap)}, "reordered"},
		"a line twice":                {map[string]func([]byte) []byte{"events.jsonl": func(b []byte) []byte { return append(b, bytes.SplitAfter(b, []byte("\n"))[2]...) }}, "inserted"},
		"a proof":                     {map[string]func([]byte) []byte{"proofs.jsonl": lines(cut(2))}, "unproved"},
		"the book":                    {map[string]func([]byte) []byte{"book.html": replace("取暖安全不能拖", "同意")}, "file"},
		"the index":                   {map[string]func([]byte) []byte{"index.json": replace(`"lines": 8`, `"lines": 9`)}, "file"},
		"a rule":                      {map[string]func([]byte) []byte{"rules/sign-clock@2020-01-01.json": replace("1", "2")}, "file"},
		"a rule away":                 {map[string]func([]byte) []byte{"rules/sign-clock@2020-01-01.json": func([]byte) []byte { return nil }}, "missing"},
		"a file too many":             {map[string]func([]byte) []byte{"new": func([]byte) []byte { return []byte("x") }}, "extra"},
		"the purpose":                 {map[string]func([]byte) []byte{"manifest.json": replace("自证履职", "上级调查")}, "compiled"},
		"the checkpoint": {map[string]func([]byte) []byte{"manifest.json": func(b []byte) []byte {
			return bytes.Replace(b, []byte("anlan/620521\\n"), []byte("anlan/620521\\n1"), 1)
		}}, "checkpoint"},
	} {
		r := verifyBook(t, rezip(t, raw, c.change), w.key)
		if r.OK || !slices.ContainsFunc(r.Findings, func(f flow.BookFinding) bool { return f.Kind == c.kind && f.ZH != "" && f.EN != "" }) {
			t.Errorf("%s (upto %d): %+v", name, at, r.Findings)
		}
	}
	if r := verifyBook(t, rezip(t, raw, nil), w.key); !r.OK {
		t.Errorf("untouched: %+v", r.Findings)
	}
	other, err := ledger.OpenOrMakeKey(t.TempDir(), ledger.Origin("620521"), true)
	w.must(err)
	if r := verifyBook(t, raw, other.Public); r.OK {
		t.Error("another county's key holds")
	}
}

// FuzzBundle: no file makes the verifier fall over, and none that is not what was bound is believed.
func FuzzBundle(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"manifest.json": `{"format":"anlan-diligence/1","compiled":{"entry":{"Pos":3,"Kind":"diligence.compiled","Body":"{\"lines\":2,\"files\":[{\"name\":\"positions\"}]}"},"hashes":["AA=="]},"checkpoint":"x","ledger_key":"k"}`,
		"positions": "1 1 " + strings.Repeat("0", 64) + "\n", "events.jsonl": `{"pos":1,"commitment":"` + strings.Repeat("0", 64) + `"}` + "\n", "proofs.jsonl": `{"pos":1,"hashes":[]}` + "\n", "index.json": `{"rules":[{"id":"x"}]}`} {
		w, _ := z.Create(name)
		_, _ = io.WriteString(w, text)
	}
	_ = z.Close()
	f.Add(b.Bytes())
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if r, err := flow.VerifyBook(bytes.NewReader(raw), int64(len(raw)), ""); err == nil && r.OK {
			t.Errorf("a made-up bundle is believed: %+v", r)
		}
	})
}
