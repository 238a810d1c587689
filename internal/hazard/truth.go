package hazard

import (
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/rule"
)

// Doubt (疑点) is one thing that speaks against the truth of a closure, with its facts. It decides nothing: a
// person looks, and says why it is accepted all the same. Only the evidence is examined; where people
// went is not known and not asked.
type Doubt struct {
	N      int           `json:"n"` // 1, 2 … on its hazard
	Kind   string        `json:"kind" enum:"photo_same,photo_copy,photo_alike,taken_early,taken_late,taken_future,bulk,own_check,no_visit"`
	At     anlan.Instant `json:"at"`     // when it was noted
	Asks   bool          `json:"asks"`   // a reason is asked for on acceptance
	Policy string        `json:"policy"` // version of closure-truth

	Revision int64 `json:"revision,omitempty"` // of the hazard with which it came

	Photo  string        `json:"photo,omitempty"`  // hash of the picture it is about
	Role   string        `json:"role,omitempty"`   // before, after, check
	Other  *Shown        `json:"other,omitempty"`  // the picture that it looks like
	Agree  int           `json:"agree,omitempty"`  // per cent of the common part that agrees
	Cover  int           `json:"cover,omitempty"`  // per cent of the other picture that is in this one
	Taken  anlan.Instant `json:"taken"`            // by the camera's own clock: a claim
	Came   anlan.Instant `json:"came"`             // when the picture was received
	Closed []anlan.ID    `json:"closed,omitempty"` // hazards closed with it in one go

	Answer *DoubtAnswer `json:"answer,omitempty"`
}

// Shown is a picture with the record that showed it.
type Shown struct {
	Photo string        `json:"photo"`
	Ref   anlan.Ref     `json:"ref"` // the hazard or the matter
	Role  string        `json:"role"`
	Unit  anlan.ID      `json:"unit"` // who owes that record
	At    anlan.Instant `json:"at"`
}

// DoubtAnswer is why a closure was accepted in spite of a doubt.
type DoubtAnswer struct {
	Text string        `json:"text"`
	By   anlan.ID      `json:"by"` // post
	At   anlan.Instant `json:"at"`
}

// The roles of a picture.
const (
	roleBefore = "before" // as it was found
	roleAfter  = "after"  // as it was put right
	roleCheck  = "check"  // as the check saw it
	rolePapers = "papers" // of an acceptance or a delisting: shown again on purpose
	roleWork   = "work"   // of a matter that is no hazard's
)

// doubtsMost bounds the doubts of one kind on one hazard.
const doubtsMost = 20

// alike is how a new picture and a known one relate.
type alike struct {
	same bool // the same file
	copy bool // the same photograph, altered
}

// suspect says whether a new picture that looks like a known one is a doubt, and which.
//
// Pictures of one hazard may show the same view: that is how before and after are taken. They may not be
// the same photograph. A finding's first picture may show two findings of one visit. Another hazard's
// picture proves nothing here, however it was cropped; a mere likeness counts only where it comes
// from another unit's record, because one's own extinguisher looks like itself every year.
func suspect(p, known Shown, l alike) string {
	kind := "photo_alike"
	if l.same {
		kind = "photo_same"
	} else if l.copy {
		kind = "photo_copy"
	}
	sure := kind != "photo_alike"
	switch {
	case p.Ref == known.Ref:
		again := p.Role == roleAfter && known.Role == roleBefore || p.Role == roleCheck && (known.Role == roleBefore || known.Role == roleAfter)
		if !sure || !again {
			return ""
		}
	case p.Role == roleBefore:
		visit := p.Unit == known.Unit && known.Role == roleBefore && p.At.Sub(known.At).Abs() < 24*time.Hour
		if !sure || visit {
			return ""
		}
	case p.Unit == known.Unit && !sure:
		return ""
	}
	return kind
}

// outOfTime says what is odd about the time that a camera claims, if anything.
func outOfTime(r rule.ClosureTruth, role string, taken, came, found anlan.Instant) string {
	slack := time.Duration(r.FutureMinutes) * time.Minute
	switch {
	case taken == 0:
		return ""
	case taken > came.Add(slack):
		return "taken_future"
	case (role == roleAfter || role == roleCheck) && taken < found.Add(-slack):
		return "taken_early"
	case came.Sub(taken) > time.Duration(r.LateHours)*time.Hour:
		return "taken_late"
	}
	return ""
}

// doubted adds doubts that are not there yet.
func (h Hazard) doubted(r rule.ClosureTruth, policy string, list ...Doubt) Hazard {
	h.Doubts = slices.Clone(h.Doubts)
	for _, d := range list {
		same := func(o Doubt) bool { return o.about() == d.about() }
		kind := func(n int, o Doubt) int {
			if o.Kind == d.Kind {
				n++
			}
			return n
		}
		n := 0
		for _, o := range h.Doubts {
			n = kind(n, o)
		}
		if n >= doubtsMost || slices.ContainsFunc(h.Doubts, same) {
			continue
		}
		d.N, d.Policy, d.Asks = len(h.Doubts)+1, policy, slices.Contains(r.Asks, d.Kind)
		d.Revision = h.Revision + 1
		h.Doubts = append(h.Doubts, d)
	}
	return h
}

// about is what makes two doubts the same: the check of another day is another check.
func (d Doubt) about() string {
	parts := []string{d.Kind, d.Photo, d.Role}
	if d.Other != nil {
		parts = append(parts, d.Other.Photo, d.Other.Ref.String())
	}
	if d.Photo == "" {
		parts = append(parts, d.Came.Time().String())
	}
	return strings.Join(parts, "|")
}

// asks reports whether a doubt still asks for a reason.
func (h Hazard) asks() bool {
	return len(h.Open()) > 0
}

// answered answers every open doubt with one reason.
func (h Hazard) answered(text string, by anlan.ID, now anlan.Instant) Hazard {
	h.Doubts = slices.Clone(h.Doubts)
	for i, d := range h.Doubts {
		if d.Answer == nil {
			h.Doubts[i].Answer = &DoubtAnswer{Text: text, By: by, At: now}
		}
	}
	return h
}

// doubtNames are the doubts in the words of a sentence.
var doubtNames = map[string][2]string{
	"photo_same":   {"照片与其他记录是同一文件", "a picture is the same file as in another record"},
	"photo_copy":   {"照片与其他记录是同一张（裁剪、压缩或调色后）", "a picture is an altered copy of another record's"},
	"photo_alike":  {"照片与其他单位的记录高度相似", "a picture closely resembles another unit's"},
	"taken_early":  {"照片拍摄时间早于隐患发现时间", "a picture was taken before the hazard was found"},
	"taken_late":   {"照片拍摄很久以后才上传", "a picture came long after it was taken"},
	"taken_future": {"照片拍摄时间晚于收到时间", "a picture claims to be taken after it came"},
	"bulk":         {"同一岗位短时间内成批销号", "one post closes many at once"},
	"own_check":    {"复查人就是整改人", "who checks is who did the work"},
	"no_visit":     {"整改后没有现场核查的痕迹", "nothing shows a visit since the work was done"},
}

// DoubtName is a doubt in the words of a sentence, in Chinese and in English.
func DoubtName(kind string) (zh, en string) { return doubtNames[kind][0], doubtNames[kind][1] }

// names lists the doubts that ask for a reason, in the reader's language once they are told.
func (h Hazard) names() (list []anlan.Both) {
	for _, d := range h.Open() {
		if name := (anlan.Both{ZH: doubtNames[d.Kind][0], EN: doubtNames[d.Kind][1]}); !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
