package paper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan"
)

func TestGridsComeBackAsTheyWere(t *testing.T) {
	want := []Grid{{Name: "survey", Rows: []GridRow{{1, []string{"type", "name", "label"}}, {2, []string{"text", "a", "=1+1"}}, {3, []string{"", "", "第二行\n第三行"}}}},
		{Name: "choices", Rows: []GridRow{{1, []string{"list_name"}}, {2, []string{"'0012"}}}}}
	var b bytes.Buffer
	if err := WriteGrids(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadGrids(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGridsRefused(t *testing.T) {
	rows := func(n int, text string) string {
		return numbered(n, func(i int) string {
			return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>`, i+1, i+1, text)
		})
	}
	for name, x := range map[string]struct {
		raw  []byte
		want *anlan.Error
	}{
		"a row too many": {xlsxWith(t, rows(gridRows+1, "q")), anlan.ErrPaperTooManyRows},
		"too much text":  {xlsxWith(t, rows(300, strings.Repeat("长", 10_000))), anlan.ErrPaperBomb},
		"no workbook":    {[]byte("survey,choices"), anlan.ErrPaperFormat},
	} {
		began := time.Now()
		_, err := ReadGrids(bytes.NewReader(x.raw), int64(len(x.raw)))
		t.Run(name, func(t *testing.T) { wantCode(t, err, x.want, began) })
	}
}
