package intake_test

import (
	"testing"

	"pgregory.net/rapid"

	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry/intake"
	"anlan/internal/table"
)

// cell is what people type, and worse.
func cell(choices ...string) *rapid.Generator[string] {
	odd := []string{"", "", "-", " ", "=1+1", "\u200b", "永清镇", "不存在", "2022-02-30", "9999999999", "各乡镇", "县", "'", "%_\\", "🐉", "620521"}
	return rapid.SampledFrom(append(odd, choices...))
}

// TestWhateverIsUploaded: a commit stores what the preview promised or less, and what was stored is
// unchanged when it is uploaded again; no file breaks the record.
func TestWhateverIsUploaded(t *testing.T) {
	t.Parallel()
	d := organised(t, dbtest.SQLite(t, db.Options{}))
	rapid.Check(t, func(r *rapid.T) {
		kind := rapid.SampledFrom([]intake.Kind{intake.Units, intake.Organisation, intake.Enterprises, intake.Places}).Draw(r, "kind")
		rows := [][]string{heads(kind)}
		for range rapid.IntRange(1, 5).Draw(r, "rows") {
			var row []string
			for _, head := range rows[0] {
				row = append(row, cell(likely(head)...).Draw(r, head))
			}
			rows = append(rows, row)
		}
		data := typed(t, rows...)
		promised := d.preview(kind, data)
		stored, batch := d.commit(kind, data)
		if stored.Wrong < promised.Wrong || stored.New > promised.New || batch.Wrong != stored.Wrong {
			r.Fatalf("promised %v, stored %v\n%s", counts(promised), counts(stored), say(stored))
		}
		again := d.preview(kind, data)
		for i, row := range again.Rows {
			if was := stored.Rows[i].Verdict; row.Verdict == table.New && was != table.Wrong {
				r.Fatalf("line %d was %s and is %s again:\n%s%s", row.Line, was, row.Verdict, say(stored), say(again))
			}
		}
		if _, _, err := d.Undo(ctx, office, batch.ID); err != nil {
			r.Fatalf("undo: %v", err)
		}
	})
}

func heads(kind intake.Kind) []string {
	switch kind {
	case intake.Units:
		return []string{"单位名称", "简称", "别名", "类别", "上级单位", "所在地", "排序"}
	case intake.Organisation:
		return people()[0]
	case intake.Enterprises:
		return []string{"企业名称", "统一社会信用代码", "所在地", "监管部门"}
	default:
		return []string{"区划代码", "名称", "级别", "上级代码", "示意图列", "示意图行"}
	}
}

func likely(head string) []string {
	return map[string][]string{
		"单位名称": {"演示局", "演示二局", "永清镇"}, "类别": {"乡镇", "县直部门", "乡镇"}, "上级单位": {"县政府", "演示局", "清水县人民政府"},
		"所在地": {"永清镇", "清水县", "永清镇·北城居民委员会"}, "排序": {"1", "2"}, "单位": {"永清镇", "县住建局", "县政府"},
		"岗位": {"镇长", "干事", "新岗"}, "岗位类别": {"主要负责人", "工作人员", "联络员"}, "姓名": {"王演示", "孙演示", "钱演示"},
		"手机": {"13800000001", "13800000009", "123"}, "任职方式": {"正式", "代理"}, "任职日期": {"2022-03-01", "2021-01-04"},
		"企业名称": {"演示厂", "演示店"}, "统一社会信用代码": {"91350100M000100Y43"}, "监管部门": {"县住建局"},
		"区划代码": {"620521100", "62052110099901", "620522"}, "名称": {"演示片区"}, "级别": {"片区", "乡镇", "县"},
		"上级代码": {"620521100", "620521", "6205"}, "示意图列": {"3"}, "示意图行": {"4", "-1"},
	}[head]
}
