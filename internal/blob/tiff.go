package blob

import (
	"bytes"
	"encoding/binary"
	"time"

	"anlan"
)

// The entries of EXIF that are read; nothing else of it is.
const (
	tagOrientation = 0x0112
	tagExif        = 0x8769 // where the camera's own directory lies
	tagTaken       = 0x9003 // DateTimeOriginal
	tagTakenZone   = 0x9011 // OffsetTimeOriginal

	entrySize = 12
	mostText  = 64 // bytes of a text that is read
)

// tiff is the structure that EXIF lies in. It is a stranger's: every place in it is checked, and no
// pointer is followed more than once, so that neither a circle nor a promised billion entries costs
// anything.
type tiff struct {
	data  []byte
	order binary.ByteOrder
	first uint32 // where the first directory lies
}

func openTIFF(data []byte) tiff {
	t := tiff{data: data, order: binary.BigEndian}
	if len(data) < 8 {
		return tiff{order: binary.BigEndian}
	}
	if data[0] == 'I' {
		t.order = binary.LittleEndian
	}
	t.first = t.order.Uint32(data[4:])
	return t
}

// entry finds a tag in the directory at a place; nil if it is not there.
func (t tiff) entry(at uint32, tag uint16) []byte {
	if int64(at)+2 > int64(len(t.data)) {
		return nil
	}
	entries := t.data[at+2:]
	for range min(int(t.order.Uint16(t.data[at:])), len(entries)/entrySize) {
		if t.order.Uint16(entries) == tag {
			return entries[:entrySize]
		}
		entries = entries[entrySize:]
	}
	return nil
}

// text reads the text of a tag, which lies in the entry itself or elsewhere.
func (t tiff) text(at uint32, tag uint16) string {
	e := t.entry(at, tag)
	if e == nil || t.order.Uint16(e[2:]) != 2 {
		return ""
	}
	n, body := t.order.Uint32(e[4:]), e[8:]
	if n > 4 {
		from := int64(t.order.Uint32(e[8:]))
		if n > mostText || from+int64(n) > int64(len(t.data)) {
			return ""
		}
		body = t.data[from : from+int64(n)]
	} else {
		body = body[:n]
	}
	text, _, _ := bytes.Cut(body, []byte{0})
	return string(bytes.TrimSpace(text))
}

// taken is the moment that a camera wrote into a JPEG as that of the exposure; 0 if it says none, or none
// that exists. A camera without a zone is taken to show the county's time. Anybody can write there
// what he likes: it is a claim.
func taken(data []byte) anlan.Instant {
	t := openTIFF(exifBlock(data))
	link := t.entry(t.first, tagExif)
	if link == nil {
		return 0
	}
	camera := t.order.Uint32(link[8:])
	at, err := time.ParseInLocation("2006:01:02 15:04:05", t.text(camera, tagTaken), anlan.County)
	if zoned, bad := time.Parse("2006:01:02 15:04:05 -07:00", t.text(camera, tagTaken)+" "+t.text(camera, tagTakenZone)); bad == nil {
		at = zoned
	}
	if err != nil || at.Year() < 1990 || at.Year() > 2200 {
		return 0
	}
	return anlan.At(at)
}
