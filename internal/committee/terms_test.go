package committee

import (
	"strings"
	"testing"
)

func TestTermsOfANoticeWithoutDays(t *testing.T) {
	if got := terms(24, 0); strings.Contains(got, "0项") || strings.Contains(got, "延期") {
		t.Error(got)
	}
	if got := terms(24, 3); !strings.Contains(got, "24项") || !strings.Contains(got, "3项") {
		t.Error(got)
	}
	if got := oneQuote.Replace("规则15：““三管三必须””"); got != "规则15：“三管三必须”" {
		t.Error(got)
	}
}
