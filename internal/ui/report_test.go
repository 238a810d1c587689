package ui_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/event"
	"anlan/internal/flow"
	"anlan/internal/tip"
)

// snapshot is a picture as a phone sends it.
func snapshot(t *testing.T, tone uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = tone
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sendForm posts a form with pictures, as a browser without JavaScript does.
func (v visitor) sendForm(path string, fields map[string]string, want int, pictures ...[]byte) string {
	v.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, value := range fields {
		_ = m.WriteField(name, value) // into memory
	}
	for _, p := range pictures {
		w, _ := m.CreateFormFile("photo", "IMG_0001.JPG")
		_, _ = w.Write(p)
	}
	_ = m.Close()
	r, err := http.NewRequest(http.MethodPost, house.server.URL+path, &body)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Origin", house.server.URL)
	answer, err := v.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	page, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != want {
		v.t.Fatalf("POST %s: %d, want %d\n%s", path, answer.StatusCode, want, page)
	}
	return string(page)
}

var (
	ticketIn  = regexp.MustCompile(`name="ticket" value="([^"]+)"`)
	receiptIn = regexp.MustCompile(`name="kept" value="([^"]+)"`)
	codeIn    = regexp.MustCompile(`id="code">([0-9 ]{19})<`)
)

// found is the first group of a pattern in a page.
func found(t *testing.T, re *regexp.Regexp, page string) string {
	t.Helper()
	m := re.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page has no %s:\n%s", re, page)
	}
	return m[1]
}

func officer(t *testing.T) anlan.Actor {
	t.Helper()
	in, err := house.app.Account.SignInDemo(context.Background(), account.SignIn{Login: trial(t, anlan.RoleOffice).Login, Door: account.DoorDesk})
	if err != nil {
		t.Fatal(err)
	}
	return in.Who.Actor
}

// A citizen reports by the label's page without JavaScript; the form comes back whole when something is
// wrong; the office confirms; the hazard is closed; the citizen follows by the code.
func TestReportAndFollow(t *testing.T) {
	ctx := context.Background()
	v := visit(t)
	site, label := labelled(t, "（演示）被举报的商场")
	page := v.get("/report?label="+label, 200)
	says(t, page, site.Name, "tel:12350", "multipart/form-data", "12350")
	fields := map[string]string{"ticket": found(t, ticketIn, page), "label": label, "category": "", "text": "安全出口 <上锁>", "phone": "不告诉你", "worker": "yes", "name": "某某"}
	page = v.sendForm("/report", fields, 422, snapshot(t, 30), []byte("MZ no picture"))
	says(t, page, "安全出口 &lt;上锁&gt;", "不告诉你", "某某", "请选择是哪一类问题", "电话号码看起来不对", `value="yes" checked`)
	fields["category"], fields["phone"], fields["kept"] = "exit", "13900000000", found(t, receiptIn, page)
	page = v.sendForm("/report", fields, 200)
	code := found(t, codeIn, page)
	says(t, v.sendForm("/report", fields, 200), code) // pressed twice

	says(t, v.sendForm("/report/follow", map[string]string{"code": "1234"}, 422), "查询码不对")
	page = v.sendForm("/report/follow", map[string]string{"code": strings.ReplaceAll(code, " ", "-")}, 200)
	says(t, page, "等待受理", "加密封存", "安全出口 &lt;上锁&gt;")
	if strings.Contains(page, "13900000000") || strings.Contains(page, "某某") {
		t.Error("the identity stands on a page")
	}
	a := officer(t)
	inbox, err := house.app.Tips.List(ctx, a, tip.Filter{})
	at := slices.IndexFunc(inbox.Items, func(x tip.Tip) bool { return x.Spot.Site == site.ID })
	if err != nil || at < 0 || len(inbox.Items[at].Photos) != 1 || !inbox.Items[at].Worker {
		t.Fatalf("the inbox: %+v, %v", inbox.Items, err)
	}
	id, photo := inbox.Items[at].ID, inbox.Items[at].Photos[0].Hash
	if _, err := house.app.Tips.Accept(ctx, a, id); err != nil {
		t.Fatal(err)
	}
	if _, err := house.app.Tips.Say(ctx, a, id, "哪一层？"); err != nil {
		t.Fatal(err)
	}
	says(t, v.sendForm("/report/follow", map[string]string{"code": code}, 200), "哪一层？", "请回答办理单位")
	says(t, v.sendForm("/report/follow", map[string]string{"code": code, "act": "add", "text": "二层", "key": string(anlan.NewID(1, nil))}, 200, snapshot(t, 200)), "已补充", "二层")
	confirmed, err := house.app.Tips.Confirm(ctx, a, id, tip.Confirmation{Answer: "属实，已责令整改", Found: &tip.Found{Category: "exit", Text: "二层安全出口锁闭",
		Photos: []string{photo}}})
	if err != nil {
		t.Fatal(err)
	}
	h, err := house.app.Hazard.Get(ctx, a, confirmed.Hazard)
	if err != nil || h.Source != "worker" || h.Lead.Unit != site.Unit || h.Photos[0].Hash != photo || len(h.Because) != 0 {
		t.Fatalf("the hazard: %+v, %v", h, err)
	}
	page = v.sendForm("/report/follow", map[string]string{"code": code}, 200)
	says(t, page, "正在整改", "属实，已责令整改")
	if strings.Contains(page, h.Number) {
		t.Error("the follow-up page names the ledger's record")
	}
	if _, err := house.app.Hazard.Drop(ctx, a, h.ID, 0, "重复登记"); err != nil {
		t.Fatal(err)
	}
	catchUp(t)
	says(t, v.sendForm("/report/follow", map[string]string{"code": code}, 200), "正在核查")
}

