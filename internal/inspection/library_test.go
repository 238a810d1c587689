package inspection

import (
	"strings"
	"testing"

	"anlan/internal/inspection/checklist"
)

// The shipped checklists are complete: 12 to 25 questions each, both languages, and every one says on
// what it stands and what it would become.
func TestShippedChecklists(t *testing.T) {
	list, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"coach", "construction", "filling-station", "forest-village", "gas-restaurant", "lpg-station", "school", "small-crowded", "winter-heating"}
	var codes []string
	for _, d := range list {
		codes = append(codes, d.Code)
		asked := 0
		for _, it := range d.Form.Items {
			if it.LabelEN == "" {
				t.Errorf("%s/%s has no English", d.Code, it.Name)
			}
			if it.Kind == checklist.Group || it.Kind == checklist.Note {
				continue
			}
			asked++
			if len(it.Basis) == 0 {
				t.Errorf("%s/%s cites nothing", d.Code, it.Name)
			}
			for _, b := range it.Basis {
				if b.Confidence == "" {
					t.Errorf("%s/%s: how sure are we of %s?", d.Code, it.Name, b.Document)
				}
			}
			if it.Kind == checklist.YesNo && it.Finding != "false()" && it.Category == "" {
				t.Errorf("%s/%s: a no would be a hazard of no category", d.Code, it.Name)
			}
		}
		if asked < 12 || asked > 25 {
			t.Errorf("%s asks %d questions", d.Code, asked)
		}
	}
	if got := strings.Join(codes, " "); got != strings.Join(want, " ") {
		t.Errorf("shipped: %s", got)
	}
}

// The seal that a start compares is that of the checklists as they are now.
func TestShippedSeal(t *testing.T) {
	list, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if seal, err := sealOf(list); err != nil || seal != shippedSeal {
		t.Errorf("the checklists have changed: let shippedSeal in install.go be %q (%v)", seal, err)
	}
}
