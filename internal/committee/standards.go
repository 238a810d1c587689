package committee

// standards proposes, for each kind of proof, by what a task can be said to be finished (办结标准). A
// person ticks what fits, or writes something else.
func standards() map[string][]string {
	return map[string][]string{
		"ordinary":      {"工作完成，有书面情况说明", "附现场照片或相关文件", "牵头单位负责人审核"},
		"inspection":    {"检查覆盖率100%，有检查记录", "隐患逐条建账，责任人和时限明确", "发现的隐患已交办整改"},
		"rectification": {"隐患整改完毕，附前后对比照片", "经另一岗位复查合格", "暂不能整改的已落实管控措施"},
		"document":      {"文件正式印发，有文号", "已送达各相关单位", "责任单位和时限明确"},
		"training":      {"活动已开展，附现场照片", "参加人数达到要求", "重点人群全部覆盖"},
		"drill":         {"演练已开展，附照片", "有方案和评估总结", "发现的问题已修订进预案"},
		"relay":         {"已在班子会或干部会上传达", "有会议记录和签到", "已提出贯彻措施"},
		"report":        {"材料按时报送", "数据经负责人审核签字", "内容完整，无需退回补报"},
		"duty":          {"值班表已报备，领导带班", "24小时在岗，有值班记录", "信息按规定时限报告"},
	}
}

// Tally is the foot of the desk: how much there is to send, to how many units, and what is missing.
type Tally struct {
	Tasks  int `json:"tasks"`  // that can be sent and were not dropped
	Ticked int `json:"ticked"` // of these, how many are ticked
	Sent   int `json:"sent"`
	Units  int `json:"units"` // that lead at least one of them
	Gaps   int `json:"gaps"`  // that hinder a tick
}

// tally counts the decisions of a desk.
func tally(list []Decision) Tally {
	var t Tally
	units := map[string]bool{}
	for _, d := range list {
		if !d.Kind.sendable() || d.State == Dropped {
			continue
		}
		t.Tasks++
		switch d.State {
		case Ticked:
			t.Ticked++
		case Sent, Merged, Done:
			t.Sent++
		}
		if d.State == Proposed && len(d.hindrances()) > 0 {
			t.Gaps++
		}
		for _, u := range d.Leads() {
			units[string(u.ID)] = true
		}
	}
	t.Units = len(units)
	return t
}
