package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupAndRestoreCommands(t *testing.T) {
	t.Parallel()
	data := dataFolder(t)
	backup := func(args []string, stdout, stderr *bytes.Buffer) int { return runBackup(args, nil, stdout, stderr) }
	restore := func(args []string, stdout, stderr *bytes.Buffer) int { return runRestore(args, nil, stdout, stderr) }
	file, again := filepath.Join(t.TempDir(), "x.anlan"), filepath.Join(t.TempDir(), "again")
	code, made := anlanRun(backup, "--data", data, file)
	if code != 0 || !strings.Contains(made, "检查点：第 5 条") {
		t.Fatalf("backup ended with %d: %s", code, made)
	}
	if code, text := anlanRun(backup, "--data", data, file); code != 2 || !strings.Contains(text, "已经存在") {
		t.Errorf("a second backup ended with %d: %s", code, text)
	}
	code, text := anlanRun(restore, file, "--data", again, "--lang", "en")
	if code != 0 || !strings.Contains(text, "entry 5") {
		t.Errorf("restore ended with %d: %s", code, text)
	}
	if code, text := anlanRun(restore, file, "--data", again); code != 2 || !strings.Contains(text, "不是空的") {
		t.Errorf("a second restore ended with %d: %s", code, text)
	}
	if code, text := anlanRun(restore, file); code != 2 || !strings.Contains(text, "usage") {
		t.Errorf("restore without a folder ended with %d: %s", code, text)
	}
	if code, text := anlanRun(ledgerVerb, "head", "--data", again); code != 0 || !strings.Contains(text, "第 5 条") {
		t.Errorf("head ended with %d: %s", code, text)
	}
}
