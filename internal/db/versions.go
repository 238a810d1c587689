package db

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Versions lists the migrations that this program carries, oldest first. The doctor compares them with
// what a database has seen, without migrating it.
func Versions() ([]int64, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var list []int64
	for _, f := range files {
		digits, _, _ := strings.Cut(strings.TrimPrefix(f, "migrations/"), "_")
		v, err := strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	slices.Sort(list)
	return list, nil
}
