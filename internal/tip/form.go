package tip

import (
	"math"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/geo"
	"anlan/internal/rule"
)

// Form is a report as it comes in.
type Form struct {
	Ticket   string // ties the tries of one form together; see NewTicket
	Channel  string // web; the desk also enters phone, visit, letter
	Worker   bool
	Category string
	Text     string
	When     string
	Named    string // the unit, in words
	Where    string
	Place    string // place code
	Site     anlan.ID
	Point    *Point
	Photos   []Photo
	Person   Person
	Exercise bool
}

// Lengths in characters.
const (
	textMost  = 2000
	shortMost = 100
)

// Channels lists the ways by which a report comes.
func Channels() []string { return []string{"web", "phone", "visit", "letter"} }

func (f Form) tidy() Form {
	for _, s := range []*string{&f.Text, &f.When, &f.Named, &f.Where, &f.Person.Name, &f.Person.Phone, &f.Person.Contact} {
		*s = strings.TrimSpace(strings.ToValidUTF8(*s, ""))
	}
	if f.Channel == "" {
		f.Channel = "web"
	}
	if f.Point != nil && geo.Nowhere(f.Point.Lon, f.Point.Lat) {
		f.Point = nil
	}
	return f
}

// words names the fields for people.
var words = map[string]anlan.Both{
	"text":     {ZH: "看到了什么", EN: "What you saw"},
	"category": {ZH: "哪一类", EN: "Kind"},
	"where":    {ZH: "具体位置", EN: "Where exactly"},
	"named":    {ZH: "单位或场所名称", EN: "Name of the firm or place"},
	"when":     {ZH: "什么时候", EN: "When"},
	"name":     {ZH: "姓名", EN: "Name"},
	"phone":    {ZH: "电话", EN: "Telephone"},
	"contact":  {ZH: "其他联系方式", EN: "Another way to reach you"},
	"answer":   {ZH: "给举报人的答复", EN: "Answer to the reporter"},
	"reason":   {ZH: "理由", EN: "Reason"},
	"note":     {ZH: "核查记录", EN: "Record of the check"},
	"receipt":  {ZH: "领取凭据号", EN: "Number of the voucher"},
}

// check tells everything that is wrong with a form at once.
func (f Form) check(d rule.TipDesk) anlan.Problems {
	var p anlan.Problems
	switch n := utf8.RuneCountInString(f.Text); {
	case n < 4:
		p = append(p, anlan.ErrTipTextShort.At("text"))
	case n > textMost:
		p = append(p, tooLong("text", textMost))
	}
	if _, known := d.Category(f.Category); !known {
		p = append(p, anlan.ErrTipCategory.At("category"))
	}
	for _, x := range []struct{ name, text string }{{"where", f.Where}, {"named", f.Named}, {"when", f.When}, {"name", f.Person.Name},
		{"phone", f.Person.Phone}, {"contact", f.Person.Contact}} {
		if utf8.RuneCountInString(x.text) > shortMost {
			p = append(p, tooLong(x.name, shortMost))
		}
	}
	if f.Site == "" && f.Where == "" && f.Named == "" {
		p = append(p, anlan.ErrTipWhere.At("where"))
	}
	if f.Person.Phone != "" && !telephone(f.Person.Phone) {
		p = append(p, anlan.ErrTipPhone.At("phone"))
	}
	if len(f.Photos) > d.Form.Photos {
		p = append(p, anlan.ErrTipPhotos.With("max", d.Form.Photos).At("photos"))
	}
	return append(p, f.Point.check()...)
}

func tooLong(field string, most int) *anlan.Error {
	return anlan.ErrFieldTooLong.With("name", words[field]).With("max", most).At(field)
}

func missing(field string) *anlan.Error {
	return anlan.ErrFieldRequired.With("name", words[field]).At(field)
}

// required wants a text that is there and not too long.
func required(field, text string, most int) error {
	switch {
	case strings.TrimSpace(text) == "":
		return missing(field)
	case utf8.RuneCountInString(text) > most:
		return tooLong(field, most)
	}
	return nil
}

// check refuses positions that do not exist. One that is merely far away is looked at by the desk.
func (p *Point) check() anlan.Problems {
	if p == nil || math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90 && p.Accuracy >= 0 && p.Accuracy < 1e7 {
		return nil
	}
	return anlan.Problems{anlan.ErrTipPoint.At("point")}
}

// telephone takes what people write as a number: digits with spaces and signs, five to twenty of them.
func telephone(s string) bool {
	digits := 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9' || c >= '０' && c <= '９':
			digits++
		case strings.ContainsRune("+-－—() （）转、,，;/　", c):
		default:
			return false
		}
	}
	return digits >= 5 && digits <= 30
}
