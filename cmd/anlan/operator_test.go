package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// What an operator mistypes is said in both languages or in the asked one, with what to do, and ends with 2.
func TestOperatorsMistakesAreSaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	none := filepath.Join(dir, "none")
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"backup of nothing":      {[]string{"backup", "--data", none, filepath.Join(dir, "x.anlan")}, "数据目录"},
		"backup into nowhere":    {[]string{"backup", "--data", none, filepath.Join(none, "x.anlan")}, "数据目录"},
		"export of nothing":      {[]string{"ledger", "export", "--data", none, filepath.Join(dir, "out")}, "核对 --data"},
		"verify a folder":        {[]string{"ledger", "verify", dir}, "不是账本的导出"},
		"verify a missing file":  {[]string{"letter", "verify", none}, "没有这个文件"},
		"another database":       {[]string{"serve", "--db", "mysql://x", "--data", dir}, "postgres://"},
		"restore of a text file": {[]string{"restore", "--data", none, "operator_test.go"}, "不是安澜的备份"},
		"no such verb":           {[]string{"nosuch"}, "没有“nosuch”这个命令"},
	} {
		var out, errs bytes.Buffer
		if code := run(c.args, strings.NewReader(""), &out, &errs); code != 2 || !strings.Contains(errs.String(), c.want) {
			t.Errorf("%s: code %d, said %q%q", name, code, &out, &errs)
		}
	}
}
