package account

import (
	"net"
	"net/http"
	"strings"
	"time"
)

// deviceDays is how long a browser keeps the mark by which it is known: as long as browsers keep anything.
// For how long the mark counts says the rule.
const deviceDays = 400

// SetCookies hands out the session and, for a new one, the device.
func SetCookies(w http.ResponseWriter, r *http.Request, out SignedIn) {
	set := func(name, value string, age time.Duration) {
		http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int(age.Seconds()), HttpOnly: true,
			SameSite: http.SameSiteLaxMode, Secure: OverTLS(r)})
	}
	set(CookieName, out.Token, out.Who.Session.ExpiresAt.Sub(out.Who.Session.CreatedAt))
	if out.Device != "" {
		set(DeviceName, out.Device, deviceDays*24*time.Hour)
	}
}

// ClearCookie takes the session back from the browser.
func ClearCookie(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: CookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: OverTLS(r)})
}

// Visitor is what a request itself tells about who knocks.
func Visitor(r *http.Request) SignIn {
	in := SignIn{Label: deviceLabel(r.UserAgent()), IP: clientIP(r)}
	if c, err := r.Cookie(DeviceName); err == nil {
		in.Device = c.Value
	}
	return in
}

// behindProxy reports whether the request came through a proxy on this machine, the only one whose
// headers are believed.
func behindProxy(r *http.Request) bool {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// OverTLS reports whether the browser spoke TLS, to this program or to the proxy before it.
func OverTLS(r *http.Request) bool {
	return r.TLS != nil || behindProxy(r) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// clientIP is where the request comes from.
func clientIP(r *http.Request) string {
	if via := r.Header.Get("X-Forwarded-For"); via != "" && behindProxy(r) {
		return strings.TrimSpace(via[strings.LastIndexByte(via, ',')+1:])
	}
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	return host
}

// deviceLabel shortens a browser's name to what its owner recognises.
func deviceLabel(agent string) string {
	var parts []string
	for _, known := range [][]string{{"MicroMessenger", "DingTalk", "Lark", "Edg", "Firefox", "Chrome", "Safari"},
		{"HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"}} {
		for _, k := range known {
			if strings.Contains(agent, k) {
				parts = append(parts, map[string]string{"MicroMessenger": "微信", "DingTalk": "钉钉", "Lark": "飞书", "Edg": "Edge"}[k])
				if parts[len(parts)-1] == "" {
					parts[len(parts)-1] = k
				}
				break
			}
		}
	}
	return strings.Join(parts, " · ")
}
