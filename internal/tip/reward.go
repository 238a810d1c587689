package tip

import (
	"fmt"

	"anlan"
	"anlan/internal/rule"
)

// Reward (举报奖励) is what a report that proved true earned, from the decision to its collection.
type Reward struct {
	Basis     Basis         `json:"basis"`
	Proposed  int           `json:"proposed"` // by the rule, in yuan
	Amount    int           `json:"amount"`   // as decided; 0: none
	Reason    string        `json:"reason,omitempty"`
	Version   string        `json:"version"` // of policy tip-reward
	By        anlan.ID      `json:"by"`
	At        anlan.Instant `json:"at"`
	Until     anlan.Instant `json:"until"`             // last moment to collect it; 0 when there is nothing to
	Collected anlan.Instant `json:"collected"`         // against the code
	Receipt   string        `json:"receipt,omitempty"` // number of the voucher in the office's books; no bank data
	Lapsed    anlan.Instant `json:"lapsed"`
}

// waits reports whether somebody may still collect it.
func (r *Reward) waits() bool {
	return r != nil && r.Amount > 0 && r.Collected == 0 && r.Lapsed == 0
}

// Basis is what the amount is worked out from: facts of other files.
type Basis struct {
	Fine   int    `json:"fine,omitempty" doc:"Administrative fine, in yuan" minimum:"0" maximum:"1000000000"`
	Major  bool   `json:"major,omitempty" doc:"A major hazard or an illegal act was confirmed"`
	Deaths int    `json:"deaths,omitempty" doc:"Confirmed deaths of an accident that was hidden" minimum:"0" maximum:"1000"`
	Grade  string `json:"grade,omitempty" enum:"general,larger,major,extreme" doc:"Grade of that accident"`
}

// Proposal is an amount with the steps that led to it.
type Proposal struct {
	Amount int          `json:"amount"`
	Steps  []anlan.Both `json:"steps"`
}

// Propose works out what a report earns by the rule. first: nobody reported it before; named: the
// reporter said who they are.
func Propose(r rule.TipReward, b Basis, first, named bool) Proposal {
	p := Proposal{Steps: []anlan.Both{}}
	switch {
	case r.FirstOnly && !first:
		p.say("同一事项已有人先举报，奖励只给首报人", "Somebody reported it before; only the first is rewarded")
		return p
	case !named && !r.Anonymous:
		p.say("匿名举报，按规则不奖励", "The report is anonymous; the rule rewards only named ones")
		return p
	case b.Deaths > 0:
		p.deaths(r, b)
		return p
	case b.Major:
		p.share(r, b)
		return p
	}
	p.say("一般隐患，规则没有规定金额；可以另行决定表扬或小额奖励", "A general hazard: the rule names no amount; the county may still decide on one")
	return p
}

func (p *Proposal) say(zh, en string, args ...any) {
	p.Steps = append(p.Steps, anlan.Both{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)})
}

func (p *Proposal) deaths(r rule.TipReward, b Basis) {
	each := r.PerDeath[b.Grade]
	p.Amount = each * b.Deaths
	p.say("核实死亡 %d 人 × %d 元 = %d 元", "%d confirmed deaths × %d yuan = %d yuan", b.Deaths, each, p.Amount)
	if p.Amount > r.PerDeathMost {
		p.Amount = r.PerDeathMost
		p.say("不超过 %d 元", "at most %d yuan", p.Amount)
	}
}

func (p *Proposal) share(r rule.TipReward, b Basis) {
	p.Amount = b.Fine * r.Share / 100
	p.say("罚款 %d 元 × %d%% = %d 元", "fine of %d yuan × %d%% = %d yuan", b.Fine, r.Share, p.Amount)
	if p.Amount < r.Least {
		p.Amount = r.Least
		p.say("不低于 %d 元", "at least %d yuan", p.Amount)
	}
	if p.Amount > r.Most {
		p.Amount = r.Most
		p.say("不超过 %d 元", "at most %d yuan", p.Amount)
	}
}
