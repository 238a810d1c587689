package registry

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anlan"
)

func TestFold(t *testing.T) {
	t.Parallel()
	same := [][]string{
		{"县住建局", "清水县住建局", "住建局", "我县住建局", " 县 住建局", "甘肃省清水县住建局"},
		{"市场监管局", "县市场监管局", "清水县市场监管局"},
		{"县城市管理局", "城市管理局", "清水县城市管理局"},
		{"永清镇", "永清镇人民政府", "永清镇党委", "清水县永清镇人民政府", "永清镇政府"},
		{"县委办", "清水县委办"},
		{"县政府办", "清水县人民政府办", "县人民政府办"},
		{"各村(社区)", "各村（社区）"},
	}
	for _, names := range same {
		for _, n := range names[1:] {
			if Fold(n) != Fold(names[0]) {
				t.Errorf("%s → %s, %s → %s", names[0], Fold(names[0]), n, Fold(n))
			}
		}
	}
	for _, pair := range [][2]string{{"县委办", "县政府办"}, {"县委", "县政府"}, {"交警大队", "消防大队"}, {"红堡镇", "白驼镇"}} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%s and %s are not the same", pair[0], pair[1])
		}
	}
}

func TestFoldIsStable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("县市省清水镇乡局人民政府委办 （)Ａab"))).Draw(t, "name")
		_ = Fold(s) // no input panics
		if strings.ContainsAny(Fold(s), " （Ａ") {
			t.Fatalf("%q → %q", s, Fold(s))
		}
	})
}

