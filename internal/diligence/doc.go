// Package diligence is 尽职免责: the book that tells, for a post, a person, a unit or an incident, what was
// known when, who was told and signed for it, what they answered, which rule was in force, and what was
// asked for and refused. It protects whoever did the work, and it says so honestly where there is no record.
//
// # Words
//
//	尽职免责 diligence · 履职档案 Book · 对象 Subject (post, person, unit, incident) · 期间 Period · 用途 Purpose ·
//	提及 Mention (an event speaks of a post, a unit, a person or a record) · 条 Line (cites its ledger position) ·
//	章 Chapter · 离线核验包 bundle · 不披露 withheld (proved by its commitment, its words kept back)
//
// # How a book comes about
//
//	events ──index──▶ mentions ──▶ gather (in order, page by page) ──▶ Compose ──▶ book.html
//	                                        └──▶ events.jsonl, positions ──▶ event diligence.compiled
//	                                                                            └──▶ proofs ──▶ bundle.zip
//
// The room is a witness: it reads events and the rule book, never a room's tables. Compose is pure: the same
// events, period and purpose give the same bytes. Names of posts and units are read from the events that
// gave them, as they were at the end of the period. That a book was made is an event itself, which carries
// the digests of its files; so a line that is altered, removed or put elsewhere does not fit any more.
//
// # What a book never shows
//
// Sign-ins, phones and what the public reported: nobody's movements are a matter of diligence. A line whose
// words hold a telephone or identity number shows it masked, and the bundle withholds the words (the ledger
// still proves them) unless they were asked for.
//
// # Law
//
// 《中国共产党问责条例》, 《地方党政领导干部安全生产责任制规定》 arts. 28–30 (尽职免责、容错纠错);
// 个人信息保护法 arts. 5–6, 13 (purpose, least data).
package diligence
