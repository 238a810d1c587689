package minutes

import "strings"

// recurrence reads the rhythm of a stretch and the word that says it; the first word counts.
func (b *block) recurrence(s, e int) (rhythm, word string) {
	i, w := b.find(s, e, tagRecur)
	if i >= 2 && (b.str(i-2, i) == "每人" || b.str(i-2, i) == "每户" || b.str(i-2, i) == "每车") && strings.ContainsRune("0123456789", b.r[min(i+len(w.text), len(b.r)-1)]) {
		return "", "" // 每人每月300元
	}
	if i > 0 && w != nil && string(w.text) == "天天" && strings.ContainsRune("明今昨后前当", b.r[i-1]) {
		return "", "" // 明天天亮前
	}
	if i > 0 && w.text[0] == '日' && b.r[i-1] == '作' {
		return "", "" // 首个工作日通报
	}
	if i < 0 || i >= 1 && b.r[i-1] == '第' || i >= 1 && w.text[0] == '周' && i >= 2 && b.r[i-2] == '第' || b.title(i, w) || i > 0 && digit(b.r[i-1]) { // 2026年年底
		return "", ""
	}
	return w.rhythm, string(w.text)
}

// title says that a rhythm is part of a title in quotation marks: “每周一案”栏目.
func (b *block) title(i int, w *word) bool {
	if i == 0 || b.r[i-1] != '“' {
		return false
	}
	for j := i + len(w.text); j < min(len(b.r), i+10); j++ {
		if b.r[j] == '”' {
			return j+2 < len(b.r) && strings.ContainsRune("栏专版节", b.r[j+1])
		}
	}
	return false
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
