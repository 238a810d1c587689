package registry

import (
	"slices"

	"anlan"
)

// Mode is how a person holds a post.
type Mode string

// The modes.
const (
	Full   Mode = "full"   // 正式
	Acting Mode = "acting" // 代理、主持工作
	Part   Mode = "part"   // 兼任
)

// Holding is a person in a post from one day to another, both included; an empty Until means still.
type Holding struct {
	ID       anlan.ID      `json:"id"`
	Post     PostID        `json:"post"`
	Person   PersonID      `json:"person"`
	Mode     Mode          `json:"mode"`
	Since    anlan.Date    `json:"since"`
	Until    anlan.Date    `json:"until,omitempty"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Ref names the holding.
func (h Holding) Ref() anlan.Ref { return anlan.Ref{Kind: RefHolding, ID: h.ID} }

// On reports whether the holding covers the day.
func (h Holding) On(day anlan.Date) bool { return h.Since <= day && (h.Until == "" || day <= h.Until) }

// open reports whether the holding covers the day or a later one.
func (h Holding) open(day anlan.Date) bool {
	return h.Until == "" || h.Until >= day && h.Until >= h.Since
}

// anyOpen reports whether one of them covers the day or a later one.
func anyOpen(list []Holding, day anlan.Date) bool {
	return slices.ContainsFunc(list, func(h Holding) bool { return h.open(day) })
}

// overlaps reports whether two spans of days share a day.
func overlaps(a, b Holding) bool {
	if a.Until != "" && a.Until < a.Since || b.Until != "" && b.Until < b.Since {
		return false // withdrawn: it covers no day
	}
	return (a.Until == "" || b.Since <= a.Until) && (b.Until == "" || a.Since <= b.Until)
}

// CheckHolding refuses a holding that ends before it begins or doubles one of the same person in the
// same post. others are the holdings of the post.
func CheckHolding(h Holding, others []Holding) error {
	var bad anlan.Problems
	bad = append(bad, checkDay("since", h.Since)...)
	bad = append(bad, checkDay("until", h.Until)...)
	if h.Since == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "since").At("since"))
	}
	if h.Until != "" && h.Until < h.Since {
		bad = append(bad, anlan.ErrRegistryEndsEarly.With("since", string(h.Since)).With("until", string(h.Until)).At("until"))
	}
	if h.Mode != Full && h.Mode != Acting && h.Mode != Part {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "mode").With("value", string(h.Mode)).At("mode"))
	}
	for _, o := range others {
		if o.ID != h.ID && o.Person == h.Person && o.Post == h.Post && overlaps(o, h) {
			bad = append(bad, anlan.ErrRegistryHoldingOverlap.With("since", string(o.Since)).With("until", string(o.Until)).At("since"))
		}
	}
	return bad.Err()
}

// end closes the holding on the last day that it covers.
func (h Holding) end(last anlan.Date) (Holding, error) {
	if h.Until != "" && h.Until <= last {
		return h, anlan.ErrRegistryHoldingEnded.With("until", string(h.Until)).At("until")
	}
	if last < h.Since {
		return h, anlan.ErrRegistryEndsEarly.With("since", string(h.Since)).With("until", string(last)).At("until")
	}
	h.Until = last
	return h, nil
}

// HandOver is 岗位交接: the old holder leaves on the eve of On, the new one begins on On.
type HandOver struct {
	ID   anlan.ID   `json:"id,omitempty" doc:"of the new holding"`
	Post PostID     `json:"post"`
	From PersonID   `json:"from"`
	To   PersonID   `json:"to"`
	On   anlan.Date `json:"on"`
	Mode Mode       `json:"mode,omitempty" enum:"full,acting,part"`
	Note string     `json:"note,omitempty" maxLength:"500"`

	Until anlan.Date `json:"-"` // last day of the new one, where a table knows it already
}

// handOver decides a hand-over among the holdings of the post: which one ends and which begins. A
// holding that began on the very day cannot end on its eve; it is refused in words.
func (h HandOver) decide(holdings []Holding) (ended, begun Holding, err error) {
	if h.From == h.To {
		return ended, begun, anlan.ErrRegistryHandOverSelf.At("to")
	}
	for _, o := range holdings {
		if o.Person == h.From && o.On(h.On.AddDays(-1)) {
			ended = o
		}
	}
	if ended.ID == "" {
		return ended, begun, anlan.ErrRegistryNotHolder.With("day", string(h.On.AddDays(-1))).At("from")
	}
	if ended, err = ended.end(h.On.AddDays(-1)); err != nil {
		return ended, begun, err
	}
	begun = Holding{ID: h.ID, Post: h.Post, Person: h.To, Mode: h.Mode, Since: h.On, Until: h.Until}
	if begun.Mode == "" {
		begun.Mode = Full
	}
	return ended, begun, CheckHolding(begun, holdings)
}
