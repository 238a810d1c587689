package app

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"anlan"
)

// Options are what `anlan serve` is told, by flags or by the environment (ANLAN_DATA …).
type Options struct {
	Data   string // data folder: database, files, keys, policy overrides
	Listen string // address of the HTTP door
	Cert   string // PEM file of the door's certificate with its chain; empty: plain HTTP, or a proxy in front
	Key    string // PEM file of its private key
	DB     string // PostgreSQL URL; empty means SQLite in the data folder
	NATS   string // NATS URL to relay events to; empty means none
	Demo   bool   // serve the demo county, made on first start
	Level  string // log level
	Format string // log format: text or json
	Out    io.Writer
	Now    func() time.Time // wall clock; nil means the machine's. The demo's past is told with it.
}

// Clock is the wall clock now.
func (o Options) Clock() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

// folder returns the path of something inside the data folder.
func (o Options) folder(name string) string { return filepath.Join(o.Data, name) }

// Env fills what is empty from the environment.
func (o Options) Env(getenv func(string) string) Options {
	for name, field := range map[string]*string{"DATA": &o.Data, "LISTEN": &o.Listen, "TLS_CERT": &o.Cert, "TLS_KEY": &o.Key, "DB": &o.DB, "NATS": &o.NATS, "LOG_LEVEL": &o.Level, "LOG_FORMAT": &o.Format} {
		if *field == "" {
			*field = getenv("ANLAN_" + name)
		}
	}
	return o.defaults()
}

func (o Options) defaults() Options {
	if o.Data == "" {
		o.Data = "data"
	}
	if o.Listen == "" {
		o.Listen = "127.0.0.1:8620"
	}
	if o.Level == "" {
		o.Level = "info"
	}
	if o.Format == "" {
		o.Format = "text"
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	return o
}

// prepare makes the data folder and refuses one that is not ours to write.
func (o Options) prepare() error {
	if o.DB != "" && !strings.HasPrefix(o.DB, "postgres://") && !strings.HasPrefix(o.DB, "postgresql://") {
		return anlan.ErrDatabaseAddress
	}
	for _, dir := range []string{"", "blobs", "keys", "policy"} {
		if err := os.MkdirAll(o.folder(dir), 0o750); err != nil {
			return anlan.ErrFolderUnwritable.With("dir", o.Data).Because(err)
		}
	}
	return nil
}
