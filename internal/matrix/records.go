package matrix

import (
	"context"

	"anlan"
)

// Records finds in the other rooms what a leader did. The landing implements it.
type Records interface {
	// Facts returns what the records hold of a task between two instants, newest first.
	Facts(ctx context.Context, t Task, from, to anlan.Instant) ([]Fact, error)
}

// Fact is one record that shows that something was done.
type Fact struct {
	Ref   anlan.Ref     `json:"ref"`
	Title string        `json:"title"`
	Path  string        `json:"path" doc:"where it opens"`
	At    anlan.Instant `json:"at"`
}

// Task is one line of a leader's list of duties (一岗双责清单).
type Task struct {
	ID       anlan.ID      `json:"id"`
	Post     anlan.ID      `json:"post"`
	Kind     string        `json:"kind" enum:"inspect,chair,contact"`
	Name     string        `json:"name"`
	English  string        `json:"english,omitempty"`
	Times    int           `json:"times"`
	Per      string        `json:"per" enum:"month,quarter,half,year"`
	Sites    []anlan.ID    `json:"sites" nullable:"false" doc:"the sites that the leader answers for (包保)"`
	Basis    string        `json:"basis"`
	Since    anlan.Date    `json:"since"`
	Until    anlan.Date    `json:"until,omitempty"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
	Revision int64         `json:"revision"`
}

// Ref names the task.
func (t Task) Ref() anlan.Ref { return anlan.Ref{Kind: RefTask, ID: t.ID} }
