package api

import (
	"context"
	"iter"
	"net/http"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/paper"
)

// entriesXLSX sends the filtered register as a table.
func (s *documentDoor) entriesXLSX(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	year, _ := strconv.Atoi(q.Get("year")) // anything else is every year
	if year < 0 || year > 9998 || len(q.Get("code")) > 240 {
		return anlan.ErrFieldInvalid.With("name", "year").With("value", q.Get("year")).At("year")
	}
	void, _ := strconv.ParseBool(q.Get("void")) // anything else is no
	f := document.Filter{Year: year, Code: q.Get("code"), Kind: q.Get("kind"), Unit: anlan.ID(q.Get("unit")), Void: void, Limit: 200}
	lang := LangOf(ctx)
	out := &late{w: w, name: lang.Pick("发文登记簿", "documents") + "-" + string(s.DB.Now().Date()) + ".xlsx"}
	err := paper.WriteTable(out, lang.Pick("发文登记簿", "Register of documents"), entryColumns(lang), s.entryTable(ctx, f))
	if out.begun {
		return nil // half a file is sent: its reader sees that it is broken
	}
	return err
}

func entryColumns(l anlan.Lang) []paper.Column {
	head := func(zh, en string, width float64) paper.Column {
		return paper.Column{Title: l.Pick(zh, en), Width: width}
	}
	return []paper.Column{head("发文字号", "Number", 26), head("文种", "Kind", 16), head("标题", "Title", 50), head("发文单位", "Issued by", 24),
		head("主送", "To", 40), head("成文日期", "Date", 12), head("经办岗位", "Post", 20), head("作废", "Voided", 30), head("备注", "Remark", 14)}
}

// entryTable reads page after page.
func (s *documentDoor) entryTable(ctx context.Context, f document.Filter) iter.Seq2[[]string, error] {
	lang, view := LangOf(ctx), s.entryRow(ctx)
	return func(yield func([]string, error) bool) {
		for n := 0; ; {
			page, err := s.Document.List(ctx, Actor(ctx), f)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, e := range page.Items {
				if n++; n > exportMost {
					yield([]string{"", cutHere(lang)}, nil)
					return
				}
				if !yield(entryCells(view(e), lang), nil) {
					return
				}
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				return
			}
		}
	}
}

func entryCells(r EntryRow, lang anlan.Lang) []string {
	to := make([]string, 0, len(r.To))
	for _, u := range r.To {
		to = append(to, u.Name)
	}
	void, remark := "", ""
	if r.Void != nil {
		void = string(r.Void.At.Date()) + " " + r.Void.Reason
	}
	if r.Exercise {
		remark = lang.Pick("演练", "Exercise")
	}
	return []string{r.Number, r.KindName, r.Title, r.Unit.Name, strings.Join(to, lang.Pick("、", ", ")), string(r.Issued.Date()), r.By.Name, void, remark}
}
