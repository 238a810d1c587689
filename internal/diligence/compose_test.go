package diligence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"iter"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/rule"
)

// calls says every name as its last letters, so that the pure part needs no store.
type calls struct{}

func (calls) Name(id anlan.ID) string { return "N" + string(id[len(id)-4:]) }

var testBook = func() *rule.Book {
	b, err := rule.Builtin()
	if err != nil {
		panic(err)
	}
	return b
}()

func testID(n int) anlan.ID {
	return anlan.ID(fmt.Sprintf("01a17fe9-ef40-7%03x-8000-%012x", n%4096, n))
}

// testEntry makes an event as the store would give it.
func testEntry(t testing.TB, pos int64, kind string, ref anlan.Ref, by anlan.Actor, at anlan.Instant, body any) *Entry {
	t.Helper()
	actor, err1 := json.Marshal(by)
	raw, err2 := json.Marshal(body)
	e, err3 := entryOf(Row{Pos: pos, At: strconv.FormatInt(int64(at), 10), ID: string(testID(int(pos))), Kind: kind, Ref: ref.String(), Salt: "00", Actor: string(actor), Body: string(raw)})
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	return e
}

func testSheet(t testing.TB, lang anlan.Lang, list []*Entry) Sheet {
	return Sheet{Head: Head{Request: Request{Subject: Subject{Kind: Post, ID: testID(1)}, From: "2026-01-01", To: "2026-01-31", Purpose: "自证履职", Lang: lang},
		Name: "镇长", Maker: "镇长", Origin: "anlan/test", Upto: int64(len(list))}, Names: calls{}, Rules: testBook, Dir: t.TempDir(),
		Rows: func() iter.Seq2[*Entry, error] {
			return func(yield func(*Entry, error) bool) {
				for _, e := range list {
					if !yield(e, nil) {
						return
					}
				}
			}
		},
		First: func(anlan.Ref) (*Entry, error) { return nil, nil },
		Line:  func(_ int, e *Entry, _ bool) (string, error) { return fmt.Sprintf("%064x", e.Pos), nil }}
}

func composed(t testing.TB, lang anlan.Lang, list []*Entry) (string, Contents) {
	t.Helper()
	var b bytes.Buffer
	c, err := testSheet(t, lang, list).Compose(t.Context(), &b)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), c
}

// randomEvents are events of any kind that books know, and of some that they do not.
func randomEvents(t testing.TB, dice *rand.Rand, n int) []*Entry {
	names := sortedKindNames()
	list := make([]*Entry, n)
	for i := range list {
		kind := names[dice.IntN(len(names))]
		if dice.IntN(20) == 0 {
			kind = "future.thing_done"
		}
		room, _, _ := strings.Cut(kind, ".")
		ref := anlan.Ref{Kind: room + "." + map[string]string{"matter": "matter", "notify": "notice"}[room], ID: testID(1000 + dice.IntN(5))}
		body := map[string]any{"number": fmt.Sprintf("号〔2026〕%d号", i), "title": "<b>题</b> & 13912345678", "text": "原话 “引号”", "reason": "理由",
			"topic": "post:" + string(testID(1)), "rung": "deputy", "stamp": "sign-clock@2020-01-01", "lead": map[string]any{"unit": testID(2), "post": testID(1)},
			"ref": anlan.Ref{Kind: "matter.matter", ID: testID(1000 + dice.IntN(5))}, "files": []any{map[string]any{"hash": strings.Repeat("ab", 32), "name": "照片.png"}}}
		if dice.IntN(10) == 0 {
			body = nil
		}
		by := anlan.Actor{Post: testID(1 + dice.IntN(3)), Unit: testID(2)}
		if dice.IntN(4) == 0 {
			by = anlan.Clock
		}
		list[i] = testEntry(t, int64(i+1), kind, ref, by, anlan.Date("2026-01-05").Start()+anlan.Instant(i*60_000), body)
	}
	return list
}

