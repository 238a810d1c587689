// Package letters lets a county live with its responsibility letters: matters are opened, kept, missed and
// recalled, hazards come and go, letters are sent, signed, signed again by successors, objected to and answered,
// batches of events come twice and in pieces — and after every step three laws are held:
//
//  1. A signed text never changes: the frozen text of every letter is byte for byte what it was when it was
//     sent, its digest is what every signature signed, and every signature ever made still stands and holds.
//  2. A score always equals the recount from events: facts and counts are what a replay of all events finds,
//     and the score is what is reckoned from them.
//  3. No letter lies unsigned and no objection unanswered past its last day without those above having been told;
//     what was signed, answered or taken back is chased no more, and no clock was ever started anew.
//
// Mistakes such as a programmer might make are planted from outside ([Bugs]); a test asserts that each is found.
package letters
