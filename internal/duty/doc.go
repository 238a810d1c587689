// Package duty knows who is on duty: rosters, swaps, hand-overs, and whom to call when nobody
// answers.
//
// Words
//
//	值班      duty        being there for a unit, on a duty post
//	值班表    roster      the shifts of a unit over some days
//	班次      Shift       one turn: a person on duty and a leader in charge, from an instant to another
//	带班领导  leader      the leader in charge of a shift
//	替班      substitute  another person takes a shift; both names stay (Change)
//	调班      exchange    two people swap two shifts
//	交接班    Handover    what one shift tells the next: given by the one, taken by the other
//	值班空档  gap         hours without anybody
//	叫应      call        going up the ladder until somebody answers
//
// State
//
//	shift:     planned → cancelled            (a shift that has begun can be swapped, not cancelled)
//	handover:  given → taken                  (never by the same person)
//
// Clocks: the call ladder is policy (duty-call); its version is named in every answer of NextCall.
//
// Who is told is asked of Directory.Recipients: a word of policy (lead_post, deputy, unit_chief,
// office, leader, on_duty, leader_in_charge) becomes posts and today's holders. An empty chair is
// answered by its deputies, and says so: work hangs on posts, but somebody must hear it.
//
// Articles: 生产安全事故应急条例 art. 14 (duty system of governments, departments and units).
package duty
