// Package facts carries the public facts that the registry starts from: division codes and names,
// and a schematic tile map where no geometry is public. README.md names source, date and licence.
package facts

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
)

//go:embed *.csv
var files embed.FS

// Division is one row of the register of division codes.
type Division struct {
	Code, Name, Level, Parent, Kind string
}

// Tile is where a township stands on the schematic map: columns to the east, rows to the south.
type Tile struct {
	Code     string
	Col, Row int
}

// Divisions returns the divisions of a file named by its code ("620521" or "62"), parents first.
func Divisions(code string) ([]Division, error) {
	rows, err := read(code+".csv", 5)
	if err != nil {
		return nil, err
	}
	out := make([]Division, 0, len(rows))
	for r := range slices.Values(rows) {
		out = append(out, Division{Code: r[0], Name: r[1], Level: r[2], Parent: r[3], Kind: r[4]})
	}
	return out, nil
}

// Tiles returns the schematic tile map of a county.
func Tiles(county string) ([]Tile, error) {
	rows, err := read("tiles-"+county+".csv", 4)
	if err != nil {
		return nil, err
	}
	out := make([]Tile, 0, len(rows))
	for r := range slices.Values(rows) {
		col, errCol := strconv.Atoi(r[2])
		row, errRow := strconv.Atoi(r[3])
		if errCol != nil || errRow != nil {
			return nil, fmt.Errorf("facts: tile of %s: col %q, row %q", r[0], r[2], r[3])
		}
		out = append(out, Tile{Code: r[0], Col: col, Row: row})
	}
	return out, nil
}

// read returns the rows of a file below its heading.
func read(name string, columns int) ([][]string, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("facts: %w", err)
	}
	defer func() { _ = f.Close() }() // embedded, read only
	r := csv.NewReader(f)
	r.Comment, r.FieldsPerRecord = '#', columns
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("facts: %s: %w", name, err)
	}
	return rows[1:], nil
}
