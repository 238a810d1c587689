package committee

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"anlan/internal/committee/minutes"
)

// roleWords say by which word a clause tells how somebody took part; the first that fits holds.
var roleWords = []struct{ word, role string }{
	{"缺席", "absent"}, {"请假", "leave"}, {"列席", "observe"}, {"主持", "chair"}, {"讲话", "speech"},
}

// partWords end the part of a clause that names people.
var partWords = []string{"出席", "主持", "参加", "列席", "缺席", "请假", "到会", "作了", "讲话"}

// official is a title with the names of those who hold it behind it.
var official = regexp.MustCompile(`^(.*(?:书记|县长|市长|镇长|乡长|主任|主席|局长|部长|队长|秘书长|常委|委员|经理|校长|院长))(\p{Han}{2,4}(?:、\p{Han}{2,4})*)$`)

// headsOf cuts what a clause says of whole classes behind their names.
var headsOf = strings.NewReplacer("主要负责人", "", "负责人", "", "负责同志", "", "主要领导", "", "分管领导", "", "有关人员", "")

// noSeat is what stands before the verb of such a clause and names nobody: a day, or what was studied.
var noSeat = regexp.MustCompile(`[\d《》]|学习|传达|召开|听取|审议|上午|下午|晚上`)

// sheet proposes the sheet of attendance: officials by post, and one row for every unit of a class that
// the text names, so that only absences need to be typed.
type sheet struct {
	who  *resolver
	rows []Attendance
}

// attendanceOf reads the clauses on who took part.
func attendanceOf(ctx context.Context, who *resolver, clauses []minutes.Attendance) ([]Attendance, error) {
	s := sheet{who: who, rows: []Attendance{}}
	for _, c := range clauses {
		for _, part := range strings.FieldsFunc(c.Text, func(r rune) bool { return r == '，' || r == '；' || r == ',' || r == '。' }) {
			if err := s.part(ctx, strings.TrimSpace(part)); err != nil {
				return nil, err
			}
		}
	}
	return s.rows[:min(len(s.rows), attendanceMax)], nil
}

func (s *sheet) part(ctx context.Context, part string) error {
	role := "attend"
	for _, w := range roleWords {
		if strings.Contains(part, w.word) {
			role = w.role
			break
		}
	}
	people := named(part)
	if people == "" {
		return nil
	}
	if m := official.FindStringSubmatch(people); m != nil {
		for _, name := range strings.Split(m[2], "、") {
			s.add(Attendance{Class: "leader", Post: clip(m[1], 100), Name: name, Role: role})
		}
		return nil
	}
	return s.units(ctx, people, role)
}

// named returns what stands before the verb of a part, or behind the colon of a roll (请假：…).
func named(part string) string {
	if _, list, ok := strings.Cut(part, "："); ok {
		return strings.TrimSpace(list)
	}
	end := len(part)
	for _, w := range partWords {
		if i := strings.Index(part, w); i >= 0 {
			end = min(end, i)
		}
	}
	return strings.TrimSpace(part[:end])
}

// units adds a row for every unit that a list names; what the registry does not know stays as said.
func (s *sheet) units(ctx context.Context, list, role string) error {
	for _, said := range strings.FieldsFunc(list, func(r rune) bool { return r == '、' || r == '及' || r == '和' }) {
		said = headsOf.Replace(said)
		o, err := s.who.one(ctx, said)
		if err != nil {
			return err
		}
		if said != "" && len(o.Units) == 0 && !noSeat.MatchString(said) {
			s.add(Attendance{Class: classIn(said), UnitName: clip(said, 100), Role: role})
		}
		for _, u := range o.Units {
			s.add(Attendance{Class: classIn(said), Unit: u.ID, UnitName: u.Name, Post: "主要负责人", Role: role})
		}
	}
	return nil
}

// add seats somebody once.
func (s *sheet) add(row Attendance) {
	same := func(x Attendance) bool {
		return row.Unit != "" && x.Unit == row.Unit || row.Unit == "" && x.Post == row.Post && x.Name == row.Name && x.UnitName == row.UnitName
	}
	if !slices.ContainsFunc(s.rows, same) {
		s.rows = append(s.rows, row)
	}
}

func classIn(said string) string {
	switch {
	case strings.Contains(said, "镇") || strings.HasSuffix(said, "乡"):
		return "township"
	case strings.Contains(said, "企业") || strings.Contains(said, "公司"):
		return "enterprise"
	case strings.Contains(said, "单位") || strings.Contains(said, "部门") || strings.Contains(said, "局"):
		return "member"
	default:
		return "other"
	}
}
