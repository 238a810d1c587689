// Package letter is 目标责任书: the target responsibility letters that a county signs every year with its
// departments and townships, and these with villages and enterprises. A letter has four parts (work
// safety, disaster prevention and relief, emergency rescue, fire) and scores itself every day from what
// the other rooms tell.
//
// # Words
//
//	责任书 Letter · 模板 Template (policy letter-templates, or the county's own version) · 四部分 Part ·
//	条款 Clause · 控制指标 Control · 一票否决 Veto · 加减分 Adjust · 等次 Grade ·
//	甲方 issuer · 乙方 signer · 签名 Signature · 签名密钥 Key · 待签件 Sheet · 原文 the frozen text ·
//	事实 Fact (good, bad, open, waived) · 指标 metric · 得分 Score · 自评 / 核分 Mark (self, checked) ·
//	期限 Clock · 催签、催答 Urging (policy letter-signing, letter-answering) ·
//	登记 Record (a fact that no room counts yet) · 异议 Objection / 答复 Answer ·
//	年终考核 Round, Review
//
// # States
//
//	draft ──Send: the text is frozen──▶ sent ──both have signed──▶ signed
//	  └────────────Withdraw────────────▶ withdrawn ◀──(before anybody signed)
//
//	round:  open ──Freeze──▶ frozen ──Conclude (every objection answered)──▶ closed
//
// # Clocks
//
// A sent letter is to be signed, and an objection to be answered, within the days of the policy. Each has one timer
// and a ladder that it was born with: who owes it is reminded, and when the day has passed he, his unit and the unit
// above are told. It ends with the signatures, the answer, or the letter that is taken back; objections to what that
// counted lapse.
//
// # What never changes
//
// The text of a letter from the moment at which it was sent. A leader who leaves does not end a letter:
// it follows the post (law 5), and whoever comes signs the same text again. Both signatures stay.
//
// # Who signs
//
// The signer's own device. This package keeps a key's public half and its wrapped private half (enrol.go,
// wrapping.go), lays the exact bytes before the device (sheet.go) and takes a signature over nothing else
// (sign.go). Secrets and open private keys do not come here; device.go is that device in Go, for those who
// have no browser (ADR 13).
//
// # Facts
//
// The room hears the events of the other rooms and keeps one row for each fact and metric, and counts.
// A score reads counts only, so it costs the same at a thousand facts and at a million; it always equals
// what a recount of all events finds ([Service.Recount]).
//
// A fact that an upheld objection waives does not count for the letter that it was raised about, and only
// for that one: waiver.go says why.
//
// # Law
//
// Work Safety Law arts. 4, 5, 9 (responsibility of heads, post by post); Electronic Signature Law arts. 5,
// 6, 8, 13 and 14 (docs/security.md answers the four conditions of art. 13 one by one).
package letter
