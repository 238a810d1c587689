// Package tip is 举报: what the public and workers report about dangers, without an account, and what
// became of it; with a vault that keeps who reported it from everybody who need not know.
//
// # Words
//
//	举报 Tip · 查询码 Code (shown once, read out like a bank card) · 受理 Accept · 核查 Checking ·
//	属实 Confirm · 不属实 Dismiss · 移送 Transfer · 追问 Ask · 补充 Add · 举报奖励 Reward ·
//	身份保险箱 Vault · 启封 Opening (asked by one post, granted by another, for some hours, and told to
//	the reporter)
//
// # States
//
//	received ──Accept──▶ checking ──Confirm──▶ confirmed ──the hazard closed──▶ fixed
//	    │                   │  ▲                   │  ▲                           │
//	    │                   │  └──the hazard was───┘  └──the hazard came back─────┘
//	    │                   │     withdrawn
//	    │                   └──Dismiss (with the reason that the reporter reads)──▶ unfounded
//	    └──Transfer: to another desk it stays received; to another authority──▶ transferred
//
// # Clocks
//
// One timer per report, for the nearest of: a rung before or after the day by which it is to be
// accepted or answered (policy tip-desk), the end of a reward that nobody collected, and the day on
// which the identity is destroyed. Handing it to another desk moves no deadline.
//
// # Who sees what
//
// An event never carries the text, a picture or a name: it tells that something happened to a number.
// The identity lies outside the record, sealed; the record holds only the digest of the envelope. A unit
// that is reported sees neither the report nor that there was one: the hazard that comes of it is written
// by the desk, in its own words. docs/security.md says what the vault does not protect against.
//
// # Law
//
// Work Safety Law arts. 73, 74 (public channels, checking, handing on, secrecy), 76 (reward);
// 安监总财〔2018〕19号 (policy tip-reward, marked with its certainty).
package tip
