package blob

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"unicode/utf8"

	"anlan"

	"golang.org/x/image/webp"
)

// kind is a type of file that is taken.
type kind struct {
	media  string
	family string   // files of one family may carry each other's endings
	exts   []string // endings; the first is given to a file without one
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var (
	kindJPEG = kind{"image/jpeg", "image", []string{"jpg", "jpeg", "jpe", "jfif"}, jpeg.DecodeConfig, jpeg.Decode}
	kindPNG  = kind{"image/png", "image", []string{"png"}, png.DecodeConfig, png.Decode}
	kindGIF  = kind{"image/gif", "image", []string{"gif"}, gif.DecodeConfig, gif.Decode}
	kindWebP = kind{"image/webp", "image", []string{"webp"}, webp.DecodeConfig, webp.Decode}
	kindHEIC = kind{media: "image/heic", family: "image", exts: []string{"heic", "heif"}}
	kindPDF  = kind{media: "application/pdf", exts: []string{"pdf"}}
	kindDOCX = kind{media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", exts: []string{"docx"}}
	kindXLSX = kind{media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", exts: []string{"xlsx"}}
	kindPPTX = kind{media: "application/vnd.openxmlformats-officedocument.presentationml.presentation", exts: []string{"pptx"}}
	kindOFD  = kind{media: "application/ofd", exts: []string{"ofd"}}
	kindText = kind{media: "text/plain", exts: []string{"txt", "csv", "log", "md"}}
	kindMP4  = kind{media: "video/mp4", family: "video", exts: []string{"mp4", "m4v"}}
	kind3GP  = kind{media: "video/3gpp", family: "video", exts: []string{"3gp", "3g2"}}
	kindMOV  = kind{media: "video/quicktime", family: "video", exts: []string{"mov", "qt"}}
	kindM4A  = kind{media: "audio/mp4", family: "audio", exts: []string{"m4a", "mp4"}}
	kindAAC  = kind{media: "audio/aac", family: "audio", exts: []string{"aac"}}
	kindOGG  = kind{media: "audio/ogg", family: "audio", exts: []string{"ogg", "oga", "opus"}}
	kindWEBA = kind{media: "audio/webm", family: "audio", exts: []string{"webm", "weba"}}
	kindAMR  = kind{media: "audio/amr", family: "audio", exts: []string{"amr"}}
	kindMP3  = kind{media: "audio/mpeg", family: "audio", exts: []string{"mp3"}}
	kindWAV  = kind{media: "audio/wav", family: "audio", exts: []string{"wav"}}
)

// signatures are the first bytes of the types that show themselves there.
var signatures = []struct {
	magic string
	kind  kind
}{
	{"\xff\xd8\xff", kindJPEG}, {"\x89PNG\r\n\x1a\n", kindPNG}, {"GIF87a", kindGIF}, {"GIF89a", kindGIF},
	{"%PDF-", kindPDF}, {"#!AMR\n", kindAMR}, {"#!AMR-WB\n", kindAMR}, {"ID3", kindMP3},
	{"\xff\xfb", kindMP3}, {"\xff\xf3", kindMP3}, {"\xff\xf2", kindMP3},
}

// brands are the kinds of files in ISO boxes (ftyp).
var brands = map[string]kind{
	"heic": kindHEIC, "heix": kindHEIC, "heim": kindHEIC, "heis": kindHEIC, "mif1": kindHEIC, "msf1": kindHEIC,
	"isom": kindMP4, "iso2": kindMP4, "iso4": kindMP4, "iso5": kindMP4, "iso6": kindMP4, "mp41": kindMP4, "mp42": kindMP4, "avc1": kindMP4, "M4V ": kindMP4, "MSNV": kindMP4,
	"3gp4": kind3GP, "3gp5": kind3GP, "3gp6": kind3GP, "3g2a": kind3GP, "qt  ": kindMOV, "M4A ": kindM4A,
}

// detect finds the type in the content, or says what was found instead of something that is taken.
func detect(r io.ReaderAt, size int64) (kind, error) {
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return kind{}, diskError(err)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.kind, nil
		}
	}
	if k, ok := sounding(r, size, head); ok {
		return k, nil
	}
	if k, ok := boxed(head); ok {
		return k, nil
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return detectArchive(r, size)
	}
	if found := refused(head); found != "" {
		return kind{}, anlan.ErrBlobRefused.With("found", found)
	}
	return detectText(r, size)
}

// boxed knows RIFF and ISO boxes.
func boxed(head []byte) (kind, bool) {
	if len(head) < 12 {
		return kind{}, false
	}
	if bytes.HasPrefix(head, []byte("RIFF")) {
		k, ok := map[string]kind{"WEBP": kindWebP, "WAVE": kindWAV}[string(head[8:12])]
		return k, ok
	}
	if string(head[4:8]) != "ftyp" {
		return kind{}, false
	}
	k, ok := brands[string(head[8:12])]
	return k, ok
}

// refused names what is never taken, so that the sentence can say it. Signatures of letters alone
// count only in front of binary content: a text may begin with BM.
func refused(head []byte) string {
	binary := bytes.IndexByte(head, 0) >= 0
	for _, bad := range []struct{ magic, name string }{
		{"MZ", "EXE"}, {"\x7fELF", "ELF"}, {"\xca\xfe\xba\xbe", "Java/Mach-O"}, {"\xcf\xfa\xed\xfe", "Mach-O"}, {"dex\n", "APK/DEX"}, {"#!", "script"},
		{"\xd0\xcf\x11\xe0", ".doc/.xls/.ppt/.wps"}, {"Rar!", "RAR"}, {"7z\xbc\xaf", "7Z"}, {"\x1f\x8b", "GZIP"}, {"PK", "ZIP"}, {"{\\rtf", "RTF"}, {"\x4c\x00\x00\x00\x01\x14\x02\x00", "LNK"},
		{"BM", "BMP"}, {"II*\x00", "TIFF"}, {"MM\x00*", "TIFF"}, {"OggS", "OGG"}, {"\x1aE\xdf\xa3", "MKV/WebM"}, {"FLV", "FLV"}, {"SQLite format 3", "SQLite"},
	} {
		if bytes.HasPrefix(head, []byte(bad.magic)) && (binary || !letters(bad.magic)) {
			return bad.name
		}
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		return strings.ToValidUTF8(string(head[8:12]), "?")
	}
	return markup(head)
}

// markup finds what a browser would run if it were shown: web pages, SVG and other XML, scripts.
func markup(head []byte) string {
	head = bytes.ReplaceAll(head, []byte{0}, nil) // UTF-16 too
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	text := strings.ToLower(strings.TrimSpace(string(head)))
	for _, sign := range []struct{ text, name string }{
		{"<svg", "SVG"}, {"<!doctype", "HTML"}, {"<html", "HTML"}, {"<script", "HTML"}, {"<body", "HTML"}, {"<iframe", "HTML"}, {"<?php", "PHP"}, {"<%", "ASP/JSP"}, {"javascript:", "script"},
	} {
		if strings.Contains(text, sign.text) {
			return sign.name
		}
	}
	if strings.HasPrefix(text, "<") {
		return "XML"
	}
	return ""
}

// detectText takes what has no control characters and is UTF-8, or could be GB18030.
func detectText(r io.ReaderAt, size int64) (kind, error) {
	text, err := io.ReadAll(io.NewSectionReader(r, 0, min(size, 1<<20)))
	if err != nil {
		return kind{}, diskError(err)
	}
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f {
			return kind{}, anlan.ErrBlobRefused.With("found", "?")
		}
	}
	if utf8Text(text, size > int64(len(text))) || gb18030(text) {
		return kindText, nil
	}
	return kind{}, anlan.ErrBlobRefused.With("found", "?")
}

// utf8Text reports whether all is UTF-8; the last character of a part may be cut.
func utf8Text(text []byte, part bool) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(text); cut++ {
		if utf8.Valid(text[:len(text)-cut]) {
			return true
		}
		if !part {
			return false
		}
	}
	return false
}

// gb18030 reports whether all bytes pair up as that encoding asks.
func gb18030(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		if b[i] == 0x80 || b[i] == 0xff || i+1 >= len(b) {
			return i+1 >= len(b)
		}
		switch next := b[i+1]; {
		case next >= 0x40 && next != 0x7f && next != 0xff:
			i++
		case next >= '0' && next <= '9':
			i += 3
		default:
			return false
		}
	}
	return true
}
