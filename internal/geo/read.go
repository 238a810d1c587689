package geo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"anlan"

	"github.com/paulmach/orb"
)

// The limits of one file. A county's townships drawn finely are about 2 MB and 50,000 points.
const (
	maxBytes  = 16 << 20
	maxPoints = 300_000
)

// Options say what is expected of a file.
type Options struct {
	GCJ02    bool // its coordinates are GCJ-02 and shall become WGS-84
	Anywhere bool // it may lie outside of China
}

// Feature is one shape with its properties.
type Feature struct {
	ID         string
	Properties map[string]any
	Geometry   orb.Geometry // Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon
}

// Text returns a property as text; a number is written without an exponent, all else is empty.
func (f Feature) Text(key string) string {
	switch v := f.Properties[key].(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// Read reads a FeatureCollection, or a single Feature, and checks every coordinate and ring. Each
// error names the feature and says what to do: geo_too_large, geo_broken, geo_numbers, geo_empty, geo_kind,
// geo_crs, geo_projected, geo_swapped, geo_outside, geo_ring_open, geo_ring_short,
// geo_ring_crosses, geo_too_complex.
func Read(r io.Reader, o Options) ([]Feature, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, anlan.ErrGeoBroken.Because(err)
	}
	if len(raw) > maxBytes || bytes.Count(raw, []byte("[")) > maxPoints || bytes.Count(raw, []byte(",")) > 4*maxPoints {
		return nil, anlan.ErrGeoTooLarge.With("max", "16 MB").With("points", maxPoints)
	}
	var doc document
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &doc); err != nil {
		return nil, broken(err)
	}
	if err := doc.check(); err != nil {
		return nil, err
	}
	features := make([]Feature, 0, len(doc.Features))
	for i, member := range doc.Features {
		f, err := member.feature(i+1, o)
		if err != nil {
			return nil, err
		}
		features = append(features, f)
	}
	return features, nil
}

// document is the outermost object.
type document struct {
	Type     string   `json:"type"`
	Features []member `json:"features"`
	CRS      *struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	} `json:"crs"`
	member
}

type member struct {
	ID         any            `json:"id"`
	Properties map[string]any `json:"properties"`
	Geometry   *shape         `json:"geometry"`
}

type shape struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

func (d *document) check() error {
	switch d.Type {
	case "FeatureCollection":
	case "Feature":
		d.Features = []member{d.member}
	default:
		return anlan.ErrGeoKind.With("got", d.Type).With("feature", "1")
	}
	if len(d.Features) == 0 {
		return anlan.ErrGeoEmpty
	}
	if d.CRS == nil {
		return nil
	}
	name := d.CRS.Properties.Name
	for _, known := range []string{"CRS84", "4326", "4490"} { // 4490 is CGCS2000
		if strings.HasSuffix(name, known) {
			return nil
		}
	}
	return anlan.ErrGeoCrs.With("got", name)
}

func (m member) feature(n int, o Options) (Feature, error) {
	f := Feature{Properties: m.Properties}
	if m.ID != nil {
		f.ID = fmt.Sprint(m.ID)
	}
	c := &checker{feature: label(n, f), Options: o}
	if m.Geometry == nil {
		return f, anlan.ErrGeoKind.With("got", "null").With("feature", c.feature)
	}
	g, err := m.Geometry.decode(c.feature)
	if err != nil {
		return f, err
	}
	f.Geometry, err = c.check(g)
	return f, err
}

// label tells the sender which feature is meant: its number and, if it has one, its name.
func label(n int, f Feature) anlan.Both {
	nth := strconv.Itoa(n)
	for _, key := range []string{"name", "NAME", "名称", "Name"} {
		if name := f.Text(key); name != "" {
			name = anlan.Clip(name, 30)
			return anlan.Both{ZH: nth + "（" + name + "）", EN: nth + " (" + name + ")"}
		}
	}
	return anlan.Both{ZH: nth, EN: nth}
}

// position is [longitude, latitude] or [longitude, latitude, height].
type position orb.Point

// UnmarshalJSON refuses positions of one number, which a plain array would fill up with zero.
func (p *position) UnmarshalJSON(b []byte) error {
	var n []float64
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	if len(n) < 2 || len(n) > 4 {
		return errors.New("a position has two or three numbers")
	}
	p[0], p[1] = n[0], n[1]
	return nil
}

func (s shape) decode(feature anlan.Both) (orb.Geometry, error) {
	var one position
	var line []position
	var lines [][]position
	var areas [][][]position
	var err error
	decode := func(v any) { err = json.Unmarshal(s.Coordinates, v) }
	var g orb.Geometry
	switch s.Type {
	case "Point":
		decode(&one)
		g = orb.Point(one)
	case "MultiPoint":
		decode(&line)
		g = orb.MultiPoint(points(line))
	case "LineString":
		decode(&line)
		g = orb.LineString(points(line))
	case "MultiLineString":
		decode(&lines)
		g = pathsOf(lines)
	case "Polygon":
		decode(&lines)
		g = ringsOf(lines)
	case "MultiPolygon":
		decode(&areas)
		g = areasOf(areas)
	default:
		return nil, anlan.ErrGeoKind.With("got", s.Type).With("feature", feature)
	}
	if err != nil {
		return nil, anlan.ErrGeoNumbers.With("feature", feature).Because(err)
	}
	return g, nil
}

func points(line []position) []orb.Point {
	out := make([]orb.Point, len(line))
	for i, p := range line {
		out[i] = orb.Point(p)
	}
	return out
}

func pathsOf(lines [][]position) orb.MultiLineString {
	out := make(orb.MultiLineString, len(lines))
	for i, line := range lines {
		out[i] = points(line)
	}
	return out
}

func ringsOf(lines [][]position) orb.Polygon {
	out := make(orb.Polygon, len(lines))
	for i, line := range lines {
		out[i] = points(line)
	}
	return out
}

func areasOf(areas [][][]position) orb.MultiPolygon {
	out := make(orb.MultiPolygon, len(areas))
	for i, rings := range areas {
		out[i] = ringsOf(rings)
	}
	return out
}

// broken says where in the file the JSON ends to make sense.
func broken(err error) error {
	at := int64(0)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = syntax.Offset
	}
	if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
		at = kind.Offset
	}
	return anlan.ErrGeoBroken.With("at", at).Because(err)
}
