package minutes

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"anlan"
)

func encode16(s string, order binary.ByteOrder) []byte {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		var pair [2]byte
		order.PutUint16(pair[:], u)
		b.Write(pair[:])
	}
	return b.Bytes()
}

func TestDecodeKnowsEncodings(t *testing.T) {
	t.Parallel()
	const text = "岭北县安委会会议纪要\n1月17日，会议要求，各乡镇要在3月10日前排查隐患。\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	little, big := encode16(text, binary.LittleEndian), encode16(text, binary.BigEndian)
	for name, raw := range map[string][]byte{
		"utf-8": []byte(text), "utf-8 with mark": append([]byte{0xEF, 0xBB, 0xBF}, text...), "gb18030": gb,
		"utf-16 little": little, "utf-16 big": big,
		"utf-16 little with mark": append([]byte{0xFF, 0xFE}, little...), "utf-16 big with mark": append([]byte{0xFE, 0xFF}, big...),
	} {
		got, err := Decode(raw)
		if err != nil || got != text {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 4096)
	for i := range noise {
		noise[i] = byte(i * 7919 >> 3)
	}
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"too long": {bytes.Repeat([]byte("会"), MaxBytes/3+1), anlan.ErrMinutesTooLarge},
		"50 MB":    {make([]byte, 50<<20), anlan.ErrMinutesTooLarge},
		"zeros":    {make([]byte, 1000), anlan.ErrMinutesNotText},
		"noise":    {noise, anlan.ErrMinutesNotText},
		"png":      {append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise...), anlan.ErrMinutesNotText},
	} {
		if _, err := Decode(c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestCleanKeepsPlaces(t *testing.T) {
	t.Parallel()
	g, err := loadGlyphs()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ raw, want string }{
		{"1 月17日,清水縣召開第一次全體(擴(kuò)大)會議", "1月17日，清水县召开第一次全体（扩大）会议"},
		{"學(xué)習(xí)貫徹", "学习贯彻"},
		{"乾坤與乾燥", "乾坤与干燥"},
		{"６月１５ 日", "6月15日"},
		{"整改率达98.5%,共1,968处", "整改率达98.5%，共1,968处"},
		{"县 水 务 局 要 巡 查", "县水务局要巡查"},
		{"名称(kg)", "名称（kg）"},
		{"第一条.\n", "第一条。\n"},
	} {
		out := clean([]rune(c.raw), g)
		if string(out.r) != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.raw, string(out.r), c.want)
		}
		raw := []rune(c.raw)
		for i, at := range out.at {
			if i > 0 && at <= out.at[i-1] || at >= len(raw) {
				t.Fatalf("%q: places are not rising: %v", c.raw, out.at)
			}
		}
	}
}

func TestHostileTextsCostNoMoreThanTheirLength(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"（", "在", "要对", "确保安全，", "3月10日前，", "各乡镇、", "责任单位：\n", "1.对\n", "“一，", "a\t", "排查，", "由县住建局牵头，"} {
		p, err := r.Parse([]byte(strings.Repeat(unit, 200_000/len(unit))), Options{})
		if err != nil {
			t.Errorf("%q repeated: %v", unit, err)
		}
		_ = p
	}
}
