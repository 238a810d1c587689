package blob

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"testing"
	"time"

	"anlan"
)

// field is one entry of a directory of EXIF, as a test writes it down.
type field struct {
	tag   uint16
	text  string
	value uint32
}

// bothOrders reads and writes: binary.LittleEndian or binary.BigEndian.
type bothOrders interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// camera puts an EXIF block with a camera's directory into a JPEG.
func camera(data []byte, order bothOrders, fields ...field) []byte {
	tiff := []byte("MM\x00*")
	if order.Uint16([]byte{1, 0}) == 1 { // little endian
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = directory(tiff, order, field{tag: tagExif, value: 26})
	tiff = directory(tiff, order, fields...)
	return exif(data, tiff)
}

func exif(data, tiff []byte) []byte {
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte("\xff\xd8\xff\xe1"), byte((len(body)+2)>>8), byte(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

func directory(b []byte, order bothOrders, fields ...field) []byte {
	b = order.AppendUint16(b, uint16(len(fields)))
	texts := len(b) + len(fields)*entrySize + 4
	var tail []byte
	for _, f := range fields {
		b = order.AppendUint16(b, f.tag)
		if f.text == "" {
			b = order.AppendUint32(order.AppendUint32(order.AppendUint16(b, 4), 1), f.value)
			continue
		}
		b = order.AppendUint32(order.AppendUint16(b, 2), uint32(len(f.text)+1))
		b = order.AppendUint32(b, uint32(texts+len(tail)))
		tail = append(append(tail, f.text...), 0)
	}
	return append(order.AppendUint32(b, 0), tail...)
}

func TestTimeTaken(t *testing.T) {
	t.Parallel()
	at := anlan.At(time.Date(2022, 1, 17, 14, 5, 12, 0, anlan.County))
	plain := picture(t, 8, 8, "jpeg")
	for name, tt := range map[string]struct {
		data []byte
		want anlan.Instant
	}{
		"no EXIF":         {plain, 0},
		"local time":      {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"}), at},
		"big endian":      {camera(plain, binary.BigEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"}), at},
		"with a zone":     {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "2022:01:17 07:05:12"}, field{tag: tagTakenZone, text: "+01:00"}), at},
		"broken zone":     {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"}, field{tag: tagTakenZone, text: "home"}), at},
		"no such day":     {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "2022:02:30 14:05:12"}), 0},
		"empty clock":     {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "0000:00:00 00:00:00"}), 0},
		"spaces":          {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "    :  :     :  :  "}), 0},
		"before cameras":  {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "1904:01:01 00:00:00"}), 0},
		"a number":        {camera(plain, binary.LittleEndian, field{tag: tagTaken, value: 7}), 0},
		"not a JPEG":      {picture(t, 8, 8, "png"), 0},
		"cut in the head": {camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"})[:40], 0},
	} {
		if got := taken(tt.data); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got.Time(), tt.want.Time())
		}
	}
}

// TestEXIFBombs: circles, promised billions and places far outside cost nothing and mean nothing.
func TestEXIFBombs(t *testing.T) {
	t.Parallel()
	plain := picture(t, 8, 8, "jpeg")
	le := binary.LittleEndian
	head := func(first uint32, rest ...byte) []byte {
		return append(le.AppendUint32([]byte("II*\x00"), first), rest...)
	}
	circle := directory(head(8), le, field{tag: tagExif, value: 8})
	deep := head(8)
	for range 3000 { // directories that lead to directories
		deep = directory(deep, le, field{tag: tagExif, value: uint32(len(deep) + 18)})
	}
	long := directory(head(8), le, field{tag: tagExif, value: 8}, field{tag: tagTaken, text: "x"})
	le.PutUint32(long[len(long)-14:], 0xffffffff) // a text of four billion characters
	for name, tiff := range map[string][]byte{
		"circle": circle, "deep": deep, "long": long, "outside": head(0xfffffff0), "at the end": head(8, 0xff, 0xff),
		"far camera": directory(head(8), le, field{tag: tagExif, value: 0xfffffffe}), "empty": nil, "short": []byte("II*"),
		"many": append(head(8, 0xff, 0xff), bytes.Repeat([]byte{0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0}, 4000)...),
	} {
		began := time.Now()
		if got := taken(exif(plain, tiff)); got != 0 {
			t.Errorf("%s: taken %v", name, got.Time())
		}
		if got := orientation(exif(plain, tiff)); got != 1 {
			t.Errorf("%s: orientation %d", name, got)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestPhoto(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	data := camera(picture(t, 1600, 800, "jpeg"), binary.LittleEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"})
	b, err := put(t, s, data, "a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Photo(t.Context(), b.SHA256, 512)
	if err != nil || got.Image.Rect != image.Rect(0, 0, 512, 256) || got.Taken.Date() != "2022-01-17" {
		t.Errorf("got %v %v, %v", got.Image.Rect, got.Taken.Time(), err)
	}
	b, err = put(t, s, held(picture(t, 64, 32, "jpeg"), 6), "b.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Photo(t.Context(), b.SHA256, 512); err != nil || got.Image.Rect != image.Rect(0, 0, 32, 64) || got.Taken != 0 {
		t.Errorf("got %v, %v", got.Image.Rect, err)
	}
}

// TestNoPhoto: what cannot be looked at says why, and never takes the program down.
func TestNoPhoto(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	whole := picture(t, 400, 400, "jpeg")
	for _, tt := range []struct {
		name string
		data []byte
		want *anlan.Error
	}{
		{"a.heic", append(box("heic"), bytes.Repeat([]byte{0xff}, 5000)...), anlan.ErrBlobNoThumb},
		{"b.heic", box("mif1"), anlan.ErrBlobNoThumb},
		{"a.jpg", whole[:len(whole)/2], anlan.ErrBlobBroken},
		{"a.pdf", []byte("%PDF-1.7\n"), anlan.ErrBlobNoThumb},
	} {
		b, err := put(t, s, tt.data, tt.name)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if _, err := s.Photo(t.Context(), b.SHA256, 512); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want.Code)
		}
	}
	// 200 megapixels: a JPEG whose header says 20000 × 10000, and a PNG
	big := bytes.Clone(whole)
	at := bytes.Index(big, []byte("\xff\xc0"))
	binary.BigEndian.PutUint16(big[at+5:], 10000)
	binary.BigEndian.PutUint16(big[at+7:], 20000)
	for name, data := range map[string][]byte{"a.jpg": big, "a.png": []byte(hugePNG(20000, 10000))} {
		if _, err := put(t, s, data, name); !errors.Is(err, anlan.ErrBlobTooManyPixels) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Photo(t.Context(), "../etc", 512); !errors.Is(err, anlan.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func FuzzTaken(f *testing.F) {
	plain := picture(f, 8, 8, "jpeg")
	f.Add(camera(plain, binary.LittleEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"}))
	f.Add(camera(plain, binary.BigEndian, field{tag: tagTaken, text: "2022:01:17 14:05:12"}, field{tag: tagTakenZone, text: "+08:00"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if at := taken(data); at != 0 && (at.Time().Year() < 1989 || at.Time().Year() > 2201) {
			t.Errorf("taken in %v", at.Time())
		}
		orientation(data)
	})
}
