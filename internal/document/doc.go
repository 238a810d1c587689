// Package document is 公文: one register of every number that the house gives to a document, documents
// that people compose, and the proof that whoever was meant has signed for them.
//
// # Words
//
//	发文登记簿 Entry · 发文字号 Number · 机关代字 Code · 作废 Void (kept, never given again) ·
//	编号序列 Series (one counter: code and year) · 缺号 Hole · 拟稿 Draft · 编号定稿 Issue (number, text and
//	SHA-256 are fixed together) · 送达 Send · 送达回证 Receipt · 签收 Sign · 催签 Chase · 文种 Kind ·
//	公文模板 Template (a county's own .docx with named places)
//
// # States of a composed document
//
//	draft ──Issue──▶ issued ──Send──▶ sent ──every unit has signed──▶ (its receipts say so)
//	  └──Drop──▶ dropped       └──Void──▶ void (its number stays in the register)
//
// # The register
//
// Other rooms number their own papers in their own transactions (db.Tx.Number). They tell of them by
// events; the landing hands those to Register, which hears each once, however often it comes. A document
// composed here takes its number from the same counters in the transaction that freezes its text. Check
// holds each counter against the rows and names every number that nothing stands for.
//
// # Clocks
//
// A receipt of a composed document has the sign-for clock of its urgency (policy sign-clock), with the
// version it was sent under: the unit's post, its deputy, its chief and the office are told in turn.
// Papers of other rooms are chased by those rooms; their receipts have no clock of their own.
//
// # Law
//
// 《党政机关公文处理工作条例》（中办发〔2012〕14号）第九条、第二十四条 (number, registration),
// GB/T 9704-2012 (layout); 民事诉讼法 art. 87 by analogy (a receipt is signed by whoever receives).
package document
