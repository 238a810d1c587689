package api

import (
	"context"
	"errors"
	"net/http"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/rule"
)

// registerLetterKeys registers signing keys and templates.
func (s *letterDoor) registerLetterKeys() {
	add(s, http.MethodGet, "/api/v1/letter-keys", "letter.key", "My own signing keys", s.listLetterKeys)
	add(s, http.MethodPost, "/api/v1/letter-keys", "letter.key", "Enrol a signing key that one's own device made; its private half comes wrapped by a secret that does not", s.enrolKey, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/letter-keys/{id}/end", "letter.key", "End my key; what was signed with it stays valid", s.endKey, status(http.StatusNoContent))
	add(s, http.MethodGet, "/api/v1/letter-templates", "letter.read", "Templates by kind of signer, the county's own and the product's", s.letterTemplates)
	add(s, http.MethodPost, "/api/v1/letter-templates", "letter.template", "Write a draft of a template", s.saveLetterTemplate)
	add(s, http.MethodPost, "/api/v1/letter-templates/{id}/publish", "letter.template", "Put a draft in force", s.publishLetterTemplate)
	add(s, http.MethodPost, "/api/v1/letter-templates/{id}/retire", "letter.template", "End a template, or drop a draft", s.retireLetterTemplate)
}

func (s *letterDoor) listLetterKeys(ctx context.Context, _ *struct{}) (*answer[ListOf[letter.Key]], error) {
	keys, err := s.Letter.Keys(ctx, Actor(ctx))
	return ok(ListOf[letter.Key]{Items: keys}, err)
}

type enrolBody struct{ Body letter.Enrolment }

func (s *letterDoor) enrolKey(ctx context.Context, in *enrolBody) (*answer[letter.Key], error) {
	return ok(s.Letter.Enrol(ctx, Actor(ctx), in.Body))
}

func (s *letterDoor) endKey(ctx context.Context, in *RecordID) (*struct{}, error) {
	return nil, s.Letter.EndKey(ctx, Actor(ctx), in.ID)
}

// LetterTemplates are the templates with what they may count.
type LetterTemplates struct {
	Items   []letter.TemplateView `json:"items" nullable:"false"`
	Metrics []rule.LetterMetric   `json:"metrics" nullable:"false"`
}

func (s *letterDoor) letterTemplates(ctx context.Context, _ *struct{}) (*answer[LetterTemplates], error) {
	items, metrics, err := s.Letter.Templates(ctx, Actor(ctx))
	return ok(LetterTemplates{items, metrics}, err)
}

type letterTemplateBody struct {
	Body struct {
		Seen
		letter.TemplateDraftBody
	}
}

func (s *letterDoor) saveLetterTemplate(ctx context.Context, in *letterTemplateBody) (*answer[letter.Template], error) {
	if in.Body.Revision == 0 {
		in.Body.ID = keyed(ctx, in.Body.ID)
	}
	return ok(s.Letter.SaveTemplate(ctx, Actor(ctx), in.Body.Revision, in.Body.TemplateDraftBody))
}

func (s *letterDoor) publishLetterTemplate(ctx context.Context, in *verb[Seen]) (*answer[letter.Template], error) {
	return ok(s.Letter.Publish(ctx, Actor(ctx), in.ID, in.Body.Revision))
}

func (s *letterDoor) retireLetterTemplate(ctx context.Context, in *verb[Seen]) (*answer[letter.Template], error) {
	return ok(s.Letter.Retire(ctx, Actor(ctx), in.ID, in.Body.Revision))
}

// withoutKey drops the request's key: of several writes only the first carries it.
func withoutKey(ctx context.Context) context.Context { return db.WithKey(ctx, "") }

// sayError says an error in the reader's language.
func sayError(ctx context.Context, err error) string {
	var many anlan.Problems
	if errors.As(err, &many) && len(many) > 0 {
		return many[0].Say(LangOf(ctx))
	}
	var one *anlan.Error
	if errors.As(err, &one) {
		return one.Say(LangOf(ctx))
	}
	return anlan.ErrInternal.Say(LangOf(ctx))
}
