package table

import (
	"errors"

	"anlan"
)

// Verdict is what a row of a table would do, or did.
type Verdict string

// The verdicts.
const (
	New     Verdict = "new"
	Changed Verdict = "changed"
	Same    Verdict = "same"
	Wrong   Verdict = "wrong"
)

// Counts says how many rows have each verdict.
type Counts struct {
	New     int `json:"new"`
	Changed int `json:"changed"`
	Same    int `json:"same"`
	Wrong   int `json:"wrong"`
}

// Count adds n rows of a verdict.
func (c *Counts) Count(v Verdict, n int) {
	*map[Verdict]*int{New: &c.New, Changed: &c.Changed, Same: &c.Same, Wrong: &c.Wrong}[v] += n
}

// Plus adds up two counts.
func (c Counts) Plus(d Counts) Counts {
	return Counts{c.New + d.New, c.Changed + d.Changed, c.Same + d.Same, c.Wrong + d.Wrong}
}

// Trouble reports an error of the store, of the program or of the moment: no row is to blame, and nobody could mend the
// table to please it.
func Trouble(err error) bool {
	kind := anlan.KindOf(err)
	return err != nil && (kind == anlan.Internal || kind == anlan.Unavailable)
}

// Problems parts what is wrong with a row, which is a person's to mend, from trouble, which comes back as an error.
func Problems(err error) (anlan.Problems, error) {
	var many anlan.Problems
	var one *anlan.Error
	switch {
	case Trouble(err):
		return nil, err
	case errors.As(err, &many):
		return many, nil
	case errors.As(err, &one):
		return anlan.Problems{one}, nil
	}
	return nil, err
}
