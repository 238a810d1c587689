// Package matter is the closed loop: whatever somebody owes the county, from the moment it is handed
// over until another post has accepted the proof.
//
// # Words
//
//	事项 Matter · 交办 Open · 签收 Sign · 反馈 Feedback · 复核 Review · 销号 Closed · 退回 Return ·
//	转办 Transfer · 延期 Extension · 催办 Urge · 重开 Reopen · 撤回 Recall · 移交 Handover · 合并 Merge ·
//	催办阶梯 ladder, its 提醒 remind 催办 urge 督办 supervise 通报 bulletin 约谈 interview
//
// # States
//
//	            Recall
//	          ┌────────▶ recalled
//	Open ▶ issued ──Sign──▶ doing ──Feedback(final)──▶ reported ──Review(pass)──▶ closed
//	          ▲  │ Return     │ Return                     │ Review(fail)           │ Reopen
//	 Transfer │  ▼            ▼                            ▼                        ▼
//	          └─ returned ◀───┘                          doing                    doing
//
// A Return that suggests an owner passes the matter on, at most as often as policy return-hops says;
// then the matter waits in returned and the committee's office decides by Transfer.
//
// # Clocks
//
// The sign-for clock runs while a matter is issued. The urging ladder runs towards and past the
// deadline while it is open. The progress clock raises a matter that was signed for and fell silent
// (law 7): after the longest period of its rhythm, from a day to a year, without a word. One timer per matter is set for the nearest of the three. Which version of each policy
// holds was stamped on the matter when it was opened (law 6); an extension is a record of its own and
// the only thing that moves a deadline (law 2).
//
// # Law
//
// Work Safety Law arts. 41, 62, 65, 70 (records of rectification and supervision); the urging ladder
// follows the practice of 督查督办 and is policy, not law.
package matter
