package minutes

// runeSet is a set of runes of the first plane that answers at once; looking a rune up in a string reads the string each time.
type runeSet [1 << 10]uint64

// newRuneSet makes a set of the runes of a string.
func newRuneSet(runes string) *runeSet {
	var s runeSet
	for _, r := range runes {
		s.add(r)
	}
	return &s
}

// add puts a rune in; one beyond the first plane is left out.
func (s *runeSet) add(r rune) {
	if r >= 0 && r < 1<<16 {
		s[r>>6] |= 1 << (r & 63)
	}
}

// has says that the rune is in the set.
func (s *runeSet) has(r rune) bool {
	return r >= 0 && r < 1<<16 && s[r>>6]&(1<<(r&63)) != 0
}
