package rule

import (
	"encoding/json"

	"anlan"
)

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

// DecodeValue reads a stored value (JSON) of the subject, strictly; AddVersion takes the result.
func DecodeValue(s Subject, raw json.RawMessage) (Value, error) {
	read, ok := readerOf(s)
	if !ok {
		return nil, anlan.ErrRuleFile.With("file", string(s)).With("why", "no such subject")
	}
	// JSON is YAML, so the one strict reader serves both.
	doc, err := json.Marshal(map[string]any{"subject": s, "versions": []any{map[string]any{"value": raw}}})
	if err != nil {
		return nil, anlan.ErrRuleFile.With("file", string(s)).With("why", err.Error()).Because(err)
	}
	versions, err := read("", doc)
	if err != nil {
		return nil, anlan.ErrRuleFile.With("file", string(s)).With("why", err.Error()).Because(err)
	}
	return versions[0].Value, nil
}
