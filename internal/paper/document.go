package paper

import (
	"strconv"
	"strings"

	"anlan"
)

// Document is an official document (公文). Every element of GB/T 9704-2012 that a work-safety office
// uses has one field; an empty field is left out of the page. Documents with a secrecy grade (密级)
// have no place in a networked system, so there is no field for it.
type Document struct {
	Copy        string     // 份号: six digits, top left
	Urgency     string     // 紧急程度: 特急 or 加急
	Organ       string     // 发文机关标志, printed red at the head; empty: a page without a red head
	Number      string     // 发文字号, see DocumentNumber; other brackets are turned into 〔〕
	Signatory   string     // 签发人, for a document that goes upwards; moves the number to the left
	Title       string     // 标题; a line break in it is kept, a long title is split in balance
	Addressee   string     // 主送机关, without the colon
	Body        []Block    // 正文
	Attachments []string   // 附件说明: the names of the attachments
	Signer      string     // 发文机关署名
	Date        anlan.Date // 成文日期
	Sealed      bool       // a seal goes over the signature, which then stands as the standard says
	Note        string     // 附注, without the brackets
	Annexes     []Annex    // the attachments themselves, each on a new page
	CopyTo      string     // 抄送机关
	Issuer      string     // 印发机关
	Issued      anlan.Date // 印发日期
	dayPlace    string     // of a sample: the name that stands where the date will
}

// Annex is an attachment that is printed with the document.
type Annex struct {
	Title     string
	Body      []Block
	Landscape bool // a wide table
}

// Block is a piece of the body: a Paragraph, a Heading or a Table.
type Block interface{ write(*docxWriter) }

// Paragraph is a paragraph of the body, indented by two characters. Each line of the text becomes a
// paragraph of its own.
type Paragraph struct{ Text string }

// Heading is a heading inside the body, number included (see Ordinal). Level is 1 to 4: 一、in 黑体,
// （一）in 楷体, 1. and （1）in 仿宋. Then is the text that runs on in the same paragraph.
type Heading struct {
	Level int
	Text  string
	Then  string
}

// Table is a table with rules; its first row is repeated on every page.
type Table struct {
	Caption string
	Columns []TableColumn
	Rows    [][]string // short rows are filled up, long ones cut
	Wide    bool       // on a sheet that is turned, behind a form of the county's own and at a place in its last section
}

// TableColumn is the head of one column. Width is its share: columns of 1 and 3 take a quarter and
// three quarters of the page.
type TableColumn struct {
	Title  string
	Width  int
	Center bool
}

// DocumentNumber is the number of a document in the form of the standard: 清安委办发〔2022〕1号, with
// the brackets 〔〕 and without a leading zero or 第.
func DocumentNumber(code string, year, n int) string {
	return code + "〔" + strconv.Itoa(year) + "〕" + strconv.Itoa(n) + "号"
}

// Ordinal is the number of the nth heading of a level: 一、 （一） 1. （1）.
func Ordinal(level, n int) string {
	switch level {
	case 1:
		return ChineseNumber(n) + "、"
	case 2:
		return "（" + ChineseNumber(n) + "）"
	case 3:
		return strconv.Itoa(n) + "."
	default:
		return "（" + strconv.Itoa(n) + "）"
	}
}

// ChineseNumber writes 1 to 99 as 一 to 九十九 and other numbers in digits.
func ChineseNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	if n < 1 || n > 99 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	if n >= 20 {
		b.WriteRune(digits[n/10])
	}
	if n >= 10 {
		b.WriteRune('十')
	}
	if n%10 > 0 {
		b.WriteRune(digits[n%10])
	}
	return b.String()
}

// ChineseDate writes a day as 2022年1月17日, without leading zeros; the empty day is empty.
func ChineseDate(d anlan.Date) string {
	t := d.Start().Time()
	if _, err := anlan.ParseDate(string(d)); err != nil {
		return ""
	}
	return t.Format("2006年1月2日")
}

// bracketed puts the year of a document number between the brackets that the standard asks for.
func bracketed(number string) string {
	return strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "【", "〔", "】", "〕", "(", "〔", ")", "〕", "（", "〔", "）", "〕").Replace(number)
}

// titleLines splits a title into lines of at most limit characters and of nearly the same length,
// and where it can, before a 关于 or behind a word that ends a phrase.
func titleLines(title string, limit int) []string {
	var lines []string
	for line := range strings.Lines(title) {
		if r := []rune(strings.TrimSpace(line)); len(r) > 0 {
			lines = append(lines, balanced(r, limit)...)
		}
	}
	return lines
}

func balanced(r []rune, limit int) []string {
	var lines []string
	for parts := (len(r) + limit - 1) / limit; parts > 1; parts-- {
		cut := goodCut(r, (len(r)+parts-1)/parts, len(r)-(parts-1)*limit, limit)
		lines = append(lines, string(r[:cut]))
		r = r[cut:]
	}
	return append(lines, string(r))
}

// goodCut looks for the best place near want, not below low and not above high.
func goodCut(r []rune, want, low, high int) int {
	for off := range 5 {
		for _, at := range []int{want - off, want + off} {
			if at >= max(low, 1) && at <= high && at < len(r) && endsPhrase(r, at) {
				return at
			}
		}
	}
	return want
}

func endsPhrase(r []rune, at int) bool {
	before, after := r[at-1], r[at]
	switch {
	case strings.HasPrefix(string(r[at:]), "关于"):
		return true
	case strings.ContainsRune("、》）议公理法务", after): // 会议 办公 办理 办法 局务 stay whole
		return false
	}
	return strings.ContainsRune("的、》）会室局年", before)
}
