package app

import (
	"crypto/tls"
	"log/slog"
	"os"
	"sync"
	"time"

	"anlan"
)

// certificate is the door's pair of certificate and key. It is read anew when the file has changed, so that a
// renewed certificate needs no restart; one that cannot be read leaves the one before in use.
type certificate struct {
	cert, key string
	log       *slog.Logger

	mu   sync.Mutex
	at   time.Time // when the file in use was written
	pair *tls.Certificate
}

// expirySoon is how long before its end a certificate is called old in the log.
const expirySoon = 30 * 24 * time.Hour

// get answers a visitor's hello; it is what tls.Config.GetCertificate asks.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	info, err := os.Stat(c.cert)
	if err == nil && c.pair != nil && info.ModTime().Equal(c.at) {
		return c.pair, nil
	}
	var pair *tls.Certificate
	if err == nil {
		pair, err = readPair(c.cert, c.key)
	}
	switch {
	case err == nil:
		c.pair, c.at = pair, info.ModTime()
		if end := pair.Leaf.NotAfter; time.Until(end) < expirySoon {
			c.log.Warn("the certificate of the door ends soon", "end", end, "file", c.cert)
		}
	case c.pair == nil:
		return nil, err
	default:
		c.log.Error("the renewed certificate of the door cannot be read; the one before stays in use", "error", err)
		if info != nil {
			c.at = info.ModTime() // say it once
		}
	}
	return c.pair, nil
}

func readPair(cert, key string) (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, anlan.ErrCertificateUnreadable.With("cert", cert).With("key", key).Because(err)
	}
	return &pair, nil
}
