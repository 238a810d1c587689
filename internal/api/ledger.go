package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/ledger"
)

// registerLedger registers the ledger for people, and in the form that witnesses elsewhere read
// (c2sp.org/tlog-tiles): checkpoint and tiles hold hashes only and are public.
func (s *Server) registerLedger() {
	add(s, "GET", "/api/v1/ledger", "ledger.read", "How the ledger stands", s.ledgerStatus)
	add(s, "GET", "/api/v1/ledger/entries", "ledger.read", "Entries, newest first", s.ledgerEntries)
	add(s, "GET", "/api/v1/ledger/proof/{pos}", "ledger.read", "Proof that an entry stands in the signed tree", s.ledgerProof)
	add(s, "GET", "/api/v1/ledger/check", "ledger.read", "The newest check", s.ledgerCheck)
	add(s, "POST", "/api/v1/ledger/check", "ledger.export", "Check every entry and record; the answer is a job", s.startLedgerCheck, status(http.StatusAccepted))
	add(s, "DELETE", "/api/v1/ledger/check", "ledger.export", "Cancel the running check", s.cancelLedgerCheck, status(http.StatusNoContent))
	s.raw("GET /ledger/checkpoint", public, s.ledgerCheckpoint)
	s.raw("GET /ledger/tile/{level}/{path...}", public, s.ledgerTile)
}

// LedgerStanding is the ledger's standing with the line for the bulletin.
type LedgerStanding struct {
	ledger.Status
	Line string `json:"line" doc:"Root of the day in one line"`
}

func (s *Server) ledgerStatus(ctx context.Context, _ *struct{}) (*answer[LedgerStanding], error) {
	st, err := s.Ledger.Status(ctx, Actor(ctx))
	if err != nil {
		return nil, err
	}
	c, err := s.Ledger.Last(ctx)
	return ok(LedgerStanding{st, c.Line(LangOf(ctx))}, err)
}

type ledgerQuery struct {
	Before int64 `query:"before" minimum:"0" doc:"Position of the oldest entry already shown; 0 begins with the newest"`
	Limit  int   `query:"limit" minimum:"0" maximum:"200"`
}

// LedgerPage is one page of entries.
type LedgerPage struct {
	Items []ledger.View `json:"items"`
	Next  int64         `json:"next" doc:"before of the next page; 0 at the end"`
}

func (s *Server) ledgerEntries(ctx context.Context, q *ledgerQuery) (*answer[LedgerPage], error) {
	limit := pageLimit(q.Limit)
	list, err := s.Ledger.Entries(ctx, Actor(ctx), q.Before, limit)
	page := LedgerPage{Items: list}
	if len(list) == limit && list[limit-1].Pos > 1 {
		page.Next = list[limit-1].Pos
	}
	return ok(page, err)
}

type ledgerPos struct {
	Pos int64 `path:"pos" minimum:"1"`
}

func (s *Server) ledgerProof(ctx context.Context, in *ledgerPos) (*answer[ledger.Proof], error) {
	return ok(s.Ledger.Prove(ctx, Actor(ctx), in.Pos))
}

func (s *Server) ledgerCheck(ctx context.Context, _ *struct{}) (*answer[ledger.Check], error) {
	return ok(s.Checks.Last(ctx, Actor(ctx)))
}

func (s *Server) startLedgerCheck(ctx context.Context, _ *struct{}) (*answer[ledger.Check], error) {
	return ok(s.Checks.Start(ctx, Actor(ctx)))
}

func (s *Server) cancelLedgerCheck(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.Checks.Cancel(ctx, Actor(ctx))
}

func (s *Server) ledgerCheckpoint(w http.ResponseWriter, r *http.Request) error {
	c, err := s.Ledger.Last(r.Context())
	if err != nil {
		return err
	}
	if c.Size == 0 {
		return anlan.ErrNotFound
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = fmt.Fprint(w, c.Note) // whoever asked may be gone
	return nil
}

// ledgerTile serves tile/<level>/<n>[.p/<width>]; a tile never changes, so it may be kept for ever.
func (s *Server) ledgerTile(w http.ResponseWriter, r *http.Request) error {
	level, err := strconv.Atoi(r.PathValue("level"))
	n, width, good := tileOf(r.PathValue("path"))
	if err != nil || !good {
		return anlan.ErrNotFound
	}
	data, err := s.Ledger.TileData(r.Context(), level, n, width)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(data) // whoever asked may be gone
	return nil
}

// tileOf reads x001/x234/067 or x001/x234/067.p/5.
func tileOf(path string) (n int64, width int, ok bool) {
	path, partial, cut := strings.Cut(path, ".p/")
	width = 256
	if cut {
		w, err := strconv.Atoi(partial)
		if err != nil || w < 1 || w > 255 {
			return 0, 0, false
		}
		width = w
	}
	parts := strings.Split(path, "/")
	for i, p := range parts {
		digits, more := strings.CutPrefix(p, "x")
		d, err := strconv.ParseUint(digits, 10, 16)
		if err != nil || len(digits) != 3 || more == (i == len(parts)-1) || i > 4 {
			return 0, 0, false
		}
		n = n*1000 + int64(d)
	}
	return n, width, true
}
