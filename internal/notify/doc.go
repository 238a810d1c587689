// Package notify tells posts what they should know, and keeps the record of whom it told what.
//
// It knows no word of the trade: a notice has a kind, a reference and a text, and whoever sends it
// chose them.
//
// # Words
//
//	通知      Notice      what a post (or every post of a unit) is told
//	送达记录  Delivery    one try to tell it outside the program, by one way to one address
//	群机器人  robot       a chat group's address at 企业微信, 钉钉 or 飞书
//	免打扰    quiet       hours in which only urgent notices leave the program
//	催未读    Chase       telling again those who have not read, and nobody else
//
// # States
//
//	Notice:    sent → read → done      (done: what it asked for has happened)
//	Delivery:  waiting → sent | failed | skipped
//
// # How a notice travels
//
// [Send] stores it in the transaction of what it speaks of, with an event; nothing leaves the program
// there. When the event is numbered, [Service.Hear] puts it on the screens that watch the post and
// wakes the worker. The worker asks for addresses, stores the deliveries, sends what is due, and writes
// down what came of it: at least once, never inside a transaction, a few at a time. Several notices
// that wait for one robot leave as one card.
package notify
