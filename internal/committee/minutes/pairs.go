package minutes

// pairTable finds the words that begin with two runes. It is built once and then only read, millions of times, mostly for pairs
// that begin no word; a table with three places in four empty answers that at the first look, which a map does not.
type pairTable struct {
	build map[uint64][]*word
	keys  []uint64 // 0 is an empty place
	lists [][]*word
	shift uint
}

// seal lays the words out; call it after the last one.
func (t *pairTable) seal() {
	bits := uint(4)
	for 1<<bits < 4*len(t.build) {
		bits++
	}
	t.keys, t.lists, t.shift = make([]uint64, 1<<bits), make([][]*word, 1<<bits), 64-bits
	for key, list := range t.build {
		i := t.place(key)
		for t.keys[i] != 0 {
			i = (i + 1) % len(t.keys)
		}
		t.keys[i], t.lists[i] = key, list
	}
}

// place is where a key is looked for first.
func (t *pairTable) place(key uint64) int {
	return int(key * 0x9e3779b97f4a7c15 >> t.shift)
}

// get returns the words of a pair.
func (t *pairTable) get(key uint64) []*word {
	for i := t.place(key); t.keys[i] != 0; i = (i + 1) & (len(t.keys) - 1) {
		if t.keys[i] == key {
			return t.lists[i]
		}
	}
	return nil
}
