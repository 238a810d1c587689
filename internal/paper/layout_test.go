package paper

import (
	"cmp"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPageOfTheStandard prints a document and measures the page: GB/T 9704-2012, 5.2 and 7.5.
func TestPageOfTheStandard(t *testing.T) {
	t.Parallel()
	d := notice()
	d.Body = nil
	for range 30 {
		d.Body = append(d.Body, Paragraph{strings.Repeat("安全生产责任重于泰山隐患排查治理必须闭环", 12)})
	}
	pdf := printed(t, docx(t, d))
	for page, side := range map[string]string{"2": "left", "3": "right"} {
		lines := linesOf(t, pdf, page)
		number := lines[len(lines)-1]
		lines = lines[:len(lines)-1]
		if len(lines) != 22 {
			t.Errorf("page %s has %d lines, want 22", page, len(lines))
		}
		top, foot := math.Inf(1), 0.0
		for _, l := range lines {
			top, foot = min(top, l.top), max(foot, l.bottom)
			if l.left < mm(27) || l.right > mm(28+156+1) {
				t.Errorf("page %s: a line reaches from %.1f to %.1f mm", page, l.left/mm(1), l.right/mm(1))
			}
			if full := l.left < mm(29) && l.right > mm(182); full && utf8.RuneCountInString(l.text) != 28 {
				t.Errorf("page %s: %d characters in a full line", page, utf8.RuneCountInString(l.text))
			}
		}
		if top < mm(36) || top > mm(41) || foot > mm(37+225+1) {
			t.Errorf("page %s: the text reaches from %.1f to %.1f mm", page, top/mm(1), foot/mm(1))
		}
		if want := "— " + page + " —"; number.text != want || number.top < mm(37+225+5) || number.top > mm(37+225+9) {
			t.Errorf("page %s is numbered %q at %.1f mm", page, number.text, number.top/mm(1))
		}
		if (side == "left") != (number.left < mm(105)) {
			t.Errorf("page %s: its number stands %.1f mm from the left", page, number.left/mm(1))
		}
	}
}

// mm is a length in points.
func mm(x float64) float64 { return x * 72 / 25.4 }

// printed converts a document as an office program does.
func printed(t *testing.T, file []byte) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(path, converted(t, file, "pdf"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// converted opens a document in an office program and keeps it in a format.
func converted(t *testing.T, file []byte, format string) []byte {
	t.Helper()
	needsOffice(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "page.docx"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", format, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "page.docx")).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	made, err := os.ReadFile(filepath.Join(dir, "out", "page."+format))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return made
}

// needsOffice skips a test of printed pages where no program converts or reads them.
func needsOffice(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: the printed page is not measured", tool)
		}
	}
}

type printedLine struct {
	left, top, right, bottom float64
	text                     string
}

var (
	lineMark = regexp.MustCompile(`(?s)<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>`)
	wordMark = regexp.MustCompile(`>([^<]+)</word>`)
)

func linesOf(t *testing.T, pdf, page string) (list []printedLine) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-bbox-layout", "-f", page, "-l", page, pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range lineMark.FindAllStringSubmatch(string(out), -1) {
		var words []string
		for _, w := range wordMark.FindAllStringSubmatch(m[5], -1) {
			words = append(words, w[1])
		}
		n := [4]float64{}
		for i := range n {
			n[i], _ = strconv.ParseFloat(m[i+1], 64)
		}
		list = append(list, printedLine{n[0], n[1], n[2], n[3], strings.Join(words, " ")})
	}
	if len(list) < 2 {
		t.Fatalf("page %s has %d lines", page, len(list))
	}
	return list
}

// TestImprintStandsOnTheLowerEdge: the last rule of the 版记 is the lower edge of the last page's core (GB/T 9704-2012, 7.4), wherever the
// text ends, and no line of the text is covered.
func TestImprintStandsOnTheLowerEdge(t *testing.T) {
	t.Parallel()
	for _, paragraphs := range []int{1, 14, 16} {
		d := notice()
		d.Annexes, d.Attachments, d.Body = nil, nil, nil
		for range paragraphs {
			d.Body = append(d.Body, Paragraph{"各单位要压实责任，立即整改。"})
		}
		pdf := printed(t, docx(t, d))
		pages := pagesOf(t, pdf)
		lines := slices.DeleteFunc(linesOf(t, pdf, pages), func(l printedLine) bool { return l.top > mm(37+225) }) // its number
		slices.SortFunc(lines, func(a, b printedLine) int { return cmp.Compare(a.bottom, b.bottom) })
		foot := lines[len(lines)-1]
		if !strings.HasSuffix(strings.ReplaceAll(foot.text, " ", ""), "印发") || foot.bottom < mm(37+225-6) || foot.bottom > mm(37+225) {
			t.Errorf("%d paragraphs: the page ends with %q at %.1f mm", paragraphs, foot.text, foot.bottom/mm(1))
		}
		for _, l := range lines {
			if body := strings.Contains(l.text, "立即整改") || strings.Contains(l.text, "电话"); body && l.bottom > mm(37+225-30) {
				t.Errorf("%d paragraphs: %q at %.1f mm lies within the imprint", paragraphs, l.text, l.bottom/mm(1))
			}
		}
	}
}

// pagesOf is the number of the last page.
func pagesOf(t *testing.T, pdf string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdfinfo", pdf).Output()
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(string(out))[1]
}
