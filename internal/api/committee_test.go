package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
	"anlan/internal/calendar"
	"anlan/internal/committee"
	"anlan/internal/committee/minutes"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

const minutesText = `清水县安委会2022年第一次全体（扩大）会议纪要
2022年1月17日下午，县安委会召开2022年第一次全体（扩大）会议。
会议要求，县住建局要于2022年3月25日前对全县燃气管网开展一次安全检查，并建立问题台账。各乡镇要于2022年3月31日前完成林区火灾隐患排查。
会议强调，要提高政治站位，坚决扛起政治责任。
这里另有一句谁也没有读懂的话。`

// serveMeetings serves a founded county with one department and two townships, and signs its office in.
func serveMeetings(t *testing.T) browser {
	t.Helper()
	d := dbtest.SQLite(t, db.Options{})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	book, err := rule.Builtin()
	must(err)
	cal, err := calendar.New(book)
	must(err)
	reader, err := minutes.New(cal)
	must(err)
	vault, err := account.NewVault(make([]byte, 32))
	must(err)
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	books := func() *rule.Book { return book }
	residents := account.Residents(d)
	accounts := account.New(account.Options{DB: d, Rules: books, Directory: residents, Founder: residents, Vault: vault, Log: quiet})
	matters := matter.NewService(d, books, func() *calendar.Calendar { return cal }, chairs{d})
	rooms := committee.New(committee.Options{DB: d, Matters: matters, Seats: chairs{d}, Reader: reader, Rules: books, Days: func() *calendar.Calendar { return cal }})
	server := httptest.NewServer(api.New(api.Deps{Log: quiet, DB: d, Account: accounts, Matter: matters,
		Rooms:  []func(*api.Server){api.RegistryDoors(registry.New(d), nil), (*api.Server).AccountDoors, (*api.Server).MatterDoors, api.CommitteeDoors(rooms)},
		Notify: notify.New(notify.Options{DB: d, Book: nobody{}, Vault: vault, Log: quiet}), County: func(context.Context) api.County { return api.County{Code: "620521", Name: "清水县"} }}).Handler())
	t.Cleanup(server.Close)
	jar, _ := cookiejar.New(nil) // never fails without options
	b := browser{t: t, base: server.URL, jar: jar}
	b.setUp(accounts)
	must(d.Write(context.Background(), anlan.Clock, func(tx *db.Tx) error {
		w := registry.Within(tx)
		for name, kind := range map[string]registry.UnitKind{"清水县住房和城乡建设局": registry.Department, "永清镇": registry.TownshipUnit, "红堡镇": registry.TownshipUnit} {
			if _, err := w.CreateUnit(context.Background(), registry.UnitDraft{Kind: kind, Name: name, Place: "620521"}); err != nil {
				return err
			}
		}
		return nil
	}))
	b.signIn("zhuren")
	return b
}

type chairs struct{ d *db.DB }

func (x chairs) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	u, err := registry.In(x.d.Reader()).Unit(ctx, unit)
	return matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}, err
}

// send sends a request with headers and returns status and body.
func (b browser) send(method, path, kind, key string, body io.Reader) (int, []byte) {
	b.t.Helper()
	req, err := http.NewRequest(method, b.base+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set(account.HeaderName, "1")
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end here
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return res.StatusCode, raw
}

// form is a file as a browser uploads it.
func form(name string, content []byte) (string, io.Reader) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, _ := w.CreateFormFile("file", name) // a buffer never fails
	_, _ = part.Write(content)
	_ = w.Close()
	return w.FormDataContentType(), &body
}

func (b browser) meeting() committee.Meeting {
	b.t.Helper()
	var m committee.Meeting
	b.want(201, "POST", "/api/v1/meetings", fields{"kind": "enlarged", "title": "2022年安委会第一次全体（扩大）会议", "date": "2022-01-17", "session": "afternoon", "state": "held"}, &m)
	b.want(200, "PUT", "/api/v1/meetings/"+string(m.ID)+"/minutes", fields{"text": minutesText, "revision": m.Revision}, &m)
	return m
}

