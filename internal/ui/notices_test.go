package ui_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/notify"
)

// Every notice that stands on the page is read with one press; one that comes later stays unread.
func TestReadingAllOnLite(t *testing.T) {
	v := visit(t)
	town := trial(t, anlan.RoleTownship)
	tell(t, town.Post.Unit, "看通知一")
	v.post("/lite/demo", url.Values{"login": {town.Login}}, http.StatusOK)
	page := v.get("/lite/notices", http.StatusOK)
	const action = "/lite/notices/read"
	v.says(page, "未读", "全部标为已读")
	press := all(t, page)
	tell(t, town.Post.Unit, "看通知二")
	page = v.post(action, press, http.StatusOK)
	v.says(page, "标为已读。", "看通知二")
	if n := strings.Count(page, "· 未读"); n != 1 {
		t.Errorf("%d notices are unread, want the one that came later:\n%s", n, page)
	}
	v.says(v.post(action, all(t, page), http.StatusOK), "已把 1 条标为已读")
	if page = v.get("/lite/notices", http.StatusOK); strings.Contains(page, "全部标为已读") {
		t.Error("the button is offered though all is read")
	}
	v.post(action, url.Values{"up_to": {"x"}, "key": press["key"]}, http.StatusUnprocessableEntity)
}

// tell leaves a notice, as the landing does when something happened.
func tell(t *testing.T, unit anlan.ID, title string) {
	t.Helper()
	ctx := context.Background()
	err := house.app.DB.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		return notify.Send(ctx, tx, notify.Notice{Unit: unit, Kind: "matter.opened", Ref: anlan.Ref{Kind: "matter", ID: tx.NewID()}, Title: title})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// all is what the button for all of them sends.
func all(t *testing.T, page string) url.Values {
	t.Helper()
	press := form(t, page, "/lite/notices/read")
	upTo := regexp.MustCompile(`name="up_to" value="([^"]+)"`).FindStringSubmatch(page)
	if upTo == nil {
		t.Fatalf("the page does not say up to where:\n%s", page)
	}
	press.Set("up_to", upTo[1])
	return press
}
