package notify

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"anlan"
)

// errInside is why a connection into the own network is refused.
var errInside = errors.New("the address lies inside the own network and is not on the allow-list")

// reserved are the ranges that no robot of a provider lives in: private, local, shared, documentation,
// and those that translate or tunnel to them; among them the clouds' metadata services.
var reserved = func() []netip.Prefix {
	var list []netip.Prefix
	for _, p := range []string{"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
		"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
		"224.0.0.0/3", "168.63.129.16/32", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
		"2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"} {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}()

// outside reports whether the address lies in the open internet.
func outside(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return a.IsValid() && a.IsGlobalUnicast() && !slices.ContainsFunc(reserved, func(p netip.Prefix) bool { return p.Contains(a) })
}

// checkDial looks at the address that the name was resolved to, at the moment of connecting: a name
// that changes its answer between a check and the connection gains nothing.
func checkDial(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !outside(at.Addr()) {
		return fmt.Errorf("%s: %w", address, errInside)
	}
	return nil
}

// allowed reports whether the administrator listed the host: its name, or a range that holds it.
func allowed(host string, list []string) bool {
	ip, err := netip.ParseAddr(host)
	for _, one := range list {
		if p, perr := netip.ParsePrefix(one); perr == nil && err == nil && p.Contains(ip) {
			return true
		}
		if strings.EqualFold(one, host) {
			return true
		}
	}
	return false
}

// safeClient makes a client for addresses that people typed: it reaches the open internet and the
// listed hosts, follows no redirect, and asks no proxy.
func safeClient(allow []string, timeout time.Duration) *http.Client {
	plain := &net.Dialer{Timeout: timeout}
	guarded := &net.Dialer{Timeout: timeout, Control: checkDial}
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err == nil && allowed(host, allow) {
			return plain.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
	return &http.Client{Timeout: timeout, Transport: &http.Transport{DialContext: dial, TLSHandshakeTimeout: timeout,
		ResponseHeaderTimeout: timeout, DisableKeepAlives: true, MaxResponseHeaderBytes: 1 << 16},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// checkURL refuses what is no address of a robot before any connection is tried.
func checkURL(raw string, allow []string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil {
		return nil, anlan.ErrNotifyAddress.With("why", "not a web address").At("address")
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !allowed(u.Hostname(), allow)) {
		return nil, anlan.ErrNotifyAddress.With("why", "must begin with https://").At("address")
	}
	return u, nil
}
