package ui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/app"
	"anlan/internal/app/demo"
	"anlan/internal/committee"
	"anlan/internal/matter"
)

// house is the demo county, served in this process.
var house struct {
	once   sync.Once
	folder string
	app    *app.App
	server *httptest.Server
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if house.server != nil {
		house.server.Close()
		_ = house.app.Close()          // the folder goes with it
		_ = os.RemoveAll(house.folder) // of a test
	}
	os.Exit(code)
}

func openHouse() (err error) {
	if house.folder, err = os.MkdirTemp("", "anlan-ui-"); err != nil {
		return err
	}
	o := app.Options{Data: house.folder, Demo: true, Out: io.Discard, Level: "error"}
	if err = demo.Ensure(context.Background(), o, time.Now()); err != nil {
		return err
	}
	if house.app, err = app.New(context.Background(), o); err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", house.app.API.Handler())
	mux.Handle("/", house.app.Lite.Handler())
	house.server = httptest.NewServer(mux)
	return nil
}

// visitor is a browser without JavaScript.
type visitor struct {
	t *testing.T
	*http.Client
	old bool // names the page it comes from, not the origin
}

func visit(t *testing.T) visitor {
	t.Helper()
	house.once.Do(func() { house.err = openHouse() })
	if house.err != nil {
		t.Fatal(house.err)
	}
	jar, _ := cookiejar.New(nil) // never fails without options
	return visitor{t: t, Client: &http.Client{Jar: jar}}
}

func (v visitor) send(req *http.Request, status int) string {
	v.t.Helper()
	res, err := v.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	page := string(raw)
	bare := strings.Replace(page, `<script src="/report/report.js" defer></script>`, "", 1) // the one page that can use help, and does without
	if res.StatusCode != status {
		v.t.Fatalf("%s %s: status %d, want %d\n%s", req.Method, req.URL.Path, res.StatusCode, status, page)
	}
	if !strings.HasPrefix(req.URL.Path, "/api/") && (strings.Contains(bare, "<script") || strings.Contains(bare, "<img")) {
		v.t.Errorf("%s carries a script:\n%s", req.URL.Path, page)
	}
	return page
}

