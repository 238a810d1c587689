// Package letters lets a county live with its responsibility letters: matters are opened, kept, missed and
// recalled, hazards come and go, letters are sent, signed, signed again by successors, objected to and answered,
// batches of events come twice and in pieces — and after every step two laws are held:
//
//  1. A signed text never changes: the frozen text of every letter is byte for byte what it was when it was
//     sent, its digest is what every signature signed, and every signature ever made still stands and holds.
//  2. A score always equals the recount from events: facts and counts are what a replay of all events finds,
//     and the score is what is reckoned from them.
//
// Mistakes such as a programmer might make are planted from outside ([Bugs]); a test asserts that each is found.
package letters
