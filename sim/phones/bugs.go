package phones

import (
	"encoding/json"
	"fmt"
	"strings"

	"anlan"
)

// Bug is a mistake such as a programmer might make, planted from outside: in the phone or at the door.
type Bug struct {
	Name string

	Send    func(p *phone, x *parcel, k *call)        // spoils a call before it is sent
	Settle  func(p *phone, x *parcel)                 // spoils what the phone makes of an answer
	Held    func(x *parcel)                           // of a part that the county holds
	Rescue  func(x *parcel) bool                      // whether a parcel comes into the rescue file
	Owed    func(list []*parcel) int                  // what the phone shows as not received
	Clock   func(off int64) int64                     // what the phone makes of its clock
	Door    func(l *line, k call) (int, []byte, bool) // answers in the county's stead
	Early   bool                                      // calls it received before the answer is there
	Amnesia bool                                      // what was under way when it was killed stays so
}

// Bugs are the planted mistakes; the simulation must find each.
func Bugs() []Bug {
	return []Bug{
		{Name: "each attempt has a key of its own", Send: func(p *phone, _ *parcel, k *call) { k.key = p.newID() }},
		{Name: "received before the answer is there", Early: true},
		{Name: "what was under way at the kill is forgotten", Amnesia: true},
		{Name: "a held part counts as received", Held: func(x *parcel) { x.state = received }},
		{Name: "the rescue file leaves out what has pictures", Rescue: func(x *parcel) bool { return len(x.files) == 0 }},
		{Name: "not received counts only what waits", Owed: onlyWaiting},
		{Name: "the clock is corrected the wrong way", Clock: func(off int64) int64 { return -off }},
		{Name: "a conflict is sent again without asking", Settle: sendAgain},
		{Name: "the door forgets keys", Door: forgetKeys},
		{Name: "the door takes any sight for the newest", Door: newestSight},
		{Name: "the door writes notes twice", Door: notesTwice},
		{Name: "the door answers before it has written", Door: answerOnly},
	}
}

func onlyWaiting(list []*parcel) (n int) {
	for _, x := range list {
		if x.state == waiting {
			n++
		}
	}
	return n
}

func sendAgain(p *phone, x *parcel) {
	if x.state == conflict && x.theirs.Conflict != nil {
		x.id, x.body["base"], x.state = p.newID(), x.theirs.Conflict.Current.Revision, waiting
	}
}

// forgetKeys is a door that does not recognise a call that it has had before.
func forgetKeys(l *line, k call) (int, []byte, bool) {
	if !k.writes() {
		return 0, nil, false
	}
	k.key = string(anlan.NewID(anlan.Instant(1), &bytesOf{l.dice}))
	status, answer := l.county.ask(l.who, k)
	return status, answer, true
}

// notesTwice is a door that carries out a note, and then once more.
func notesTwice(l *line, k call) (int, []byte, bool) {
	if !strings.HasSuffix(k.path, "/feedback") {
		return 0, nil, false
	}
	status, answer := l.county.ask(l.who, k)
	k.key = string(anlan.NewID(anlan.Instant(1), &bytesOf{l.dice}))
	l.county.ask(l.who, k)
	return status, answer, true
}

// newestSight is a door that overwrites: whatever revision a change was made on, it takes the newest.
func newestSight(l *line, k call) (int, []byte, bool) {
	hazard, is := strings.CutSuffix(strings.TrimPrefix(k.path, "/api/v1/hazards/"), "/amend")
	if !is {
		return 0, nil, false
	}
	var body fields
	var now struct{ Revision int64 }
	if json.Unmarshal(k.body, &body) != nil || l.county.read(l.who, "/api/v1/hazards/"+hazard, &now) != nil {
		return 0, nil, false
	}
	body["base"], k.body = now.Revision, nil
	k.body = mustJSON(body)
	status, answer := l.county.ask(l.who, k)
	return status, answer, true
}

// answerOnly is a door that sometimes says yes and does nothing.
func answerOnly(l *line, k call) (int, []byte, bool) {
	if !k.writes() || l.dice.IntN(6) > 0 {
		return 0, nil, false
	}
	return 200, fmt.Appendf(nil, `{"id":%q}`, k.key), true
}
