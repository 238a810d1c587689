package proofs

import (
	"path/filepath"
	"testing"

	"anlan/internal/ledger"
)

// ledgerVerifies exports the running county and verifies the export.
func (d *door) ledgerVerifies(t *testing.T) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "ledger")
	_, err := d.Ledger.Export(ctx, out, d.Witnessed()...)
	must(t, err)
	r, err := ledger.Verify(ctx, out, ledger.VerifyOptions{})
	must(t, err)
	for _, f := range r.Findings {
		t.Errorf("the verifier: %s %s", f.EN, f.Ref)
	}
}
