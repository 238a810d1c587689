package api

import (
	"strings"

	"anlan"
)

// shapes says what huma finds about a field in sentences like ours. The first that fits counts; %s is what follows it.
var shapes = []struct{ finds, zh, en string }{
	{"unexpected property", "不是这里的字段，请去掉", "does not belong here; leave it out"},
	{"expected number <= ", "不能大于 %s", "cannot be more than %s"},
	{"expected number < ", "必须小于 %s", "must be less than %s"},
	{"expected number >= ", "不能小于 %s", "cannot be less than %s"},
	{"expected number > ", "必须大于 %s", "must be more than %s"},
	{"expected length <= ", "最多 %s 个字", "can have %s characters at most"},
	{"expected length >= ", "至少 %s 个字", "needs %s characters at least"},
	{"expected array length <= ", "最多 %s 项", "can have %s entries at most"},
	{"expected array length >= ", "至少 %s 项", "needs %s entries at least"},
	{"expected array items to be unique", "里有重复的项", "has an entry twice"},
	{"expected value to be one of ", "只能是其中之一：%s", "must be one of %s"},
	{"expected string to be RFC 3339", "应写成日期或时间", "must be a date or a time"},
	{"expected string to ", "的格式不对，请核对", "has the wrong form; please check it"},
	{"expected string", "应为文字", "must be text"},
	{"expected integer", "应为整数", "must be a whole number"},
	{"expected number", "应为数字", "must be a number"},
	{"expected boolean", "应为是或否", "must be yes or no"},
	{"expected array", "应为列表", "must be a list"},
	{"expected object", "应为一组字段", "must be a group of fields"},
	{"unknown content type: ", "的类型 %s 这里不收", "has the type %s, which is not taken here"},
}

// shape is the refusal of a field by its shape, or of all that was sent.
func shape(location, message string, lang anlan.Lang) Wrong {
	out := Wrong{Location: location, Code: "shape"}
	if field, ok := strings.CutPrefix(message, "expected required property "); ok {
		e := anlan.ErrFieldRequired.With("name", strings.TrimSuffix(field, " to be present"))
		out.Message, out.Called = e.Say(lang), e.Called(lang)
		return out
	}
	subject := lang.Pick("提交的内容", "What was sent ")
	if _, path, named := strings.Cut(location, "."); named { // body.rows[3].title
		word := anlan.FieldWord(path)
		out.Called = lang.Pick(word.ZH, word.EN)
		subject = lang.Pick("“"+out.Called+"”", "“"+out.Called+"” ")
	}
	out.Message = subject + said(message, lang) + lang.Pick("。", ".")
	return out
}

// said is what is wrong with the subject of the sentence. Readers of JSON say a hundred things of broken text: one will do.
func said(message string, lang anlan.Lang) string {
	for _, s := range shapes {
		if rest, found := strings.CutPrefix(message, s.finds); found {
			return strings.ReplaceAll(lang.Pick(s.zh, s.en), "%s", strings.ReplaceAll(rest, `"`, ""))
		}
	}
	return lang.Pick("读不懂，请核对（"+message+"）", "cannot be read; please check it ("+message+")")
}
