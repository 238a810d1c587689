package registry_test

import (
	"strings"
	"testing"

	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
)

func TestUnitsAreFoundByEveryName(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		c.unit(registry.UnitDraft{Kind: registry.Department, Name: "清水县农业农村局", Short: "农业局", Aliases: []string{"100%畜牧中心"}, Place: "620521", Rank: 3})
		for words, want := range map[string]string{"建设局": "清水县住房和城乡建设局", "农业局": "清水县农业农村局", "农业农村": "清水县农业农村局",
			"yqz": "永清镇", "畜牧": "清水县农业农村局", "0%畜": "清水县农业农村局", "%": "清水县农业农村局", "没有": ""} {
			page, err := c.Units(ctx, office, registry.UnitFilter{Search: words})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, u := range page.Items {
				got = append(got, u.Name)
				if u.Name == "清水县农业农村局" && u.Short != "农业局" {
					t.Errorf("a list shows the short name %q", u.Short)
				}
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s finds %q, want %q", words, got, want)
			}
		}
	})
}
