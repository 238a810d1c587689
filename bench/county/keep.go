package county

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// paperName is what a kept county says of itself, beside its data.
const paperName = "bench.json"

// Keep writes down what the county is, once it is built in full, so that Open finds it again.
func (c *County) Keep() error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.Dir, paperName), raw, 0o600)
}

// Open takes up a county that was built and kept before.
func Open(dir string) (*County, error) {
	raw, err := os.ReadFile(filepath.Join(dir, paperName))
	if err != nil {
		return nil, err
	}
	c := &County{}
	err = json.Unmarshal(raw, c)
	c.Dir = dir
	return c, err
}
