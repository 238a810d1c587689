package field_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"anlan"
	"anlan/internal/field"
)

// rescueOf writes a rescue file as a phone does.
func rescueOf(a anlan.Actor, parts []field.Part, pictures ...string) []byte {
	var b bytes.Buffer
	line := func(v any) {
		raw, _ := json.Marshal(v) // maps of plain values
		b.Write(append(raw, '\n'))
	}
	line(map[string]any{"anlan": "rescue", "version": 1, "device": "phone-0001", "account": a.Account, "post": a.Post, "made": 1642384800000,
		"offsetMs": nil, "parts": len(parts), "files": len(pictures)})
	for _, p := range pictures {
		sum := sha256.Sum256([]byte(p))
		line(map[string]any{"file": map[string]any{"sha256": hex.EncodeToString(sum[:]), "size": len(p), "name": "a.txt"}})
		b.WriteString(p + "\n")
	}
	for _, p := range parts {
		line(map[string]any{"part": p})
	}
	line(map[string]any{"end": true})
	return b.Bytes()
}

func TestRescue(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		a, id := inspector("A"), h.d.NewID()
		wrong := verbPart(h, id)
		wrong.Path = "/api/v1/accounts"
		file := rescueOf(a, []field.Part{hazardPart(h, id), verbPart(h, id), wrong}, "照片", "录音")
		dry, err := h.s.Rescue(ctx, a, bytes.NewReader(file), true)
		if err != nil || !dry.Whole || len(dry.Parts) != 3 || !dry.Parts[0].New || !dry.Parts[1].New || dry.Parts[2].State != field.Refused {
			t.Fatalf("the dry run says %+v, %v", dry, err)
		}
		if dry.Parts[0].Title != "配电箱没盖" || len(dry.Files) != 2 || dry.Files[0].Err != nil {
			t.Errorf("the dry run shows %+v and %+v", dry.Parts[0], dry.Files)
		}
		if len(h.door.did) != 0 {
			t.Errorf("a dry run did %v", h.door.did)
		}
		for round := range 2 {
			done, err := h.s.Rescue(ctx, a, bytes.NewReader(file), false)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range done.Parts[:2] {
				if round == 0 && p.State != field.Received || round == 1 && !p.Known || h.door.did[p.ID] != 1 {
					t.Errorf("round %d: part %d is %s (known %v), done %d times", round, i, p.State, p.Known, h.door.did[p.ID])
				}
			}
		}
		if _, err := h.s.Rescue(ctx, inspector("B"), bytes.NewReader(file), true); !errors.Is(err, anlan.ErrRescueOther) {
			t.Errorf("another account brings in the file: %v", err)
		}
	})
}

// A file that was cut off anywhere tells what was whole, and what was whole counts.
func TestRescueCutOff(t *testing.T) {
	h := house{t: t}
	both(t, func(t *testing.T, open house) {
		h = open
		h.t = t
		a, ids := inspector("A"), []anlan.ID{h.d.NewID(), h.d.NewID()}
		file := rescueOf(a, []field.Part{hazardPart(h, ids[0]), hazardPart(h, ids[1])}, "照片")
		last := 0
		for cut := range len(file) {
			got, err := h.s.Rescue(ctx, a, bytes.NewReader(file[:cut]), true)
			switch {
			case err != nil && !errors.Is(err, anlan.ErrRescueFormat) && !errors.Is(err, anlan.ErrBlobInterrupted):
				t.Fatalf("cut at %d: %v", cut, err)
			case got.Whole:
				t.Fatalf("cut at %d of %d it counts as whole", cut, len(file))
			case len(got.Parts) < last:
				t.Fatalf("cut at %d there are %d parts, before it were %d", cut, len(got.Parts), last)
			}
			last = len(got.Parts)
		}
		if last != 2 {
			t.Errorf("cut before its end the file yields %d parts, want 2", last)
		}
	})
}

func TestRescueLies(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.t = t
		a := inspector("A")
		good := string(rescueOf(a, []field.Part{hazardPart(h, h.d.NewID())}, "照片"))
		for name, c := range map[string]struct {
			file string
			want *anlan.Error
		}{
			"nothing":       {"", anlan.ErrRescueFormat},
			"another file":  {"PK\x03\x04 zip", anlan.ErrRescueFormat},
			"newer version": {replace(good, `"version":1`, `"version":2`), anlan.ErrRescueVersion},
			"huge picture":  {replace(good, `"size":6`, `"size":99999999`), anlan.ErrBlobTooLarge},
			"negative size": {replace(good, `"size":6`, `"size":-6`), anlan.ErrBlobTooLarge},
		} {
			if _, err := h.s.Rescue(ctx, a, bytes.NewReader([]byte(c.file)), true); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %s", name, err, c.want.Code)
			}
		}
		got, err := h.s.Rescue(ctx, a, bytes.NewReader([]byte(replace(good, "照片\n", "照孩\n"))), true)
		if err != nil || !errors.Is(got.Files[0].Err, anlan.ErrBlobHashMismatch) || !got.Parts[0].New {
			t.Errorf("an altered picture: %+v, %v; want it blamed and the record taken", got, err)
		}
		many := make([]field.Part, 2001)
		for i := range many {
			many[i] = hazardPart(h, h.d.NewID())
		}
		if _, err := h.s.Rescue(ctx, a, bytes.NewReader(rescueOf(a, many)), true); !errors.Is(err, anlan.ErrRescueLarge) {
			t.Errorf("2,001 parts: %v, want rescue_large", err)
		}
	})
}

func replace(s, old, fresh string) string {
	if out := string(bytes.Replace([]byte(s), []byte(old), []byte(fresh), 1)); out != s {
		return out
	}
	panic(fmt.Sprintf("the file has no %s", old))
}