func TestMeetingToMattersOverHTTP(t *testing.T) {
	t.Parallel()
	b := serveMeetings(t)
	m := b.meeting()
	at := "/api/v1/meetings/" + string(m.ID)
	var desk committee.Desk
	b.want(200, "GET", at+"/desk", nil, &desk)
	var ids []anlan.ID
	for _, d := range desk.Decisions {
		if b.do("POST", "/api/v1/decisions/"+string(d.ID)+"/tick", fields{"revision": d.Revision}, nil) == 200 {
			ids = append(ids, d.ID)
		}
	}
	if desk.Text != minutesText || len(ids) < 2 || len(desk.Loose) == 0 {
		t.Fatalf("desk: %d ticked of %+v", len(ids), desk)
	}
	var preview committee.Preview
	b.want(200, "GET", at+"/preview", nil, &preview)
	order, _ := json.Marshal(fields{"decisions": ids, "revision": preview.Revision}) // plain values
	key := string(anlan.NewID(anlan.Date("2022-01-18").Start(), nil))
	var sent [2]committee.Dispatch
	for i := range sent {
		status, raw := b.send("POST", at+"/dispatch", "application/json", key, bytes.NewReader(order))
		if status != 201 || json.Unmarshal(raw, &sent[i]) != nil {
			t.Fatalf("dispatch %d: %d %s", i, status, raw)
		}
	}
	if sent[0].ID != sent[1].ID || sent[0].Number != preview.Number || len(sent[0].Matters) != len(preview.Parcels) {
		t.Errorf("promised %+v, sent %+v", preview, sent[0])
	}
	var list struct{ Items []json.RawMessage }
	b.want(200, "GET", "/api/v1/matters", nil, &list)
	if len(list.Items) != len(preview.Parcels) {
		t.Errorf("%d matters of %d", len(list.Items), len(preview.Parcels))
	}
	b.want(409, "POST", at+"/dispatch", fields{"decisions": ids, "revision": preview.Revision}, nil)
	b.papers(at, sent[0].Number)
	var told api.DispatchTold
	out := "/api/v1/dispatches/" + string(sent[0].ID)
	if b.want(200, "GET", out+"/told", nil, &told); told != (api.DispatchTold{Matters: len(preview.Parcels)}) {
		t.Errorf("told %+v", told)
	}
	b.want(200, "POST", out+"/chase", fields{}, &api.ChaseView{})
	b.want(200, "POST", "/api/v1/dispatches/"+string(sent[0].ID)+"/recall", fields{"reason": "文字有误"}, nil)
	b.want(409, "POST", "/api/v1/dispatches/"+string(sent[0].ID)+"/recall", fields{}, nil)
}

// The first text of a meeting stays readable, as it came, when a second one is kept.
func TestOlderTextOverHTTP(t *testing.T) {
	t.Parallel()
	b := serveMeetings(t)
	m := b.meeting()
	b.want(200, "PUT", "/api/v1/meetings/"+string(m.ID)+"/minutes", fields{"text": "更正：会议定于2022年1月20日前报送。", "revision": m.Revision}, nil)
	var v api.MeetingView
	b.want(200, "GET", "/api/v1/meetings/"+string(m.ID), nil, &v)
	if len(v.Texts) != 2 || v.Texts[1].ID != m.Minutes {
		t.Fatalf("versions %+v, the first is %s", v.Texts, m.Minutes)
	}
	var first api.KeptText
	b.want(200, "GET", "/api/v1/minutes/"+string(m.Minutes), nil, &first)
	if first.Text != minutesText || first.Minutes != v.Texts[1] {
		t.Errorf("the first version: %+v", first)
	}
	b.want(404, "GET", "/api/v1/minutes/"+string(m.ID), nil, nil)
}

func (b browser) papers(at, number string) {
	b.t.Helper()
	if status, raw := b.send("GET", at+"/tasks.xlsx", "", "", nil); status != 200 || !bytes.HasPrefix(raw, []byte("PK")) {
		b.t.Errorf("tasks.xlsx: %d", status)
	}
	status, raw := b.send("GET", at+"/notice.docx", "", "", nil)
	text, err := paper.DocxText(bytes.NewReader(raw), int64(len(raw)))
	if status != 200 || err != nil || !strings.Contains(text, number) {
		b.t.Errorf("notice.docx: %d %v\n%s", status, err, text)
	}
}

