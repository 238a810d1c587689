package hazard

import (
	"strings"

	"anlan"
)

// Plan is the rectification plan of a major hazard: the five implementations (五落实), all of which must
// be filled before the hazard leaves planned.
type Plan struct {
	Duty      string        `json:"duty" maxLength:"500" doc:"责任: who answers, by post"`
	Measures  string        `json:"measures" maxLength:"4000" doc:"措施: goal, method, goods"`
	Money     string        `json:"money" maxLength:"500" doc:"资金: how much from where; none needed is said"`
	Until     anlan.Date    `json:"until,omitempty" doc:"时限"`
	Emergency string        `json:"emergency" maxLength:"4000" doc:"预案: safety measures until it is done"`
	Files     []string      `json:"files,omitempty" maxItems:"20" doc:"SHA-256 of uploaded papers"`
	By        anlan.ID      `json:"by,omitempty" readOnly:"true"`
	At        anlan.Instant `json:"at,omitempty" readOnly:"true"`
}

// The five implementations by their names.
const (
	PlanDuty      = "责任"
	PlanMeasures  = "措施"
	PlanMoney     = "资金"
	PlanUntil     = "时限"
	PlanEmergency = "预案"
)

// Lacks names which of the five are not filled yet, in the order in which people say them.
func (p *Plan) Lacks() []string {
	if p == nil {
		p = &Plan{}
	}
	var missing []string
	for _, part := range []struct{ name, text string }{{PlanDuty, p.Duty}, {PlanMeasures, p.Measures}, {PlanMoney, p.Money},
		{PlanUntil, string(p.Until)}, {PlanEmergency, p.Emergency}} {
		if strings.TrimSpace(part.text) == "" {
			missing = append(missing, part.name)
		}
	}
	return missing
}

// Notice is a report of a major hazard that the law asks for (art. 41): to the regulator, and to the
// workers' congress.
type Notice struct {
	To   string        `json:"to" enum:"regulator,workers_congress"`
	Unit anlan.ID      `json:"unit,omitempty" doc:"The regulator it went to"`
	Day  anlan.Date    `json:"day"`
	Text string        `json:"text" maxLength:"1000"`
	File string        `json:"file,omitempty" doc:"SHA-256 of the uploaded paper"`
	By   anlan.ID      `json:"by,omitempty" readOnly:"true"`
	At   anlan.Instant `json:"at,omitempty" readOnly:"true"`
}

// Who a major hazard is reported to.
const (
	ToRegulator = "regulator"
	ToCongress  = "workers_congress"
)
