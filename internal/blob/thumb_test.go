package blob

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"testing"
	"time"

	"anlan"
)

// picture makes a picture that is red on the left, blue on the right and green along the top.
func picture(t testing.TB, w, h int, format string) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			switch {
			case y < h/4:
				img.Set(x, y, color.RGBA{0, 255, 0, 255})
			case x < w/2:
				img.Set(x, y, color.RGBA{255, 0, 0, 255})
			default:
				img.Set(x, y, color.RGBA{0, 0, 255, 255})
			}
		}
	}
	var b bytes.Buffer
	var err error
	switch format {
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "png":
		err = png.Encode(&b, img)
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hugePNG is a header that promises a picture of that size.
func hugePNG(w, h uint32) string {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
	b = binary.BigEndian.AppendUint32(b, w)
	b = binary.BigEndian.AppendUint32(b, h)
	b = append(b, 8, 2, 0, 0, 0)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[12:])))
}

// held puts an EXIF block with an orientation, and a place that must not survive, into a JPEG.
func held(data []byte, orientation byte) []byte {
	tiff := "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{orientation, 0, 0, 0}) + "\x00\x00\x00\x00GPS 34.7N 106.1E"
	body := "Exif\x00\x00" + tiff
	out := append([]byte("\xff\xd8\xff\xe1"), byte((len(body)+2)>>8), byte(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

func thumb(t *testing.T, s *Store, hash string, size Size) image.Image {
	t.Helper()
	f, err := s.Thumb(t.Context(), hash, size)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("GPS")) || bytes.Contains(data, []byte("Exif")) {
		t.Error("the camera's data survived")
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestThumb(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		format       string
		w, h         int
		size         Size
		wantW, wantH int
	}{
		{"jpeg", 1600, 1200, Small, 320, 240}, {"jpeg", 1600, 1200, Large, 1280, 960}, {"jpeg", 1200, 1600, Small, 240, 320},
		{"png", 200, 100, Small, 200, 100}, {"png", 3000, 2, Small, 320, 1}, {"png", 1, 2000, Large, 1, 1280}, {"gif", 700, 700, Small, 320, 320}, {"png", 1, 1, Small, 1, 1},
	} {
		s := newStore(t)
		b, err := put(t, s, picture(t, tt.w, tt.h, tt.format), "a."+tt.format)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // made, then found
			if got := thumb(t, s, b.SHA256, tt.size).Bounds(); got.Dx() != tt.wantW || got.Dy() != tt.wantH {
				t.Errorf("%+v: %v", tt, got)
			}
		}
	}
}

func TestThumbStandsUpright(t *testing.T) {
	t.Parallel()
	// where the green top of the picture comes to lie: top, bottom, left, right
	for orientation, green := range map[byte]string{1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right", 8: "left", 0: "top", 9: "top"} {
		s := newStore(t)
		b, err := put(t, s, held(picture(t, 64, 64, "jpeg"), orientation), "a.jpg")
		if err != nil {
			t.Fatal(err)
		}
		img := thumb(t, s, b.SHA256, Small)
		for side, at := range map[string]image.Point{"top": {32, 3}, "bottom": {32, 60}, "left": {3, 32}, "right": {60, 32}} {
			r, g, bl, _ := img.At(at.X, at.Y).RGBA()
			if isGreen := g > 0x9000 && r < 0x6000 && bl < 0x6000; isGreen != (side == green) {
				t.Errorf("orientation %d: %s is %x %x %x", orientation, side, r, g, bl)
			}
		}
	}
}

func TestNoThumb(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	broken := picture(t, 400, 400, "jpeg")
	for _, tt := range []struct {
		name string
		data []byte
		want *anlan.Error
	}{
		{"a.txt", []byte("文字"), anlan.ErrBlobNoThumb},
		{"a.heic", box("heic"), anlan.ErrBlobNoThumb},
		{"a.jpg", broken[:len(broken)/2], anlan.ErrBlobBroken},
		{"b.png", []byte(hugePNG(9_000, 9_000)), anlan.ErrBlobNoThumb},
		{"c.png", []byte(hugePNG(100, 100)), anlan.ErrBlobBroken},
	} {
		b, err := put(t, s, tt.data, tt.name)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		began := time.Now()
		if _, err := s.Thumb(t.Context(), b.SHA256, Small); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want.Code)
		}
		if time.Since(began) > 20*time.Second {
			t.Errorf("%s took %v", tt.name, time.Since(began))
		}
	}
}

// TestManyScans: a progressive JPEG with a thousand scans would keep a decoder busy for minutes.
func TestManyScans(t *testing.T) {
	t.Parallel()
	data := append(picture(t, 8, 8, "jpeg"), bytes.Repeat([]byte("\xff\xc2\xff\xda"), 1000)...)
	if _, err := unfold(kindJPEG, data); !errors.Is(err, anlan.ErrBlobNoThumb) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkThumb(b *testing.B) {
	data := picture(b, 4000, 3000, "jpeg")
	for b.Loop() {
		img, err := unfold(kindJPEG, data)
		if err != nil {
			b.Fatal(err)
		}
		upright(shrink(shrink(img, 1280), 320), 6)
	}
}

func FuzzPicture(f *testing.F) {
	for _, format := range []string{"jpeg", "png", "gif"} {
		f.Add(picture(f, 9, 7, format))
	}
	f.Add(held(picture(f, 9, 7, "jpeg"), 6))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		k, err := detect(bytes.NewReader(data), int64(len(data)))
		if err != nil || k.decode == nil {
			return
		}
		if w, h, err := measure(k, bytes.NewReader(data)); err != nil || w*h > 1<<20 {
			return // a large canvas is no news, only slow
		}
		if img, err := unfold(k, data); err == nil {
			upright(shrink(img, 16), orientation(data))
		}
	})
}
