package matter

import (
	"slices"
	"strings"
	"unicode"

	"anlan"
)

// Ask is one piece of evidence that a kind of matter asks for, from policy evidence.
type Ask struct {
	Kind string `json:"kind"` // note, any_file, photo, document, figure
	Min  int    `json:"min"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// with counts newly handed-in files, each once.
func (p Proof) with(files []File) Proof {
	p.Hashes = slices.Clone(p.Hashes) // the caller's matter stays as it was
	for _, f := range files {
		if slices.Contains(p.Hashes, f.Hash) {
			continue
		}
		p.Hashes = append(p.Hashes, f.Hash)
		if strings.HasPrefix(f.Type, "image/") {
			p.Photos++
		} else {
			p.Documents++
		}
	}
	return p
}

// lacks names, as the policy does, what is still missing.
func (p Proof) lacks(asks []Ask, text string) []anlan.Both {
	var missing []anlan.Both
	for _, a := range asks {
		if p.count(a.Kind, text) < a.Min {
			missing = append(missing, anlan.Both{ZH: a.ZH, EN: a.EN})
		}
	}
	return missing
}

func (p Proof) count(kind, text string) int {
	switch kind {
	case "note":
		return min(1, len(strings.TrimSpace(text)))
	case "photo":
		return p.Photos
	case "document":
		return p.Documents
	case "any_file":
		return p.Photos + p.Documents
	case "figure":
		return len(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }))
	default:
		return 0
	}
}
