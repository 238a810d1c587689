package flow

import (
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/ledger"
	"anlan/internal/letter"
)

// LetterFinding is one part of a letter file and whether it is as it was signed.
type LetterFinding struct {
	Part string `json:"part"` // text, checkpoint, sending, side, statement, signature, enrolment, event
	Role string `json:"role,omitempty"`
	OK   bool   `json:"ok"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// LetterReport is what the verifier found.
type LetterReport struct {
	OK       bool            `json:"ok"`
	Number   string          `json:"number"`
	Title    string          `json:"title"`
	SHA256   string          `json:"sha256"`
	Anchored bool            `json:"anchored"` // the ledger's key was given by whoever asked
	Findings []LetterFinding `json:"findings"`
}

// letterFileMost bounds what is read: a letter is a few pages.
const letterFileMost = 8 << 20

// VerifyLetter checks a letter file with nothing but the file and, where it is known, the county's public
// key. It finds what was altered and says which part it is.
func VerifyLetter(raw []byte, key string) (LetterReport, error) {
	var f LetterFile
	if len(raw) > letterFileMost {
		return LetterReport{}, anlan.ErrTooLarge.With("max", "8 MB")
	}
	if err := json.Unmarshal(raw, &f); err != nil || f.Format != letter.Format {
		return LetterReport{}, anlan.ErrLetterFile
	}
	v := letterVerifier{f: f, r: LetterReport{OK: true, Number: f.Number, Title: f.Title, SHA256: f.SHA256, Anchored: key != ""}}
	v.text()
	v.checkpoint(key)
	v.sent()
	v.sides()
	for _, s := range f.Signatures {
		v.signature(s)
	}
	return v.r, nil
}

type letterVerifier struct {
	f     LetterFile
	r     LetterReport
	point ledger.Checkpoint
}

func (v *letterVerifier) say(part, role string, ok bool, zh, en string) {
	v.r.OK = v.r.OK && ok
	v.r.Findings = append(v.r.Findings, LetterFinding{part, role, ok, zh, en})
}

func (v *letterVerifier) text() {
	ok := letter.HashOf(v.f.Text) == v.f.SHA256
	v.say("text", "", ok, pick(ok, "原文与 SHA-256 一致", "原文被改动：与 SHA-256 不符"), pick(ok, "The text fits its SHA-256", "The text was altered: it does not fit its SHA-256"))
}

func (v *letterVerifier) checkpoint(key string) {
	if key == "" {
		key = v.f.LedgerKey
	}
	c, err := ledger.ParseCheckpoint(v.f.Checkpoint, key)
	v.point = c
	v.say("checkpoint", "", err == nil, pick(err == nil, "账本检查点由该县密钥签名", "账本检查点不是该县密钥所签，或已被改动"),
		pick(err == nil, "The ledger's checkpoint is signed with the county's key", "The ledger's checkpoint was altered, or another key signed it"))
}

// entry holds an inclusion proof and tells whether the entry is of the kind and record that it should be.
func (v *letterVerifier) entry(i ledger.Inclusion, kind string, ref anlan.Ref) bool {
	return i.Holds(v.point) && i.Entry.Kind == kind && i.Entry.Ref == ref.String()
}

func (v *letterVerifier) sent() {
	var t letter.Told
	err := json.Unmarshal([]byte(v.f.Sent.Entry.Body), &t)
	ok := err == nil && v.entry(v.f.Sent, "letter.sent", anlan.Ref{Kind: letter.RefLetter, ID: v.f.Letter}) && t.Hash == v.f.SHA256 && t.Number == v.f.Number && t.Title == v.f.Title
	v.say("sending", "", ok, pick(ok, "下发时封存的正是这份原文，账本证明成立", "账本里下发时封存的不是这份原文"),
		pick(ok, "The ledger proves that exactly this text was frozen when it was sent", "The text that the ledger says was sent is another"))
}

// sides says of each side whether it signed: a signature that was taken out of the file leaves no other trace.
func (v *letterVerifier) sides() {
	for _, side := range []struct{ role, zh, en string }{{letter.RoleIssuer, "甲方", "issuer"}, {letter.RoleSigner, "乙方", "signer"}} {
		ok := slices.ContainsFunc(v.f.Signatures, func(s FileSignature) bool { return s.Role == side.role })
		v.say("side", side.role, ok, side.zh+pick(ok, "有签名", "没有签名：还没有签，或签名被去掉"), side.en+pick(ok, ": a signature is there", ": no signature; not signed yet, or taken out of the file"))
	}
}

func (v *letterVerifier) signature(s FileSignature) {
	var st letter.Statement
	err := json.Unmarshal([]byte(s.Statement), &st)
	who := pick(s.Role == letter.RoleIssuer, "甲方", "乙方") + "（" + st.Unit + st.Post + " " + st.Person + "）"
	whoEN := s.Role + " (" + st.Unit + " " + st.Post + " " + st.Person + ")"
	ok := err == nil && st.Format == letter.Format && st.SHA256 == v.f.SHA256 && st.Letter == v.f.Letter && st.Number == v.f.Number && st.Role == s.Role &&
		st.Key == s.Key && st.Suite == s.Suite && st.At == s.At
	v.say("statement", s.Role, ok, who+pick(ok, "签的正是这份原文", "签的不是这份原文，或签名说明被改动"), whoEN+pick(ok, " signed exactly this text", " signed another text, or the statement was altered"))
	ok = s.Holds()
	v.say("signature", s.Role, ok, who+pick(ok, "的签名有效", "的签名无效：签名、公钥或签名说明被改动"),
		whoEN+pick(ok, ": the signature holds", ": the signature does not hold; it, the key or the statement was altered"))
	v.enrolment(s, who, whoEN, st)
	var kept letter.Signature
	err = json.Unmarshal([]byte(s.Kept.Entry.Body), &kept)
	ok = err == nil && kept == s.Signature && v.entry(s.Kept, "letter.signature_kept", s.Ref())
	v.say("event", s.Role, ok, who+pick(ok, "于 "+st.At.Time().Format("2006-01-02 15:04:05 -07:00")+" 签名，账本证明成立", "的签名记录与账本不符"),
		whoEN+pick(ok, " signed at "+st.At.Time().Format("2006-01-02 15:04:05 -07:00")+"; the ledger proves it", ": the record of signing does not fit the ledger"))
}

func (v *letterVerifier) enrolment(s FileSignature, who, whoEN string, st letter.Statement) {
	var k letter.Key
	err := json.Unmarshal([]byte(s.Enrolled.Entry.Body), &k)
	ok := err == nil && v.entry(s.Enrolled, "letter.key_enrolled", anlan.Ref{Kind: letter.RefKey, ID: s.Key}) && k.Public == s.Public && k.Suite == s.Suite &&
		k.Person == s.Person && k.Name == st.Person && k.Made <= s.At
	own := k.Born == letter.BornOnDevice
	v.say("enrolment", s.Role, ok, who+pick(ok, "的公钥在签名前已登记在账本"+pick(own, "，登记为本人设备生成", "，由旧版本在服务器上生成"), "的公钥不是账本登记的那一把"),
		whoEN+pick(ok, ": the public key was enrolled in the ledger before it signed"+pick(own, ", as made on the signer's own device", ", made by a former version on the server"),
			": the public key is not the one that the ledger enrolled"))
}

func pick(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}
