package diligence

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/rule"
)

// clocksOf are the rules whose clocks run over a matter. A matter tells at its opening which versions it
// was born with; for those of before it told, the version of that day is named, and the book says so.
var clocksOf = []rule.Subject{"sign-clock", "urging-ladder", "progress", "evidence", "return-hops"}

// settle reads the versions that the lines name, and adds those of matters that name none.
func (f *fold) settle(book *rule.Book, first func(anlan.Ref) (*Entry, error)) ([]RuleUse, error) {
	for _, ref := range f.unopened {
		e, err := first(ref)
		if err != nil {
			return nil, err
		}
		if e != nil {
			f.stamps(e)
			f.born(book, e)
		}
	}
	list := make([]RuleUse, 0, len(f.uses))
	for _, u := range f.uses {
		if err := u.read(book); err != nil {
			return nil, err
		}
		list = append(list, *u)
	}
	slices.SortFunc(list, func(a, b RuleUse) int { return strings.Compare(a.ID, b.ID) })
	return list, nil
}

// born adds the versions of the day on which a matter was opened, where it does not name its own.
func (f *fold) born(book *rule.Book, e *Entry) {
	if e.Kind != "matter.opened" || e.field("stamp") != nil {
		return
	}
	for _, s := range clocksOf {
		if v, err := book.At(s, e.At.Date()); err == nil {
			f.use(v.ID, e.Pos, true)
		}
	}
}

// read fills in what the rule book says of the version, and its file.
func (u *RuleUse) read(book *rule.Book) error {
	v, err := book.Version(u.ID)
	if err != nil {
		u.Lost = true
		return nil //nolint:nilerr // an honest hole: the record names a version that the rule book has no more
	}
	raw, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	u.Title, u.Source, u.Article, u.Confidence, u.From, u.To, u.text = v.Title, v.Source, v.Article, string(v.Confidence), v.From, v.To, raw
	u.SHA256 = hex.EncodeToString(sum[:])
	return nil
}
