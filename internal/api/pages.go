package api

import "anlan"

// pages are where the records of facts are shown; web/src/app/records.ts holds the whole list.
var pages = map[string]string{
	"hazard.hazard":         "/hazards/",
	"inspection.inspection": "/inspections/",
	"letter.letter":         "/letters/",
	"matter.matter":         "/matters/",
}

// pageOf is the page of a record; empty where it has none.
func pageOf(ref anlan.Ref) string {
	if prefix, known := pages[ref.Kind]; known {
		return prefix + string(ref.ID)
	}
	return ""
}
