package registry_test

import (
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
)

func TestSeatsOfChosenUnits(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		sit := func(unit, title, name string, since, until anlan.Date) {
			p := c.post(unit, title, registry.Staff)
			if name == "" {
				return
			}
			if _, err := c.Appoint(ctx, office, registry.Holding{Post: p.ID, Person: c.person(name, "").ID, Since: since, Until: until, Mode: registry.Full}); err != nil {
				t.Fatal(err)
			}
		}
		sit("红堡镇", "镇长", "单小红", "2021-01-01", "")
		sit("红堡镇", "联络员", "", "", "")
		sit("永清镇", "镇长", "曾一", "2021-01-01", "2021-06-30") // has left
		sit("清水县应急管理局", "局长", "李二", "2021-01-01", "")
		sit("清水县安委办", "主任", "王三", "2021-01-01", "")
		for _, tc := range []struct {
			name string
			f    registry.SeatFilter
			most int
			want string
		}{
			{"a kind", registry.SeatFilter{Kinds: []registry.UnitKind{registry.TownshipUnit}}, 9, "永清镇镇长: 红堡镇镇长:单小红 红堡镇联络员:"},
			{"a place", registry.SeatFilter{Place: "620521101"}, 9, "红堡镇镇长:单小红 红堡镇联络员:"},
			{"a unit", registry.SeatFilter{Units: []anlan.ID{c.id("清水县应急管理局")}}, 9, "清水县应急管理局局长:李二"},
			{"and below", registry.SeatFilter{Units: []anlan.ID{c.id("清水县应急管理局")}, Below: true}, 9, "清水县安委办主任:王三 清水县应急管理局局长:李二"},
			{"both narrow", registry.SeatFilter{Kinds: []registry.UnitKind{registry.Department}, Place: "620521101"}, 9, ""},
			{"bounded", registry.SeatFilter{}, 2, "清水县安委办主任:王三 清水县应急管理局局长:李二"},
		} {
			seats, err := registry.In(d.Reader()).Seats(ctx, tc.f, "2022-01-17", tc.most)
			if err != nil {
				t.Fatal(tc.name, err)
			}
			var got []string
			for _, s := range seats {
				got = append(got, s.UnitName+s.Title+":"+s.Name)
			}
			if strings.Join(got, " ") != tc.want {
				t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
			}
		}
		_, err := registry.In(d.Reader()).Seats(ctx, registry.SeatFilter{Units: []anlan.ID{d.NewID()}}, "2022-01-17", 9)
		if !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("a unit that is none: %v", err)
		}
	})
}

func TestNamesInLetters(t *testing.T) {
	for name, want := range map[string]string{"王建国": "wangjianguo", "单小红": "shanxiaohong", "曾一": "zengyi", "简单": "jiandan",
		"Li 4": "li4", "（空）": "kong", "……": ""} {
		if got := registry.Spell(name); got != want {
			t.Errorf("%s is spelt %q, want %q", name, got, want)
		}
	}
}
