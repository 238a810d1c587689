package paper

// The parts of a .docx that do not change with its content. Lengths are in twentieths of a point:
// A4 is 11906 × 16838, the core of GB/T 9704 (156 × 225 mm) 8844 × 12756, one of its 22 lines 579.
const (
	pageWidth, pageHeight                 = 11906, 16838
	marginTop, marginBottom               = 2098, 1984 // 37 mm, 35 mm
	marginLeft, marginRight               = 1588, 1474 // 28 mm, 26 mm
	coreWidth                             = pageWidth - marginLeft - marginRight
	coreLength                            = pageHeight - marginTop - marginBottom
	lineHeight                            = 579
	charWidth                             = 315 // 3号 is 16 pt; set a quarter point tighter, 28 fill a line
	footerBottom                          = 1307
	fontBody, fontTitle, fontBold, fontK3 = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const (
	nsW      = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	nsR      = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relBase  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	typeBase = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

const partTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + typeBase + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + typeBase + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + typeBase + `settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="` + typeBase + `fontTable+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + typeBase + `footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="` + typeBase + `footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`</Types>`

const partRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="` + relBase + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`</Relationships>`

const partDocumentRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="` + relBase + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + relBase + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="` + relBase + `fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="rId4" Type="` + relBase + `footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="` + relBase + `footer" Target="footer2.xml"/>` +
	`</Relationships>`

// Odd and even pages number themselves on the outer side.
const partSettings = xmlHead + `<w:settings ` + nsW + `><w:zoom w:percent="100"/><w:evenAndOddHeaders/>` +
	`<w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// The standard's fonts are not on every machine; altName tells the reader what comes nearest.
const partFonts = xmlHead + `<w:fonts ` + nsW + `>` +
	`<w:font w:name="` + fontBody + `"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>` +
	`<w:font w:name="` + fontTitle + `"><w:altName w:val="华文中宋"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>` +
	`<w:font w:name="` + fontBold + `"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>` +
	`<w:font w:name="` + fontK3 + `"><w:altName w:val="楷体"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>` +
	`<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font></w:fonts>`

const partStyles = xmlHead + `<w:styles ` + nsW + `><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="` + fontBody + `" w:hAnsi="` + fontBody + `" w:eastAsia="` + fontBody + `" w:cs="Times New Roman"/>` +
	`<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>` +
	`<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>` +
	`<w:rPr><w:spacing w:val="-5"/></w:rPr></w:style>` +
	styleTitle + styleBody + styleHeadings + styleCells + `</w:styles>`

const styleTitle = `<w:style w:type="paragraph" w:styleId="Mark"><w:name w:val="发文机关标志"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr>` +
	`<w:rPr><w:rFonts w:ascii="` + fontTitle + `" w:hAnsi="` + fontTitle + `" w:eastAsia="` + fontTitle + `"/><w:color w:val="FF0000"/><w:spacing w:val="0"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Body"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:line="700" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>` +
	`<w:rPr><w:rFonts w:ascii="` + fontTitle + `" w:hAnsi="` + fontTitle + `" w:eastAsia="` + fontTitle + `"/><w:spacing w:val="0"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>`

const styleBody = `<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="630"/></w:pPr></w:style>`

const styleHeadings = `<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Body"/><w:next w:val="Body"/><w:qFormat/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Body"/><w:next w:val="Body"/><w:qFormat/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Body"/><w:next w:val="Body"/><w:qFormat/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading4"><w:name w:val="heading 4"/><w:basedOn w:val="Body"/><w:next w:val="Body"/><w:qFormat/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>`

const styleCells = `<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="表格文字"/><w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="340" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr><w:rPr><w:spacing w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="CellHead"><w:name w:val="表头文字"/><w:basedOn w:val="Cell"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:ascii="` + fontBold + `" w:hAnsi="` + fontBold + `" w:eastAsia="` + fontBold + `"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Imprint"><w:name w:val="版记"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="left"/></w:pPr><w:rPr><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>`

// footer is "— 1 —" in 4号 on one side, one character from the edge.
func footer(side string) string {
	run := `<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr><w:t xml:space="preserve">`
	return xmlHead + `<w:ftr ` + nsW + `><w:p><w:pPr><w:spacing w:line="280" w:lineRule="exact"/><w:ind w:` + side + `Chars="100" w:` + side + `="280"/><w:jc w:val="` + side + `"/></w:pPr>` +
		run + `— </w:t></w:r><w:fldSimple w:instr=" PAGE ">` + run + `1</w:t></w:r></w:fldSimple>` + run + ` —</w:t></w:r></w:p></w:ftr>`
}