// catchUp lets the landing hear what happened.
func catchUp(t *testing.T) {
	t.Helper()
	for range 3 {
		if _, err := event.Catch(context.Background(), house.app.DB, flow.ReaderName, house.app.Landing.Handle); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReportInEnglishAndRobots(t *testing.T) {
	v := visit(t)
	page := v.get("/report?lang=en", 200)
	says(t, page, "What did you see?", "Not sure", "Exits or escape routes")
	fields := map[string]string{"ticket": found(t, ticketIn, page), "category": "exit", "text": "a locked exit", "named": "a shop", "website": "http://x"}
	says(t, v.sendForm("/report", fields, 422), "A box that must stay empty", "a locked exit")
	fields["website"] = ""
	says(t, v.sendForm("/report", fields, 200), "Your code (shown this once)")
	says(t, v.get("/report/follow?lang=en", 200), "Code (16 digits)")
	says(t, v.get("/report/report.js", 200), "getCurrentPosition")
	v.sendForm("/report", map[string]string{"ticket": tip.NewTicket(), "category": "exit", "text": strings.Repeat("x", 70_000), "named": "a"}, 422)
	v.sendForm("/report", map[string]string{"ticket": tip.NewTicket(), "category": "exit", "text": "forged picture", "named": "a", "kept": strings.Repeat("a", 64) + ".1.1.00"}, 422)
}

// Whoever guesses codes is held up, and can still report.
func TestGuessing(t *testing.T) {
	v := visit(t)
	house.app.Tips.Gate = tip.Gate{} // other tests come from the same address
	codes := []string{}
	for n := 0; len(codes) < 12; n++ {
		typed := strings.Repeat("0", 14-len(strconv.Itoa(n))) + strconv.Itoa(n)
		for d := range 10 {
			for e := range 10 {
				if c, ok := tip.ReadCode(typed + strconv.Itoa(d) + strconv.Itoa(e)); ok && len(codes) < 12 {
					codes = append(codes, c)
				}
			}
		}
	}
	for _, c := range codes[:10] {
		v.sendForm("/report/follow", map[string]string{"code": c}, 404)
	}
	says(t, v.sendForm("/report/follow", map[string]string{"code": codes[11]}, 429), "输错次数太多")
	house.app.Tips.Gate = tip.Gate{}
}
