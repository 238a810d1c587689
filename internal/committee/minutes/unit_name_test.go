package minutes

import "testing"

// TestUnitsHaveOneName checks that a unit has one name whatever a text calls it.
func TestUnitsHaveOneName(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for said, want := range map[string]string{
		"县应急管理局": "县应急局", "应急管理局": "县应急局", "县应急局": "县应急局", "区应急管理局": "区应急局",
		"县政府办公室": "县政府办", "县住房和城乡建设局": "县住建局", "县公安局交警大队": "县交警大队", "乡镇人民政府": "各乡镇",
		"县宏泰化工公司": "县宏泰化工公司", "区": "区", "": "",
	} {
		if got := r.UnitName(said); got != want {
			t.Errorf("%s is called %s, want %s", said, got, want)
		}
	}
}
