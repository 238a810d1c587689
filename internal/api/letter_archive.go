package api

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"html/template"
	"net/http"

	"anlan"
	"anlan/internal/letter"
)

// letterArchive is one file for the unit's archive: the letter as paper, as a file that proves itself, the
// score with everything behind it, and an index page that opens without any program of ours.
func (s *Server) letterArchive(w http.ResponseWriter, r *http.Request) error {
	ctx, a := r.Context(), Actor(r.Context())
	x, err := s.Letter.Whole(ctx, a, anlan.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	score, err := s.Letter.Score(ctx, a, x.Letter.ID)
	if err != nil {
		return err
	}
	sigs, checkpoint, err := s.signatures(ctx, x)
	if err != nil {
		return err
	}
	docx, err := letterDocument(x, sigs, checkpoint)
	if err != nil {
		return err
	}
	signed, err := s.Letters.File(ctx, a, x.Letter.ID)
	if err != nil {
		return err
	}
	facts, err := s.archiveFacts(ctx, a, x.Letter.ID, score)
	if err != nil {
		return err
	}
	var index bytes.Buffer
	if err := archivePage.Execute(&index, map[string]any{"L": x.Letter, "S": score, "Facts": facts, "O": x.Objections, "Sig": x.Signatures}); err != nil {
		return err
	}
	data, err := json.MarshalIndent(map[string]any{"score": score, "marks": x.Marks, "objections": x.Objections, "facts": facts}, "", " ")
	if err != nil {
		return err
	}
	raw, err := zipped([]zipFile{{"index.html", index.Bytes()}, {"letter.docx", docx}, {"letter.anlan-letter.json", signed}, {"letter.txt", []byte(x.Text)}, {"score.json", data}})
	if err != nil {
		return err
	}
	return download(w, x.Letter.Number+" "+x.Letter.Signer.Name+".zip", "application/zip", raw)
}

type zipFile struct {
	name string
	data []byte
}

func zipped(files []zipFile) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// archiveFactsMost bounds the facts of one metric in an archive; the page says when there are more.
const archiveFactsMost = 200

type archiveMetric struct {
	Metric string
	Items  []letter.FactRow
	More   bool
}

func (s *Server) archiveFacts(ctx context.Context, a anlan.Actor, id anlan.ID, score letter.Score) ([]archiveMetric, error) {
	var list []archiveMetric
	seen := map[string]bool{"": true}
	take := func(metric string) error {
		if seen[metric] {
			return nil
		}
		seen[metric] = true
		p, err := s.Letter.Facts(ctx, a, id, letter.FactQuery{Metric: metric, Limit: archiveFactsMost})
		if len(p.Items) > 0 {
			list = append(list, archiveMetric{metric, p.Items, p.Next != ""})
		}
		return err
	}
	for _, p := range score.Parts {
		for _, c := range p.Clauses {
			if err := take(c.Metric); err != nil {
				return nil, err
			}
		}
	}
	for _, x := range score.Adjusts {
		if err := take(x.Metric); err != nil {
			return nil, err
		}
	}
	return list, nil
}

var archivePage = template.Must(template.New("").Funcs(template.FuncMap{"points": letter.Points,
	"at": func(i anlan.Instant) string { return i.Time().Format("2006-01-02 15:04:05") }}).Parse(`<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<title>{{.L.Number}} {{.L.Signer.Name}}</title>
<style>body{font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;text-align:left}</style>
<h1>{{.L.Title}}</h1><p>{{.L.Number}} · 甲方 {{.L.Issuer.Name}} · 乙方 {{.L.Signer.Name}}</p><p>SHA-256 {{.L.Hash}}</p>
<h2>目录</h2><ul><li><a href="letter.docx">责任书（可打印）</a></li><li><a href="letter.anlan-letter.json">责任书（可离线核验）</a></li><li><a href="letter.txt">原文</a></li><li><a href="score.json">得分数据</a></li></ul>
<h2>签名</h2><table>{{range .Sig}}<tr><td>{{.Role}}</td><td>{{.PersonName}}</td><td>{{at .At}}</td><td>{{.Suite}}</td></tr>{{end}}</table>
<h2>得分 {{points .S.Points}} / {{points .S.Full}}（{{.S.GradeZH}}）</h2>
{{range .S.Parts}}<h3>{{.ZH}} {{points .Points}} / {{points .Full}}</h3><table><tr><th>条款</th><th>得分</th><th>分值</th><th>依据</th></tr>
{{range .Clauses}}<tr><td>{{.ZH}}</td><td>{{points .Points}}</td><td>{{points .Full}}</td><td>{{if .Mark}}{{.Mark.Text}} {{.Mark.Found}}{{else}}{{.Tally.Good}} / {{.Tally.Bad}} / {{.Tally.Open}}{{end}}</td></tr>{{end}}</table>{{end}}
<h2>异议</h2><table>{{range .O}}<tr><td>{{.Title}}</td><td>{{.Text}}</td><td>{{.Answer}}</td><td>{{if .Upheld}}成立{{else if .Answer}}不成立{{else}}待答复{{end}}</td></tr>{{end}}</table>
<h2>事实</h2>{{range .Facts}}<h3>{{.Metric}}</h3><table>{{range .Items}}<tr><td>{{.Day}}</td><td>{{.Title}}</td><td>{{.Verdict}}</td></tr>{{end}}</table>{{if .More}}<p>事实较多，仅列前 200 条；全部见系统。</p>{{end}}{{end}}
</html>`))
