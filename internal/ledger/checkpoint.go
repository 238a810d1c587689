package ledger

import (
	"encoding/base64"
	"fmt"

	"github.com/transparency-dev/formats/log"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"anlan"
)

// Checkpoint is what a signed note says about the log at one moment.
type Checkpoint struct {
	Origin string        `json:"origin"`
	Size   int64         `json:"size"`
	Root   tlog.Hash     `json:"root"`
	At     anlan.Instant `json:"at"` // when it was stored; not signed
	Note   string        `json:"note"`
}

func (k Key) sign(size int64, root tlog.Hash) (string, error) {
	c := log.Checkpoint{Origin: k.Origin, Size: uint64(size), Hash: root[:]}
	b, err := note.Sign(&note.Note{Text: string(c.Marshal())}, k.Signer)
	return string(b), err
}

// ParseCheckpoint reads a signed note and refuses it when the public key has not signed it or the
// origin is another.
func ParseCheckpoint(text, public string) (Checkpoint, error) {
	v, err := note.NewVerifier(public)
	if err != nil {
		return Checkpoint{}, err
	}
	c, _, _, err := log.ParseCheckpoint([]byte(text), v.Name(), v)
	if err != nil {
		return Checkpoint{}, err
	}
	return checkpointOf(c, text)
}

// PeekCheckpoint reads a note without asking who signed it.
func PeekCheckpoint(text string) (Checkpoint, error) {
	var c log.Checkpoint
	if _, err := c.Unmarshal([]byte(text)); err != nil {
		return Checkpoint{}, err
	}
	return checkpointOf(&c, text)
}

func checkpointOf(c *log.Checkpoint, text string) (Checkpoint, error) {
	out := Checkpoint{Origin: c.Origin, Size: int64(c.Size), Note: text}
	if len(c.Hash) != len(out.Root) || out.Size < 0 {
		return Checkpoint{}, fmt.Errorf("a checkpoint of %d entries with a root of %d bytes", out.Size, len(c.Hash))
	}
	copy(out.Root[:], c.Hash)
	return out, nil
}

// Line is the checkpoint in one short line for a bulletin or a wall: whoever keeps it can later prove
// that the log was rewritten.
func (c Checkpoint) Line(lang anlan.Lang) string {
	root := base64.StdEncoding.EncodeToString(c.Root[:])
	return fmt.Sprintf(lang.Pick("账本 %s %s 第 %d 条 根 %s", "Ledger %s, %s: entry %d, root %s"), c.Origin, c.At.Date(), c.Size, root)
}
