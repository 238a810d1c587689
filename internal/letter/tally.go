package letter

// Tally is how many facts of a metric there are, by what they say.
type Tally struct {
	Good   int64 `json:"good"`
	Bad    int64 `json:"bad"`
	Open   int64 `json:"open"`   // not decided yet
	Waived int64 `json:"waived"` // an objection to it was upheld
}

// add counts n facts of a verdict.
func (t Tally) add(verdict string, n int64) Tally {
	switch verdict {
	case Good:
		t.Good += n
	case Bad:
		t.Bad += n
	case Open:
		t.Open += n
	case Waived:
		t.Waived += n
	}
	return t
}

// waive takes n facts off that were counted under a verdict when somebody objected. What has changed its
// verdict since is taken from where it is counted now.
func (t Tally) waive(said string, n int64) Tally {
	for _, verdict := range []string{said, Open, Bad, Good} {
		if less := t.add(verdict, -n); less.Good >= 0 && less.Bad >= 0 && less.Open >= 0 {
			return less.add(Waived, n)
		}
	}
	return t
}

// all is how many facts there are, whatever they say.
func (t Tally) all() int64 { return t.Good + t.Bad + t.Open + t.Waived }

// against is what a control or a veto counts: what went wrong, and what is not put right yet.
func (t Tally) against() int64 { return t.Bad + t.Open }

// Counts are the tallies of one letter by metric.
type Counts map[string]Tally