func TestTextsOverHTTP(t *testing.T) {
	t.Parallel()
	b := serveMeetings(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(minutesText))
	if err != nil {
		t.Fatal(err)
	}
	kind, body := form("纪要.txt", gb)
	var r committee.Reading
	if status, raw := b.send("POST", "/api/v1/minutes/parse", kind, "", body); status != 200 || json.Unmarshal(raw, &r) != nil || r.Date != "2022-01-17" || len(r.Decisions) < 2 {
		t.Errorf("GB18030: %d %s", status, raw)
	}
	var list struct{ Items []committee.Meeting }
	if b.want(200, "GET", "/api/v1/meetings", nil, &list); len(list.Items) != 0 {
		t.Error("a parse stored something")
	}
	for name, c := range map[string]struct {
		content string
		status  int
		code    string
	}{
		"empty":  {"", 422, "paper_empty"},
		"binary": {strings.Repeat("\x00\x01\x02\x03\xff", 900), 422, "minutes_not_text"},
		"zip":    {"PK\x03\x04" + strings.Repeat("x", 99), 422, "paper_broken"},
		"5 MB":   {strings.Repeat("安全生产。\n", 5<<20/16), 413, "minutes_too_large"},
		"50 MB":  {strings.Repeat("安全生产。\n", 50<<20/16), 413, "too_large"},
	} {
		var p api.Problem
		kind, body := form("纪要.txt", []byte(c.content))
		status, raw := b.send("POST", "/api/v1/minutes/parse", kind, "", body)
		if _ = json.Unmarshal(raw, &p); status != c.status || p.Code != c.code || p.Title == "" {
			t.Errorf("%s: %d %s", name, status, raw)
		}
	}
	if status, raw := b.send("POST", "/api/v1/minutes/parse", "application/json", "", strings.NewReader(`{"text":`)); status != 422 {
		t.Errorf("broken JSON: %d %s", status, raw)
	}
}

func TestARetriedRequestMakesOneRecord(t *testing.T) {
	t.Parallel()
	b := serveMeetings(t)
	m := b.meeting()
	at := "/api/v1/meetings/" + string(m.ID)
	for path, body := range map[string]fields{
		"/api/v1/meetings": {"kind": "special", "title": "专题会议", "date": "2022-02-01"},
		at + "/documents":  {"title": "全省安全生产会议精神"},
		at + "/decisions":  {"text": "永清镇完成自查", "owners": []fields{{"said": "永清镇"}}},
	} {
		raw, _ := json.Marshal(body) // plain values
		key := string(anlan.NewID(anlan.Date("2022-01-18").Start(), nil))
		var made [2]struct{ ID anlan.ID }
		for i := range made {
			status, answer := b.send("POST", path, "application/json", key, bytes.NewReader(raw))
			if status != 201 || json.Unmarshal(answer, &made[i]) != nil {
				t.Errorf("%s, try %d: %d %s", path, i, status, answer)
			}
		}
		if made[0].ID == "" || made[0] != made[1] {
			t.Errorf("%s made %v", path, made)
		}
	}
}

func TestWrongFieldsOfMeetingsAreNamed(t *testing.T) {
	t.Parallel()
	b := serveMeetings(t)
	var p api.Problem
	b.want(422, "POST", "/api/v1/meetings", fields{"kind": "plenary", "title": " ", "date": "2022-02-30"}, &p)
	if len(p.Errors) != 2 || p.Errors[0].Location != "body.title" || p.Errors[1].Location != "body.date" {
		t.Errorf("%+v", p)
	}
	m := b.meeting()
	var desk committee.Desk
	b.want(200, "GET", "/api/v1/meetings/"+string(m.ID)+"/desk", nil, &desk)
	one := "/api/v1/decisions/" + string(desk.Decisions[0].ID)
	b.want(422, "PATCH", one, fields{"due": "2022-02-30"}, nil)
	b.want(422, "PATCH", one, fields{"due": "2022-01-01"}, nil)
	b.want(409, "PATCH", one, fields{"due": "2022-05-01", "revision": 99}, nil)
	var d committee.Decision
	b.want(200, "PATCH", one, fields{"due": "2022-05-01", "owners": []fields{{"said": "红堡镇"}}, "revision": desk.Decisions[0].Revision}, &d)
	if d.Due != "2022-05-01" || len(d.Leads()) != 1 || d.Leads()[0].Name != "红堡镇" {
		t.Errorf("%+v", d)
	}
	b.want(404, "GET", "/api/v1/meetings/"+string(d.ID)+"/desk", nil, nil)
	b.want(404, "GET", "/api/v1/meetings/"+string(m.ID)+"/tasks.xlsx?dispatch="+string(d.ID), nil, nil)
}
