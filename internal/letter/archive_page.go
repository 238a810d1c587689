package letter

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"anlan"
)

//go:embed archive.html
var archiveHTML string

// pair is a word in both languages: an archive is opened years later by somebody whose language nobody knows.
type pair struct{ ZH, EN string }

// archiveWords are what the page calls the states, by the keys that records hold.
var archiveWords = map[string]pair{
	"live": {"当日得分", "Score of the day"}, "frozen": {"冻结时得分，异议尚在受理", "Score as frozen; objections are still heard"}, "final": {"最后得分", "Final score"},
	"issuer": {"甲方", "Issuer"}, "signer": {"乙方", "Signer"},
	"good": {"按要求", "As required"}, "bad": {"未达到", "Not as required"}, "open": {"未到期", "Not due"}, "waived": {"异议成立，不计", "Waived: an objection was upheld"},
	stateWaiting: {"待自评", "Not marked yet"}, "self": {"自评，未核分", "Own mark, not checked"}, "checked": {"已核分", "Checked"},
	stateNone: {"还没有记录，不得分也不扣分", "No record yet: nothing given, nothing lost"}, stateAbsent: {"全年没有记录，不计，其余按比例折算", "No record all year: left out, the rest scaled"},
	stateClean: {"没有扣分或加分的记录", "Nothing on record that takes or adds points"},
}

// called is the word for a key; a key that has none stands for itself, and is seen.
func called(key string) pair {
	if w, known := archiveWords[key]; known {
		return w
	}
	return pair{key, key}
}

// behind says what a line was reckoned from.
func (l ScoreLine) behind() pair {
	t := l.Tally
	switch {
	case l.State != "counted":
		return called(l.State)
	case l.How == "ratio":
		return pair{fmt.Sprintf("%d 件里按要求 %d 件，另有 %d 件未到期", t.Good+t.Bad, t.Good, t.Open), fmt.Sprintf("%d of %d as required, %d not due", t.Good, t.Good+t.Bad, t.Open)}
	case l.How == "reach":
		return pair{fmt.Sprintf("完成 %d，目标 %g", t.Good, l.Target), fmt.Sprintf("%d done of %g", t.Good, l.Target)}
	default:
		return pair{fmt.Sprintf("计 %d 正 %d 负，每次 %g 分", t.Good, t.Bad, l.Each), fmt.Sprintf("%d for, %d against, %g points each", t.Good, t.Bad, l.Each)}
	}
}

// decided says what became of an objection.
func (o Objection) decided() pair {
	switch {
	case o.State == Asked:
		return pair{"待答复", "Not answered yet"}
	case o.State == Lapsed:
		return pair{"责任书已撤回，不再答复", "Ended: the letter was taken back"}
	case o.Upheld:
		return pair{"成立", "Upheld"}
	default:
		return pair{"不成立", "Not upheld"}
	}
}

var archivePage = template.Must(template.New("").Funcs(template.FuncMap{
	"points": Points, "word": called, "behind": ScoreLine.behind, "decided": Objection.decided,
	"both": func(zh, en string) pair { return pair{zh, en} },
	"at":   func(i anlan.Instant) string { return i.Time().Format("2006-01-02 15:04:05") },
}).Parse(archiveHTML))

// Page is the index page of the archive. It opens without any program of ours, in both languages.
func (x Archive) Page() ([]byte, error) {
	var b bytes.Buffer
	err := archivePage.Execute(&b, x)
	return b.Bytes(), err
}

// MetricName is what people call a metric; one that the policy knows no more stands for itself.
func (x Archive) MetricName(key string) pair {
	if m, known := x.Metric[key]; known {
		return pair{m.ZH, m.EN}
	}
	return pair{key, key}
}

// Graded tells whether a grade can be named: the year is concluded, or nothing is undecided, or a veto struck.
func (x Archive) Graded() bool {
	return x.Stage == "final" || x.Score.Vetoed || x.Score.Waiting+x.Score.Open == 0
}
