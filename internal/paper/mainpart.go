package paper

import (
	"encoding/xml"
	"path"
	"strings"

	"anlan"
)

// mainPart finds the part that the package calls its document, and refuses packages of another
// kind: content types tell macros and spreadsheets from documents even when the name lies.
func mainPart(a *archive, kind, usual string) (string, error) {
	if !a.has("[Content_Types].xml") { // an archive of something else, such as .odt
		return "", anlan.ErrPaperFormat.With("want", "."+kind)
	}
	main, err := declaredMain(a)
	if err != nil {
		return "", err
	}
	switch {
	case strings.Contains(main.kind, "macroEnabled"):
		return "", anlan.ErrPaperMacros
	case !strings.Contains(main.kind, officeKind[kind]):
		return "", anlan.ErrPaperFormat.With("want", "."+kind)
	case a.has(main.name):
		return main.name, nil
	case a.has(usual):
		return usual, nil
	}
	return "", anlan.ErrPaperBroken.With("part", usual)
}

var officeKind = map[string]string{"docx": "wordprocessingml", "xlsx": "spreadsheetml"}

type mainEntry struct{ name, kind string }

// declaredMain reads [Content_Types].xml for the part whose type ends in "main+xml".
func declaredMain(a *archive) (mainEntry, error) {
	var found mainEntry
	part, err := a.open("[Content_Types].xml", 1<<20)
	if err != nil {
		return found, err
	}
	defer func() { _ = part.Close() }()
	m := newMarkup(part, "[Content_Types].xml")
	err = m.root(func(xml.StartElement) error {
		return m.children(func(e xml.StartElement) error {
			kind := attr(e, "ContentType")
			if strings.Contains(kind, "macroEnabled") || strings.HasSuffix(kind, "main+xml") && found.kind == "" {
				found = mainEntry{strings.TrimPrefix(attr(e, "PartName"), "/"), kind}
			}
			return m.skip()
		})
	})
	if path.Ext(found.name) != ".xml" {
		found.name = ""
	}
	return found, err
}
