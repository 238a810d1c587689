package flow

import (
	"strings"
	"testing"

	"anlan/internal/letter"
	"anlan/internal/rule"
)

// The bulletin takes the span for mending from the policy in force, and names none where none is set.
func TestTheBulletinSaysWhenToMend(t *testing.T) {
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	set, _, err := rule.Get[rule.LetterTemplates](book, rule.LetterSet, "2022-12-31")
	if err != nil || set.MendDays == 0 {
		t.Fatalf("%d days: %v", set.MendDays, err)
	}
	results := []letter.KindResult{{Kind: rule.LetterTownship, Grades: []letter.GradeUnits{{ZH: "不合格", Names: []string{"红堡镇人民政府"}}}}}
	for days, want := range map[int]string{set.MendDays: "应当自本通报印发之日起 30 日内提出整改措施", 10: "起 10 日内提出", 0: "应当及时提出整改措施"} {
		if got := bulletinText(2022, results, days); !strings.Contains(got, want) || !strings.Contains(got, "不合格（1 个）：红堡镇人民政府") {
			t.Errorf("%d days: %s", days, got)
		}
	}
}
