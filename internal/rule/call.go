package rule

import (
	"fmt"
	"slices"
)

// Subjects of policy/ whose values are read here.
var (
	DutyCall = declare[CallLadder]("duty-call")
)

// CallLadder is 值班叫应: whom to call, and after how long without an answer the next one.
type CallLadder struct {
	Calls []Call `yaml:"calls" json:"calls"`
}

// Call is one step of a call ladder.
type Call struct {
	Key          string `yaml:"key" json:"key"`
	ZH           string `yaml:"zh" json:"zh"`
	EN           string `yaml:"en" json:"en"`
	AfterMinutes int    `yaml:"after_minutes" json:"after_minutes"`
	To           string `yaml:"to" json:"to"` // on_duty, leader_in_charge, deputy, unit_chief, office, leader
}

// Check wants a first call at once and later ones later, to people who exist.
func (c CallLadder) Check() []string {
	bad := atLeastOne("calls", len(c.Calls))
	for i, call := range c.Calls {
		if call.Key == "" || call.ZH == "" || call.EN == "" {
			bad = append(bad, fmt.Sprintf("call %d needs key, zh and en", i+1))
		}
		if !slices.Contains([]string{"on_duty", "leader_in_charge", "deputy", "unit_chief", "office", "leader"}, call.To) {
			bad = append(bad, "call "+call.Key+" goes to nobody known: "+call.To)
		}
		if i == 0 && call.AfterMinutes != 0 || i > 0 && call.AfterMinutes <= c.Calls[i-1].AfterMinutes {
			bad = append(bad, "call "+call.Key+" is not later than the one before it")
		}
	}
	return bad
}
