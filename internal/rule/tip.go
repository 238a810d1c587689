package rule

import "slices"

// Subjects of policy/ whose values are read here.
var (
	TipDesks   = declare[TipDesk]("tip-desk")
	TipRewards = declare[TipReward]("tip-reward")
)

// TipDesk is how reports from the public and from workers are taken up.
type TipDesk struct {
	Desk       []string      `yaml:"desk" json:"desk"`     // who receives them: the first that exists
	Accept     Offset        `yaml:"accept" json:"accept"` // from the receipt
	Answer     Offset        `yaml:"answer" json:"answer"` // from the acceptance
	Ladder     []TipRung     `yaml:"ladder" json:"ladder"`
	Categories []TipCategory `yaml:"categories" json:"categories"`
	KeepMonths int           `yaml:"keep_months" json:"keep_months"` // of an identity, after the end
	OpenHours  int           `yaml:"open_hours" json:"open_hours"`   // for which an identity may be read once two posts agreed
	Form       TipForm       `yaml:"form" json:"form"`
}

// TipRung is one step by which a late report is urged.
type TipRung struct {
	Clock string   `yaml:"clock" json:"clock"` // accept or answer
	After Offset   `yaml:"after" json:"after"` // from the deadline; negative: before it
	To    []string `yaml:"to" json:"to"`       // desk, office, leader
}

// TipCategory is what a report may be about, in words that people use.
type TipCategory struct {
	Key      string `yaml:"key" json:"key"`
	ZH       string `yaml:"zh" json:"zh"`
	EN       string `yaml:"en" json:"en"`
	Hazard   string `yaml:"hazard" json:"hazard"`                         // category of the hazard that it may become
	Accident bool   `yaml:"accident,omitempty" json:"accident,omitempty"` // about an accident, not a hazard
}

// TipForm bounds what the public form takes.
type TipForm struct {
	PerHour    int `yaml:"per_hour" json:"per_hour"`       // reports from one address
	WrongCodes int `yaml:"wrong_codes" json:"wrong_codes"` // per quarter of an hour from one address
	Photos     int `yaml:"photos" json:"photos"`
	PhotoMB    int `yaml:"photo_mb" json:"photo_mb"`
	Additions  int `yaml:"additions" json:"additions"` // that a reporter may make later
}

// Check refuses desks that name nobody and forms that take nothing.
func (t TipDesk) Check() []string {
	bad := append(atLeastOne("desk", len(t.Desk)), atLeastOne("categories", len(t.Categories))...)
	for _, w := range t.Desk {
		if !slices.Contains([]string{"regulator", "township", "office"}, w) {
			bad = append(bad, "desk names nobody known: "+w)
		}
	}
	bad = append(append(bad, t.Accept.check()...), t.Answer.check()...)
	if t.Accept.rough() <= 0 || t.Answer.rough() <= 0 {
		bad = append(bad, "accept and answer must lie ahead")
	}
	for _, r := range t.Ladder {
		bad = append(bad, r.check()...)
	}
	seen := map[string]bool{}
	for _, c := range t.Categories {
		if !kindKey.MatchString(c.Key) || c.ZH == "" || c.EN == "" || c.Hazard == "" || seen[c.Key] {
			bad = append(bad, "category "+c.Key+" needs a key of its own, zh, en and hazard")
		}
		seen[c.Key] = true
	}
	bad = append(append(bad, within("keep_months", t.KeepMonths, 1, 60)...), within("open_hours", t.OpenHours, 1, 168)...)
	return append(bad, t.Form.check()...)
}

func (r TipRung) check() []string {
	bad := append(r.After.check(), atLeastOne("to", len(r.To))...)
	if !slices.Contains([]string{"accept", "answer"}, r.Clock) {
		bad = append(bad, "a rung belongs to accept or answer, not to "+r.Clock)
	}
	for _, w := range r.To {
		if !slices.Contains([]string{"desk", "office", "leader"}, w) {
			bad = append(bad, "a rung tells nobody known: "+w)
		}
	}
	return bad
}

func (f TipForm) check() []string {
	bad := append(within("form.per_hour", f.PerHour, 1, 1000), within("form.wrong_codes", f.WrongCodes, 3, 100)...)
	bad = append(append(bad, within("form.photos", f.Photos, 1, 6)...), within("form.photo_mb", f.PhotoMB, 1, 20)...)
	return append(bad, within("form.additions", f.Additions, 1, 100)...)
}

// Category returns the category with the key.
func (t TipDesk) Category(key string) (TipCategory, bool) {
	i := slices.IndexFunc(t.Categories, func(c TipCategory) bool { return c.Key == key })
	if i < 0 {
		return TipCategory{}, false
	}
	return t.Categories[i], true
}

// TipReward is what a report that proved true earns. Amounts are in yuan.
type TipReward struct {
	Share        int            `yaml:"share" json:"share"` // per cent of the fine
	Least        int            `yaml:"least" json:"least"`
	Most         int            `yaml:"most" json:"most"`
	PerDeath     map[string]int `yaml:"per_death" json:"per_death"` // by grade of the accident: general larger major extreme
	PerDeathMost int            `yaml:"per_death_most" json:"per_death_most"`
	FirstOnly    bool           `yaml:"first_only" json:"first_only"`
	Anonymous    bool           `yaml:"anonymous" json:"anonymous"` // also who gave no name, against the code
	ClaimDays    int            `yaml:"claim_days" json:"claim_days"`
}

// AccidentGrades are the grades of accidents, the least first.
func AccidentGrades() []string { return []string{"general", "larger", "major", "extreme"} }

// Check wants bounds in order.
func (t TipReward) Check() []string {
	bad := append(within("share", t.Share, 0, 100), within("claim_days", t.ClaimDays, 1, 730)...)
	if t.Least < 0 || t.Most < t.Least || t.PerDeathMost < 0 {
		bad = append(bad, "least and most must be amounts in order")
	}
	for _, g := range AccidentGrades() {
		if t.PerDeath[g] < 0 {
			bad = append(bad, "per_death."+g+" cannot be negative")
		}
	}
	for g := range t.PerDeath {
		if !slices.Contains(AccidentGrades(), g) {
			bad = append(bad, "per_death names no grade of accidents: "+g)
		}
	}
	return bad
}
