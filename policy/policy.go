// Package policy carries the dated rules of the product as data: one YAML file per subject, each
// with versions that say from when they hold, where they come from and how sure we are.
//
// A subject is edited by adding a version, never by changing one: what a running record was born
// with must stay readable (law 6). internal/rule loads, checks and serves the files.
//
// Confidence: V read in the official text · P seen on a public page · K-h, K-m, K-l from knowledge
// with high, middling or low certainty. A county overrides any of them with a version of its own.
package policy

//go:generate go run ../internal/gen/holidays

import (
	"embed"
	"io/fs"
)

//go:embed *.yaml
var files embed.FS

// FS returns the rules that the program was built with.
func FS() fs.FS { return files }
