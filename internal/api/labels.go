package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/account"
	"anlan/internal/registry"
)

func (s *siteDoor) registerLabels() {
	add(s, http.MethodGet, "/api/v1/sites/{id}/labels", "site.read", "The labels of a site, and how often they were scanned: counts only, nobody is tracked", s.siteLabels)
	add(s, http.MethodPost, "/api/v1/sites/{id}/labels", "site.label", "Make one more label of a site", s.makeLabel, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/labels", "site.label", "Make a label for each of the sites that has none", s.ensureLabels)
	add(s, http.MethodGet, "/api/v1/labels/still-scanned", "site.label", "Revoked labels that still hang somewhere", s.stillScanned)
	add(s, http.MethodGet, "/api/v1/labels/{code}", "site.read", "What a scanned label leads to", s.readLabel)
	add(s, http.MethodPost, "/api/v1/labels/{code}/revoke", "site.label", "Take a label out of use", s.revokeLabel)
	add(s, http.MethodPost, "/api/v1/labels/{code}/rotate", "site.label", "Take a label out of use and make another for the same site", s.rotateLabel)
	s.sends("/api/v1/labels.html", "site.label", "A4 sheets of labels to print: ?site= (repeated), or ?unit= ?place= ?kind= as for the list", "text/html", s.labelSheet)
}

// SiteLabels are the labels of a site.
type SiteLabels struct {
	Items []LabelView      `json:"items" nullable:"false"`
	Scans []registry.Scans `json:"scans" nullable:"false" doc:"By label and day, of the last 90 days"`
}

// LabelView is a label with what its squares say.
type LabelView struct {
	registry.Label
	Payload string `json:"payload"`
}

func (s *siteDoor) siteLabels(ctx context.Context, in *RecordID) (*answer[SiteLabels], error) {
	site, err := s.Sites.Get(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	found, err := s.Sites.Labels(ctx, Actor(ctx), in.ID)
	v := SiteLabels{Items: []LabelView{}, Scans: append([]registry.Scans{}, found.Scans...)}
	for _, l := range found.Labels {
		v.Items = append(v.Items, LabelView{l, l.Payload(s.base(httpOf(ctx).r), site.Name)})
	}
	return ok(v, err)
}

// base is the address of this site as people reach it: as it was set, else as it was asked.
func (s *Server) base(r *http.Request) string {
	if site := s.Notify.Site(r.Context()); site != "" {
		return site
	}
	if account.OverTLS(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func (s *siteDoor) makeLabel(ctx context.Context, in *RecordID) (*answer[registry.Label], error) {
	return ok(s.Sites.MakeLabel(ctx, Actor(ctx), in.ID))
}

type ensureInput struct {
	Body struct {
		Sites []anlan.ID `json:"sites" minItems:"1" maxItems:"500"`
	}
}

// LabelsMade tells how many labels were made.
type LabelsMade struct {
	Made int `json:"made"`
}

func (s *siteDoor) ensureLabels(ctx context.Context, in *ensureInput) (*answer[LabelsMade], error) {
	made, err := s.Sites.EnsureLabels(ctx, Actor(ctx), in.Body.Sites)
	return ok(LabelsMade{made}, err)
}

func (s *siteDoor) stillScanned(ctx context.Context, _ *struct{}) (*answer[ListOf[registry.Label]], error) {
	found, err := s.Sites.StillScanned(ctx, Actor(ctx))
	return ok(list(found, "", func(l registry.Label) registry.Label { return l }), err)
}

// ScannedView is what a label leads to.
type ScannedView struct {
	Label registry.Label `json:"label"`
	Site  SiteView       `json:"site"`
}

func (s *siteDoor) readLabel(ctx context.Context, in *byCode) (*answer[ScannedView], error) {
	found, err := s.Sites.Scan(ctx, in.Code, true)
	if err != nil {
		return nil, err
	}
	if _, err := s.Sites.Get(ctx, Actor(ctx), found.Site.ID); err != nil {
		return nil, err
	}
	return ok(ScannedView{found.Label, s.siteView(ctx)(found.Site)}, nil)
}

type labelReason struct {
	Code string `path:"code" maxLength:"24"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200"`
	}
}

func (s *siteDoor) revokeLabel(ctx context.Context, in *labelReason) (*answer[registry.Label], error) {
	return ok(s.Sites.Revoke(ctx, Actor(ctx), in.Code, in.Body.Reason))
}

func (s *siteDoor) rotateLabel(ctx context.Context, in *labelReason) (*answer[registry.Label], error) {
	return ok(s.Sites.Rotate(ctx, Actor(ctx), in.Code, in.Body.Reason))
}
