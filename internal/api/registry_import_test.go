package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/api"
)

// upload sends a file as a form does.
func (b browser) upload(path, name string, data []byte, out any) int {
	b.t.Helper()
	status, raw := b.sendFile(path, name, data)
	if err := json.Unmarshal(raw, out); err != nil {
		b.t.Fatalf("%s: %v in %s", path, err, raw)
	}
	return status
}

// sendFile sends a file as a form does and returns what came back as it is.
func (b browser) sendFile(path, name string, data []byte) (status int, raw []byte) {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		b.t.Fatal(err)
	}
	_, _ = part.Write(data) // to memory
	_ = form.Close()        // likewise
	req, err := http.NewRequest(http.MethodPost, b.base+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set(account.HeaderName, "1")
	res, err := (&http.Client{Jar: b.jar}).Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to the end
	raw, _ = io.ReadAll(res.Body)
	return res.StatusCode, raw
}

// fill writes rows into a template that the server sent, below its heads.
func fill(t *testing.T, template []byte, rows ...map[string]string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(template))
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetName(0)
	all, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	head := len(all) // the heads stand in the last row of an empty template
	for i, row := range rows {
		for col, title := range all[head-1] {
			for name, value := range row {
				if title == name || title == name+" *" || title == "* "+name || title == "*"+name || title == name+"*" {
					cell, _ := excelize.CoordinatesToCellName(col+1, head+1+i) // both positive
					if err := f.SetCellValue(sheet, cell, value); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTableGoesInAndOutAgain(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	res, template := b.file("/api/v1/imports/template?kind=units")
	if res.StatusCode != http.StatusOK || !bytes.HasPrefix(template, []byte("PK")) {
		t.Fatalf("template: status %d", res.StatusCode)
	}
	table := fill(t, template,
		map[string]string{"单位名称": "清水县演示导入局", "简称": "导入局", "类别": "县直部门"},
		map[string]string{"单位名称": "清水县演示坏行局", "类别": "不存在的类别"})
	var preview api.ImportPreview
	if status := b.upload("/api/v1/imports?kind=units", "单位.xlsx", table, &preview); status != http.StatusOK {
		t.Fatalf("upload: status %d, %+v", status, preview)
	}
	if preview.Counts["new"] != 1 || preview.Counts["wrong"] != 1 || len(preview.Rows) != 2 {
		t.Fatalf("preview %+v", preview)
	}
	for _, row := range preview.Rows {
		for _, c := range row.Cells {
			if c.Column == "" || (row.Status == "wrong") != (c.Error != "") {
				t.Errorf("cell %+v of a row that is %s", c, row.Status)
			}
		}
	}
	path := "/api/v1/imports/" + string(preview.ID)
	if res, wrong := b.file(path + "/errors.xlsx"); res.StatusCode != http.StatusOK || !bytes.HasPrefix(wrong, []byte("PK")) {
		t.Errorf("wrong rows: status %d", res.StatusCode)
	}
	sit(t, anlan.RoleSystem).want(http.StatusNotFound, "GET", path, nil, nil) // another's upload
	var page api.ImportPreview
	b.want(http.StatusOK, "GET", path+"?limit=1", nil, &page)
	if len(page.Rows) != 1 || page.Next != "1" {
		t.Errorf("first page: %d rows, next %q", len(page.Rows), page.Next)
	}
	var batch, again api.ImportResult
	b.want(http.StatusOK, "POST", path+"/commit", nil, &batch)
	b.want(http.StatusOK, "POST", path+"/commit", nil, &again)
	if batch.New != 1 || batch.ID != preview.ID || again.ID != batch.ID || again.Revision != batch.Revision {
		t.Errorf("committed %+v, then %+v", batch, again)
	}
	open := 0
	for _, row := range batch.Rows {
		for _, c := range row.Cells {
			if c.Error != "" || c.Note != "" {
				open++
			}
		}
	}
	if len(batch.Rows) != batch.Wrong+batch.Warned || batch.Wrong == 0 || open < len(batch.Rows) || len(again.Rows) != len(batch.Rows) {
		t.Errorf("the result does not say what was left out and what is worth a look: %+v", batch)
	}
	b.one("清水县演示导入局")
	var list api.ListOf[struct{ ID anlan.ID }]
	b.want(http.StatusOK, "GET", "/api/v1/imports", nil, &list)
	if len(list.Items) == 0 || list.Items[0].ID != batch.ID {
		t.Errorf("imports %+v", list.Items)
	}
	b.want(http.StatusOK, "POST", path+"/undo", nil, &again)
	if again.Status != "undone" || len(again.Refused) != 0 {
		t.Errorf("undone %+v", again)
	}
	var left api.ListOf[api.UnitView]
	b.want(http.StatusOK, "GET", "/api/v1/units?q=演示导入局", nil, &left)
	if len(left.Items) != 0 {
		t.Errorf("after undoing there is still %s", left.Items[0].Name)
	}
	b.want(http.StatusConflict, "POST", path+"/undo", nil, nil)
	b.want(http.StatusNotFound, "POST", "/api/v1/imports/"+string(b.d.NewID())+"/commit", nil, nil)
}

func TestBadUploadsAreRefusedInWords(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	for name, data := range map[string][]byte{"nothing": {}, "no table": []byte("hello"), "large": bytes.Repeat([]byte{7}, 11<<20)} {
		var p api.Problem
		if status := b.upload("/api/v1/imports?kind=units", "x.xlsx", data, &p); status < 400 || status >= 500 || p.Title == "" {
			t.Errorf("%s: status %d, %+v", name, status, p)
		}
	}
	var p api.Problem
	b.want(http.StatusUnprocessableEntity, "GET", "/api/v1/imports/template?kind=secrets", nil, &p)
}

func TestExportComesBackUnchanged(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	_, table := b.file("/api/v1/units.xlsx")
	var preview api.ImportPreview
	if status := b.upload("/api/v1/imports?kind=units", "全部.xlsx", table, &preview); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	if preview.Counts["same"] < 20 || preview.Counts["new"]+preview.Counts["changed"]+preview.Counts["wrong"] != 0 {
		t.Errorf("what was exported comes back as %v", preview.Counts)
	}
}