func sortedKindNames() []string {
	list := make([]string, 0, len(kinds))
	for k := range kinds {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

var cited = regexp.MustCompile(`#(\d+)`)
var rowed = regexp.MustCompile(`<tr id="p(\d+)">`)

// TestComposeProperties: every event is one line that cites its position, nothing else is cited, the same
// events give the same bytes, and no personal number is shown.
func TestComposeProperties(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		dice := rand.New(rand.NewPCG(seed, 7))
		n := dice.IntN(120)
		list := randomEvents(t, dice, n)
		for _, lang := range []anlan.Lang{anlan.ZH, anlan.EN} {
			page, c := composed(t, lang, list)
			again, _ := composed(t, lang, list)
			if page != again {
				t.Fatalf("seed %d: the same events gave two books", seed)
			}
			if rows := rowed.FindAllStringSubmatch(page, -1); len(rows) != n || c.Lines != n {
				t.Fatalf("seed %d: %d events, %d rows, %d lines", seed, n, len(rows), c.Lines)
			}
			_, body, _ := strings.Cut(page, "</style>")
			for _, m := range cited.FindAllStringSubmatch(html.UnescapeString(body), -1) {
				var pos int
				if _, err := fmt.Sscan(m[1], &pos); err != nil || pos < 1 || pos > n {
					t.Fatalf("seed %d: the book cites %s, which no event has", seed, m[0])
				}
			}
			if strings.Contains(page, "13912345678") || strings.Contains(page, "<b>题</b>") {
				t.Fatalf("seed %d: a number or a tag of the record stands in the book as it is", seed)
			}
			sum := 0
			for _, ch := range c.Chapters {
				sum += ch.Lines
			}
			if sum != n {
				t.Fatalf("seed %d: the chapters have %d lines of %d", seed, sum, n)
			}
		}
	}
}

// A post that was told nothing gets an honest book.
func TestNoRecord(t *testing.T) {
	t.Parallel()
	page, c := composed(t, anlan.EN, nil)
	if c.Lines != 0 || strings.Count(page, "No record.") != 8 { // seven chapters, and the signatures
		t.Fatalf("%d lines, %d times no record", c.Lines, strings.Count(page, "No record."))
	}
	if zh, _ := composed(t, anlan.ZH, nil); strings.Count(zh, "没有记录。") != 8 {
		t.Error("the Chinese book says it otherwise")
	}
}

// TestSignatures: the table says when the clock was met, when it had fired, and when nothing is recorded.
func TestSignatures(t *testing.T) {
	t.Parallel()
	at := anlan.Date("2026-01-05").Start()
	ref := func(n int) anlan.Ref { return anlan.Ref{Kind: "matter.matter", ID: testID(n)} }
	office, town := anlan.Actor{Post: testID(9), Unit: testID(8)}, anlan.Actor{Post: testID(1), Unit: testID(2)}
	body := func(number string, more ...any) map[string]any {
		m := map[string]any{"number": number, "title": "事项", "lead": map[string]any{"unit": testID(2), "post": testID(1)}}
		for i := 0; i < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return m
	}
	list := []*Entry{
		testEntry(t, 1, "matter.opened", ref(100), office, at, body("一号", "stamp", map[string]any{"sign": "sign-clock@2020-01-01"})),
		testEntry(t, 2, "matter.opened", ref(101), office, at, body("二号")),
		testEntry(t, 3, "matter.opened", ref(102), office, at, body("三号")),
		testEntry(t, 4, "notify.sent", anlan.Ref{Kind: "notify.notice", ID: testID(200)}, anlan.Clock, at, map[string]any{"topic": "post:" + string(testID(1)), "ref": ref(100), "kind": "matter.opened", "title": "新事项"}),
		testEntry(t, 5, "matter.signed", ref(100), town, at+3*3600_000, body("一号")),
		testEntry(t, 6, "matter.urged", ref(101), anlan.Clock, at+30*3600_000, body("二号", "rung", "deputy")),
		testEntry(t, 7, "matter.signed", ref(101), town, at+40*3600_000, body("二号")),
		testEntry(t, 8, "notify.sent", anlan.Ref{Kind: "notify.notice", ID: testID(201)}, anlan.Clock, at, map[string]any{"topic": "post:" + string(testID(1)), "title": "没人看"}),
		testEntry(t, 9, "notify.sent", anlan.Ref{Kind: "notify.notice", ID: testID(202)}, anlan.Clock, at, map[string]any{"topic": "post:" + string(testID(1)), "title": "看过"}),
		testEntry(t, 10, "notify.read", anlan.Ref{Kind: "notify.notice", ID: testID(202)}, town, at, map[string]any{"topic": "post:" + string(testID(1))}),
	}
	page, c := composed(t, anlan.EN, list)
	for _, want := range []string{"Signed for in time", "Signed for after the clock had fired 1 times: #6", "No record of a signature", "What it spoke of was signed for #5",
		"No record of reading", "Read #10", "3 h 0 min", "sign-clock@2020-01-01"} {
		if !strings.Contains(page, want) {
			t.Errorf("the book does not say %q", want)
		}
	}
	if want := (Tally{Told: 3, Read: 2, ToSign: 3, Signed: 2, Raised: 1}); c.Tally != want {
		t.Errorf("tally %+v, want %+v", c.Tally, want)
	}
	byDay := 0
	for _, u := range c.Rules {
		if u.ByDay {
			byDay++
		}
	}
	if len(c.Rules) != 5 || byDay != 4 { // four are named by no record, the sign-for clock is named by matter one
		t.Errorf("%d rules, %d by the day: %+v", len(c.Rules), byDay, c.Rules)
	}
}

// Of a name nothing is left but its first character; what is no name in the register stays as it was written.
func TestNamesAreHidden(t *testing.T) {
	t.Parallel()
	p := NewPeople([]string{"王平", "王平安", "欧阳建国", "李", "Smith", "阿不都·热合曼", "王平"})
	for in, want := range map[string]string{
		"请王平联系欧阳建国": "请王*联系欧***", "王平安、王平": "王**、王*", "李家村 Smith": "李家村 Smith", "阿不都·热合曼说": "阿******说", "": "", "王": "王", "坏\xff王平": "坏\xff王*",
	} {
		if got := p.Hide(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	if got := (People{}).Hide("王平"); got != "王平" {
		t.Errorf("nobody is known: %s", got)
	}
	body := map[string]any{"text": "王平带队，电话 13912345678", "title": "王平安反映的隐患", "to_name": "王平"}
	l := lineOf(1, testEntry(t, 1, "matter.fed_back", anlan.Ref{Kind: "matter.matter", ID: testID(2)}, anlan.Actor{}, 1, body), calls{}, p, anlan.ZH)
	if said := fmt.Sprint(l.What, l.Facts); !l.Hidden || strings.Contains(said, "王平") || !strings.Contains(said, "王*带队，电话 139****5678") {
		t.Errorf("%v %s", l.Hidden, said)
	}
	l = lineOf(1, testEntry(t, 1, "registry.handed_over", anlan.Ref{Kind: "registry.post", ID: testID(2)}, anlan.Actor{}, 1, body), calls{}, p, anlan.ZH)
	if said := fmt.Sprint(l.Facts); !strings.Contains(said, "王平") {
		t.Errorf("a hand-over names nobody: %s", said)
	}
}

func TestMask(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"打13912345678联系": "打139****5678联系", "证号62052119900101123X。": "证号620***********123X。", "共 13912345678 13812345678 两个": "共 139****5678 138****5678 两个",
		"文号 2026139123456789": "文号 2026139123456789", strings.Repeat("a1", 32): strings.Repeat("a1", 32), "": "",
	} {
		if got := mask(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestKindsAreWhole: whatever a room emits by name has words in both languages.
func TestKindsAreWhole(t *testing.T) {
	t.Parallel()
	for name, k := range kinds {
		if k.word.ZH == "" || k.word.EN == "" || !slices.Contains(chapters, k.chapter) || k.chapter == Rules {
			t.Errorf("%s: %+v", name, k)
		}
	}
	if len(kinds) < 190 || len(factRows) < 30 || len(codes) < 40 {
		t.Errorf("%d kinds, %d details, %d codes", len(kinds), len(factRows), len(codes))
	}
}

// TestForPrinter: LibreOffice gets the same words in a form that it understands.
func TestForPrinter(t *testing.T) {
	t.Parallel()
	page, _ := composed(t, anlan.ZH, randomEvents(t, rand.New(rand.NewPCG(3, 7)), 30))
	plain := string(ForPrinter([]byte(page)))
	for _, gone := range []string{"var(--", "@media", "<table>", `5%">`, "color-scheme"} {
		if strings.Contains(plain, gone) {
			t.Errorf("%q is left", gone)
		}
	}
	if strings.Count(plain, "<tr id=") != 30 || !strings.Contains(plain, `<col width="34">`) {
		t.Error("lines or widths are lost")
	}
	if got := string(ForPrinter([]byte("no style"))); got != "no style" {
		t.Error(got)
	}
}
