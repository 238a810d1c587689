package rule

import "slices"

// RiskLevels says which level answers for which colour.
type RiskLevels struct {
	Ladders []RiskLadder `yaml:"ladders" json:"ladders"`
}

// RiskLadder is one row of levels, the highest first.
type RiskLadder struct {
	Key    string      `yaml:"key" json:"key"`
	ZH     string      `yaml:"zh" json:"zh"`
	EN     string      `yaml:"en" json:"en"`
	Levels []RiskLevel `yaml:"levels" json:"levels"`
}

// RiskLevel is a level with the worst colour that is its own.
type RiskLevel struct {
	Key    string `yaml:"key" json:"key"`
	ZH     string `yaml:"zh" json:"zh"`
	EN     string `yaml:"en" json:"en"`
	Colour string `yaml:"colour" json:"colour"`
}

// Check wants ladders whose colours descend with their levels and reach the lowest colour.
func (r RiskLevels) Check() []string {
	bad := atLeastOne("ladders", len(r.Ladders))
	for _, l := range r.Ladders {
		worst, seen := -1, map[string]bool{}
		for _, v := range l.Levels {
			rank := slices.Index(Colours(), v.Colour)
			if v.Key == "" || v.ZH == "" || v.EN == "" || seen[v.Key] || rank < 0 || rank < worst {
				bad = append(bad, "level "+l.Key+"."+v.Key+" needs names, stands once, and colours descend")
			}
			worst, seen[v.Key] = rank, true
		}
		if l.Key == "" || len(l.Levels) == 0 || l.Levels[0].Colour != "red" || worst != len(Colours())-1 {
			bad = append(bad, "ladder "+l.Key+" needs levels from red down to blue")
		}
	}
	return bad
}

// Ladder returns a ladder by its key.
func (r RiskLevels) Ladder(key string) (RiskLadder, bool) {
	i := slices.IndexFunc(r.Ladders, func(l RiskLadder) bool { return l.Key == key })
	if i < 0 {
		return RiskLadder{}, false
	}
	return r.Ladders[i], true
}

// Keep returns the levels that keep a colour: its own and every one below.
func (l RiskLadder) Keep(colour string) (levels []RiskLevel) {
	rank := slices.Index(Colours(), colour)
	if rank < 0 {
		return nil
	}
	for _, v := range l.Levels {
		if slices.Index(Colours(), v.Colour) >= rank {
			levels = append(levels, v)
		}
	}
	return levels
}

// Level returns a level by its key.
func (l RiskLadder) Level(key string) (RiskLevel, bool) {
	i := slices.IndexFunc(l.Levels, func(v RiskLevel) bool { return v.Key == key })
	if i < 0 {
		return RiskLevel{}, false
	}
	return l.Levels[i], true
}
