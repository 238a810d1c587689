package api

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"image/png"
	"net/http"

	"github.com/boombuler/barcode/qr"

	"anlan"
	"anlan/internal/registry"
)

// sheetMost bounds the labels of one print-out: fifty sheets.
const sheetMost = 400

//go:embed label_sheet.html
var labelSheetHTML string

var labelSheetPage = template.Must(template.New("labels").Parse(labelSheetHTML))

// sheetLabel is one label as it is printed.
type sheetLabel struct {
	Code, Name, Unit, Place string
	Image                   template.URL
}

// labelSheet writes A4 sheets, eight labels each, to print and cut.
func (s *siteDoor) labelSheet(w http.ResponseWriter, r *http.Request) error {
	sites, err := s.sheetSites(r)
	if err != nil {
		return err
	}
	labels, err := s.sheetLabels(r, sites)
	if err != nil {
		return err
	}
	if len(labels) == 0 {
		return anlan.ErrLabelSheetEmpty
	}
	var b bytes.Buffer
	lang := LangOf(r.Context())
	err = labelSheetPage.Execute(&b, map[string]any{"Lang": lang.Pick("zh-CN", "en"), "Labels": labels, "Title": lang.Pick("场所标签", "Site labels"),
		"Hint": lang.Pick("扫码：报告隐患、开始检查。标签只说明这是哪里，不代表任何权限。", "Scan to report a hazard or start a check. A label says where you are; it permits nothing."),
		"How":  lang.Pick("按 A4 纵向、100% 比例打印，沿虚线裁开。", "Print on A4, portrait, at 100 %, and cut along the dashed lines."), "County": s.County(r.Context()).Name})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err = w.Write(b.Bytes())
	return err
}

// sheetSites are the sites that were named, or those of a list.
func (s *siteDoor) sheetSites(r *http.Request) ([]registry.Site, error) {
	v, ctx := r.URL.Query(), r.Context()
	var sites []registry.Site
	for _, id := range v["site"] {
		site, err := s.Sites.Get(ctx, Actor(ctx), anlan.ID(id))
		if err != nil {
			return nil, err
		}
		if sites = append(sites, site); len(sites) >= sheetMost {
			break
		}
	}
	if len(sites) > 0 {
		return sites, nil
	}
	f := registry.SiteFilter{Unit: anlan.ID(v.Get("unit")), Place: v.Get("place"), Kind: v.Get("kind")}
	for len(sites) < sheetMost {
		page, err := s.Sites.List(ctx, Actor(ctx), f)
		if err != nil {
			return nil, err
		}
		sites = append(sites, page.Items...)
		if f.After = page.Next; f.After == "" {
			break
		}
	}
	return sites[:min(len(sites), sheetMost)], nil
}

func (s *siteDoor) sheetLabels(r *http.Request, sites []registry.Site) ([]sheetLabel, error) {
	ids := make([]anlan.ID, 0, len(sites))
	for _, x := range sites {
		ids = append(ids, x.ID)
	}
	codes, err := registry.In(s.DB.Reader()).LabelsBySite(r.Context(), ids)
	if err != nil {
		return nil, err
	}
	var labels []sheetLabel
	base := s.base(r)
	for _, x := range sites {
		for _, code := range codes[x.ID] {
			image, err := qrImage(registry.Label{Code: code}.Payload(base, x.Name))
			if err != nil {
				return nil, err
			}
			labels = append(labels, sheetLabel{Code: code[:5] + " " + code[5:], Name: x.Name, Unit: s.names.unit(r.Context(), x.Unit).Name,
				Place: s.names.place(r.Context(), x.Place), Image: image})
		}
	}
	return labels[:min(len(labels), sheetMost)], nil
}

// qrImage draws the squares, one pixel each: the page enlarges them without blur. Level Q still reads
// with a quarter of it scratched off.
func qrImage(text string) (template.URL, error) {
	code, err := qr.Encode(text, qr.Q, qr.Unicode)
	if err != nil {
		return "", fmt.Errorf("label: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, code); err != nil {
		return "", err
	}
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())), nil //nolint:gosec // our own picture
}
