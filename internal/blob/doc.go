// Package blob keeps files: photographs, recordings and documents that prove something. A file is
// stored once under the SHA-256 of its content and never changes; whoever stored it keeps the hash
// with its own record. The package has no database and does not know what a file proves.
//
// # Words
//
//	Blob    文件     a stored file: hash, size, type, name
//	Store   文件库    the folder: ab/cd/<hash>, thumbnails beside them
//	Thumb   缩略图    a small JPEG without the camera's data (place, device)
//
// # What is taken
//
// The type is read from the content, never from the name or from what the browser says, and must
// stand on the list: pictures, films, recordings (at most SoundMost), PDF, OFD, DOCX, XLSX, PPTX, text. A name whose
// ending belongs to something else is refused, so that nothing on the list can be opened as a
// program. Web pages, SVG, scripts, programs, archives and files with macros are refused by name.
//
// # When it is on disk
//
// Put answers after the bytes and the directory entry are synced. Before that they stand under a
// temporary name that the next start sweeps away; a full disk leaves nothing behind.
package blob
