package rule

import (
	"encoding/json"

	"anlan"
)

// The subjects of the first release. A new one is a file in policy/, a type here and a line below.
const (
	Holidays          Subject = "holidays"
	StatutoryHolidays Subject = "statutory-holidays"
	SpringRush        Subject = "spring-rush"
	UrgingLadder      Subject = "urging-ladder"
	SignClock         Subject = "sign-clock"
	QuietHours        Subject = "quiet-hours"
	Recall            Subject = "recall"
	PhonePack         Subject = "phone-pack"
	ReturnHops        Subject = "return-hops"
	Password          Subject = "password"
	Lockout           Subject = "lockout"
	Session           Subject = "session"
	Evidence          Subject = "evidence"
	DutyCall          Subject = "duty-call"
	Progress          Subject = "progress"
	RelayLadder       Subject = "relay-ladder"

	HazardWords     Subject = "hazard-terms"
	HazardDeadline  Subject = "hazard-deadlines"
	HazardListed    Subject = "hazard-listing"
	HazardRelapsed  Subject = "hazard-relapse"
	HazardDefaults  Subject = "hazard-desk"
	HazardNoFinding Subject = "hazard-zero"
	ClosureTruths   Subject = "closure-truth"
	SiteKinds       Subject = "site-kinds"
	InspectionCover Subject = "inspection-cover"
	InspectionDuty  Subject = "inspection-duty"
	PermitWork      Subject = "permit-work"

	RiskScale   Subject = "risk-scales"
	RiskKeeping Subject = "risk-levels"
	RiskAnew    Subject = "risk-review"
	RiskPicture Subject = "risk-portrait"
	RiskWords   Subject = "risk-terms"

	TipDesks        Subject = "tip-desk"
	TipRewards      Subject = "tip-reward"
	SectorTree      Subject = "sectors"
	MatrixAxesRule  Subject = "matrix-axes"
	MatrixTalkRule  Subject = "matrix-talk"
	LeaderTasksRule Subject = "leader-tasks"
	LetterSet       Subject = "letter-templates"
)

// Value is what a version says. Check returns what is wrong with it, in words for the person who
// edits the file; no word means nothing is wrong.
type Value interface{ Check() []string }

func readerOf(s Subject) (reader, bool) {
	if _, is := IsCriteria(s); is {
		return strict[HazardCriteria], true
	}
	r, ok := map[Subject]reader{
		Holidays:          strict[HolidayYear],
		StatutoryHolidays: strict[StatutoryDays],
		SpringRush:        strict[Rush],
		UrgingLadder:      strict[Ladder],
		SignClock:         strict[SignFor],
		QuietHours:        strict[Quiet],
		Recall:            strict[RecallWindow],
		PhonePack:         strict[PhonePacks],
		ReturnHops:        strict[Hops],
		Password:          strict[PasswordRule],
		Lockout:           strict[LockoutRule],
		Session:           strict[SessionRule],
		Evidence:          strict[EvidenceRule],
		DutyCall:          strict[CallLadder],
		Progress:          strict[ProgressRule],
		RelayLadder:       strict[Ladder],
		HazardWords:       strict[HazardTerms],
		HazardDeadline:    strict[HazardDeadlines],
		HazardListed:      strict[HazardListing],
		HazardRelapsed:    strict[HazardRelapse],
		HazardDefaults:    strict[HazardDesk],
		HazardNoFinding:   strict[HazardZero],
		ClosureTruths:     strict[ClosureTruth],
		SiteKinds:         strict[SiteKindRule],
		InspectionCover:   strict[CoverRule],
		InspectionDuty:    strict[DutySteps],
		PermitWork:        strict[PermitRule],
		RiskScale:         strict[RiskScales],
		RiskKeeping:       strict[RiskLevels],
		RiskAnew:          strict[RiskReview],
		RiskPicture:       strict[RiskPortrait],
		RiskWords:         strict[RiskTerms],
		TipDesks:          strict[TipDesk],
		TipRewards:        strict[TipReward],
		SectorTree:        strict[Sectors],
		MatrixAxesRule:    strict[MatrixAxes],
		MatrixTalkRule:    strict[MatrixTalk],
		LeaderTasksRule:   strict[LeaderTasks],
		LetterSet:         strict[LetterTemplates],
	}[s]
	return r, ok
}

func checkValue(v Version) anlan.Problems {
	if v.Value == nil {
		return anlan.Problems{anlan.ErrRuleInvalid.With("rule", v.ID).With("why", "missing").At("value")}
	}
	var p anlan.Problems
	for _, why := range v.Value.Check() {
		p = append(p, anlan.ErrRuleInvalid.With("rule", v.ID).With("why", why).At("value"))
	}
	return p
}

// DecodeValue reads a stored value (JSON) of the subject, strictly; AddVersion takes the result.
func DecodeValue(s Subject, raw json.RawMessage) (Value, error) {
	read, ok := readerOf(s)
	if !ok {
		return nil, anlan.ErrRuleFile.With("file", string(s)).With("why", "no such subject")
	}
	// JSON is YAML, so the one strict reader serves both.
	doc, err := json.Marshal(map[string]any{"subject": s, "versions": []any{map[string]any{"value": raw}}})
	if err != nil {
		return nil, anlan.ErrRuleFile.With("file", string(s)).With("why", err.Error()).Because(err)
	}
	versions, err := read("", doc)
	if err != nil {
		return nil, anlan.ErrRuleFile.With("file", string(s)).With("why", err.Error()).Because(err)
	}
	return versions[0].Value, nil
}
