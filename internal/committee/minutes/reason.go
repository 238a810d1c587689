package minutes

import (
	"fmt"
	"strings"

	"anlan"
)

// Reason is one step of a reading: the key of a sentence in dict/reasons.txt and the words of the text that were found.
type Reason struct {
	Key   string   `json:"key"`
	Words []string `json:"words"`
}

// because makes a reason.
func because(key string, words ...string) Reason { return Reason{Key: key, Words: words} }

func (r Reason) given() bool { return r.Key != "" }

// phrasebook is what a reason says in each language.
type phrasebook map[string][2]string

// loadReasons reads dict/reasons.txt.
func loadReasons() (phrasebook, error) {
	sections, err := readSections("reasons.txt")
	if err != nil {
		return nil, err
	}
	out := phrasebook{}
	for _, s := range sections {
		for _, line := range s.lines {
			parts := strings.Split(line, " | ")
			if len(parts) != 3 {
				return nil, fmt.Errorf("minutes: dictionary reasons.txt: %q is not key | 中文 | English", line)
			}
			out[parts[0]] = [2]string{parts[1], parts[2]}
		}
	}
	return out, nil
}

// gaps are where a sentence takes its words.
var gaps = [...]string{"{0}", "{1}", "{2}", "{3}"}

// say puts a reason into words.
func (t phrasebook) say(r Reason, lang anlan.Lang) string {
	s := t[r.Key][0]
	if lang == anlan.EN {
		s = t[r.Key][1]
	}
	for i, w := range r.Words[:min(len(r.Words), len(gaps))] {
		s = strings.Replace(s, gaps[i], unquoted(w), 1)
	}
	return s
}

// unquoted drops the marks of a word that was a quotation itself, for the sentence sets its own.
func unquoted(w string) string {
	return strings.TrimSuffix(strings.TrimPrefix(w, "“"), "”")
}

// Why says in a language why an item was read as it was.
func (r *Reader) Why(reasons []Reason, lang anlan.Lang) string {
	sep := "；"
	if lang == anlan.EN {
		sep = "; "
	}
	var b strings.Builder
	for _, reason := range reasons {
		if s := r.reasons.say(reason, lang); s != "" {
			if b.Len() > 0 {
				b.WriteString(sep)
			}
			b.WriteString(s)
		}
	}
	return b.String()
}
