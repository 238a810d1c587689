package db

import "testing"

func TestPlaceholdersWithoutNames(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"SELECT doc FROM matter WHERE id = $1":        "SELECT doc FROM matter WHERE id = ?",
		"VALUES ($1, $2, $3), ($4,$5,$6)":             "VALUES (?, ?, ?), (?,?,?)",
		"$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11":          "?,?,?,?,?,?,?,?,?,?,?",
		"UPDATE t SET a = $2 WHERE id = $1":           "UPDATE t SET a = $2 WHERE id = $1",
		"SELECT $1 WHERE a = $1":                      "SELECT $1 WHERE a = $1",
		"SELECT $12":                                  "SELECT $12",
		"SELECT json_extract(doc, '$1') WHERE a = $1": "SELECT json_extract(doc, '$1') WHERE a = $1",
		"SELECT 1":        "SELECT 1",
		"BEGIN IMMEDIATE": "BEGIN IMMEDIATE",
	} {
		if got := unnamed(text); got != want {
			t.Errorf("%s → %s", text, got)
		}
	}
}
