// Package intake brings tables of paper into the registry and out again: units, the organisation
// address book (posts, people, holdings), enterprises, sites and places, as .xlsx.
//
// Words
//
//	模板    Template   current choices as drop-downs, notes on top, the identity column locked
//	预检    Preview    a dry run: per row new 新增, changed 更新, same 无变化 or wrong 错误, per cell old → new
//	提交    Commit     stores the good rows as one batch; the wrong ones go back in the same template
//	撤销    Undo       for seven days; row by row refused where a record was changed since
//
// An empty cell keeps what is stored; a single "-" empties it. So a table with only some of its
// columns filled in harms nothing.
//
// A preview writes nothing and takes no lock. A commit plans every row again inside its transaction,
// so what it stores was decided on the present state; a row that fails there after all is left out
// and reported, the others are stored.
package intake
