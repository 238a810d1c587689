package ledger

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// refKey stands for a record's Ref in little memory.
type refKey [16]byte

func keyOf(ref string) refKey {
	sum := sha256.Sum256([]byte(ref))
	return refKey(sum[:16])
}

// seal is what the entries say about one record. There is one for each record, so it is kept small:
// what a finding needs besides is looked up in the entries.
type seal struct {
	last  [32]byte // of the last entry with a seal before the records were read
	pos   int64    // position of the last entry with a seal
	first int64    // position of the first
	met   bool     // the record was exported
}

// keepSeal remembers what an entry says about its record.
func (v *verifier) keepSeal(it *item) {
	if it.Seal == "" || it.Pos > v.m.to {
		return
	}
	s, known := v.seals[it.ref]
	if !known {
		s.first = it.Pos
	}
	if it.Pos <= v.m.from {
		s.last = it.seal
	} else {
		v.fresh[it.ref] = append(v.fresh[it.ref], it.seal)
	}
	s.pos = it.Pos
	v.seals[it.ref] = s
}

// records holds every exported record against the seal of its last entry.
func (v *verifier) records(ctx context.Context) error {
	names, err := v.files(folderRecords)
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := v.read(name)
		if err != nil {
			return err
		}
		v.checkSum(name, data)
		for line := range strings.Lines(string(data)) {
			v.record(name, line)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return v.name(v.missing())
}

func (v *verifier) record(file, line string) {
	s := scanner{rest: strings.TrimSuffix(line, "\n")}
	s.literal(`{"ref":`)
	ref := s.text()
	s.literal(`,"record":`)
	raw, ok := strings.CutSuffix(s.rest, "}")
	if s.bad || !ok {
		v.r.find(Finding{Code: FoundFile, File: file})
		return
	}
	v.r.Records++
	key := keyOf(ref)
	state, known := v.seals[key]
	switch {
	case !known && v.m.to > v.next-1:
		return // the entries end before the record: that has been told
	case !known:
		v.r.find(Finding{Code: FoundRecordUnknown, Ref: ref, File: file})
		return
	case state.met:
		v.r.find(Finding{Code: FoundRecordTwice, Ref: ref, File: file})
	default:
		digest := sha256.Sum256([]byte(raw))
		if state.last != digest && !slices.Contains(v.fresh[key], digest) {
			v.misfits = append(v.misfits, misfit{FoundRecordAltered, state.pos, file})
		}
	}
	state.met = true
	v.seals[key] = state
}

// misfit is a record that does not fit its last entry; the entry's position is all that is known.
type misfit struct {
	code string
	pos  int64
	file string
}

// missing adds the records that have entries but were not exported.
func (v *verifier) missing() []misfit {
	list := v.misfits
	if v.m.unread != "" {
		v.r.find(Finding{Code: FoundRecordsUnread, Note: v.m.unread})
		return list // what was not read cannot be told from what was removed
	}
	for _, s := range v.seals {
		if !s.met && s.first <= v.m.from {
			list = append(list, misfit{FoundRecordMissing, s.pos, ""})
		}
	}
	slices.SortFunc(list, func(a, b misfit) int { return int(a.pos - b.pos) })
	return list
}

// name looks up the entries of the misfits and tells about each.
func (v *verifier) name(list []misfit) error {
	if len(list) == 0 {
		return nil
	}
	names, err := v.files(folderEntries)
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(v.dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(b)) {
			e, _, err := parseLine(line)
			if i, ok := slices.BinarySearchFunc(list, e.Pos, func(m misfit, pos int64) int { return int(m.pos - pos) }); ok && err == nil {
				m := list[i]
				v.r.find(Finding{Code: m.code, Pos: e.Pos, ID: e.ID, Kind: e.Kind, Ref: e.Ref, File: m.file})
			}
		}
	}
	return nil
}