func TestInitials(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"永清镇": "yqz", "苏屲": "sw", "贾川乡": "jcx", "单魏": "sw", "A座 2号": "az2h", "清水县住建局": "qsxzjj"} {
		if got := Initials(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestClasses(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]UnitKind{"各乡镇": TownshipUnit, "各乡（镇）": TownshipUnit, "县直各部门": PartyOrgan,
		"县直各行业部门": PartyOrgan, "各部门": PartyOrgan, "各村（社区）": VillageUnit, "各生产经营单位": Enterprise, "全县各乡镇": TownshipUnit} {
		if c, ok := classOf(name); !ok || c.kinds[0] != kind {
			t.Errorf("%s: %v %v", name, c, ok)
		}
	}
	for _, name := range []string{"县安委会成员单位", "各成员单位", "县安委会各成员单位"} {
		if c, ok := classOf(name); !ok || !c.members {
			t.Errorf("%s: %v %v", name, c, ok)
		}
	}
	if _, ok := classOf("县住建局"); ok {
		t.Error("one unit is taken for a class")
	}
}

func TestCheckPlace(t *testing.T) {
	t.Parallel()
	good := Place{Code: "620521100", Name: "永清镇", Level: Township, Parent: "620521"}
	if err := CheckPlace(good); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]struct {
		change func(p *Place)
		want   error
	}{
		"letters":       {func(p *Place) { p.Code = "62052110a" }, anlan.ErrRegistryPlaceCode},
		"length":        {func(p *Place) { p.Code = "6205211" }, anlan.ErrRegistryPlaceCode},
		"level":         {func(p *Place) { p.Level = "planet" }, anlan.ErrFieldInvalid},
		"foreign":       {func(p *Place) { p.Parent = "620522" }, anlan.ErrRegistryPlaceParent},
		"its own child": {func(p *Place) { p.Parent = p.Code }, anlan.ErrRegistryPlaceParent},
		"no name":       {func(p *Place) { p.Name = " " }, anlan.ErrFieldRequired},
		"geometry":      {func(p *Place) { p.Geometry = `{"type":"Spiral","coordinates":[]}` }, anlan.ErrRegistryGeometry},
		"no JSON":       {func(p *Place) { p.Geometry = `<svg/>` }, anlan.ErrRegistryGeometry},
	} {
		p := good
		bad.change(&p)
		if err := CheckPlace(p); !errors.Is(err, bad.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCreditCode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{"91350100M000100Y43": true, "91350100M000100Y44": false, "913501": false, "": false, "91350100m000100y43": false} {
		if IsCreditCode(code) != want {
			t.Errorf("%s: %v", code, !want)
		}
	}
}

func TestPhones(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"13800000000": true, "0938-7150000": true, "12345": true, "1380000": true, "138000000001": false,
		"手机": false, "0": false, "+8613800000000": false} {
		if isPhone(s) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
	if MaskMobile("13800001234") != "138****1234" || MaskMobile("12345") != "*****" {
		t.Error("masking")
	}
}

func TestHandOverDecides(t *testing.T) {
	t.Parallel()
	held := []Holding{{ID: "h1", Post: "p", Person: "wang", Mode: Full, Since: "2021-01-01"}}
	ended, begun, err := HandOver{Post: "p", From: "wang", To: "li", On: "2022-03-01"}.decide(held)
	if err != nil || ended.Until != "2022-02-28" || begun.Since != "2022-03-01" || begun.Person != "li" {
		t.Fatalf("%+v %+v %v", ended, begun, err)
	}
	for name, tc := range map[string]struct {
		o    HandOver
		want error
	}{
		"to himself":   {HandOver{Post: "p", From: "wang", To: "wang", On: "2022-03-01"}, anlan.ErrRegistryHandOverSelf},
		"not a holder": {HandOver{Post: "p", From: "zhao", To: "li", On: "2022-03-01"}, anlan.ErrRegistryNotHolder},
		"too early":    {HandOver{Post: "p", From: "wang", To: "li", On: "2021-01-01"}, anlan.ErrRegistryNotHolder},
	} {
		if _, _, err := tc.o.decide(held); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHoldingsNeverOverlap: whatever is accepted one after the other, the same person never holds
// the same post twice on one day.
func TestHoldingsNeverOverlap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var held []Holding
		for i := range rapid.IntRange(1, 12).Draw(t, "n") {
			since := anlan.Date("2022-01-01").AddDays(rapid.IntRange(0, 60).Draw(t, "since"))
			h := Holding{ID: anlan.ID(rune('a' + i)), Post: "p", Person: "w", Mode: Full, Since: since}
			if rapid.Bool().Draw(t, "ends") {
				h.Until = since.AddDays(rapid.IntRange(0, 20).Draw(t, "days"))
			}
			if CheckHolding(h, held) == nil {
				held = append(held, h)
			}
		}
		for day := anlan.Date("2022-01-01"); day < "2022-04-01"; day = day.AddDays(1) {
			n := 0
			for _, h := range held {
				if h.On(day) {
					n++
				}
			}
			if n > 1 {
				t.Fatalf("%s: %d holdings of %v", day, n, held)
			}
		}
	})
}

func TestContacts(t *testing.T) {
	t.Parallel()
	owner := anlan.Ref{Kind: RefPost, ID: "p"}
	good := ContactDraft{Owner: owner, Channel: WeCom, Address: "https://robot.example/hook?key=1", Purpose: "催办"}
	for address, want := range map[string]bool{"https://robots.example.cn/send?key=x": true, "http://10.2.3.4:8080/robot": true,
		"http://127.0.0.1/robot": true, "http://robots/send": true, "http://robots.gov.internal/send": true, "http://robots.example.cn/send": false,
		"http://8.8.8.8/send": false, "http:///send": false, "ftp://10.2.3.4/": false, "https://u:p@robots.example.cn/": false} {
		if got := WeCom.accepts(address); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	if err := CheckContact(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(d *ContactDraft){
		"plain http": func(d *ContactDraft) { d.Address = "http://robot.example" },
		"password":   func(d *ContactDraft) { d.Address = "https://a:b@robot.example" },
		"no purpose": func(d *ContactDraft) { d.Purpose = "" },
		"no owner":   func(d *ContactDraft) { d.Owner = anlan.Ref{} },
		"mail":       func(d *ContactDraft) { d.Channel, d.Address = Mail, "not a mail" },
		"phone":      func(d *ContactDraft) { d.Channel, d.Address = Phone, "" },
		"pigeon":     func(d *ContactDraft) { d.Channel = "pigeon" },
	} {
		d := good
		change(&d)
		if CheckContact(d) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestAbroad(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"甘谷县应急管理局": true, "天水市甘谷县应急局": true, "甘肃省天水市 甘谷县 公安局": true, "甘谷县人民政府": true,
		"清水县应急管理局": false, "甘肃省天水市清水县应急局": false, "应急局": false, "县应急局": false, "县委办公室": false, "县级机关": false,
		"本县公安局": false, "市场监管局": false, "城市管理局": false, "": false, "红堡镇": false,
	} {
		if got := Abroad(name, "清水县"); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
