package committee

import (
	"cmp"
	"slices"
	"unicode"

	"anlan"
)

// Twin is a running matter that a decision may only repeat, and why it is thought so.
type Twin struct {
	Matter anlan.ID   `json:"matter"`
	Number string     `json:"number"`
	Title  string     `json:"title"`
	Unit   Named      `json:"unit"`
	Due    anlan.Date `json:"due"`
	Shared string     `json:"shared" doc:"what both titles say"`
	Why    string     `json:"why" doc:"in Chinese"`
}

// alike is how much of two titles must be the same: three fifths of their pairs of characters.
const alike = 0.6

// twinsMost bounds the proposals for one decision and unit.
const twinsMost = 3

// pairs returns the sorted pairs of neighbouring letters of a title.
func pairs(title string) []uint64 {
	var letters []rune
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	var list []uint64
	for i := 1; i < len(letters); i++ {
		list = append(list, uint64(letters[i-1])<<32|uint64(letters[i]))
	}
	slices.Sort(list)
	return list
}

// likeness is the Dice coefficient of two sorted lists of pairs: twice what they share over all.
func likeness(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

// sharedWords returns the longest stretch that two titles have in common.
func sharedWords(a, b string) string {
	x, y := []rune(a), []rune(b)
	best, end := 0, 0
	row := make([]int, len(y)+1)
	for i := range x {
		before := 0
		for j := range y {
			above := row[j+1]
			row[j+1] = 0
			if x[i] == y[j] {
				row[j+1] = before + 1
				if row[j+1] > best {
					best, end = row[j+1], i+1
				}
			}
			before = above
		}
	}
	return string(x[end-best : end])
}

// candidate is a running matter as far as it is compared.
type candidate struct {
	id            anlan.ID
	number, title string
	due           anlan.Date
	origin        anlan.Ref
}

// scorer compares titles with one title. The same title is compared once: what one meeting sent to
// eighteen townships has one.
func scorer(title string) func(other string) float64 {
	mine, known := pairs(title), map[string]float64{}
	return func(other string) float64 {
		by, ok := known[other]
		if !ok {
			by = likeness(mine, pairs(other))
			known[other] = by
		}
		return by
	}
}

// twins finds the matters of one unit that a decision repeats, the most alike first.
func twins(d Decision, unit Named, running []candidate, score func(string) float64) []Twin {
	var list []candidate
	for _, c := range running {
		if score(c.title) >= alike && c.origin != d.Ref() {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(score(b.title), score(a.title)) })
	var out []Twin
	for _, c := range list[:min(twinsMost, len(list))] {
		out = append(out, Twin{Matter: c.id, Number: c.number, Title: c.title, Unit: unit, Due: c.due,
			Shared: sharedWords(d.Title, c.title), Why: "同一单位在办，标题都有“" + sharedWords(d.Title, c.title) + "”"})
	}
	return out
}
