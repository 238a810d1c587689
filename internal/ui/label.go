package ui

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/registry"
)

// Labels tells what a label on a wall leads to, and counts that it was scanned.
type Labels interface {
	Scan(ctx context.Context, code string, signedIn bool) (registry.Scanned, error)
}

// labelPage is what whoever scans a label sees: where they stand, and what they may do here. It shows nothing
// that does not hang on the wall already, and permits nothing: each button asks again.
func (s *Server) labelPage(v *visit) error {
	code := strings.ToUpper(v.r.PathValue("code"))
	found, err := s.Labels.Scan(v.ctx(), code, v.who != nil)
	if errors.Is(err, anlan.ErrLabelUnknown) {
		status, say := s.sentence(v, err)
		s.show(v, status, "label", map[string]any{"Title": v.lang.Pick("没有这个标签", "There is no such label"), "Wrong": say})
		return nil
	}
	if err != nil {
		return err
	}
	data := map[string]any{"Title": found.Site.Name, "Found": found,
		"Label": code, "In": v.who != nil, "SignIn": "/lite/sign-in?next=" + url.QueryEscape("/q/"+code)}
	status := http.StatusOK
	switch {
	case found.Site.Status != registry.Active:
		status = http.StatusGone
		data["Wrong"] = v.lang.Pick("这个场所已经注销，标签不再使用。", "This site has been closed and its label is no longer used.")
	case found.Label.Status == registry.LabelRevoked:
		status = http.StatusGone
		data["Wrong"] = v.lang.Pick("这张标签已停用，请换用场所的新标签。", "This label has been revoked; please use the site's new one.")
	case v.who != nil:
		data["Acts"] = labelActs(v, found.Site)
	}
	s.show(v, status, "label", data)
	return nil
}

// act is one thing that the reader may do at a site.
type act struct{ Path, Text string }

// labelActs lists what the reader's post may do here. A record that one may not read offers nothing.
func labelActs(v *visit, site registry.Site) []act {
	id := url.QueryEscape(string(site.ID))
	var list []act
	for _, o := range []struct {
		action string
		act
	}{
		{"hazard.report", act{"/m/capture?site=" + id, v.lang.Pick("报告隐患（拍照）", "Report a hazard (photo)")}},
		{"inspection.write", act{"/m/check?site=" + id, v.lang.Pick("开始检查", "Start a check")}},
		{"site.read", act{"/sites/" + id, v.lang.Pick("查看档案", "Open its record")}},
	} {
		if authz.Check(v.actor(), o.action, authz.Target{Unit: site.Unit, Place: site.Place}) == nil {
			list = append(list, o.act)
		}
	}
	return list
}
