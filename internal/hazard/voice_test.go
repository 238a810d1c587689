package hazard_test

import (
	"strings"
	"testing"

	"anlan"
	"anlan/internal/matter"
)

// A voice note is a recording; a picture under its name is refused before anybody waits for it to play.
func TestVoiceIsARecording(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.draft()
		d.Voice = d.Photos[0].Hash
		_, err := h.Report(ctx, h.office(), d)
		refused(t, err, anlan.ErrHazardVoice)
		note := matter.File{Hash: strings.Repeat("ab", 32), Name: "语音.webm", Type: "audio/webm", Size: 9}
		_, err = h.matters.Upload(ctx, h.office(), note)
		ok(t, err)
		d.Voice = note.Hash
		made, err := h.Report(ctx, h.office(), d)
		ok(t, err)
		if made.Voice != note.Hash {
			t.Errorf("voice %q", made.Voice)
		}
	})
}