func (v visitor) get(path string, status int) string {
	v.t.Helper()
	req, err := http.NewRequest(http.MethodGet, house.server.URL+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.send(req, status)
}

func (v visitor) post(path string, fields url.Values, status int) string {
	v.t.Helper()
	req, err := http.NewRequest(http.MethodPost, house.server.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if v.old {
		req.Header.Set("Referer", house.server.URL+"/lite")
	} else {
		req.Header.Set("Origin", house.server.URL)
	}
	return v.send(req, status)
}

// trial returns the first chair of the demo with the role.
func trial(t *testing.T, role anlan.Role) account.Trial {
	t.Helper()
	list, err := house.app.Account.Trials(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range list {
		if one.Role == role {
			return one
		}
	}
	t.Fatalf("no chair of %s", role)
	return account.Trial{}
}

// open lets the office hand a matter over to a unit.
func open(t *testing.T, unit anlan.ID, title string) anlan.ID {
	t.Helper()
	v := visit(t)
	v.post("/lite/demo", url.Values{"login": {trial(t, anlan.RoleOffice).Login}}, http.StatusOK)
	body, _ := json.Marshal(map[string]any{"title": title, "unit": unit, "due": house.app.DB.Now().Date().AddDays(9)}) // plain values
	req, err := http.NewRequest(http.MethodPost, house.server.URL+"/api/v1/matters", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(account.HeaderName, "1")
	var m struct{ ID anlan.ID }
	if err := json.Unmarshal([]byte(v.send(req, http.StatusOK)), &m); err != nil {
		t.Fatal(err)
	}
	return m.ID
}

// form finds the key of the form with the action.
func form(t *testing.T, page, action string) url.Values {
	t.Helper()
	found := regexp.MustCompile(`action="` + regexp.QuoteMeta(action) + `"><input type="hidden" name="key" value="([^"]+)"`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no form for %s in\n%s", action, page)
	}
	return url.Values{"key": {found[1]}}
}

func (v visitor) says(page string, words ...string) {
	v.t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			v.t.Errorf("the page does not say %q:\n%s", w, page)
		}
	}
}

const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`

func TestFromSigningInToAReport(t *testing.T) {
	v := visit(t)
	town := trial(t, anlan.RoleTownship)
	id := open(t, town.Post.Unit, "检查"+hostile)
	v.says(v.get("/lite/matters/"+string(id), http.StatusOK), "登录", `name="next" value="/lite/matters/`+string(id)+`"`, town.Post.UnitName)
	v.says(v.post("/lite/demo", url.Values{"login": {town.Login}, "next": {"//evil.example/lite/"}}, http.StatusOK), "待办", town.Post.UnitName)
	v.old = true // an old browser goes on
	todo := v.get("/lite", http.StatusOK)
	v.says(todo, html.EscapeString("检查" + hostile)[:20], "为什么找我")
	action := "/lite/matters/" + string(id) + "/sign"
	press := form(t, todo, action)
	page := v.post(action, press, http.StatusOK)
	v.says(page, "已签收", "办理进展", "办理中")
	v.says(v.post(action, press, http.StatusOK), "办理中") // pressed twice
	action = "/lite/matters/" + string(id) + "/progress"
	report := form(t, page, action)
	report.Set("text", "")
	v.says(v.post(action, report, http.StatusUnprocessableEntity), "wrong", "提交进展")
	report = form(t, page, action)
	report.Set("text", "已查 6 家 "+hostile)
	v.says(v.post(action, report, http.StatusOK), "进展已反馈")
	m, err := house.app.Matter.Get(context.Background(), anlan.Clock, id)
	if err != nil || m.Signed == 0 || m.State != "doing" {
		t.Errorf("the matter is %+v, %v", m, err)
	}
	v.says(v.get("/lite?lang=en", http.StatusOK), "To-do", `lang="en"`)
	v.says(v.get("/lite/notices", http.StatusOK), "Notices")
	v.says(v.post("/lite/sign-out", nil, http.StatusOK), "Sign in")
	v.says(v.get("/lite", http.StatusOK), "Password")
}

func TestDoorStaysShut(t *testing.T) {
	v := visit(t)
	v.says(v.post("/lite/sign-in", url.Values{"login": {hostile}, "password": {"wrong"}}, http.StatusUnauthorized), "role=\"alert\"", html.EscapeString("<script>"))
	v.says(v.post("/lite/matters/x/sign", nil, http.StatusOK), "登录")
	v.get("/lite/nothing", http.StatusNotFound)
	v.post("/lite/demo", url.Values{"login": {trial(t, anlan.RoleAudit).Login}}, http.StatusOK)
	v.get("/lite/matters/"+string(house.app.DB.NewID()), http.StatusNotFound)
	for from, header := range map[string]string{"https://evil.example": "Origin", "https://evil.example/lite": "Referer", "null": "Origin", "": "Origin"} {
		req, err := http.NewRequest(http.MethodPost, house.server.URL+"/lite/sign-out", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set(header, from)
		v.send(req, http.StatusForbidden)
	}
}

func TestALinkSignsOnce(t *testing.T) {
	v := visit(t)
	ctx := context.Background()
	town := trial(t, anlan.RoleTownship)
	id := open(t, town.Post.Unit, "链接"+hostile)
	if _, err := house.app.Catch(ctx); err != nil {
		t.Fatal(err)
	}
	var path string // the letter of the notice carries it
	row := house.app.DB.Reader().QueryRowContext(ctx, `SELECT link FROM notify_notice WHERE ref = $1 AND link <> ''`, "matter.matter:"+string(id))
	if err := row.Scan(&path); err != nil {
		t.Fatal(err)
	}
	v.get(path, http.StatusOK) // a chat program looks first: nothing happens
	page := v.get(path, http.StatusOK)
	v.says(page, "确认签收", town.Post.UnitName, html.EscapeString("<script>"))
	v.says(v.post(path, form(t, page, path), http.StatusOK), "已签收", "/lite/matters/"+string(id))
	v.says(v.post(path, nil, http.StatusGone), "已经用过", "不需要再签")
	v.says(v.get(path, http.StatusGone), "已经用过")
	v.says(v.get(path+"x", http.StatusNotFound), "无效或已过期")
	m, err := house.app.Matter.Get(ctx, anlan.Clock, id)
	if err != nil || m.Signed == 0 {
		t.Errorf("after the link the matter is %+v, %v", m, err)
	}
}

func TestEveryChairHasItsPages(t *testing.T) {
	visit(t)
	list, err := house.app.Account.Trials(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range list {
		v := visit(t)
		v.post("/lite/demo", url.Values{"login": {one.Login}}, http.StatusOK)
		v.says(v.get("/lite/notices", http.StatusOK), "通知")
	}
}

// A document that the meeting studied is relayed and answered for without JavaScript.
func TestReceiptOnLite(t *testing.T) {
	v := visit(t)
	ctx := context.Background()
	office := anlan.Actor{Account: "test", Post: "test", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	meetings, err := house.app.Committee.List(ctx, office, "", "", 1)
	if err != nil || len(meetings.Items) == 0 {
		t.Fatal(err)
	}
	const title = "省安委会关于岁末年初安全生产工作的通知"
	if _, err := house.app.Committee.AddDocument(ctx, office, meetings.Items[0].ID, committee.DocumentDraft{Title: title}); err != nil {
		t.Fatal(err)
	}
	v.post("/lite/demo", url.Values{"login": {trial(t, anlan.RoleTownship).Login}}, http.StatusOK)
	page := v.get("/lite", 200)
	form := regexp.MustCompile(`(?s)` + title + `.*?action="(/lite/relays/[^"]+)".*?name="key" value="([^"]+)"`).FindStringSubmatch(page)
	if form == nil {
		t.Fatalf("nothing to relay:\n%s", page)
	}
	if said := v.post(form[1], url.Values{"people": {"许多"}, "key": {form[2]}}, http.StatusUnprocessableEntity); !strings.Contains(said, "许多") {
		t.Errorf("the refusal does not say what was wrong:\n%s", said)
	}
	page = v.post(form[1], url.Values{"people": {"42"}, "note": {"全镇干部会"}, "key": {form[2]}}, 200)
	if !strings.Contains(page, "回执已提交") || strings.Contains(page, title) {
		t.Errorf("the receipt is not on record:\n%s", page)
	}
}

// A unit that takes part finds its part in the list, tells how it goes, and is not offered to report the whole as done.
func TestTakingPartOnLite(t *testing.T) {
	v := visit(t)
	ctx := context.Background()
	office := anlan.Actor{Account: "test", Post: "test", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	town, dept := trial(t, anlan.RoleTownship), trial(t, anlan.RoleDepartment)
	list, err := house.app.Matter.OpenAll(ctx, office, []matter.Order{{Title: "联合检查渡口", Lead: matter.Seat{Unit: dept.Post.Unit},
		Issuer: matter.Seat{Unit: dept.Post.Unit}, CoUnits: []anlan.ID{town.Post.Unit}}})
	if err != nil {
		t.Fatal(err)
	}
	id := list[0].ID
	v.post("/lite/demo", url.Values{"login": {town.Login}}, http.StatusOK)
	if strings.Contains(v.get("/lite", http.StatusOK), "联合检查渡口") {
		t.Error("asks for progress before the lead has signed")
	}
	lead := anlan.Actor{Account: "lead", Post: "lead", Unit: dept.Post.Unit, Roles: []anlan.Role{anlan.RoleDepartment}, Scope: anlan.Scope{Units: []anlan.ID{dept.Post.Unit}}}
	if _, err := house.app.Matter.Sign(ctx, lead, id, 0); err != nil {
		t.Fatal(err)
	}
	v.says(v.get("/lite", http.StatusOK), "联合检查渡口", "您单位配合", "报进展")
	page := v.get("/lite/matters/"+string(id), http.StatusOK)
	v.says(page, "整件事由承办单位报办结")
	if strings.Contains(page, `name="final"`) {
		t.Error("offers to report the whole as done")
	}
	action := "/lite/matters/" + string(id) + "/progress"
	report := form(t, page, action)
	report.Set("text", "渡口已查")
	v.says(v.post(action, report, http.StatusOK), "进展已反馈")
}
