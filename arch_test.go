package anlan_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const law = "a package imports only lower floors; on floors 3 and 4 never a neighbour; on floors 1 and 2 only leftwards along the arrow"

// The floors of the house (docs/architecture.md). Rooms of one floor stand in the order of its arrow;
// those in one inner list have no arrow between them.
var floors = [][][]string{
	{{"anlan"}},
	{{"obs"}, {"db"}, {"event"}, {"timer"}, {"notify"}, {"table"}},
	{{"registry"}, {"account"}, {"duty"}, {"matrix"}, {"matter"}},
	{{"committee", "ledger", "report"}}, // and every working room that is not named here
	{{"api", "ui", "flow"}},
	{{"app"}},
	{{"cmd"}},
}

// tools stand beside the arrow of floor 1: they import only each other's left, and anyone above may
// use them.
var tools = []string{"policy", "rule", "calendar", "authz", "blob", "paper", "geo", "likeness", "web"}

type place struct{ floor, step, seat int }

// workingFloor is where a package stands that is named nowhere: a new working room is no line here. It may
// import the load-bearing rooms and the platform, and none of its neighbours; nobody below may import it.
const workingFloor = 3

func whereIs(room string) place {
	if i := slices.Index(tools, room); i >= 0 {
		return place{1, -1, i}
	}
	for f, arrow := range floors {
		for s, seats := range arrow {
			if i := slices.Index(seats, room); i >= 0 {
				return place{f, s, i}
			}
		}
	}
	return place{floor: workingFloor}
}

// roomOf names the room of an import path: anlan/internal/matter/matterdb → matter.
func roomOf(pkg string) string {
	rest, inside := strings.CutPrefix(pkg, "anlan/")
	rest = strings.TrimPrefix(rest, "internal/")
	room, _, _ := strings.Cut(rest, "/")
	if !inside {
		return pkg
	}
	return room
}

// allowed tells whether a room may import another.
func allowed(from, to place) bool {
	switch {
	case to.floor < from.floor:
		return true
	case to.floor > from.floor:
		return false
	case from.floor == 1 && (from.step < 0 || to.step < 0):
		return to.step < 0 && (from.step >= 0 || to.seat < from.seat)
	default:
		return to.step < from.step
	}
}

func TestFloors(t *testing.T) {
	for _, p := range packages(t) {
		room := roomOf(p.ImportPath)
		if slices.Contains([]string{"gen", "dbtest", "sim", "proofs", "tools"}, room) {
			continue // tools of the workshop, never part of the house
		}
		from := whereIs(room)
		for _, dep := range p.Imports {
			if !strings.HasPrefix(dep, "anlan") || roomOf(dep) == room {
				continue
			}
			if !allowed(from, whereIs(roomOf(dep))) {
				t.Errorf("%s imports %s: %s", p.ImportPath, dep, law)
			}
		}
	}
}

// Rule files decide without asking anybody: no clock, no database, nothing but words.
func TestTimeIsAnArgument(t *testing.T) {
	for _, p := range packages(t) {
		room := roomOf(p.ImportPath)
		if slices.Contains([]string{"db", "timer", "app", "gen", "dbtest", "sim", "proofs", "cmd"}, room) {
			continue
		}
		for _, f := range p.GoFiles {
			if src := read(t, path.Join(p.Dir, f)); strings.Contains(src, "time.Now(") {
				t.Errorf("%s/%s asks the wall clock; time is an argument", p.ImportPath, f)
			}
		}
	}
}

type pkg struct {
	ImportPath, Dir string
	Imports         []string
	GoFiles         []string
}

func packages(t *testing.T) (list []pkg) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}
