package hazard_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"

	"anlan"
	"anlan/internal/blob"
	"anlan/internal/event"
	"anlan/internal/hazard"
	"anlan/internal/likeness/scene"
	"anlan/internal/matter"
)

// scenes are the pictures drawn so far: a test shows the same ones to both databases, and drawing is half of its time.
var scenes sync.Map

func drawn(seed uint64) *image.RGBA {
	one, _ := scenes.LoadOrStore(seed, sync.OnceValue(func() *image.RGBA { return scene.Draw(seed, 640, 480) }))
	return one.(func() *image.RGBA)()
}

// darkroom is a house with real pictures and somebody who looks at them.
type darkroom struct {
	house
	blobs    *blob.Store
	examiner *hazard.Examiner
}

func (h house) darkroom() darkroom {
	h.t.Helper()
	store, err := blob.New(filepath.Join(h.t.TempDir(), "blobs"))
	ok(h.t, err)
	return darkroom{h, store, hazard.NewExaminer(h.Service, store, slog.New(slog.NewTextHandler(io.Discard, nil)))}
}

// upload hands a picture in as JPEG; taken is what its camera claims.
func (d darkroom) upload(img image.Image, taken string) string {
	d.t.Helper()
	var b bytes.Buffer
	ok(d.t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 85}))
	return d.file(withTime(b.Bytes(), taken), "照片.jpg")
}

func (d darkroom) file(data []byte, name string) string {
	d.t.Helper()
	kept, err := d.blobs.Put(ctx, bytes.NewReader(data), name, 0)
	ok(d.t, err)
	_, err = d.matters.Upload(ctx, d.office(), matter.File{Hash: kept.SHA256, Name: kept.Name, Type: kept.Type, Size: kept.Size})
	ok(d.t, err)
	return kept.SHA256
}

// withTime writes DateTimeOriginal into a JPEG.
func withTime(data []byte, taken string) []byte {
	if taken == "" {
		return data
	}
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("Exif\x00\x00II*\x00"), 8)
	entry := func(tag, kind uint16, n, value uint32) {
		b = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(b, tag), kind), n), value)
	}
	b = le.AppendUint16(b, 1)
	entry(0x8769, 4, 1, 26)
	b = le.AppendUint16(le.AppendUint32(b, 0), 1)
	entry(0x9003, 2, 20, 44)
	b = append(le.AppendUint32(b, 0), taken+"\x00"...)
	head := append([]byte("\xff\xd8\xff\xe1"), byte((len(b)+2)>>8), byte(len(b)+2))
	return append(append(head, b...), data[2:]...)
}

// found reports a hazard at a unit, with a picture.
func (d darkroom) found(unit, photo string) hazard.Hazard {
	d.t.Helper()
	draft := d.draft()
	draft.Unit, draft.Clause, draft.Photos = d.id(unit), fmt.Sprint("检查表第 ", d.db.Now(), " 项"), []hazard.Photo{{Hash: photo}} // no relapse
	return d.report(d.regulator(), draft)
}

// done lets the unit report the work done with these pictures, and everybody hear of it.
func (d darkroom) done(x hazard.Hazard, unit string, photos ...string) hazard.Hazard {
	d.t.Helper()
	d.reported(x, unit, photos...)
	return d.look(x)
}

// reported lets the unit report the work done; nobody has heard of it yet.
func (d darkroom) reported(x hazard.Hazard, unit string, photos ...string) {
	d.t.Helper()
	firm := d.actor(unit, anlan.RoleEnterprise)
	if m, err := d.matters.Get(ctx, d.office(), x.Matter); err != nil || m.State == matter.Issued {
		ok(d.t, err)
		_, err = d.matters.Sign(ctx, firm, x.Matter, 0)
		ok(d.t, err)
	}
	for len(photos) < 2 { // the evidence that the matter asks for
		photos = append(photos, d.photo().Hash)
	}
	_, err := d.matters.Feedback(ctx, firm, x.Matter, 0, matter.Report{Text: "已整改", Final: true, Files: photos})
	ok(d.t, err)
}

// look lets the examiner look at everything that waits.
func (d darkroom) look(x hazard.Hazard) hazard.Hazard {
	d.t.Helper()
	for range 2 {
		d.settle()
		_, err := event.Catch(ctx, d.db, hazard.TruthReader, d.examiner.Handle)
		ok(d.t, err)
	}
	return d.get(x.ID)
}

func (d darkroom) close(x hazard.Hazard, c hazard.CheckDraft) (hazard.Hazard, error) {
	c.Pass, c.Text = true, "复查合格"
	return d.Close(ctx, d.regulator(), x.ID, 0, c)
}

// onSite is a check that leaves no doubt.
func (d darkroom) onSite() hazard.CheckDraft {
	return hazard.CheckDraft{Visit: true, Photos: []hazard.Photo{d.photo()}}
}

func kinds(x hazard.Hazard) string {
	var list []string
	for _, d := range x.Doubts {
		list = append(list, d.Kind)
	}
	return strings.Join(list, " ")
}
