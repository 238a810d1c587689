package blob

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"anlan"
)

// sample reads a recording that a browser made.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func isoBox(name string, body ...[]byte) []byte {
	inner := bytes.Join(body, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(8+len(inner)))
	return append(append(b, name...), inner...)
}

// film makes boxes as a phone does: the description behind the content.
func film(tracks ...string) []byte {
	var traks [][]byte
	for _, what := range tracks {
		traks = append(traks, isoBox("trak", isoBox("mdia", isoBox("hdlr", make([]byte, 8), []byte(what), make([]byte, 13)))))
	}
	return bytes.Join([][]byte{isoBox("ftyp", []byte("mp42\x00\x00\x00\x00")), isoBox("mdat", make([]byte, 9000)), isoBox("moov", traks...)}, nil)
}

// frames makes bare AAC: n frames of a length.
func frames(n, length int) []byte {
	one := make([]byte, length)
	copy(one, []byte{0xff, 0xf1, 0x50, 0x80 | byte(length>>11), byte(length >> 3), byte(length<<5) | 0x1f, 0xfc})
	return bytes.Repeat(one, n)
}

func oggPage(body string) []byte {
	page := append([]byte("OggS\x00\x02"), make([]byte, 20)...)
	return append(append(page, 1, byte(len(body))), body...)
}

// TestVoiceNotes: what browsers and phones record as speech is known by its content, and a film is no
// voice note.
func TestVoiceNotes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"voice.webm", sample(t, "voice-chromium.webm"), "audio/webm voice.webm"},
		{"voice", sample(t, "voice-chromium.webm"), "audio/webm voice.webm"},
		{"voice.m4a", sample(t, "voice-chromium.mp4"), "audio/mp4 voice.m4a"},
		{"voice.mp4", sample(t, "voice-chromium.mp4"), "audio/mp4 voice.mp4"},
		{"voice.m4a", sample(t, "voice-chromium.webm"), "audio/webm voice.webm"},
		{"memo.m4a", film("soun"), "audio/mp4 memo.m4a"},
		{"film.mp4", film("vide", "soun"), "video/mp4 film.mp4"},
		{"film.mp4", film("soun", "vide"), "video/mp4 film.mp4"},
		{"a.ogg", oggPage("OpusHead\x01"), "audio/ogg a.ogg"},
		{"a.ogg", oggPage("\x01vorbis"), "audio/ogg a.ogg"},
		{"a.aac", frames(5, 300), "audio/aac a.aac"},
		{"a.aac", frames(2, 3000), "audio/aac a.aac"},
	} {
		b, err := put(t, s, tt.data, tt.name)
		if got := b.Type + " " + b.Name; err != nil || got != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.name, got, err, tt.want)
		}
	}
}

func TestNoVoiceNotes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	webm := sample(t, "voice-chromium.webm")
	for name, data := range map[string][]byte{
		"a film":               sample(t, "film-chromium.webm"),
		"header alone":         webm[:36],
		"matroska":             bytes.Replace(webm, []byte("webm"), []byte("matr"), 1),
		"ogg of pictures":      oggPage("\x80theora"),
		"ogg cut":              []byte("OggS\x00\x02"),
		"one frame":            frames(1, 50),
		"frames of no length":  {0xff, 0xf1, 0x50, 0x80, 0, 0x1f, 0xfc, 0xff, 0xf1},
		"frames, then another": append(frames(2, 50), "MZ, a program behind two frames"...),
	} {
		if b, err := put(t, s, data, "a.webm"); !errors.Is(err, anlan.ErrBlobRefused) {
			t.Errorf("%s: %+v, %v", name, b, err)
		}
	}
	if _, err := s.Put(t.Context(), bytes.NewReader(frames(SoundMost/2000+1, 2000)), "a.aac", 20<<20); !errors.Is(err, anlan.ErrBlobTooLarge) {
		t.Errorf("an endless recording: %v", err)
	}
	if list := files(t, s); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

// FuzzSound: no recording of a stranger makes the reader run on or fall.
func FuzzSound(f *testing.F) {
	for _, name := range []string{"voice-chromium.webm", "voice-chromium.mp4", "film-chromium.webm"} {
		f.Add(sample(f, name))
	}
	f.Add(film("soun"))
	f.Add(frames(4, 20))
	f.Add(oggPage("OpusHead"))
	f.Add([]byte("\x1aE\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		k, ok := sounding(bytes.NewReader(data), int64(len(data)), data[:min(len(data), 4096)])
		if ok && k.family != "audio" {
			t.Errorf("%s is no sound", k.media)
		}
	})
}
