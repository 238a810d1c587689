package blob

import (
	"bytes"
	"encoding/binary"
	"io"

	"anlan"
)

// SoundMost is the largest recording: an hour as phones record speech. A voice note has a minute or two.
const SoundMost = 10 << 20

// sounding knows the recordings whose first bytes alone do not tell them from films: Ogg, WebM, bare AAC,
// and the boxes that a phone also puts films into.
func sounding(r io.ReaderAt, size int64, head []byte) (kind, bool) {
	switch {
	case bytes.HasPrefix(head, []byte("OggS")):
		return kindOGG, oggSpeech(head)
	case bytes.HasPrefix(head, []byte(ebmlMagic)):
		return kindWEBA, webmSound(head)
	case adts(head):
		return kindAAC, true
	case len(head) >= 12 && string(head[4:8]) == "ftyp" && brands[string(head[8:12])].media == kindMP4.media:
		return kindM4A, boxSound(r, size)
	}
	return kind{}, false
}

// oggSpeech reports whether the first page of an Ogg file begins a track of Opus or Vorbis.
func oggSpeech(head []byte) bool {
	if len(head) < 28 {
		return false
	}
	at := 27 + int(head[26]) // behind the table of segments
	if at > len(head) {
		return false
	}
	return bytes.HasPrefix(head[at:], []byte("OpusHead")) || bytes.HasPrefix(head[at:], []byte("\x01vorbis"))
}

// adts reports whether bare AAC frames follow each other; one alone could be chance.
func adts(head []byte) bool {
	for n := 0; ; n++ {
		if len(head) < 7 || head[0] != 0xff || head[1]&0xf6 != 0xf0 {
			return n > 1 && len(head) < 7
		}
		length := int(head[3]&3)<<11 | int(head[4])<<3 | int(head[5])>>5
		if length < 7 || n == 3 {
			return n == 3
		}
		if length > len(head) {
			return n > 0
		}
		head = head[length:]
	}
}

const ebmlMagic = "\x1aE\xdf\xa3"

// The elements of WebM that are looked into or at; all others are stepped over.
const (
	ebmlHeader  = 0x1a45dfa3
	ebmlDocType = 0x4282
	ebmlSegment = 0x18538067
	ebmlCluster = 0x1f43b675
	ebmlTracks  = 0x1654ae6b
	ebmlEntry   = 0xae
	ebmlCodec   = 0x86
)

// webmSound reports whether a WebM file declares tracks of sound and none of pictures.
func webmSound(head []byte) bool {
	webm, sound := false, false
	for at := 0; at < len(head); {
		id, idLen := ebmlNumber(head[at:], false)
		size, sizeLen := ebmlNumber(head[at+idLen:], true)
		if idLen == 0 || sizeLen == 0 {
			return false
		}
		at += idLen + sizeLen
		switch id {
		case ebmlHeader, ebmlSegment, ebmlTracks, ebmlEntry: // step inside
			continue
		case ebmlCluster: // the recording itself: everything was declared before it
			return webm && sound
		}
		if size > uint64(len(head)-at) {
			return webm && sound
		}
		body := head[at : at+int(size)]
		switch id {
		case ebmlDocType:
			webm = string(body) == "webm"
		case ebmlCodec:
			if sound = bytes.HasPrefix(body, []byte("A_")); !sound {
				return false
			}
		}
		at += int(size)
	}
	return webm && sound
}

// ebmlNumber reads a number whose first byte tells its length; an identity keeps that mark.
func ebmlNumber(b []byte, unmark bool) (uint64, int) {
	if len(b) == 0 || b[0] == 0 {
		return 0, 0
	}
	n := 1
	for mark := byte(0x80); b[0]&mark == 0; mark >>= 1 {
		n++
	}
	if n > len(b) {
		return 0, 0
	}
	v := uint64(b[0])
	if unmark {
		v &= 0xff >> n
	}
	for _, c := range b[1:n] {
		v = v<<8 | uint64(c)
	}
	return v, n
}

const (
	boxesMost  = 1000    // of one file; a fragmented one has a box or two per second
	moviesMost = 4 << 20 // bytes of a description that are read
)

// boxSound reports whether ISO boxes declare a track of sound and none of pictures. The description may
// stand at either end of the file.
func boxSound(r io.ReaderAt, size int64) bool {
	head := make([]byte, 16)
	for at, n := int64(0), 0; at+8 <= size && n < boxesMost; n++ {
		if got, err := r.ReadAt(head, at); got < 8 || err != nil && err != io.EOF {
			return false
		}
		length := int64(binary.BigEndian.Uint32(head))
		if length == 1 {
			length = int64(binary.BigEndian.Uint64(head[8:]))
		}
		if length < 8 || length > size-at {
			return false
		}
		if string(head[4:8]) == "moov" {
			movie, err := io.ReadAll(io.NewSectionReader(r, at, min(length, moviesMost)))
			return err == nil && bytes.Contains(movie, handler("soun")) && !bytes.Contains(movie, handler("vide"))
		}
		at += length
	}
	return false
}

// handler is how a track says what it is: a box hdlr of version 0, no flags, nothing predefined.
func handler(what string) []byte { return []byte("hdlr\x00\x00\x00\x00\x00\x00\x00\x00" + what) }

// soundSize refuses recordings beyond what anybody listens to.
func soundSize(k kind, size int64) error {
	if k.family == "audio" && size > SoundMost {
		return anlan.ErrBlobTooLarge.With("max", megabytes(SoundMost))
	}
	return nil
}
