package matrix

import (
	"context"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
)

// Table (提请) brings a finding before a meeting of the committee, with what was proposed and answered. The
// office does so once the units have answered, or straight away.
func (s *Service) Table(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, meeting anlan.ID, words string) (Finding, error) {
	return s.changeFinding(ctx, a, id, revision, actTalk, "matrix.tabled", func(tx *db.Tx, f Finding) (Finding, error) {
		if err := f.in("table", Open, Asked, Agreed, Split); err != nil {
			return f, err
		}
		if bad := short("text", words, 500); len(bad) > 0 {
			return f, bad
		}
		q, err := s.question(ctx, tx, f, words)
		if err != nil {
			return f, err
		}
		ref, err := s.tabler.Table(ctx, tx, meeting, q)
		if err != nil {
			return f, err
		}
		if err := forget(ctx, tx, f); err != nil {
			return f, err
		}
		f.State, f.Meeting, f.Decision = Tabled, meeting, ref.ID
		return f, nil
	})
}

// question says a finding in the words of a meeting.
func (s *Service) question(ctx context.Context, tx *db.Tx, f Finding, words string) (Question, error) {
	sentence, err := s.Sentence(ctx, tx, f, anlan.ZH)
	if err != nil {
		return Question{}, err
	}
	q := Question{Text: strings.TrimSpace(words)}
	if q.Text == "" {
		q.Text = "明确责任单位：" + sentence + "。"
	}
	t := f.Talk
	if t == nil {
		return q, nil
	}
	dir := registry.In(tx)
	if t.Unit != "" {
		u, err := dir.Unit(ctx, t.Unit)
		if err != nil {
			return q, err
		}
		q.Units, q.Due = []anlan.ID{u.ID}, ""
		q.Text += "建议由" + u.Name + "牵头：" + t.Text + "。"
	}
	for _, x := range t.Asked {
		u, err := dir.Unit(ctx, x.Unit)
		if err != nil {
			return q, err
		}
		q.Text += u.Name + said(x) + "。"
	}
	return q, nil
}

func said(x Answered) string {
	switch {
	case x.Agrees == nil:
		return "未答复"
	case *x.Agrees:
		return "同意"
	case x.Reason == "":
		return "不同意"
	}
	return "不同意（" + strings.TrimRight(x.Reason, "。") + "）"
}

// Sentence says what a finding is about, in the reader's language: 剧本娱乐“管行业”无人负责.
func (s *Service) Sentence(ctx context.Context, door matrixdb.DBTX, f Finding, lang anlan.Lang) (string, error) {
	axes, err := s.axes(s.Today())
	if err != nil {
		return "", err
	}
	name, err := subject(ctx, door, f, lang)
	if err != nil {
		return "", err
	}
	rule := axes.Axis(string(f.Axis))
	axis := lang.Pick(rule.ZH, strings.ToLower(rule.EN))
	switch f.Kind {
	case Gap:
		return lang.Pick(name+axis+"无人负责", name+": no "+axis), nil
	case Overlap:
		return lang.Pick(fmt.Sprintf("%s%s有 %d 个牵头", name, axis, len(f.Holders)), fmt.Sprintf("%s: %d lead as %s", name, len(f.Holders), axis)), nil
	case Unsorted:
		if f.Word == "" {
			return lang.Pick("未填行业的对象", "Objects without a sector"), nil
		}
		return lang.Pick("行业“"+f.Word+"”不在目录里", "The sector “"+f.Word+"” is not in the list"), nil
	}
	who := f.Holder
	if f.Kind == Empty && who.Post == "" { // it is the chief's chair that is empty, not the unit
		if chief, err := registry.In(door).Chief(ctx, who.Unit); err == nil {
			who.Post = chief.ID
		}
	}
	holder, err := holderName(ctx, registry.In(door), who)
	zh := map[Kind]string{Empty: "空岗", Ended: "已撤销仍在册", Unsigned: "责任书未签"}[f.Kind]
	en := map[Kind]string{Empty: ": nobody holds the post", Ended: ": abolished, and still in the matrix", Unsigned: ": the letter is not signed"}[f.Kind]
	return holder + lang.Pick(zh, en), err
}

// subject names what a gap or an overlap is about: a sector, a place, the county.
func subject(ctx context.Context, door matrixdb.DBTX, f Finding, lang anlan.Lang) (string, error) {
	name := ""
	if f.Sector != "" {
		x, err := db.Decode[Sector](queries(door).Sector(ctx, f.Sector))
		if err != nil {
			return "", err
		}
		name = "“" + x.Name + "”"
		if lang == anlan.EN && x.English != "" {
			name = x.English
		}
	}
	if f.Place == "" && name == "" {
		return lang.Pick("全县", "The county"), nil
	}
	if f.Place != "" {
		p, err := registry.In(door).Place(ctx, f.Place)
		if err != nil {
			return "", err
		}
		return strings.TrimSpace(lang.Pick(p.Name+name, p.Name+" "+name)), nil
	}
	return name, nil
}

func holderName(ctx context.Context, dir registry.Directory, h Holder) (string, error) {
	u, err := dir.Unit(ctx, h.Unit)
	if err != nil || h.Post == "" {
		return u.Name, err
	}
	p, err := dir.Post(ctx, h.Post)
	return u.Name + p.Title, err
}
