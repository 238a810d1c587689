package app

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"anlan"
)

// issue writes a certificate with the serial number, and its key, over the two files.
func issue(t *testing.T, cert, key string, serial int64, written time.Time) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(serial), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	public, err := x509.CreateCertificate(rand.Reader, form, form, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := errors.Join(os.WriteFile(file, pem.EncodeToMemory(block), 0o600), os.Chtimes(file, written, written)); err != nil {
			t.Fatal(err)
		}
	}
}

// The door answers behind its certificate; a renewed one is taken up without a restart, a broken one is not.
func TestTheDoorsCertificateIsRenewed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "door.pem"), filepath.Join(dir, "door.key")
	day := time.Now().Add(-time.Hour)
	issue(t, cert, key, 1, day)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	a := &App{Options: Options{Cert: cert, Key: key}, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	server := &http.Server{Handler: http.NotFoundHandler(), ReadHeaderTimeout: time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	go func() { _ = a.serve(server, listener) }() // ends with the test
	t.Cleanup(func() { _ = server.Close() })
	shown := func() int64 {
		c, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{InsecureSkipVerify: true}) //nolint:gosec // its own pair
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
	}
	if got := shown(); got != 1 {
		t.Errorf("certificate %d", got)
	}
	issue(t, cert, key, 2, day.Add(time.Minute))
	if got := shown(); got != 2 {
		t.Errorf("after the renewal certificate %d", got)
	}
	if err := errors.Join(os.WriteFile(cert, []byte("half a file"), 0o600), os.Chtimes(cert, day, day.Add(2*time.Minute))); err != nil {
		t.Fatal(err)
	}
	if got := shown(); got != 2 {
		t.Errorf("with a broken file certificate %d", got)
	}
}

func TestAPairThatIsNone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key, other := filepath.Join(dir, "a.pem"), filepath.Join(dir, "a.key"), filepath.Join(dir, "b.key")
	issue(t, cert, key, 1, time.Now())
	issue(t, filepath.Join(dir, "b.pem"), other, 2, time.Now())
	for name, o := range map[string]Options{"no key": {Cert: cert}, "no certificate": {Key: key}, "not a pair": {Cert: cert, Key: other}, "missing": {Cert: filepath.Join(dir, "none"), Key: key}} {
		o.Listen = "127.0.0.1:0"
		if err := o.CheckDoor(); !errors.Is(err, anlan.ErrCertificateUnreadable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (Options{Listen: "127.0.0.1:0", Cert: cert, Key: key}).CheckDoor(); err != nil {
		t.Errorf("a pair: %v", err)
	}
}
