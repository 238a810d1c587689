package diligence

import (
	"bytes"
	"regexp"
	"strconv"
)

// LibreOffice takes widths in points of the screen, of which a page of A4 has 690 between our margins.
var columns = regexp.MustCompile(`<col width="(\d+)%">`)

func points(col []byte) []byte {
	percent, _ := strconv.Atoi(string(columns.FindSubmatch(col)[1])) // the form says that it is a number
	return []byte(`<col width="` + strconv.Itoa(percent*69/10) + `">`)
}

// plainStyle is what LibreOffice understands of a style sheet.
const plainStyle = `<style>@page{size:21cm 29.7cm;margin:1.6cm 1.4cm}body{font-family:"Noto Sans CJK SC","Source Han Sans SC",SimSun,sans-serif;font-size:10pt}
h1{font-size:20pt;font-family:"Noto Sans CJK SC",SimHei,sans-serif}h2{font-size:14pt;font-family:"Noto Sans CJK SC",SimHei,sans-serif}h3{font-size:11pt;font-family:"Noto Sans CJK SC",SimHei,sans-serif}
td,th{font-size:8pt;vertical-align:top}th{background:#eeeeee}p{margin-top:0.1cm;margin-bottom:0.1cm}dt{font-weight:bold}code{font-size:7pt}</style>`

// ForPrinter is the book in the plain form that LibreOffice lays out well: browsers print the book as it is.
func ForPrinter(page []byte) []byte {
	from, to := bytes.Index(page, []byte("<style>")), bytes.Index(page, []byte("</style>"))
	if from < 0 || to < from {
		return page
	}
	out := append([]byte{}, page[:from]...)
	out = append(append(out, plainStyle...), page[to+len("</style>"):]...)
	out = bytes.ReplaceAll(out, []byte(`<meta name="color-scheme" content="light dark">`), nil)
	out = columns.ReplaceAllFunc(out, points)
	return bytes.ReplaceAll(out, []byte("<table>"), []byte(`<table width="100%" border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">`))
}
