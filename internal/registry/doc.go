// Package registry knows who and what exists: places, units, posts, people, who holds which post
// from when to when, who stands in for whom, and how each is reached.
//
// Words
//
//	地区    Place      a division by code (GB/T 2260, GB/T 10114); a code covers what begins with it
//	单位    Unit       committee, organ, department, township, village, enterprise …
//	简称    Name       what a unit is called besides its full name: 住建局, 县住建局
//	岗位    Post       what work hangs on (law 5): chief 主要负责人, deputy, liaison 联络员, duty, staff
//	人员    Person     who sits in a post for a while; only name and mobile are kept (law 13)
//	任职    Holding    a person in a post from a day to a day; acting 代理, part 兼任
//	交接    hand-over  one holding ends and the next begins, in one transaction
//	A/B 角  Deputy     the posts that stand in for a post, in order
//	联系方式 Contact    phone, mail or robot of a post or unit, with purpose and consent
//	成员单位 Member     a unit that sits in a committee
//	场所    Site       where work is done and hazards are found; a unit runs it (policy site-kinds)
//	标签    Label      the code on its wall: says where one stands, permits nothing, can be revoked
//	导入批次 Batch      one import, undoable for seven days
//
// State
//
//	unit, post, contact:  active → abolished      (never deleted; a name may be used again)
//	person:               active → left
//	holding:              open → ended            (by hand-over, relief, or the post's end)
//	site:                 active → abolished;  label: active → revoked (rotated: another takes its place)
//	batch:                committed → undone | partly_undone
//
// Every change keeps the superseded record in registry_past and emits an event that seals the new
// one (laws 8 and 15). Units form a tree without cycles; Unit paths make a subtree one range.
//
// Rooms above read through Directory, inside their own transaction or outside; people come in
// through Service, which asks who may first.
//
// Articles: 安全生产法 arts 3, 10 (who is in charge of what), 个人信息保护法 art. 6 (no more than
// needed).
package registry
