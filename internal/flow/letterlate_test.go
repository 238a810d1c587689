package flow

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/letter"
)

// A late signature is told to the post that owes it, to its unit and to the unit above; each hears it once. Nobody
// stands above the county but the office.
func TestLateLettersAreToldUpwards(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := found(t, d)
		l := New(d, nil, nil).WithLetters()
		tell := func(kind string, body any) (list []string) {
			t.Helper()
			raw, err := json.Marshal(body)
			if err != nil {
				t.Fatal(err)
			}
			one, err := l.hear(context.Background(), anlan.Event{ID: d.NewID(), Kind: kind, Ref: anlan.Ref{Kind: "letter.letter", ID: d.NewID()}, At: d.Now(), Body: raw})
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range one.tell {
				if n.Urgent {
					t.Errorf("%s wakes people at night", n.Title)
				}
				list = append(list, c.says[n.Post]+c.says[n.Unit]+" "+n.Title+" "+n.Text)
			}
			return list
		}
		side := func(unit, post string) letter.Party {
			return letter.Party{Unit: c.units[unit], Name: unit, Post: c.posts[unit+post]}
		}
		u := letter.Urged{Told: letter.Told{Number: "责〔2022〕1号", Title: "责任书", Issuer: c.units["县政府"]}, Urging: letter.Urging{Rung: "late", To: []string{"lead_post", "unit_chief", "issuer"}, Due: "2022-01-28", Late: true},
			Waits: []letter.Party{side("甲镇", "镇长"), side("县政府", "县长")}}
		const late = " 责任书逾期未签名：责〔2022〕1号 "
		want := []string{"甲镇镇长" + late + "甲镇 期限 2022-01-28。责任书", "县政府" + late + "甲镇 期限 2022-01-28。责任书",
			"县政府县长" + late + "县政府 期限 2022-01-28。责任书", "安委办联络员" + late + "县政府 期限 2022-01-28。责任书"}
		if got := tell("letter.unsigned", u); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		o := letter.UrgedAnswer{Objection: letter.Objection{Number: "责〔2022〕1号", Title: "消防演练", Issuer: c.units["甲镇"], Post: c.posts["甲镇镇长"]}, Urging: letter.Urging{To: []string{"lead_post"}, Due: "2022-01-28"}}
		if got := tell("letter.unanswered", o); !slices.Equal(got, []string{"甲镇镇长 异议答复快到期：责〔2022〕1号 期限 2022-01-28。消防演练"}) {
			t.Errorf("%q", got)
		}
	})
}
