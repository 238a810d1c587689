package matrix

import (
	"strings"

	"anlan"
)

// Cell says who answers for a sector on an axis at a place, from a day to a day.
type Cell struct {
	ID       anlan.ID      `json:"id"`
	Sector   anlan.ID      `json:"sector" doc:"empty: every sector"`
	Axis     Axis          `json:"axis"`
	Place    string        `json:"place" doc:"empty: the whole county"`
	Role     Role          `json:"role" enum:"lead,co"`
	Unit     anlan.ID      `json:"unit"`
	Post     anlan.ID      `json:"post,omitempty" doc:"empty: the unit, that is its chief"`
	Since    anlan.Date    `json:"since"`
	Until    anlan.Date    `json:"until,omitempty" doc:"last day; empty: still"`
	Basis    Basis         `json:"basis"`
	Note     string        `json:"note,omitempty"`
	Ended    string        `json:"ended,omitempty" doc:"why it ended"`
	By       anlan.ID      `json:"by,omitempty"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
	Revision int64         `json:"revision"`
}

// Ref names the cell.
func (c Cell) Ref() anlan.Ref { return anlan.Ref{Kind: RefCell, ID: c.ID} }

// On reports whether the cell holds on the day.
func (c Cell) On(day anlan.Date) bool { return covers(c.Since, c.Until, day) }

// holder is who answers: the post where one is named, else the unit.
func (c Cell) holder() Holder { return Holder{Unit: c.Unit, Post: c.Post} }

// at reports whether the cell speaks of the place.
func (c Cell) at(place string) bool { return strings.HasPrefix(place, c.Place) }

// Holder is who answers: a post, or a unit as a whole.
type Holder struct {
	Unit anlan.ID `json:"unit"`
	Post anlan.ID `json:"post,omitempty"`
}

// CellDraft is what a person may write into a cell.
type CellDraft struct {
	ID     anlan.ID   `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Sector anlan.ID   `json:"sector,omitempty" maxLength:"36"`
	Axis   Axis       `json:"axis" enum:"industry,business,portfolio,party,government,county_leader,township,village"`
	Place  string     `json:"place,omitempty" maxLength:"24"`
	Role   Role       `json:"role,omitempty" enum:"lead,co,"`
	Unit   anlan.ID   `json:"unit,omitempty" maxLength:"36" doc:"empty: that of the post"`
	Post   anlan.ID   `json:"post,omitempty" maxLength:"36"`
	Since  anlan.Date `json:"since,omitempty" maxLength:"10" doc:"empty: today"`
	Until  anlan.Date `json:"until,omitempty" maxLength:"10"`
	Basis  Basis      `json:"basis"`
	Note   string     `json:"note,omitempty" maxLength:"300"`
}

// check refuses a draft that breaks a rule by itself.
func (d CellDraft) check() anlan.Problems {
	bad := append(d.Basis.check(), checkSpan(d.Since, d.Until)...)
	if !d.Axis.assignable() {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "axis").With("value", string(d.Axis)).At("axis"))
	}
	if d.Role != Lead && d.Role != Co {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "role").With("value", string(d.Role)).At("role"))
	}
	if strings.Trim(d.Place, "0123456789") != "" {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "place").With("value", d.Place).At("place"))
	}
	if d.Unit == "" && d.Post == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "unit").At("unit"))
	}
	return append(bad, short("note", d.Note, 300)...)
}

// cell makes the record.
func (d CellDraft) cell() Cell {
	return Cell{ID: d.ID, Sector: d.Sector, Axis: d.Axis, Place: d.Place, Role: d.Role, Unit: d.Unit, Post: d.Post, Since: d.Since, Until: d.Until,
		Basis: Basis{d.Basis.Kind, strings.TrimSpace(d.Basis.Text), d.Basis.Ref}, Note: strings.TrimSpace(d.Note), Revision: 1}
}

// doubles refuses a cell that says of the same holder what another one says for the same days.
func (c Cell) doubles(others []Cell) *anlan.Error {
	for _, o := range others {
		same := o.ID != c.ID && o.Sector == c.Sector && o.Axis == c.Axis && o.Place == c.Place && o.holder() == c.holder()
		if same && meet(o.Since, o.Until, c.Since, c.Until) {
			until := string(o.Until)
			if until == "" {
				until = "…"
			}
			return anlan.ErrMatrixDouble.With("since", string(o.Since)).With("until", until).At("since")
		}
	}
	return nil
}

// end closes the cell on its last day. A day before the first withdraws it: it then covers no day at all.
func (c Cell) end(last anlan.Date, reason string) (Cell, error) {
	if _, err := anlan.ParseDate(string(last)); err != nil {
		return c, anlan.ErrDateMalformed.With("value", string(last)).At("until")
	}
	if bad := required("reason", reason, 300); len(bad) > 0 {
		return c, bad
	}
	if c.Until != "" && c.Until <= last {
		return c, anlan.ErrMatrixEnded.With("until", string(c.Until)).At("until")
	}
	c.Until, c.Ended = last, strings.TrimSpace(reason)
	return c, nil
}
