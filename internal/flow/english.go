package flow

import (
	"regexp"
	"strings"
)

// english says in English what a notice's title begins with. Notices are written in Chinese, for the
// county's own channels; a screen in English shows these words instead.
var english = map[string]string{
	"请签收": "Please sign for", "请配合": "Please take part", "转办，请签收": "Transferred to you, please sign for",
	"复核未通过，请继续办理": "Not accepted, please go on", "已销号": "Closed", "申请延期，请审批": "Asks for more time, please answer",
	"同意延期": "More time granted", "期限提前": "Deadline brought forward", "未同意延期": "More time refused", "已撤回，不需办理": "Recalled, nothing to do", "重新办理": "Reopened",
	"报办结，请复核": "Reported as done, please review", "退回，请裁定承办单位": "Returned, please decide the owner",
	"由其他单位退回转来，请签收": "Returned by another unit to you, please sign for", "已退回并转往建议单位": "Returned and passed on as suggested",
	"提醒：快到期": "Reminder, due soon", "催办": "Urging", "督办": "Supervision", "通报": "Bulletin", "约谈": "Interview",
	"仍未签收，请代为处理": "Still not signed for, please stand in", "仍未签收，请督促": "Still not signed for, please see to it",
	"长时间未签收": "Long not signed for", "签收后久无反馈，请报进展": "Silent since it was signed for, please report",
	"离线记录未被接收": "A record from a phone was not taken", "离线记录在等待前面的部分": "A record from a phone waits for an earlier one",
	"多日无人签收": "Unsigned for days", "报办结已久，请复核": "Reported long ago, please review", "退回已久，请裁定": "Returned long ago, please rule",
	"请传达学习并回执": "Please relay and give a receipt", "催传达学习回执": "The receipt for a relayed document is missing",
	"传达学习到期仍有单位未回执": "Receipts are missing past the last day",
	"收到举报，请受理":      "A report has come, please take it up", "举报转来，请办理": "A report was handed to you", "举报人有补充": "The reporter added something",
	"举报重新核查": "A report is to be checked again", "申请启封举报人身份，请决定": "Somebody asks to open a reporter’s identity, please decide",
	"启封已批准，限时查看": "The identity may be opened, for some hours", "启封未批准": "The identity may not be opened",
	"举报受理期限将到或已过": "A report is to be taken up: its deadline is near or over", "举报核查答复期限将到或已过": "A report is to be answered: its deadline is near or over",
	dutyAsked: "Asked who is responsible, please answer", dutyLate: "The answer on who is responsible is late",
	dutyTable: "A dispute of duties is late for the committee", dutyDecided: "The committee has settled who is responsible",
	letterSent: "A responsibility letter waits for your signature", letterSigned: "A responsibility letter was signed",
	letterObjected: "An objection to a letter's score, please answer", letterAnswered: "The objection was answered",
	letterBack: "A responsibility letter was taken back, nothing to sign", letterLapsed: "The letter was taken back, the objection ends",
	letterNear: "A responsibility letter is soon due for signature", letterLate: "A responsibility letter is not signed in time",
	answerNear: "An objection is soon due for an answer", answerLate: "An objection is not answered in time",
	"收到公文，请签收": "A document has come, please sign for it", "催签：公文尚未签收": "Please sign: the document is not signed for yet", "公文仍未签收": "A document is still not signed for",
	"隐患已定级": "A hazard was graded", "挂牌督办通知书": "Notice of listed supervision", "挂牌督办，请督办": "Listed, please supervise", "挂牌督办": "Listed for supervision",
	"挂牌督办隐患申请延期，请答复": "A listed hazard asks for more time, please answer", "挂牌督办隐患申请延期": "A listed hazard asks for more time",
	"责令停产（撤人）": "Work is to stop, people are to leave", "经审查同意恢复": "Work may go on after review", "摘牌销号": "Delisted",
	"治理方案已填报": "The plan of a major hazard is filled in", "整改佐证有疑点，请核对": "Doubts about the evidence, please look",
	"销号后发现疑点，请核对": "Doubts after closing, please look again", "销号后发现疑点": "Doubts after closing", "销号疑点已核对": "Doubts after closing are answered",
	"发现重大隐患": "A major hazard was found", "疑似重大隐患，请定级": "A hazard may be major, please grade it", "疑似重大隐患": "A hazard may be major",
	"疑似重大隐患超时未定级": "A hazard that may be major is not graded in time", "重大隐患超时未落实“五落实”": "A major hazard has no full plan in time",
	"督办通知超时未公示": "A notice of supervision is not published in time", "延期申请超时未答复": "An extension is not answered in time",
	"申请验收后超时未验收": "A listed hazard is not accepted in time", "销号后的疑点超时未核对": "Doubts after closing are not answered in time",
	"摘牌超时未公示":    "A delisting is not published in time",
	riskProposed: "Please decide whether to rate a risk anew", riskLate: "Nobody decided in time whether to rate a risk anew", riskRaised: "A risk was rated worse",
}

// terms are the stock phrases inside the text of a notice.
var terms = []struct {
	zh *regexp.Regexp
	en string
}{
	{regexp.MustCompile(`^期限 (\d{4}-\d{2}-\d{2})。`), "Due $1. "},
	{regexp.MustCompile(`^拟延至 (\d{4}-\d{2}-\d{2})。`), "Until $1. "},
	{regexp.MustCompile(`^新期限 (\d{4}-\d{2}-\d{2})。`), "New deadline $1. "},
	{regexp.MustCompile(`^它没有通过检查。请打开手机上的“待传”看原因，改正后重新发送。$`), "It did not pass the checks. Open the outbox on the phone to see why, put it right and send it again."},
	{regexp.MustCompile(`^它已在服务器上等待 (\d+) 小时：所依据的那条还没有传到。请打开存有那条记录的手机并联网；连不上网时请导出救援文件。$`),
		"It has waited on the server for $1 hours: the record that it builds on has not come. Open the phone that holds that one and connect it, or export its rescue file."},
	{regexp.MustCompile(`^它已在服务器上等待一天：所依据的那条还没有传到。请打开存有那条记录的手机并联网；连不上网时请导出救援文件。$`),
		"It has waited on the server for a day: the record that it builds on has not come. Open the phone that holds that one and connect it, or export its rescue file."},
	{regexp.MustCompile(`^请在 (\d{4}-\d{2}-\d{2}) 前传达，并填回执。`), "Relay it by $1 and give the receipt. "},
}

// English says a notice for a reader of English: its stock words are turned, what people wrote stays.
func English(title, text string) (string, string) {
	for zh, en := range english {
		if rest, ok := strings.CutPrefix(title, zh+"："); ok {
			title = en + ": " + rest
			break
		}
	}
	for _, t := range terms {
		text = t.zh.ReplaceAllString(text, t.en)
	}
	return title, strings.TrimSpace(text)
}
