package minutes

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"anlan"
)

// MaxBytes is the longest input that is read: a text of this size is a thousand times a long meeting.
const MaxBytes = 4 << 20

// Decode turns the bytes of a text file into a string. It knows UTF-8 with and without a mark, UTF-16 of both orders with
// and without a mark, and GB18030; a byte order mark is not part of the text.
func Decode(raw []byte) (string, error) {
	if len(raw) > MaxBytes {
		return "", anlan.ErrMinutesTooLarge.With("max", "4 MB")
	}
	if markup(raw) {
		return "", anlan.ErrMinutesNotText
	}
	text, ok := decodeMarked(raw)
	if !ok {
		text = decodeGuess(raw)
	}
	if isBinary(text) {
		return "", anlan.ErrMinutesNotText
	}
	return text, nil
}

// markup knows files that are letters all over and yet no plain text: web pages, RTF, PDF.
func markup(raw []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(raw[:min(len(raw), 512)], "\ufeff \t\r\n"))
	for _, sign := range []string{"<!doctype", "<html", "<?xml", "{\\rtf", "%pdf-"} {
		if bytes.HasPrefix(head, []byte(sign)) {
			return true
		}
	}
	return false
}

// decodeMarked decodes by the byte order mark, if there is one.
func decodeMarked(raw []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		return string(bytes.ToValidUTF8(raw[3:], []byte("\uFFFD"))), true
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return decode16(raw[2:], binary.LittleEndian), true
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return decode16(raw[2:], binary.BigEndian), true
	}
	return "", false
}

// decodeGuess decodes a text without a mark: valid UTF-8 is UTF-8, else the shape of the bytes decides.
func decodeGuess(raw []byte) string {
	if utf8.Valid(raw) && !bytes.Contains(raw, []byte{0}) {
		return string(raw)
	}
	if order := guess16(raw); order != nil {
		return decode16(raw, order)
	}
	repaired := string(bytes.ToValidUTF8(raw, []byte("\uFFFD")))
	gb, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil || damage(string(gb)) > damage(repaired) {
		return repaired
	}
	return string(gb)
}

// guess16 says in which order the bytes are UTF-16, or nil. Line feeds, digits and Chinese punctuation give it away.
func guess16(raw []byte) binary.ByteOrder {
	if len(raw) < 2 || len(raw)%2 != 0 {
		return nil
	}
	score := func(high int) (n int) {
		for i := 0; i+1 < len(raw) && i < 4096; i += 2 {
			h, l := raw[i+high], raw[i+1-high]
			if h == 0 && (l == '\n' || l >= ' ' && l < 0x7f) || h == 0x30 && l <= 0x11 || h >= 0x4e && h <= 0x9f {
				n++
			}
		}
		return n
	}
	pairs := min(len(raw), 4096) / 2
	little, big := score(1), score(0)
	switch {
	case little*10 >= pairs*9 && little > big:
		return binary.LittleEndian
	case big*10 >= pairs*9 && big > little:
		return binary.BigEndian
	}
	return nil
}

func decode16(raw []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

// damage counts what a wrong encoding leaves behind.
func damage(s string) (n int) {
	for _, r := range s {
		if r == utf8.RuneError || unicode.Is(unicode.Co, r) {
			n++
		}
	}
	return n
}

// isBinary says that a text holds more damage and control characters than a scan would.
func isBinary(s string) bool {
	bad, total := 0, 0
	for _, r := range s {
		total++
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || unicode.Is(unicode.Co, r) {
			bad++
		}
	}
	return bad*20 > total
}
