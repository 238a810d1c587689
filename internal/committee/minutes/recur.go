package minutes

// recurrence reads the rhythm of a stretch and the word that says it; the first word counts.
func (b *block) recurrence(s, e int) (rhythm, word string) {
	i, w := b.find(s, e, tagRecur)
	if i < 0 {
		return "", ""
	}
	return w.rhythm, string(w.text)
}

// addRecurrences reads the words of rhythm.
func (l *lexicon) addRecurrences() error {
	sections, err := readSections("recurrence.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		for _, line := range s.lines {
			for _, w := range splitWords(line) {
				l.add(w, tagRecur, "")
				l.all[w].rhythm = s.name
			}
		}
	}
	return nil
}
