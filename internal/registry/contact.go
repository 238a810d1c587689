package registry

import (
	"net/mail"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"anlan"
)

// Channel is a way to reach a post or a unit.
type Channel string

// The channels.
const (
	Phone    Channel = "phone"
	Mail     Channel = "mail"
	WeCom    Channel = "wecom"    // 企业微信 robot
	DingTalk Channel = "dingtalk" // 钉钉 robot
	Feishu   Channel = "feishu"   // 飞书 robot
)

// Channels lists the channels.
func Channels() []Channel { return []Channel{Phone, Mail, WeCom, DingTalk, Feishu} }

// Contact is how a post or unit is reached, for which purpose, and whether they agreed to it.
type Contact struct {
	ID       anlan.ID      `json:"id"`
	Owner    anlan.Ref     `json:"owner"`
	Channel  Channel       `json:"channel"`
	Address  string        `json:"address"`
	Secret   string        `json:"-"` // signs what is sent to a robot; written once, never shown
	Signed   bool          `json:"signed"`
	Purpose  string        `json:"purpose"`
	OptedIn  bool          `json:"opted_in"`
	Status   Status        `json:"status"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Ref names the contact.
func (c Contact) Ref() anlan.Ref { return anlan.Ref{Kind: RefContact, ID: c.ID} }

// Masked returns the contact as those see it who may not use it.
func (c Contact) Masked() Contact {
	switch c.Channel {
	case Phone:
		c.Address = MaskMobile(c.Address)
	case Mail:
		name, host, _ := strings.Cut(c.Address, "@")
		c.Address = MaskMobile(name) + "@" + host
	default:
		c.Address = "****" // a robot's address is a key
	}
	return c
}

// ContactDraft is what may be written about a contact. An empty Secret keeps the present one.
type ContactDraft struct {
	ID      anlan.ID  `json:"id,omitempty"`
	Owner   anlan.Ref `json:"owner"`
	Channel Channel   `json:"channel" enum:"phone,mail,wecom,dingtalk,feishu"`
	Address string    `json:"address" maxLength:"500"`
	Secret  string    `json:"secret,omitempty" maxLength:"200"`
	Purpose string    `json:"purpose" maxLength:"60"`
	OptedIn bool      `json:"opted_in"`
}

// CheckContact refuses an address that the channel cannot use, and a contact without a purpose.
func CheckContact(d ContactDraft) error {
	bad := checkText("purpose", d.Purpose, 60)
	if d.Owner.Kind != RefPost && d.Owner.Kind != RefUnit || d.Owner.ID == "" {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "owner").With("value", d.Owner.String()).At("owner"))
	}
	if !slices.Contains(Channels(), d.Channel) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "channel").With("value", string(d.Channel)).At("channel"))
	}
	if !d.Channel.accepts(d.Address) {
		bad = append(bad, anlan.ErrRegistryContactAddress.With("channel", string(d.Channel)).At("address"))
	}
	return bad.Err()
}

func (c Channel) accepts(address string) bool {
	switch c {
	case Phone:
		return address != "" && isPhone(address)
	case Mail:
		a, err := mail.ParseAddress(address)
		return err == nil && a.Address == address
	default:
		u, err := url.Parse(address)
		return err == nil && (u.Scheme == "https" || u.Scheme == "http" && inside(u.Hostname())) && u.Host != "" && u.User == nil && len(address) <= 500
	}
}

// inside reports whether the host can only be one of the own network: there a robot may do without
// encryption. Whether it may be asked at all, the list of allowed inner addresses says.
func inside(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate() || ip.IsLoopback()
	}
	return host != "" && !strings.Contains(host, ".") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".lan") || strings.HasSuffix(host, ".internal")
}
