package checklist

// Kind is how an item is answered.
type Kind string

// The kinds of items.
const (
	YesNo   Kind = "yesno"   // 是 / 否 / 不适用
	Choice  Kind = "choice"  // one of a list
	Choices Kind = "choices" // some of a list
	Integer Kind = "integer"
	Number  Kind = "number"
	Text    Kind = "text"
	Note    Kind = "note"  // nothing is asked
	Photo   Kind = "photo" // a photograph is the answer
	Place   Kind = "place" // a point
	Barcode Kind = "barcode"
	Group   Kind = "group" // the items that name it as their group
)

// Kinds lists the kinds of items.
func Kinds() []Kind {
	return []Kind{YesNo, Choice, Choices, Integer, Number, Text, Note, Photo, Place, Barcode, Group}
}

// The values of a yes/no item.
const (
	Yes = "yes"
	No  = "no"
	NA  = "na"
)

// Item is one line of a checklist. Items stand in the order in which they are asked; those of a group
// follow it.
type Item struct {
	Name       string  `json:"name" yaml:"name" maxLength:"60" doc:"a letter, then letters, digits and _; unique within the checklist"`
	Kind       Kind    `json:"kind" yaml:"kind" enum:"yesno,choice,choices,integer,number,text,note,photo,place,barcode,group"`
	Group      string  `json:"group,omitempty" yaml:"group" maxLength:"60"`
	Label      string  `json:"label" yaml:"label" maxLength:"500"`
	LabelEN    string  `json:"labelEn,omitempty" yaml:"label_en" maxLength:"1000"`
	Hint       string  `json:"hint,omitempty" yaml:"hint" maxLength:"1000"`
	HintEN     string  `json:"hintEn,omitempty" yaml:"hint_en" maxLength:"2000"`
	Required   bool    `json:"required,omitempty" yaml:"required"`
	Relevant   string  `json:"relevant,omitempty" yaml:"relevant" maxLength:"1000" doc:"asked only where this is true"`
	Constraint string  `json:"constraint,omitempty" yaml:"constraint" maxLength:"1000" doc:"refuses answers for which this is false"`
	Message    string  `json:"message,omitempty" yaml:"message" maxLength:"500" doc:"what to say when the constraint refuses"`
	MessageEN  string  `json:"messageEn,omitempty" yaml:"message_en" maxLength:"1000"`
	List       string  `json:"list,omitempty" yaml:"list" maxLength:"60" doc:"the options of a choice"`
	Finding    string  `json:"finding,omitempty" yaml:"finding" maxLength:"1000" doc:"which answer is a hazard; empty: the no of a yes/no item"`
	Asks       []Ask   `json:"asks,omitempty" yaml:"asks" maxItems:"5"`
	Category   string  `json:"category,omitempty" yaml:"category" maxLength:"60" doc:"of the hazard that it may become"`
	Major      bool    `json:"major,omitempty" yaml:"major" doc:"the hazard may be a major one: its official criteria are to be walked through"`
	Basis      []Basis `json:"basis,omitempty" yaml:"basis" maxItems:"10"`
}

// Ask is evidence that an answer asks for.
type Ask struct {
	When   string `json:"when,omitempty" yaml:"when" maxLength:"1000" doc:"an expression over the answer; empty: the answer is a finding"`
	Photos int    `json:"photos,omitempty" yaml:"photos" minimum:"0" maximum:"9"`
	Note   bool   `json:"note,omitempty" yaml:"note"`
}

// Basis is where a demand comes from. Confidence is marked as in policy: V read in the official text,
// P seen on a public page, K-h, K-m, K-l from knowledge.
type Basis struct {
	Document   string `json:"document" yaml:"document" maxLength:"200"`
	Clause     string `json:"clause,omitempty" yaml:"clause" maxLength:"60" doc:"empty where it is not certain"`
	Confidence string `json:"confidence,omitempty" yaml:"confidence" enum:"V,P,K-h,K-m,K-l,"`
}

// Option is one answer of a list.
type Option struct {
	Value   string `json:"value" yaml:"value" maxLength:"60"`
	Label   string `json:"label" yaml:"label" maxLength:"200"`
	LabelEN string `json:"labelEn,omitempty" yaml:"label_en" maxLength:"400"`
}

// List is a named list of options.
type List struct {
	Name    string   `json:"name" yaml:"name" maxLength:"60"`
	Options []Option `json:"options" yaml:"options" maxItems:"200" nullable:"false"`
}

// Form is what a checklist asks: the content of one version.
type Form struct {
	Items []Item `json:"items" yaml:"items" maxItems:"500" nullable:"false"`
	Lists []List `json:"lists,omitempty" yaml:"lists" maxItems:"100"`
}

// Bounds of one form.
const (
	ItemsMost   = 500
	ListsMost   = 100
	OptionsMost = 200
	textMost    = 1000 // characters of an expression
	depthMost   = 8    // groups within groups
)

// asked reports whether the kind takes an answer.
func (k Kind) asked() bool { return k != Note && k != Group }

// listed reports whether the kind chooses from a list.
func (k Kind) listed() bool { return k == YesNo || k == Choice || k == Choices }

// finding returns the expression that makes an answer a finding.
func (i Item) finding() string {
	if i.Finding == "" && i.Kind == YesNo {
		return ". = 'no'"
	}
	return i.Finding
}

// YesNoList is the list of a yes/no item in the checklists of the house.
func YesNoList() List {
	return List{Name: "yes_no_na", Options: []Option{{Yes, "是", "Yes"}, {No, "否", "No"}, {NA, "不适用", "Not applicable"}}}
}
