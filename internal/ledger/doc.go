// Package ledger (账本) is the witness of the house: it makes it impossible to alter, remove, insert,
// reorder or back-date a record without somebody noticing (law 15).
//
// # Words
//
//	账目  entry       one event of the log with its position; nothing else is ever an entry
//	承诺  commitment  salted SHA-256 of an entry; tells nothing about it until the salt is disclosed
//	叶    leaf        hash of a commitment in the Merkle tree (RFC 6962)
//	瓦片  tile        256 hashes of one level (c2sp.org/tlog-tiles)
//	检查点 checkpoint  origin, number of entries and root of the tree, signed with the county's key
//	封印  seal        SHA-256 of a record as an event left it
//
// # How it works
//
// [Ledger.Run] follows the events beside the write path. Each batch of leaves, the tiles that changed
// and the new position are stored in one transaction; a checkpoint is signed at once when the county
// is quiet and at most every second when it is busy.
//
//	events ──► commitments ──► leaves ──► tiles ──► root ──► checkpoint (signed)
//	   └─ seal ──► record
//
// [Ledger.Export] writes a folder that needs no program of ours to be read, and [Verify] checks such
// a folder offline: with the folder and the county's public key alone it finds what was touched and
// says which entry or record it is.
//
// # What the signature can and cannot do
//
// Who can write to the database but lacks the key cannot make a checkpoint that fits altered entries.
// Who has the key as well can rewrite everything, and is caught by any older checkpoint kept
// elsewhere: printed in a bulletin (the root of the day), sent to the city, or in the file beside the
// key. An entry is protected from the moment it is witnessed, a fraction of a second after its
// commit.
package ledger
