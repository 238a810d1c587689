package ledger

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"anlan"
)

// Finding is one thing that is wrong, and where.
type Finding struct {
	Code string `json:"code"`
	Pos  int64  `json:"pos,omitempty"` // position of the entry; of the first one when To is set
	To   int64  `json:"to,omitempty"`
	ID   string `json:"id,omitempty"`
	Kind string `json:"kind,omitempty"`
	Ref  string `json:"ref,omitempty"`
	File string `json:"file,omitempty"`
	Note string `json:"note,omitempty"` // a figure or an error for the sentence
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// findingLimit bounds the list; what lies beyond is only counted.
const findingLimit = 1000

// Report is the outcome of a verification.
type Report struct {
	OK       bool       `json:"ok"`
	Origin   string     `json:"origin"`
	Key      string     `json:"key"`
	KeyGiven bool       `json:"key_given"` // false: the key came with the export and proves little by itself
	Size     int64      `json:"size"`
	Root     string     `json:"root"`
	Entries  int64      `json:"entries"`
	Records  int64      `json:"records"`
	Last     *LastEntry `json:"last,omitempty"`
	Findings []Finding  `json:"findings"`
	More     int        `json:"more,omitempty"` // findings beyond those listed
	Warnings []Finding  `json:"warnings"`
}

// LastEntry is the newest entry of the export.
type LastEntry struct {
	Pos int64         `json:"pos"`
	At  anlan.Instant `json:"at"`
}

func (r *Report) find(f Finding) {
	if len(r.Findings) == findingLimit {
		r.More++
		return
	}
	f.ZH, f.EN = sentence(f)
	r.Findings = append(r.Findings, f)
}

func (r *Report) warn(f Finding) {
	f.ZH, f.EN = sentence(f)
	r.Warnings = append(r.Warnings, f)
}

// Has reports whether something of the code was found.
func (r *Report) Has(code string) bool {
	for _, f := range r.Findings {
		if f.Code == code {
			return true
		}
	}
	return false
}

// The codes of findings.
const (
	FoundKey            = "key"
	FoundSignature      = "signature"
	FoundCheckpoint     = "checkpoint"
	FoundRoot           = "root"
	FoundRewritten      = "rewritten"
	FoundCutOff         = "cut_off"
	FoundAltered        = "altered"
	FoundRemoved        = "removed"
	FoundInserted       = "inserted"
	FoundMoved          = "moved"
	FoundMalformed      = "malformed"
	FoundBackDated      = "back_dated"
	FoundTile           = "tile"
	FoundTileMissing    = "tile_missing"
	FoundRecordAltered  = "record_altered"
	FoundRecordMissing  = "record_missing"
	FoundRecordUnknown  = "record_unknown"
	FoundRecordTwice    = "record_twice"
	FoundRecordsUnread  = "records_unread"
	FoundManifest       = "manifest"
	FoundFile           = "file"
	FoundFileMissing    = "file_missing"
	FoundFileUnknown    = "file_unknown"
	WarnKeyNotGiven     = "key_not_given"
	WarnNotWitnessed    = "not_witnessed"
	WarnNothingToVerify = "empty"
)

// sentences say each finding in Chinese and in English; %[1]s is where (position or range), %[2]s the
// entry or record, %[3]s the file, %[4]s the note.
var sentences = map[string][2]string{
	FoundKey:            {"导出文件里的公钥不是给定的公钥", "the public key in the export is not the key that was given"},
	FoundSignature:      {"检查点的签名不对：不是本县密钥所签，或签后被改（%[4]s）", "the checkpoint's signature is wrong: not made with the county's key, or altered since (%[4]s)"},
	FoundCheckpoint:     {"较早的检查点（第 %[1]s 条）签名不对（%[4]s）", "an older checkpoint (entry %[1]s) has a wrong signature (%[4]s)"},
	FoundRoot:           {"账目算出的树根与检查点（第 %[1]s 条）不符", "the entries do not give the root of the checkpoint over %[1]s entries"},
	FoundRewritten:      {"第 %[1]s 条之间的账目被改写，瓦片也被重算过", "entries %[1]s were rewritten and the tiles recomputed"},
	FoundCutOff:         {"%[4]s的检查点有 %[1]s 条，导出里没有这么多：末尾的账目被删去", "the checkpoint from %[4]s covers %[1]s entries, more than the export has: the end was cut off"},
	FoundAltered:        {"第 %[1]s 条被改动：%[2]s", "entry %[1]s was altered: %[2]s"},
	FoundRemoved:        {"第 %[1]s 条被删除", "entry %[1]s was removed"},
	FoundInserted:       {"第 %[1]s 条是插入的：%[2]s", "entry %[1]s was inserted: %[2]s"},
	FoundMoved:          {"第 %[1]s 条被调换位置，原在第 %[4]s 条：%[2]s", "entry %[1]s was moved here from %[4]s: %[2]s"},
	FoundMalformed:      {"第 %[1]s 条的内容不是系统写入的格式（%[3]s）：%[2]s", "entry %[1]s is not in the form that the program writes (%[3]s): %[2]s"},
	FoundBackDated:      {"第 %[1]s 条的时间早于前一条（倒签 %[4]s）：%[2]s", "entry %[1]s is dated before its predecessor (by %[4]s): %[2]s"},
	FoundTile:           {"瓦片 %[3]s 与账目不符", "tile %[3]s does not fit the entries"},
	FoundTileMissing:    {"缺瓦片 %[3]s，或长度不对", "tile %[3]s is missing or has the wrong length"},
	FoundRecordAltered:  {"记录被改动，与第 %[1]s 条的封印不符：%[2]s", "a record was altered and does not fit the seal of entry %[1]s: %[2]s"},
	FoundRecordMissing:  {"记录被删除，最后一次出现在第 %[1]s 条：%[2]s", "a record was removed; its last entry is %[1]s: %[2]s"},
	FoundRecordUnknown:  {"记录没有任何账目，是绕过系统加入的：%[2]s（%[3]s）", "a record has no entry at all, so it was added behind the program's back: %[2]s (%[3]s)"},
	FoundRecordTwice:    {"记录出现两次：%[2]s（%[3]s）", "a record stands twice: %[2]s (%[3]s)"},
	FoundRecordsUnread:  {"有记录读不出来（%[4]s），可能被改动；是否有记录被删除无法判断", "some records cannot be read (%[4]s) and may have been altered; whether records were removed cannot be told"},
	FoundManifest:       {"文件清单缺失、被改或签名不对（%[4]s）", "the manifest is missing, altered or wrongly signed (%[4]s)"},
	FoundFile:           {"文件 %[3]s 导出后被改动", "the file %[3]s was altered after the export"},
	FoundFileMissing:    {"缺文件 %[3]s", "the file %[3]s is missing"},
	FoundFileUnknown:    {"多出文件 %[3]s", "the file %[3]s does not belong to the export"},
	WarnKeyNotGiven:     {"没有给出公钥，用的是导出里自带的；请与公布的公钥核对", "no public key was given; the one in the export was used: compare it with the published key"},
	WarnNotWitnessed:    {"第 %[1]s 条尚未签入检查点，暂不受签名保护", "entry %[1]s is not covered by a checkpoint yet and not protected by a signature"},
	WarnNothingToVerify: {"账本是空的", "the ledger is empty"},
}

func sentence(f Finding) (zh, en string) {
	where := strconv.FormatInt(f.Pos, 10)
	whereEN := where
	if f.To > f.Pos {
		where, whereEN = fmt.Sprintf("%d—%d", f.Pos, f.To), fmt.Sprintf("%d to %d", f.Pos, f.To)
	}
	what := f.Ref
	if f.Kind != "" || f.ID != "" {
		what = fmt.Sprintf("%s %s %s", f.Kind, f.Ref, f.ID)
	}
	s := sentences[f.Code]
	if f.Code == FoundTile && f.Pos > 0 {
		s = [2]string{s[0] + "（第 %[1]s 条之间）", s[1] + " (somewhere in %[1]s)"}
	}
	return fill(s[0], where, what, f.File, f.Note), fill(s[1], whereEN, what, f.File, f.Note)
}

// fill puts each value where the sentence has a place for it.
func fill(format string, args ...string) string {
	for i, a := range args {
		format = strings.ReplaceAll(format, fmt.Sprintf("%%[%d]s", i+1), a)
	}
	return format
}

// Print writes the report for people.
func (r *Report) Print(w io.Writer, lang anlan.Lang) error {
	say := lang.Pick
	p := &printer{w: w}
	p.line(say("账本：%s", "Ledger: %s"), r.Origin)
	p.line(say("公钥：%s", "Public key: %s"), r.Key)
	p.line(say("检查点：第 %d 条，树根 %s", "Checkpoint: entry %d, root %s"), r.Size, r.Root)
	p.line(say("核对：账目 %d 条，记录 %d 份", "Checked: %d entries, %d records"), r.Entries, r.Records)
	for _, f := range r.Warnings {
		p.line("⚠ %s", say(f.ZH, f.EN))
	}
	for _, f := range r.Findings {
		p.line("✗ %s", say(f.ZH, f.EN))
	}
	if r.More > 0 {
		p.line(say("✗ 另有 %d 处，不再逐一列出", "✗ and %d more"), r.More)
	}
	if r.OK {
		p.line(say("✓ 没有发现改动、删除、插入、调换或倒签。", "✓ Nothing was altered, removed, inserted, reordered or back-dated."))
	} else {
		p.line(say("✗ 核验不通过：%d 处。", "✗ Verification failed: %d findings."), len(r.Findings)+r.More)
	}
	return p.err
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
