// Package table takes filled-in tables into a room, whichever room it is: it reads them, has every row judged, stores the
// sound ones in parts, and gives the wrong ones back in the same table with the reason in its cell.
//
//	上传    Upload     the rows of a file, and what is wrong with them by their form alone
//	结论    Verdict    what a row would do: new 新增, changed 更新, same 无变化, wrong 错误
//	预检    dry run    the same judgement, taken back
//
// What a template looks like is paper's business; what a row means is the room's. What is wrong with a row is told and never
// ends the table; trouble of the store ends it and is never told as a row's fault.
package table
