package anlan

import "strings"

// Ref names a record of any room without knowing the room: "matter.matter" plus its ID. It is how
// rooms speak of each other's records.
type Ref struct {
	Kind string `json:"kind" doc:"room.record, e.g. committee.decision" maxLength:"60"`
	ID   ID     `json:"id" maxLength:"36"`
}

// IsZero reports whether the Ref names nothing.
func (r Ref) IsZero() bool { return r == Ref{} }

// String returns kind:id, the form stored in one column.
func (r Ref) String() string {
	if r.IsZero() {
		return ""
	}
	return r.Kind + ":" + string(r.ID)
}

// ParseRef reads the form that String writes; the empty string is the zero Ref.
func ParseRef(s string) Ref {
	kind, id, _ := strings.Cut(s, ":")
	return Ref{Kind: kind, ID: ID(id)}
}
