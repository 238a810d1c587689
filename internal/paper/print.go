package paper

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Printer turns .docx into PDF with the LibreOffice of the machine.
type Printer struct {
	path string
	seat chan struct{} // one at a time: it is heavy
}

// Bounds of one printing.
const (
	printTime = 90 * time.Second
	printMost = 50 << 20
)

// FindPrinter looks for LibreOffice; nil when there is none.
func FindPrinter() *Printer {
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return &Printer{path: path, seat: make(chan struct{}, 1)}
		}
	}
	return nil
}

// PDF converts a document. Its profile and files live in a folder of their own which goes away with it; it
// has no network where the system lets us take it away, and is stopped when its time is over.
func (p *Printer) PDF(ctx context.Context, docx []byte) (pdf []byte, err error) {
	return p.convert(ctx, "page.docx", docx, "--convert-to", "pdf")
}

// Page converts a page of HTML that is complete in itself. It is read as a text document: read as a web page, a heading
// before several tables leaves the first sheet empty (LibreOffice 7.4).
func (p *Printer) Page(ctx context.Context, html []byte) (pdf []byte, err error) {
	return p.convert(ctx, "page.html", html, "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export")
}

func (p *Printer) convert(ctx context.Context, name string, content []byte, how ...string) (pdf []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	select {
	case p.seat <- struct{}{}:
		defer func() { <-p.seat }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	dir, err := os.MkdirTemp("", "anlan-print-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
		return nil, err
	}
	if err := p.run(ctx, dir, name, true, how); err != nil {
		if err = p.run(ctx, dir, name, false, how); err != nil { // where namespaces are not allowed
			return nil, err
		}
	}
	f, err := os.Open(filepath.Join(dir, "page.pdf"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // read only
	pdf, err = io.ReadAll(io.LimitReader(f, printMost))
	if err == nil && !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		err = errors.New("no PDF came out")
	}
	return pdf, err
}

func (p *Printer) run(ctx context.Context, dir, name string, alone bool, how []string) error {
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--norestore", "--nolockcheck"}, how...)
	cmd := exec.CommandContext(ctx, p.path, append(args, "--outdir", dir, filepath.Join(dir, name))...)
	cmd.Dir, cmd.WaitDelay = dir, 5*time.Second
	cmd.Env = []string{"HOME=" + dir, "TMPDIR=" + dir, "PATH=" + os.Getenv("PATH"), "LANG=zh_CN.UTF-8", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9"}
	confine(cmd, alone)
	if err := cmd.Run(); err != nil {
		return err
	}
	_, err := os.Stat(filepath.Join(dir, "page.pdf"))
	return err
}
