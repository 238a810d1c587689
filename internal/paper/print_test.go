package paper

import (
	"bytes"
	"testing"
)

func TestPrinterMakesPDF(t *testing.T) {
	t.Parallel()
	p := FindPrinter()
	if p == nil {
		t.Skip("LibreOffice is not installed")
	}
	pdf, err := p.PDF(t.Context(), docx(t, notice()))
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("%d bytes, %v", len(pdf), err)
	}
}
