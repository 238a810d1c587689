// Package field is what stands behind a phone that is without a network for hours: the pack it carries,
// the parts it hands in late and in any order, and what it says of itself.
//
// # Words
//
//	离线包      Pack       what a post carries: its tasks, its sites, checklists and dictionaries
//	游标        cursor     how far a phone has come; with it only what changed is sent
//	携带范围    audience   who carries a record: a unit, a township, those who oversee a unit
//	待传箱      outbox     what a phone has saved and the county has not
//	部分        Part       one saved call of the outbox: it is carried out through the door like any other
//	暂存        held       a part that came before what it builds on; it waits here, on disk
//	救援文件    rescue     the outbox as a file (.anlan), for a phone that finds no network at all
//	设备健康    Device     how much a phone still holds, and since when
//
// # The pack
//
// A reader of events keeps who carries what, and adds a row for each change and audience. A first
// synchronisation walks what an audience carries, kind by kind; a later one only what changed since the
// cursor, with the identities of what is carried no more. Each is a range of an index. What a row says
// is read from its room when it is sent, and only if the actor may see it.
//
// # Parts that come in any order
//
// A part names the records it needs. While one is missing the part is held; the reader of events carries
// it out when the missing record appears, whoever brought it, in the chair of whoever sent it. A timer
// looks again, in case the news was missed, and after a day tells the sender's post. A part's identity is
// the key of its call, so it happens once however often it is sent (law 9).
//
// The rooms whose records are carried give a Source or a Set each; internal/app brings them together.
package field
