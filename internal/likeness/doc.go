// Package likeness finds pictures that show the same photograph: cropped, re-compressed, resized,
// brightened, with a band written under it, or all at once. It knows pictures, not what they prove.
//
// # Words
//
//	Sight   看到的图   a picture looked at, in memory: what a search needs
//	Print   图像指纹   what is kept of a picture: forty points and a picture of a thousand dots, 1.8 kB
//	Key     检索词     32 bits of one point's description; a print has up to 32
//	Index   索引       finds prints by keys, 6 bytes each
//	Shelf   指纹库     the prints in the database, and the index over them while somebody searches
//	Match   吻合       how a print lies in a picture and how far the two agree
//
// # How
//
// A picture is reduced to 256 points of brightness. Blobs that stand out from their surroundings at
// some size (extremes of differences of Gaussians) keep their place and size relative to the scene
// whatever is cut off around them. Each is described by the signs of 63 slow frequencies of its
// surroundings, which brightness and compression hardly turn. The index finds prints that share
// descriptions; those are aligned by their points and then compared block by block as pictures, which
// is what keeps false alarms away. docs/adr/0007-likeness.md tells why, with figures.
//
// # What it does not claim
//
// Turned, mirrored or photographed-off-a-screen pictures are not found. Another photograph of the same
// view from nearly the same spot is found too, and said to be that: Closer tells a copy from it most of
// the time, eyes tell the rest. A plain wall or a dark picture is not comparable (ErrPlain): it never
// matches anything. Forms filled in on the same printed sheet look alike to it.
package likeness
