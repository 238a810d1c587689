package inspection

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"strings"

	"gopkg.in/yaml.v3"

	"anlan/internal/inspection/checklist"
)

//go:embed lists/*.yaml
var shipped embed.FS

// listFile is a shipped checklist in short form: every item is a yes/no item with a photograph of what
// is wrong, unless it says otherwise.
type listFile struct {
	Title   string      `yaml:"title"`
	TitleEN string      `yaml:"title_en"`
	Kinds   []string    `yaml:"kinds"`
	Sector  string      `yaml:"sector"`
	Lists   []listLine  `yaml:"lists"`
	Groups  []groupLine `yaml:"groups"`
	Items   []itemLine  `yaml:"items"`
}

type listLine struct {
	Name    string       `yaml:"name"`
	Options []optionLine `yaml:"options"`
}

type optionLine struct {
	Value string `yaml:"value"`
	ZH    string `yaml:"zh"`
	EN    string `yaml:"en"`
}

type groupLine struct {
	Name     string `yaml:"name"`
	ZH       string `yaml:"zh"`
	EN       string `yaml:"en"`
	Relevant string `yaml:"relevant"`
}

type itemLine struct {
	Group      string         `yaml:"group"`
	Name       string         `yaml:"name"`
	Kind       checklist.Kind `yaml:"kind"`
	ZH         string         `yaml:"zh"`
	EN         string         `yaml:"en"`
	Required   *bool          `yaml:"required"`
	Relevant   string         `yaml:"relevant"`
	Constraint string         `yaml:"constraint"`
	Message    string         `yaml:"message"`
	MessageEN  string         `yaml:"message_en"`
	List       string         `yaml:"list"`
	Finding    string         `yaml:"finding"`
	Category   string         `yaml:"category"`
	Major      bool           `yaml:"major"`
	Photos     *int           `yaml:"photos"`
	Basis      []string       `yaml:"basis"`
}

// Shipped reads the checklists that the program was built with, by code.
func Shipped() ([]ChecklistDraft, error) {
	var bases map[string]checklist.Basis
	if err := readYAML("lists/bases.yaml", &bases); err != nil {
		return nil, err
	}
	names, err := shipped.ReadDir("lists")
	if err != nil {
		return nil, err
	}
	var list []ChecklistDraft
	for _, n := range names {
		if n.Name() == "bases.yaml" {
			continue
		}
		var f listFile
		if err := readYAML("lists/"+n.Name(), &f); err != nil {
			return nil, err
		}
		d, err := f.draft(strings.TrimSuffix(n.Name(), path.Ext(n.Name())), bases)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n.Name(), err)
		}
		list = append(list, d)
	}
	return list, nil
}

func readYAML(name string, into any) error {
	raw, err := shipped.ReadFile(name)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (f listFile) draft(code string, bases map[string]checklist.Basis) (ChecklistDraft, error) {
	d := ChecklistDraft{Code: code, Title: f.Title, TitleEN: f.TitleEN, SiteKinds: f.Kinds, Sector: f.Sector}
	d.Form.Lists = append(d.Form.Lists, checklist.YesNoList())
	for _, l := range f.Lists {
		out := checklist.List{Name: l.Name}
		for _, o := range l.Options {
			out.Options = append(out.Options, checklist.Option{Value: o.Value, Label: o.ZH, LabelEN: o.EN})
		}
		d.Form.Lists = append(d.Form.Lists, out)
	}
	if err := f.items("", bases, &d.Form); err != nil {
		return d, err
	}
	for _, g := range f.Groups {
		d.Form.Items = append(d.Form.Items, checklist.Item{Name: "g_" + g.Name, Kind: checklist.Group, Label: g.ZH, LabelEN: g.EN, Relevant: g.Relevant})
		if err := f.items(g.Name, bases, &d.Form); err != nil {
			return d, err
		}
	}
	d.Form = d.Form.Normal()
	return d, d.check()
}

// items appends the items of a group.
func (f listFile) items(group string, bases map[string]checklist.Basis, form *checklist.Form) error {
	for _, l := range f.Items {
		if l.Group != group {
			continue
		}
		it := checklist.Item{Name: l.Name, Kind: l.Kind, Label: l.ZH, LabelEN: l.EN, Relevant: l.Relevant, Constraint: l.Constraint, Message: l.Message,
			MessageEN: l.MessageEN, List: l.List, Finding: l.Finding, Category: l.Category, Major: l.Major}
		if group != "" {
			it.Group = "g_" + group
		}
		if it.Kind == "" {
			it.Kind, it.List = checklist.YesNo, checklist.YesNoList().Name
		}
		it.Required = it.Kind == checklist.YesNo || l.Required != nil && *l.Required
		photos := 0
		if it.Kind == checklist.YesNo {
			photos = 1
		}
		if l.Photos != nil {
			photos = *l.Photos
		}
		if photos > 0 {
			it.Asks = []checklist.Ask{{Photos: photos}}
		}
		for _, b := range l.Basis {
			basis, known := bases[b]
			if !known {
				return fmt.Errorf("item %s: no basis %q", l.Name, b)
			}
			it.Basis = append(it.Basis, basis)
		}
		form.Items = append(form.Items, it)
	}
	return nil
}
