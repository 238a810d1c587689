package paper

import (
	"fmt"
	"strings"
)

// The rules of the imprint, in eighths of a point: 0.35 mm and 0.25 mm.
const thickRule, thinRule = 8, 6

// imprint is the 版记 at the foot of the last page: whom else it goes to, who printed it and when, between a thick, a
// thin and a thick rule as wide as the core (GB/T 9704-2012, 7.4). Its last rule is the core's lower edge, which a text
// box reaches in every office program; floating tables and frames do not in LibreOffice.
func (d Document) imprint(w *docxWriter) {
	if d.CopyTo == "" && d.Issuer == "" {
		return
	}
	copyTo := "抄送：" + strings.TrimRight(d.CopyTo, "。") + "。"
	in, lines := &docxWriter{landscape: w.landscape}, 0
	in.rule(thickRule)
	if d.CopyTo != "" {
		in.para(para{style: "Imprint", indent: `<w:ind w:left="1120" w:right="280" w:hanging="840"/>`}, run(copyTo))
		lines += 1 + int(chars(copyTo))*imprintChar/(w.width()-1400)
	}
	if d.CopyTo != "" && d.Issuer != "" {
		in.rule(thinRule)
	}
	if d.Issuer != "" {
		tab := fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, w.width()-280)
		in.para(para{style: "Imprint", indent: `<w:ind w:left="280" w:right="280"/>`, tabs: tab},
			run(d.Issuer), `<w:r><w:tab/></w:r>`, run(ChineseDate(d.Issued)+"印发"))
		lines++
	}
	in.rule(thickRule)
	w.box(in.b.String(), lines*lineHeight)
}

// imprintChar is the width of a character of the imprint in twentieths of a point: size 4 (四号).
const imprintChar = 280

// rule is a line across the page. It is a paragraph of its own, for a paragraph's border follows its indents.
func (w *docxWriter) rule(size int) {
	w.para(para{style: "Imprint", line: 20, border: fmt.Sprintf(`<w:pBdr><w:bottom w:val="single" w:sz="%d" w:space="0" w:color="000000"/></w:pBdr>`, size)})
}

// box puts paragraphs into a text box on the core's lower edge. The height, in twentieths of a point, is a first guess:
// the office program fits it to the text.
func (w *docxWriter) box(paragraphs string, height int) {
	const emu = 635 // in a twentieth of a point
	size := fmt.Sprintf(`cx="%d" cy="%d"`, w.width()*emu, height*emu)
	w.para(para{style: "Normal", line: 20}, `<w:r><mc:AlternateContent `+nsBox+`><mc:Choice Requires="wps"><w:drawing>`+
		`<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">`+
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>`+
		`<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV><wp:extent `+size+`/><wp:effectExtent l="0" t="0" r="0" b="0"/>`+
		`<wp:wrapTopAndBottom/><wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="`+uriWPS+`"><wps:wsp>`+
		`<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext `+size+`/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>`+
		`<wps:txbx><w:txbxContent>`+paragraphs+`</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:spAutoFit/></wps:bodyPr>`+
		`</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>`)
}

// The namespaces of a text box, which stand with it: the file that it is written into may not know them.
const (
	uriWPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
	nsBox  = `xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:wps="` + uriWPS + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
)
