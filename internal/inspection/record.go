package inspection

import (
	"strings"
	"time"
	"unicode/utf8"

	"anlan"
	"anlan/internal/inspection/checklist"
)

// Draft is a whole inspection as it comes in, made on a phone or at a desk.
type Draft struct {
	ID          anlan.ID           `json:"id" maxLength:"36" doc:"UUIDv7 made by the client: the same one sent twice is one inspection"`
	Checklist   anlan.ID           `json:"checklist" maxLength:"36"`
	Version     int64              `json:"version" minimum:"1"`
	Site        anlan.ID           `json:"site,omitempty" maxLength:"36"`
	Unit        anlan.ID           `json:"unit,omitempty" maxLength:"36" doc:"who was inspected; not needed where a site is named"`
	Source      Source             `json:"source,omitempty" enum:"self,village,township,department,joint," doc:"empty: by the role of whoever records it"`
	Team        []anlan.ID         `json:"team,omitempty" maxItems:"20" doc:"units that took part in a joint inspection"`
	Led         anlan.ID           `json:"led,omitempty" maxLength:"36" doc:"post of the leader who was in front (带队领导)"`
	Duty        anlan.ID           `json:"duty,omitempty" maxLength:"36" doc:"the task it answers; empty: the open one of the site, if there is one"`
	Started     anlan.Instant      `json:"started" doc:"by the clock of the device"`
	Ended       anlan.Instant      `json:"ended" doc:"by the clock of the device"`
	OffsetMs    *int64             `json:"offsetMs" nullable:"true" doc:"server's clock minus the device's; null where it was not measured"`
	Point       *checklist.Point   `json:"point,omitempty"`
	Answers     []checklist.Answer `json:"answers" maxItems:"500" nullable:"false"`
	Counterpart Counterpart        `json:"counterpart,omitempty"`
	Note        string             `json:"note,omitempty" maxLength:"2000"`
	Exercise    bool               `json:"exercise,omitempty"`
}

// Counterpart is the inspected side: which post was there, and whether it signed the record
// (Work Safety Law art. 68). No name is kept.
type Counterpart struct {
	Post    string `json:"post,omitempty" maxLength:"60" doc:"such as 站长; no name"`
	Signed  bool   `json:"signed,omitempty"`
	Refused string `json:"refused,omitempty" maxLength:"300" doc:"why it did not sign"`
}

// Pin is the version of a checklist that an inspection was made by.
type Pin struct {
	Checklist anlan.ID `json:"checklist"`
	Code      string   `json:"code"`
	Title     string   `json:"title"`
	TitleEN   string   `json:"titleEn,omitempty"`
	Version   int64    `json:"version"`
	Hash      string   `json:"hash"` // of the form
}

// Hit is a finding with the hazard that it became.
type Hit struct {
	Item     string   `json:"item"`
	Text     string   `json:"text"`
	Category string   `json:"category,omitempty"`
	Grade    string   `json:"grade"`
	Fixed    bool     `json:"fixed,omitempty"` // on the spot
	Hazard   anlan.ID `json:"hazard"`
	Number   string   `json:"number"`
}

// Result is how an inspection ended.
type Result string

// The results.
const (
	Clean Result = "clean" // 未发现问题
	Hits  Result = "found" // 发现问题
	Void  Result = "void"  // 作废
)

// Inspection is one visit with its answers: a fact, never changed.
type Inspection struct {
	ID          anlan.ID           `json:"id"`
	Number      string             `json:"number"` // 检〔2022〕12号
	Pin         Pin                `json:"pin"`
	Site        anlan.ID           `json:"site,omitempty"`
	SiteName    string             `json:"siteName,omitempty"`
	SiteKind    string             `json:"siteKind,omitempty"`
	Unit        Named              `json:"unit"`
	Branch      anlan.ID           `json:"branch"`
	Place       string             `json:"place"`
	Source      Source             `json:"source"`
	Inspector   Seat               `json:"inspector"`
	Team        []Named            `json:"team,omitempty"`
	Led         anlan.ID           `json:"led,omitempty"` // post of the leader who was in front
	Plan        anlan.ID           `json:"plan,omitempty"`
	Duty        anlan.ID           `json:"duty,omitempty"`
	Started     anlan.Instant      `json:"started"`
	Ended       anlan.Instant      `json:"ended"`
	OffsetMs    *int64             `json:"offsetMs"`
	Received    anlan.Instant      `json:"received"`
	Point       *checklist.Point   `json:"point,omitempty"`
	Answers     []checklist.Answer `json:"answers" nullable:"false"`
	Skipped     []string           `json:"skipped,omitempty"` // answered though not asked
	Hits        []Hit              `json:"hits" nullable:"false"`
	Yes         int                `json:"yes"`
	No          int                `json:"no"`
	NA          int                `json:"na"`
	Asked       int                `json:"asked"`
	Counterpart Counterpart        `json:"counterpart"`
	Note        string             `json:"note,omitempty"`
	Exercise    bool               `json:"exercise,omitempty"`
	Result      Result             `json:"result"`
	Reason      string             `json:"reason,omitempty"` // of the voiding
	VoidedBy    anlan.ID           `json:"voidedBy,omitempty"`
	Voided      anlan.Instant      `json:"voided,omitempty"`
	Sum         string             `json:"sum"` // of the draft as it came: the same one sent again is known by it
	Account     anlan.ID           `json:"account,omitempty"`
	Revision    int64              `json:"revision"`
}

// Ref names the inspection.
func (i Inspection) Ref() anlan.Ref { return anlan.Ref{Kind: RefInspection, ID: i.ID} }

// Rank is the order of lists: when it ended, by the server's clock where the difference is known. What
// a fast clock calls later than now ended at the latest when it came in.
func (i Inspection) Rank() anlan.Instant { return min(corrected(i.Ended, i.OffsetMs), i.Received) }

// corrected puts an instant of a device onto the server's clock.
func corrected(at anlan.Instant, offset *int64) anlan.Instant {
	if offset == nil {
		return at
	}
	return at + anlan.Instant(*offset)
}

// check refuses a draft that is wrong by itself; longest bounds one inspection.
func (d Draft) check(longest time.Duration) error {
	var p anlan.Problems
	if _, err := anlan.ParseID(string(d.ID)); err != nil {
		p = append(p, anlan.ErrIDMalformed.With("value", string(d.ID)).At("id"))
	}
	if d.Site == "" && d.Unit == "" {
		p = append(p, anlan.ErrInspectionNoObject.At("site"))
	}
	if d.Started <= 0 || d.Ended < d.Started || d.Ended.Sub(d.Started) > longest {
		p = append(p, anlan.ErrInspectionTimes.With("hours", int(longest.Hours())).At("ended"))
	}
	for _, f := range []struct {
		name, text string
		most       int
	}{{"note", d.Note, 2000}, {"counterpart.post", d.Counterpart.Post, 60}, {"counterpart.refused", d.Counterpart.Refused, 300}} {
		if utf8.RuneCountInString(f.text) > f.most {
			p = append(p, anlan.ErrFieldTooLong.With("name", f.name).With("max", f.most).At(f.name))
		}
	}
	if d.Counterpart.Signed && strings.TrimSpace(d.Counterpart.Refused) != "" {
		p = append(p, anlan.ErrFieldInvalid.With("name", "counterpart.refused").With("value", d.Counterpart.Refused).At("counterpart.refused"))
	}
	if d.Source == Joint && len(d.Team) == 0 {
		p = append(p, anlan.ErrInspectionSource.With("source", string(d.Source)).At("team"))
	}
	return p.Err()
}
