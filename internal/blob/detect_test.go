package blob

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"anlan"
)

func archive(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func box(brand string) []byte { return []byte("\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x00\x00") }

func TestTaken(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, tt := range []struct {
		name string
		data []byte
		want string // media type and name
	}{
		{"a.jpg", picture(t, 3, 3, "jpeg"), "image/jpeg a.jpg"},
		{"a.JPEG", picture(t, 3, 3, "jpeg"), "image/jpeg a.jpeg"},
		{"mmexport.png", picture(t, 3, 3, "jpeg"), "image/jpeg mmexport.jpg"}, // messengers rename
		{"image", picture(t, 3, 3, "png"), "image/png image.png"},
		{"通报2022.1月", picture(t, 3, 3, "gif"), "image/gif 通报2022.1月.gif"},
		{"a.heic", box("heic"), "image/heic a.heic"},
		{"a.mp4", box("isom"), "video/mp4 a.mp4"},
		{"a.mov", box("qt  "), "video/quicktime a.mov"},
		{"a.m4a", box("M4A "), "audio/mp4 a.m4a"},
		{"a.amr", []byte("#!AMR\n\x0c"), "audio/amr a.amr"},
		{"a.mp3", []byte("ID3\x03\x00"), "audio/mpeg a.mp3"},
		{"a.wav", []byte("RIFF\x00\x00\x00\x00WAVEfmt "), "audio/wav a.wav"},
		{"a.pdf", []byte("%PDF-1.7\n"), "application/pdf a.pdf"},
		{"a.docx", archive(t, "[Content_Types].xml", "word/document.xml"), kindDOCX.media + " a.docx"},
		{"a.xlsx", archive(t, "xl/workbook.xml"), kindXLSX.media + " a.xlsx"},
		{"a.ofd", archive(t, "OFD.xml"), "application/ofd a.ofd"},
		{"a.txt", []byte("整改完成"), "text/plain a.txt"},
		{"a.csv", []byte("\xef\xbb\xbf名称,数量\r\n甲,1\r\n"), "text/plain a.csv"},
		{"gbk.txt", []byte("\xd5\xfb\xb8\xc4\xcd\xea\xb3\xc9"), "text/plain gbk.txt"},
		{"BM.txt", []byte("BM is a text"), "text/plain BM.txt"},
	} {
		b, err := put(t, s, tt.data, tt.name)
		if got := b.Type + " " + b.Name; err != nil || got != tt.want {
			t.Errorf("%s: %s, %v", tt.name, got, err)
		}
	}
}

func TestNotTaken(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	jpg := string(picture(t, 3, 3, "jpeg"))
	for _, tt := range []struct {
		name, data string
		want       *anlan.Error
	}{
		{"a.exe", "MZ\x90\x00\x03", anlan.ErrBlobRefused},
		{"a.jpg", "MZ\x90\x00\x03", anlan.ErrBlobRefused},
		{"a", "\x7fELF\x02", anlan.ErrBlobRefused},
		{"a.class", "\xca\xfe\xba\xbe\x00", anlan.ErrBlobRefused},
		{"a.sh", "#!/bin/sh\nrm -rf /\n", anlan.ErrBlobRefused},
		{"a.html", "<!DOCTYPE html><html></html>", anlan.ErrBlobRefused},
		{"a.txt", "\xef\xbb\xbf  <HTML>", anlan.ErrBlobRefused},
		{"a.txt", "hello <script>alert(1)</script>", anlan.ErrBlobRefused},
		{"a.txt", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", anlan.ErrBlobRefused},
		{"a.svg", `<svg xmlns="x" onload="alert(1)"/>`, anlan.ErrBlobRefused},
		{"a.png", `<?xml version="1.0"?><svg/>`, anlan.ErrBlobRefused},
		{"a.txt", "\xff\xfe<\x00a\x00/\x00>\x00", anlan.ErrBlobRefused},
		{"a.xml", `<?xml version="1.0"?><a/>`, anlan.ErrBlobRefused},
		{"a.php", "<?php echo 1;", anlan.ErrBlobRefused},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", anlan.ErrBlobRefused},
		{"a.rar", "Rar!\x1a\x07", anlan.ErrBlobRefused},
		{"a.7z", "7z\xbc\xaf\x27\x1c", anlan.ErrBlobRefused},
		{"a.gz", "\x1f\x8b\x08", anlan.ErrBlobRefused},
		{"a.rtf", `{\rtf1}`, anlan.ErrBlobRefused},
		{"a.lnk", "\x4c\x00\x00\x00\x01\x14\x02\x00", anlan.ErrBlobRefused},
		{"a.tif", "II*\x00", anlan.ErrBlobRefused},
		{"a.avif", string(box("avif")), anlan.ErrBlobRefused},
		{"a.zip", string(archive(t, "a.txt")), anlan.ErrBlobRefused},
		{"a.jar", string(archive(t, "META-INF/MANIFEST.MF")), anlan.ErrBlobRefused},
		{"a.docx", string(archive(t, "a.exe")), anlan.ErrBlobRefused},
		{"a.docm", string(archive(t, "word/document.xml", "word/vbaProject.bin")), anlan.ErrBlobMacros},
		{"a.docx", string(archive(t, "word/document.xml", "word/activeX/activeX1.bin")), anlan.ErrBlobMacros},
		{"a.xlsm", string(archive(t, "xl/workbook.xml")), anlan.ErrBlobNameMismatch},
		{"a.docx", "PK\x03\x04", anlan.ErrBlobBroken},
		{"a.docx", "PK\x05\x06" + strings.Repeat("\x00", 18), anlan.ErrBlobRefused},
		{"a.bin", "\x00\x01\x02\x03", anlan.ErrBlobRefused},
		{"a.txt", "text\x00with a zero", anlan.ErrBlobRefused},
		{"a.txt", "\xff\xff\xff\xff\xff\xff", anlan.ErrBlobRefused},
		{"a.exe", jpg, anlan.ErrBlobNameMismatch},
		{"photo.jpg.exe", jpg, anlan.ErrBlobNameMismatch},
		{"a.html", jpg, anlan.ErrBlobNameMismatch},
		{"a.pdf", jpg, anlan.ErrBlobNameMismatch},
		{"a.mp4", jpg, anlan.ErrBlobNameMismatch},
		{"a.jpg", "%PDF-1.4", anlan.ErrBlobNameMismatch},
		{"a.html", "plain words", anlan.ErrBlobNameMismatch},
		{"a.js", "var a = 1", anlan.ErrBlobNameMismatch},
		{"a.bat", "del *.*", anlan.ErrBlobNameMismatch},
		{"a.jpg", jpg[:10], anlan.ErrBlobBroken},
		{"a.jpg", "\xff\xd8\xff\xff\xff\xff", anlan.ErrBlobBroken},
		{"a.png", "\x89PNG\r\n\x1a\n", anlan.ErrBlobBroken},
		{"a.gif", "GIF89a\x00\x00\x00\x00", anlan.ErrBlobBroken},
		{"a.webp", "RIFF\x00\x00\x00\x00WEBPVP8 ", anlan.ErrBlobBroken},
		{"a.png", hugePNG(30_000, 30_000), anlan.ErrBlobTooManyPixels},
		{"a.png", hugePNG(1<<31-1, 1<<31-1), anlan.ErrBlobBroken},
		{"a.png", hugePNG(0, 5), anlan.ErrBlobBroken},
		{"a.gif", "GIF89a\xff\xff\xff\xff\x00\x00\x00", anlan.ErrBlobTooManyPixels},
	} {
		if _, err := put(t, s, []byte(tt.data), tt.name); !errors.Is(err, tt.want) {
			t.Errorf("%s %.20q: %v, want %s", tt.name, tt.data, err, tt.want.Code)
		}
	}
	if list := files(t, s); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                                "file.txt",
		".":                               "file.txt",
		"...":                             "file.txt",
		".txt":                            "file.txt",
		"../../etc/passwd.txt":            "passwd.txt",
		`C:\Users\张三\记录.TXT`:              "记录.txt",
		"a\x00b\r\n.txt":                  "ab.txt",
		"gpj\u202etxt.txt":                "gpjtxt.txt",
		"CON.txt":                         "fileCON.txt",
		"com1.txt":                        "filecom1.txt",
		"<img src=x onerror=1>.txt":       "img src=x onerror=1.txt",
		"\"; filename=x.txt":              "; filename=x.txt",
		"a . txt":                         "a . txt.txt",
		strings.Repeat("长", 300) + ".txt": strings.Repeat("长", 116) + ".txt",
		"\xff\xfe.txt":                    "file.txt",
		"现场　记录.txt":                       "现场 记录.txt",
	} {
		if got, err := fitName(in, kindText); err != nil || got != want {
			t.Errorf("%q became %q (%v), want %q", in, got, err, want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range signatures {
		f.Add([]byte(s.magic), "a")
	}
	f.Add(archive(f, "word/document.xml"), "a.docx")
	f.Add(box("heic"), "a.b.c")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		k, err := detect(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			if anlan.KindOf(err) == anlan.Internal {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		name, err = fitName(name, k)
		if err != nil {
			return
		}
		if strings.ContainsAny(name, "/\\\x00\r\n\"") || !utf8.ValidString(name) || name == "" || name[0] == '.' || utf8.RuneCountInString(name) > longestName {
			t.Errorf("name %q", name)
		}
		if k.config != nil {
			_, _, _ = measure(k, bytes.NewReader(data))
		}
	})
}
