package api_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"anlan"
)

// What browsers record as speech goes from the phone to the hazard and plays again, as a whole and from its middle.
func TestVoiceNotes(t *testing.T) {
	town := sit(t, anlan.RoleTownship)
	for name, kind := range map[string]string{"voice-chromium.webm": "audio/webm", "voice-chromium.mp4": "audio/mp4"} {
		data, err := os.ReadFile(filepath.Join("..", "blob", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		var kept struct{ Hash, Type string }
		if status := town.upload("/api/v1/files", name, data, &kept); status != http.StatusOK || kept.Type != kind {
			t.Fatalf("%s: %d, kept as %s", name, status, kept.Type)
		}
		id := house.app.DB.NewID()
		var h struct{ Voice string }
		town.want(http.StatusOK, "POST", "/api/v1/hazards", fields{"id": id, "category": "electric", "text": "语音说明的线路裸露", "voice": kept.Hash}, &h)
		res, heard := town.file("/api/v1/files/" + h.Voice)
		if res.Header.Get("Content-Type") != kind || !bytes.Equal(heard, data) {
			t.Errorf("%s plays as %s, %d of %d bytes", name, res.Header.Get("Content-Type"), len(heard), len(data))
		}
		req, err := http.NewRequest(http.MethodGet, town.base+"/api/v1/files/"+h.Voice, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Range", "bytes=100-199")
		part, err := (&http.Client{Jar: town.jar}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = part.Body.Close() // only its head is looked at
		if part.StatusCode != http.StatusPartialContent || part.Header.Get("Content-Range") == "" {
			t.Errorf("%s from its middle: %d", name, part.StatusCode)
		}
	}
	film, err := os.ReadFile(filepath.Join("..", "blob", "testdata", "film-chromium.webm"))
	if err != nil {
		t.Fatal(err)
	}
	var p problem
	if status := town.upload("/api/v1/files", "film.webm", film, &p); status == http.StatusOK {
		t.Errorf("a film is taken as a voice note: %+v", p)
	}
}
