package letter

import "fmt"

// Step is one step from the four parts to the points of a letter.
type Step struct {
	ZH, EN string
	Points int64 // what it adds, or takes
}

// Steps say how the points come about: what the parts give as they stand on the sheet, what scaling adds where nothing
// came all year of some clauses, bonus and malus, and that nobody falls under zero. Together they are the points.
func (s Score) Steps() []Step {
	var parts, adjusts int64
	for _, p := range s.Parts {
		parts += p.Points
	}
	for _, a := range s.Adjusts {
		adjusts += a.Points
	}
	list := []Step{{"四部分合计", "The four parts together", parts}}
	if scaled := s.Base - parts; scaled != 0 {
		full, left := Points(s.Full), Points(s.Full-s.Absent)
		list = append(list, Step{fmt.Sprintf("缺项 %s 分不计，其余 %s 分按 %s 分折算（×%s÷%s）", Points(s.Absent), left, full, full, left),
			fmt.Sprintf("%s points left out, the other %s scaled to %s (× %s ÷ %s)", Points(s.Absent), left, full, full, left), scaled})
	}
	list = append(list, Step{"加分与扣分", "Bonus and malus", adjusts})
	if under := s.Points - s.Base - adjusts; under != 0 {
		list = append(list, Step{"总分不低于 0 分", "No score falls under 0", under})
	}
	return list
}
