package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/paper"
)

// row is what these tests read of a hazard.
type row struct {
	ID, Number, Text, State, Grade, Listed string
	Stopped                                bool
	Relapse                                int
	Revision                               int64
	Can                                    []struct{ Verb string }
	Because                                []struct{ Title string }
	Listing                                *struct{ Number string }
}

// The demo county's ledger as the desk sees it: list, page, timeline, documents, table, criteria.
func TestHazardLedgerOverHTTP(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	var page struct{ Items []row }
	office.want(http.StatusOK, "GET", "/api/v1/hazards?grade=major&listed=county", nil, &page)
	if len(page.Items) != 1 || !page.Items[0].Stopped || page.Items[0].State != "rectifying" {
		t.Fatalf("listed: %+v", page.Items)
	}
	listed := page.Items[0]
	var one row
	office.want(http.StatusOK, "GET", "/api/v1/hazards/"+listed.ID, nil, &one)
	if one.Listing == nil || one.Listing.Number == "" || len(one.Can) == 0 {
		t.Errorf("%+v", one)
	}
	var line struct {
		Items []struct{ Kind, Title string }
	}
	office.want(http.StatusOK, "GET", "/api/v1/hazards/"+listed.ID+"/timeline", nil, &line)
	if len(line.Items) < 5 {
		t.Errorf("timeline: %+v", line.Items)
	}
	for _, n := range line.Items {
		if n.Title == "" || strings.ContainsAny(n.Title, "{}") {
			t.Errorf("%s is told as %q", n.Kind, n.Title)
		}
	}
	res, doc := office.file("/api/v1/hazards/" + listed.ID + "/papers/listing.docx")
	text, err := paper.DocxText(bytes.NewReader(doc), int64(len(doc)))
	if res.StatusCode != http.StatusOK || err != nil || !strings.Contains(text, "挂牌督办通知书") {
		t.Errorf("notice: %d %v", res.StatusCode, err)
	}
	if res, table := office.file("/api/v1/hazards.xlsx?state=open"); res.StatusCode != http.StatusOK || len(table) < 1000 {
		t.Errorf("table: %d, %d bytes", res.StatusCode, len(table))
	}
	office.want(http.StatusOK, "GET", "/api/v1/hazards/relapse", nil, &page)
	if len(page.Items) == 0 || page.Items[0].Relapse == 0 || page.Items[0].Grade != "maybe_major" {
		t.Errorf("relapses: %+v", page.Items)
	}
	var criteria struct {
		Items []struct {
			Sector, Version string
			Clauses         []struct{ Key string }
		}
	}
	office.want(http.StatusOK, "GET", "/api/v1/criteria?sector=gas&category=alarm", nil, &criteria)
	if len(criteria.Items) == 0 || criteria.Items[0].Clauses[0].Key != "a501" {
		t.Errorf("criteria: %+v", criteria.Items)
	}
	var verdict struct{ Grade string }
	office.want(http.StatusOK, "POST", "/api/v1/criteria/walk", fields{"sector": "gas", "answers": fields{"a501": "yes"}}, &verdict)
	if verdict.Grade != "major" {
		t.Errorf("the walk says %s", verdict.Grade)
	}
}

// A stale amendment is answered with what stands there now, field by field; both reporters of one capture
// get one hazard.
func TestHazardConflictOverHTTP(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	var units struct{ Items []struct{ ID string } }
	office.want(http.StatusOK, "GET", "/api/v1/units?kind=enterprise&limit=1", nil, &units)
	id := string(house.app.DB.NewID())
	draft := fields{"id": id, "unit": units.Items[0].ID, "category": "exit", "source": "joint", "text": "东侧疏散通道堆放货物"}
	var first, again row
	office.want(http.StatusOK, "POST", "/api/v1/hazards", draft, &first)
	office.want(http.StatusOK, "POST", "/api/v1/hazards", draft, &again)
	if first.Number == "" || first.Number != again.Number {
		t.Fatalf("%q and %q", first.Number, again.Number)
	}
	office.want(http.StatusOK, "POST", "/api/v1/hazards/"+id+"/amend", fields{"base": first.Revision, "text": "东侧疏散通道堆放纸箱"}, nil)
	var problem struct {
		Code     string
		Conflict struct {
			Current row
			Fields  []struct {
				Field              string
				Base, Mine, Theirs string
			}
		}
	}
	office.want(http.StatusConflict, "POST", "/api/v1/hazards/"+id+"/amend", fields{"base": first.Revision, "text": "东侧疏散通道堆放木板"}, &problem)
	c := problem.Conflict
	if problem.Code != "hazard_stale" || len(c.Fields) != 1 || c.Fields[0].Theirs != "东侧疏散通道堆放纸箱" || c.Fields[0].Base != "东侧疏散通道堆放货物" || c.Current.Number != first.Number {
		t.Errorf("%+v", problem)
	}
	draft["id"], draft["text"] = string(house.app.DB.NewID()), "发现隐患3处，已整改3处"
	office.want(http.StatusUnprocessableEntity, "POST", "/api/v1/hazards", draft, nil)
}

// The board's figures of the ledger are folded from events, agree with a recount, and open lists that hold
// as many.
func TestHazardFiguresOpenTheirLists(t *testing.T) {
	office := sit(t, anlan.RoleOffice)
	if _, err := house.app.Catch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if agree, err := house.app.Report.Recount(t.Context()); err != nil || !agree {
		t.Errorf("the recount disagrees: %v", err)
	}
	var board struct {
		Hazards []struct {
			Key, Href string
			Value     int
		}
	}
	office.want(http.StatusOK, "GET", "/api/v1/board", nil, &board)
	if len(board.Hazards) == 0 || board.Hazards[0].Value == 0 {
		t.Fatalf("%+v", board.Hazards)
	}
	for _, s := range board.Hazards {
		var page struct{ Items []row }
		office.want(http.StatusOK, "GET", "/api/v1"+strings.Replace(s.Href, "?", "?limit=200&", 1), nil, &page)
		if len(page.Items) != s.Value {
			t.Errorf("%s says %d, its list has %d", s.Key, s.Value, len(page.Items))
		}
	}
}
