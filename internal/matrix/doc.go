// Package matrix knows who is responsible for what: the lines of business and matters of a county, who
// answers for each on which axis and since when, where nobody does, and how that is settled.
//
// # Words
//
//	行业领域、事项 Sector      a node of a tree, dated: nothing of it is lost when it moves or ends
//	维度        Axis        管行业 industry · 管业务 business · 管生产经营 operation · 分管领导（一岗双责） portfolio ·
//	                       党政主要负责人 party, government · 属地 county_leader, township, village
//	单元格      Cell        who answers for a sector on an axis at a place, from a day to a day, and by which Basis
//	牵头 / 配合  Lead / Co   one leads; others take part
//	责任主体     Owner       who answers for an object, with the reason
//	缺口 重叠 空岗 未签 未归类  Finding: gap, overlap, vacant, unsigned, unsorted
//	协商        Talk        a proposal, the answers of the units that were asked, and the clock over them
//	提请安委会   Table       the finding becomes a decision of a meeting, and the decision a cell
//	一岗双责清单  Task        what a leader must do himself; counted from records, never claimed
//
// # States of a finding
//
//	open ──Ask──▶ asked ──all agree──▶ agreed ──┐
//	  │             └──refused, or late──▶ split ┼──Table──▶ tabled ──the committee sends it──▶ decided
//	  └──────────────────Table──────────────────┘              └──it drops it──▶ split
//
// Live is another matter: the examination says whether the hole is there. What is filled is no longer live,
// whatever its state; what comes back begins at open.
//
// # As of a day
//
// Cells and the places of sectors carry days, and so do posts and holdings of the registry: who answered on
// a past day is asked of the rows. The same answer comes from folding the room's events (Replay): the law of
// the matrix in sim.
//
// # Clocks
//
// Policy matrix-talk: so many working days to answer, then so many until the committee must have it. Each day
// begins with an examination of everything, since cells and holdings begin and end with days.
//
// # Law
//
// Work Safety Law arts. 3 (the three musts), 9 (territory, coordination), 10 and 17 (unclear duties are settled
// by the government by the nearest business).
package matrix
