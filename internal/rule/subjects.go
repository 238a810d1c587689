package rule

import "anlan"

// readers are the subjects that there are, with the reader of their files.
var readers = map[Subject]reader{}

// declare names a subject and the type of its values: a file policy/<subject>.yaml whose versions are read as
// T. It stands as a variable beside the type, so that a new subject is a new file and no line in an old one.
func declare[T Value](s Subject) Subject {
	readers[s] = strict[T]
	return s
}

// Value is what a version says. Check returns what is wrong with it, in words for the person who
// edits the file; no word means nothing is wrong.
type Value interface{ Check() []string }

func readerOf(s Subject) (reader, bool) {
	if _, is := IsCriteria(s); is {
		return strict[HazardCriteria], true
	}
	r, ok := readers[s]
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
