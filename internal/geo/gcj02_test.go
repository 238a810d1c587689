package geo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// TestGCJ02Published compares with pairs that other, independent programs publish in their tests.
func TestGCJ02Published(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		source     string
		wgs84, gcj orb.Point
		within     float64 // metres
	}{
		{"coordtransform", orb.Point{116.404, 39.915}, orb.Point{116.41024449916938, 39.91640428150164}, 0.01},
		{"geotool", orb.Point{121.0917077, 30.6107779}, orb.Point{121.09626935575027, 30.608604331756705}, 0.01},
		{"PositionUtil", orb.Point{113.647881, 34.829793}, orb.Point{113.65396374215176, 34.8287280094783}, 0.01},
		{"geoToolbox", orb.Point{116, 40}, orb.Point{116.006141221789, 40.001213650174}, 0.01},
		{"evil_transform", orb.Point{120.596931, 31.280844}, orb.Point{120.60109998322247, 31.278648624428175}, 0.01},
		{"geoChina, Beijing station", orb.Point{116.42079, 39.90105}, orb.Point{116.42703, 39.90245}, 1},
		{"gcoord", orb.Point{122.99395597, 44.99804071}, orb.Point{123, 45}, 1},
	} {
		if d := Distance(ToGCJ02(tt.wgs84), tt.gcj); d > tt.within {
			t.Errorf("%s: %.2f m away", tt.source, d)
		}
		if d := Distance(FromGCJ02(tt.gcj), tt.wgs84); d > max(tt.within, 0.02) {
			t.Errorf("%s, back: %.2f m away", tt.source, d)
		}
	}
}

// TestGCJ02GoesBack: there and back is less than a centimetre, everywhere; the shift is what it is
// known to be.
func TestGCJ02GoesBack(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		p := orb.Point{73.5 + rng.Float64()*61, 18 + rng.Float64()*35}
		g := ToGCJ02(p)
		if d := Distance(FromGCJ02(g), p); d > 0.01 {
			t.Fatalf("%v: %.3f m after going there and back", p, d)
		}
		if d := Distance(p, g); d < 1 || d > 1500 {
			t.Fatalf("%v is shifted by %.0f m", p, d)
		}
	}
	for _, p := range []orb.Point{{0, 0}, {-74, 40}, {139.7, 35.7}, {151, -33}, {math.MaxFloat64, 0}} {
		if ToGCJ02(p) != p || FromGCJ02(p) != p {
			t.Errorf("%v lies outside of China and moved", p)
		}
	}
}
