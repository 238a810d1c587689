package flow_test

import (
	"slices"
	"testing"

	"anlan"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/flow"
	"anlan/internal/letter"
	"anlan/internal/matrix"
	"anlan/internal/registry"
)

// seat gives a unit of the house a head.
func (h annalist) seat(kind registry.UnitKind, name string, role anlan.Role) anlan.Actor {
	h.t.Helper()
	reg := registry.New(h.d)
	u, there := h.units[name]
	if !there {
		var err error
		u, err = reg.CreateUnit(annalCtx, h.office, registry.UnitDraft{Kind: kind, Name: name, Place: "620521", Rank: 9})
		h.ok(err)
		h.units[name] = u
	}
	post, err := reg.CreatePost(annalCtx, h.office, registry.PostDraft{Unit: u.ID, Title: "主要负责人", Kind: registry.Chief})
	h.ok(err)
	person, err := reg.CreatePerson(annalCtx, h.office, registry.PersonDraft{Name: name + "负责人"})
	h.ok(err)
	_, err = reg.Appoint(annalCtx, h.office, registry.Holding{Post: post.ID, Person: person.ID, Mode: registry.Full, Since: "2021-01-01"})
	h.ok(err)
	return anlan.Actor{Account: h.d.NewID(), Person: person.ID, Post: post.ID, Unit: u.ID, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{u.ID}}}
}

// flags are what the matrix says of the box of gas and its lead regulator on a day, by examination and by grid.
func (h annalist) flags(day anlan.Date) (found, shown bool) {
	h.t.Helper()
	dbtest.Numbered(h.t, h.d)
	_, err := event.Catch(annalCtx, h.d, matrix.ReaderName, h.matrix.Handle)
	h.ok(err)
	page, err := h.matrix.Findings(annalCtx, h.office, matrix.FindingFilter{Kind: matrix.Unsigned})
	h.ok(err)
	grid, err := h.matrix.Grid(annalCtx, h.office, day)
	h.ok(err)
	for _, row := range grid.Rows {
		for _, b := range row.Boxes {
			shown = shown || slices.Contains(b.Flags, matrix.Unsigned)
		}
	}
	return len(page.Items) > 0, shown
}

// The matrix says "unsigned" exactly while a letter that was sent lacks a side's signature, also of a past day.
func TestMatrixKnowsUnsignedLetters(t *testing.T) {
	annals(t, func(t *testing.T, h annalist) {
		h.matrix.WithLetters(flow.Signatures{Letters: h.letters})
		county := h.seat(registry.GovernmentOrgan, "清水县人民政府", anlan.RoleLeader)
		dept := h.seat(registry.Department, "清水县应急管理局", anlan.RoleDepartment)
		sectors, err := h.matrix.Sectors(annalCtx, h.office)
		h.ok(err)
		_, err = h.matrix.Assign(annalCtx, h.office, matrix.CellDraft{Sector: sectors[0].ID, Axis: matrix.Industry, Unit: dept.Unit, Since: "2021-01-05",
			Basis: matrix.Basis{Kind: matrix.ByDivision, Text: "县职责分工"}})
		h.ok(err)
		want := func(what string, unsigned bool) {
			t.Helper()
			if found, shown := h.flags(h.d.Now().Date()); found != unsigned || shown != unsigned {
				t.Errorf("%s: found %v, shown %v, want %v", what, found, shown, unsigned)
			}
		}
		want("no letter", false)
		l, err := h.letters.Create(annalCtx, h.office, letter.Birth{Year: 2021, Issuer: county.Unit, Signer: dept.Unit})
		h.ok(err)
		want("still written", false)
		h.on("2021-01-10")
		l, err = h.letters.Send(annalCtx, h.office, l.ID, 0)
		h.ok(err)
		want("sent", true)
		h.on("2021-01-15")
		for _, x := range []struct {
			a    anlan.Actor
			role string
		}{{dept, letter.RoleSigner}, {county, letter.RoleIssuer}} {
			own := letter.Device{Letters: h.letters, Secret: "清水-2021-签字", Password: "x", Cost: cheap}
			_, err = own.Enrol(annalCtx, x.a, letter.Ed25519)
			h.ok(err)
			_, err = own.Sign(annalCtx, x.a, l, x.role)
			h.ok(err)
			want("signed by "+x.role, x.role == letter.RoleSigner)
		}
		h.on("2021-01-20")
		for day, unsigned := range map[anlan.Date]bool{"2021-01-08": false, "2021-01-12": true, "2021-01-16": false} {
			units, err := h.letters.Unsigned(annalCtx, day)
			h.ok(err)
			if got := units[dept.Unit]; got != unsigned {
				t.Errorf("on %s unsigned is %t", day, got)
			}
		}
	})
}
