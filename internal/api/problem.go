package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"anlan"
	"anlan/internal/obs"
)

// Problem is an error as it leaves the house (RFC 9457), in the reader's language.
type Problem struct {
	Status int     `json:"status" doc:"HTTP status"`
	Code   string  `json:"code" doc:"Stable code; see errors.json"`
	Title  string  `json:"title" doc:"What happened, why, and what to do now"`
	Trace  string  `json:"trace,omitempty" doc:"Code to quote to the administrator"`
	Errors []Wrong `json:"errors,omitempty" doc:"Every wrong field"`

	Conflict *ConflictView `json:"conflict,omitempty" doc:"What somebody else changed first, field by field"`
}

// Wrong is one wrong field of the request.
type Wrong struct {
	Location string `json:"location" doc:"Path of the field, e.g. body.due"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Called   string `json:"called,omitempty" doc:"What the message calls the field; a form may say its own label there"`
}

// Error makes Problem an error.
func (p *Problem) Error() string { return p.Code + ": " + p.Title }

// GetStatus tells huma the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is application/problem+json.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statusOf maps the closed list of kinds to HTTP for every JSON answer; a form of ui that comes back has its own, shorter one.
func statusOf(k anlan.Kind) int {
	switch k {
	case anlan.Invalid:
		return http.StatusUnprocessableEntity
	case anlan.Unauthorized:
		return http.StatusUnauthorized
	case anlan.Forbidden:
		return http.StatusForbidden
	case anlan.NotFound:
		return http.StatusNotFound
	case anlan.Conflict:
		return http.StatusConflict
	case anlan.TooLarge:
		return http.StatusRequestEntityTooLarge
	case anlan.Busy:
		return http.StatusTooManyRequests
	case anlan.Unavailable:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

// problem turns any error into what the reader sees. An unknown error says nothing but its trace.
func (s *Server) problem(ctx context.Context, err error) *Problem {
	var done *Problem
	if errors.As(err, &done) {
		return done
	}
	lang, trace := LangOf(ctx), obs.Trace(ctx)
	var many anlan.Problems
	if errors.As(err, &many) && len(many) > 0 {
		return several(many, lang, trace)
	}
	var one *anlan.Error
	if !errors.As(err, &one) || one.Kind == anlan.Internal {
		if ctx.Err() == nil { // a reader that went away is nobody's fault
			s.Log.ErrorContext(ctx, "a request failed", "error", err)
		}
		one = anlan.ErrInternal.With("trace", trace)
	}
	p := &Problem{Status: statusOf(one.Kind), Code: one.Code, Title: one.Say(lang), Trace: trace, Conflict: s.conflictView(ctx, err)}
	if one.Field != "" {
		p.Errors = []Wrong{wrong(one, lang)}
	}
	return p
}

func several(many anlan.Problems, lang anlan.Lang, trace string) *Problem {
	first := many[0]
	p := &Problem{Status: statusOf(first.Kind), Code: first.Code, Title: first.Say(lang), Trace: trace}
	for _, e := range many {
		p.Errors = append(p.Errors, wrong(e, lang))
	}
	return p
}

func wrong(e *anlan.Error, lang anlan.Lang) Wrong {
	return Wrong{Location: "body." + e.Field, Code: e.Code, Message: e.Say(lang), Called: e.Called(lang)}
}

func (s *Server) writeProblem(ctx context.Context, w http.ResponseWriter, err error) {
	p := s.problem(ctx, err)
	w.Header().Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusTooManyRequests || p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a reader that went away needs no answer
}

// refused turns huma's own refusals (a field of the wrong shape) into a Problem. huma calls it
// through a package variable, which New sets once.
func refused(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
	lang, trace := anlan.ZH, ""
	if ctx != nil {
		lang, trace = LangOf(ctx.Context()), obs.Trace(ctx.Context())
	}
	p := &Problem{Status: status, Code: "request_malformed", Trace: trace,
		Title: lang.Pick("提交的内容有误，请按提示改正。", "What was sent is malformed; please correct what is marked.")}
	if status == http.StatusRequestEntityTooLarge {
		p.Code, p.Title = anlan.ErrTooLarge.Code, anlan.ErrTooLarge.With("max", "1 MB").Say(lang)
		return p
	}
	for _, err := range errs {
		var known *Problem
		if errors.As(err, &known) {
			return known
		}
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			p.Errors = append(p.Errors, shape(d.ErrorDetail().Location, d.ErrorDetail().Message, lang))
		} else if err != nil {
			p.Errors = append(p.Errors, shape("body", message, lang))
		}
	}
	return p
}
