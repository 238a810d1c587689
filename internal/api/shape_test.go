package api

import (
	"testing"

	"anlan"
)

func TestShapesAreSaidInSentences(t *testing.T) {
	for _, x := range []struct{ at, huma, zh, en string }{
		{"body.year", "expected number <= 2100", "“年份”不能大于 2100。", "“Year” cannot be more than 2100."},
		{"body.title", "expected length <= 120", "“标题”最多 120 个字。", "“Title” can have 120 characters at most."},
		{"body.signers", "expected array length >= 1", "“签订单位”至少 1 项。", "“Units that sign” needs 1 entries at least."},
		{"body.role", `expected value to be one of "lead, co"`, "“角色”只能是其中之一：lead, co。", "“Role” must be one of lead, co."},
		{"body.rows[3].title", "expected string to match pattern ^[a-z]*$", "“标题”的格式不对，请核对。", "“Title” has the wrong form; please check it."},
		{"body", "expected required property title to be present", "“标题”没有填写，请补上。", "“Title” is missing; please fill it in."},
		{"body", "expected object", "提交的内容应为一组字段。", "What was sent must be a group of fields."},
		{"body", "unexpected EOF", "提交的内容读不懂，请核对（unexpected EOF）。", "What was sent cannot be read; please check it (unexpected EOF)."},
		{"query.day", "expected string", "“日期”应为文字。", "“Day” must be text."},
	} {
		if got := shape(x.at, x.huma, anlan.ZH); got.Message != x.zh || got.Location != x.at {
			t.Errorf("%s: %+v", x.huma, got)
		}
		if got := shape(x.at, x.huma, anlan.EN).Message; got != x.en {
			t.Errorf("%s: %s", x.huma, got)
		}
	}
}
