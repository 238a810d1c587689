package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"

	"anlan"
	"anlan/internal/diligence"
)

// diligenceDoor serves the books of diligence (尽职免责).
type diligenceDoor struct {
	*Server
	books *diligence.Service
}

// DiligenceDoors are the routes of the books of diligence.
func DiligenceDoors(books *diligence.Service) func(*Server) {
	return func(s *Server) {
		d := diligenceDoor{s, books}
		add(s, http.MethodGet, "/api/v1/diligence", "diligence.own", "The books that I asked for, the newest first", d.list)
		add(s, http.MethodPost, "/api/v1/diligence", "diligence.own", "Ask for the book of a post, a person, a unit or an incident; it is made beside the requests", d.make, status(http.StatusAccepted))
		add(s, http.MethodGet, "/api/v1/diligence/{id}", "diligence.own", "Where a book stands, and its contents", d.get)
		add(s, http.MethodDelete, "/api/v1/diligence/{id}", "diligence.own", "Stop a book under way", d.cancel, status(http.StatusNoContent))
		s.sends("/api/v1/diligence/{id}/book.html", "diligence.own", "The book, to read and to print", "text/html", d.html)
		s.sends("/api/v1/diligence/{id}/book.pdf", "diligence.own", "The book as PDF, where the server has LibreOffice", "application/pdf", d.pdf)
		s.sends("/api/v1/diligence/{id}/bundle.zip", "diligence.own", "The book with its events and proofs: it verifies offline", "application/zip", d.bundle)
	}
}

// BookView is a book with what can be had of it.
type BookView struct {
	diligence.Book
	PDF bool `json:"pdf" doc:"Whether the server can make PDF"`
}

func (d diligenceDoor) view(b diligence.Book) BookView { return BookView{b, d.Printer != nil} }

func (d diligenceDoor) list(ctx context.Context, _ *struct{}) (*answer[ListOf[BookView]], error) {
	books, err := d.books.List(ctx, Actor(ctx))
	return ok(list(books, "", d.view), err)
}

type bookBody struct{ Body diligence.Request }

func (d diligenceDoor) make(ctx context.Context, in *bookBody) (*answer[BookView], error) {
	b, err := d.books.Make(ctx, Actor(ctx), in.Body)
	return ok(d.view(b), err)
}

func (d diligenceDoor) get(ctx context.Context, in *RecordID) (*answer[BookView], error) {
	b, err := d.books.Get(ctx, Actor(ctx), in.ID)
	return ok(d.view(b), err)
}

func (d diligenceDoor) cancel(ctx context.Context, in *RecordID) (*struct{}, error) {
	return nil, d.books.Cancel(ctx, Actor(ctx), in.ID)
}

func (d diligenceDoor) file(r *http.Request, name string) (*os.File, diligence.Book, error) {
	return d.books.File(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")), name)
}

// bookName is what the file is called at home.
func bookName(b diligence.Book, end string) string {
	return b.Lang.Pick("尽职免责档案", "diligence-book") + " " + b.Name + " " + string(b.From) + "–" + string(b.To) + end
}

// bookHTML shows the book. It carries words that people typed: no script runs on it, and nothing is fetched.
func (d diligenceDoor) html(w http.ResponseWriter, r *http.Request) error {
	f, _, err := d.file(r, diligence.FileHTML)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = io.Copy(w, f) // a reader that went away needs no answer
	return f.Close()
}

func (d diligenceDoor) bundle(w http.ResponseWriter, r *http.Request) error {
	f, b, err := d.file(r, diligence.FileBundle)
	if err != nil {
		return err
	}
	_ = download(w, bookName(b, ".zip"), "application/zip", nil) // sets the heads; it never fails
	_, _ = io.Copy(w, f)                                         // a reader that went away needs no answer
	return f.Close()
}

// bookPDFMost bounds what LibreOffice is given: beyond it the browser prints better.
const bookPDFMost = 3 << 20

func (d diligenceDoor) pdf(w http.ResponseWriter, r *http.Request) error {
	f, b, err := d.file(r, diligence.FileHTML)
	if err != nil {
		return err
	}
	page, err := io.ReadAll(io.LimitReader(f, bookPDFMost+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	switch {
	case d.Printer == nil:
		return anlan.ErrDiligencePdf.With("why", anlan.Both{ZH: "没有安装 LibreOffice", EN: "LibreOffice is not installed"})
	case len(page) > bookPDFMost:
		return anlan.ErrDiligencePdfLarge.With("max", "3 MB")
	}
	pdf, err := d.Printer.Page(r.Context(), diligence.ForPrinter(page))
	if err != nil {
		return anlan.ErrDiligencePdf.With("why", err.Error())
	}
	return download(w, bookName(b, ".pdf"), "application/pdf", pdf)
}
