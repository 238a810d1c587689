package minutes

import (
	"testing"

	"anlan"
)

// parseDay keeps the tests to the years that a county writes about.
func parseDay(s string) (anlan.Date, error) {
	d, err := anlan.ParseDate(s)
	if err == nil && (d.Year() < 1950 || d.Year() > 2090) {
		return "", anlan.ErrDateMalformed
	}
	return d, err
}

func TestDue(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	const base = "2023-01-11" // a Wednesday, ten days before the Spring Festival holiday of 2023
	for _, c := range []struct{ base, text, due string }{
		{base, "2月10日前完成整改", "2023-02-10"},
		{base, "2月底前", "2023-02-28"},
		{"2024-01-11", "2月底前", "2024-02-29"},
		{base, "二月十五日前", "2023-02-15"},
		{base, "2023年6月前", "2023-06-30"},
		{base, "二〇二三年三月五日前", "2023-03-05"},
		{base, "2023-03-05前", "2023-03-05"},
		{base, "腊月二十三前", "2023-01-14"},
		{base, "正月十五前", "2023-02-05"},
		{base, "农历二月初二前", "2023-02-21"},
		{base, "除夕前", "2023-01-21"},
		{base, "节前", "2023-01-20"},
		{base, "春节前", "2023-01-20"},
		{base, "国庆假期前", "2023-09-28"},
		{base, "7日内", "2023-01-18"},
		{base, "48小时内", "2023-01-13"},
		{base, "3个工作日内", "2023-01-16"},
		{base, "十个工作日内", "2023-01-30"},
		{base, "两周内", "2023-01-25"},
		{base, "半个月内", "2023-01-26"},
		{base, "一个月内", "2023-02-11"},
		{base, "月底前", "2023-01-31"},
		{base, "年底前", "2023-12-31"},
		{base, "本周五前", "2023-01-13"},
		{base, "下周三前", "2023-01-18"},
		{base, "一季度末", "2023-03-31"},
		{base, "上半年完成", "2023-06-30"},
		{base, "上半年对九小场所过一遍筛子", "2023-06-30"},
		{base, "上半年工作会议", ""},
		{base, "2月10日至17日", "2023-02-17"},
		{base, "正月初一至初七", "2023-01-28"},
		{base, "除夕前一天", "2023-01-20"},
		{base, "元宵节前", "2023-02-04"},
		{base, "从明天开始", ""},
		{base, "纳入年底考核", ""},
		{base, "一个月内两次被查出", ""},
		{base, "每季度末月25日前", ""},
		{"2023-12-26", "2月29日前", "2024-02-29"},
		{base, "3月中旬前", "2023-03-20"},
		{base, "自1月20日至2月5日", "2023-02-05"},
		{base, "15号之前", "2023-01-15"},
		{base, "5号之前", "2023-02-05"},
		{"2023-12-20", "5号前", "2024-01-05"},
		{base, "2月30日前", ""},
		{base, "发现险情后2小时内报告", ""},
		{base, "接到预警后3日内", ""},
		{base, "汛期", ""},
		{base, "每月25日前", ""},
		{base, "春节期间", ""},
		{"2023-12-20", "3月底前", "2024-03-31"},
		{"2023-12-20", "2023年3月底前", "2023-03-31"},
		{"2024-01-22", "春运启动前", "2024-01-25"},
		{"", "3日内", ""},
		{"2023-11-28", "明年3月底前", "2024-03-31"},
	} {
		x, _ := pickTime(clock{base: anlan.Date(c.base), cal: r.cal}.scanTimes([]rune(c.text)))
		if string(x.due) != c.due {
			t.Errorf("%s on %s: due %q, want %q (%s)", c.text, c.base, x.due, c.due, x.why.Key)
		}
	}
}
