package notify

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// No address inside a network is reached, however it is written (proof R18).
func TestOutside(t *testing.T) {
	t.Parallel()
	for _, inside := range []string{"127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
		"100.100.100.200", "100.64.0.1", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
		"::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
		"64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::", "2001:db8::1", "203.0.113.9"} {
		if outside(netip.MustParseAddr(inside)) {
			t.Errorf("%s counts as outside", inside)
		}
	}
	for _, out := range []string{"8.8.8.8", "114.114.114.114", "2400:3200::1", "223.5.5.5"} {
		if !outside(netip.MustParseAddr(out)) {
			t.Errorf("%s counts as inside", out)
		}
	}
}

func TestSafeClientConnectsToNothingInside(t *testing.T) {
	t.Parallel()
	reached := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached++ }))
	defer server.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	client := safeClient(nil, 2*time.Second)
	for _, host := range []string{"127.0.0.1", "localhost", "127.1", "0", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0"} {
		res, err := client.Post("http://"+host+":"+port, "text/plain", nil)
		if err == nil {
			_ = res.Body.Close()
			t.Errorf("%s was reached", host)
		}
	}
	if reached != 0 {
		t.Errorf("%d connections", reached)
	}
	if _, err := client.Get(server.URL); !errors.Is(err, errInside) {
		t.Errorf("the reason is %v", err)
	}
}

func TestSafeClientFollowsNoRedirect(t *testing.T) {
	t.Parallel()
	reached := 0
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached++ }))
	defer inner.Close()
	outer := httptest.NewServer(http.RedirectHandler(inner.URL, http.StatusTemporaryRedirect))
	defer outer.Close()
	res, err := safeClient([]string{"127.0.0.0/8"}, time.Second).Post(outer.URL, "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test
	var no refusedError
	if err := judge(res); !errors.As(err, &no) || reached != 0 {
		t.Errorf("a redirect: %v, followed %d times", err, reached)
	}
}

func TestCheckURL(t *testing.T) {
	t.Parallel()
	for raw, ok := range map[string]bool{"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x": true, "http://qyapi.weixin.qq.com/": false,
		"http://gate.intra/hook": true, "https://user:pw@example.com/": false, "file:///etc/passwd": false, "gopher://x": false, "//x": false, "": false,
		"https://": false} {
		if _, err := checkURL(raw, []string{"gate.intra"}); (err == nil) != ok {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

// A provider that answers without end is cut off.
func TestJudgeReadsLittle(t *testing.T) {
	t.Parallel()
	read := 0
	res := &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(endless{&read})}
	if err := judge(res); err == nil || read > answerLimit+4096 {
		t.Errorf("%v after %d bytes", err, read)
	}
}

type endless struct{ n *int }

func (e endless) Read(p []byte) (int, error) {
	*e.n += len(p)
	return len(p), nil
}
