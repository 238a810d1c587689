// Package ops is what an operator does to a county's data folder: back it up while it runs, restore
// it, and ask whether it is well.
//
// # A backup
//
// One file, a ZIP: a consistent copy of the database (made by SQLite itself beside the running
// program), the files, the keys, the county's own policy, and at the end manifest.json with the
// SHA-256 of every entry and the ledger's checkpoint at that moment. It is read back and compared
// before the command says that it is done. The keys are in it, so it is as secret as the folder.
//
// On PostgreSQL the database is backed up with the tools of PostgreSQL; the file then holds the rest
// and says so.
//
// # A restore
//
// Goes into a new folder only, takes nothing that the manifest does not list, and ends at the very
// checkpoint that the manifest names.
package ops
