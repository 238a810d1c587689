package blob

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"anlan"
)

const longestName = 120 // characters

// fitName cleans the sender's name and checks its ending against the content. A picture under
// another picture's ending gets the right one (messengers do that); anything else is refused.
func fitName(name string, k kind) (string, error) {
	name = cleanName(name)
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	stem := strings.TrimSuffix(name, path.Ext(name))
	switch {
	case slices.Contains(k.exts, ext):
	case ext == "" || strings.ContainsAny(ext, " ") || !letters(ext):
		stem, ext = name, k.exts[0]
	case k.family != "" && k.family == familyOf(ext):
		ext = k.exts[0]
	default:
		return "", anlan.ErrBlobNameMismatch.With("name", name).With("found", k.exts[0])
	}
	stem = strings.Trim(stem, " .")
	if stem == "" || reserved(stem) {
		stem = "file" + stem
	}
	r := []rune(stem)
	return strings.TrimRight(string(r[:min(len(r), longestName-len(ext)-1)]), " .") + "." + ext, nil
}

// letters reports whether s could be an ending; "2022年1月" after a dot is part of the name.
func letters(s string) bool {
	for _, r := range s {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return len(s) <= 8
}

func familyOf(ext string) string {
	for _, k := range []kind{kindJPEG, kindPNG, kindGIF, kindWebP, kindHEIC, kindMP4, kind3GP, kindMOV, kindM4A, kindAAC, kindOGG, kindWEBA, kindAMR, kindMP3, kindWAV} {
		if slices.Contains(k.exts, ext) {
			return k.family
		}
	}
	return ""
}

// cleanName keeps the last part of a path and drops what is invisible or what a file system takes
// amiss.
func cleanName(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/")
	name = path.Base("/" + name)
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs), strings.ContainsRune(`/<>:"|?*`, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	return strings.TrimRight(strings.TrimSpace(name), " .")
}

// reserved are the names that Windows keeps for devices.
func reserved(stem string) bool {
	s := strings.ToUpper(stem)
	if i := strings.IndexByte(s, '.'); i >= 0 {
		s = s[:i]
	}
	if len(s) == 4 && s[3] >= '0' && s[3] <= '9' {
		s = s[:3]
		return s == "COM" || s == "LPT"
	}
	return s == "CON" || s == "PRN" || s == "AUX" || s == "NUL"
}
