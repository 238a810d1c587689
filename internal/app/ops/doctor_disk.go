package ops

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"anlan/internal/calendar"
	"anlan/internal/ledger"
	"anlan/internal/rule"
)

// folder looks at the data folder: there, writable, and closed to strangers.
func (d *Doctor) folder() bool {
	info, err := os.Stat(d.Data)
	if err != nil || !info.IsDir() {
		d.say("folder", Sick, "数据目录 %s 不存在", "There is no data folder %s", d.Data)
		return false
	}
	probe, err := os.CreateTemp(d.Data, ".anlan-doctor-")
	if err != nil {
		d.say("folder", Sick, "数据目录不可写：%v", "The data folder cannot be written to: %v", err)
		return false
	}
	_ = errors.Join(probe.Close(), os.Remove(probe.Name())) // a probe, empty
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 {
		d.say("folder", Worry, "数据目录对其他用户开放（%v）：请运行 chmod 750 %s", "The data folder is open to other users (%v): run chmod 750 %s", info.Mode().Perm(), d.Data)
	} else {
		d.say("folder", Well, "数据目录可写，不对外开放：%s", "The data folder can be written to and is closed to others: %s", d.Data)
	}
	d.keys()
	return true
}

// keys looks at who may read the secrets.
func (d *Doctor) keys() {
	list, err := os.ReadDir(d.path("keys"))
	if err != nil {
		d.say("keys", Sick, "密钥目录读不出来：%v", "The folder of keys cannot be read: %v", err)
		return
	}
	for _, f := range list {
		info, err := f.Info()
		if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			d.say("keys", Sick, "密钥 %s 其他用户可读（%v）：请运行 chmod 600", "The key %s can be read by others (%v): run chmod 600 on it", f.Name(), info.Mode().Perm())
			return
		}
	}
	if _, err := ledger.OpenKey(d.path("keys")); err != nil {
		d.say("keys", Sick, "账本密钥读不出来：%v", "The ledger's key cannot be read: %v", err)
		return
	}
	d.say("keys", Well, "密钥齐全，只有本用户可读", "The keys are there and only this user can read them")
}

// disk looks at the free space.
func (d *Doctor) disk() {
	free, total, err := space(d.Data)
	if err != nil || total == 0 {
		d.say("disk", Worry, "剩余磁盘空间未知", "The free disk space is unknown")
		return
	}
	state := Well
	switch {
	case free < 200<<20:
		state = Sick
	case free < 2<<30 || free < total/20:
		state = Worry
	}
	d.say("disk", state, "磁盘剩余 %d MB（共 %d MB）", "%d MB of disk are free (of %d MB)", free>>20, total>>20)
}

// syncs is how often the doctor asks the disk to make a page durable.
const syncs = 20

// sync measures how long a durable write takes: every answer to a user waits for one.
func (d *Doctor) sync() {
	f, err := os.CreateTemp(d.Data, ".anlan-doctor-")
	if err != nil {
		return // the folder's own finding has said so
	}
	defer func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }() // a probe
	var took []time.Duration
	page := make([]byte, 4096)
	for i := range syncs {
		start := time.Now()
		_, err := f.WriteAt(page, int64(i)*4096)
		if err := errors.Join(err, f.Sync()); err != nil {
			d.say("sync", Sick, "磁盘不能可靠写入：%v", "The disk cannot write durably: %v", err)
			return
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	median := took[len(took)/2].Round(10 * time.Microsecond)
	switch {
	case median > 100*time.Millisecond:
		d.say("sync", Worry, "磁盘落盘很慢：每次 %v。请换固态硬盘", "The disk is very slow to make a write durable: %v each. Use a solid-state disk", median)
	case median < 10*time.Microsecond:
		d.say("sync", Worry, "磁盘落盘快得不真实（%v）：可能是内存盘，断电会丢数据", "The disk claims to be durable in %v: it may be memory, and lose data without power", median)
	default:
		d.say("sync", Well, "磁盘落盘每次 %v", "The disk makes a write durable in %v", median)
	}
}

// rules looks at the county's own policy and at the holidays of this year and the next.
func (d *Doctor) rules() {
	book, err := rule.Builtin()
	if err == nil {
		if _, e := os.Stat(d.path("policy")); e == nil {
			book, err = book.With("county", os.DirFS(d.path("policy")))
		}
	}
	var cal *calendar.Calendar
	if err == nil {
		cal, err = calendar.New(book)
	}
	if err != nil {
		d.say("policy", Sick, "本县规则读不出来，程序无法启动：%v", "The county's policy cannot be read, so the program cannot start: %v", err)
		return
	}
	year := d.Now.Year()
	next := d.Now.Month() == time.December // the notice for the next year comes out in November
	switch {
	case !cal.Official(year):
		d.say("holidays", Worry, "没有 %d 年放假通知，工作日期限按周末推算：请在 policy 目录补充", "There is no official notice of holidays for %d, so working days are guessed: add it to the policy folder", year)
	case next && !cal.Official(year+1):
		d.say("holidays", Worry, "还没有 %d 年放假通知：请在 policy 目录补充", "There is no official notice of holidays for %d yet: add it to the policy folder", year+1)
	default:
		d.say("holidays", Well, "放假安排以官方通知为准（%d 年）", "Holidays follow the official notice (%d)", year)
	}
}

// blobLooks is how many files the doctor reads through.
const blobLooks = 50

// blobs reads some of the files and compares each with its name, which is its SHA-256. They are taken
// evenly from all, so that repeated visits with a growing store look at different ones.
func (d *Doctor) blobs(ctx context.Context) {
	var all []string
	err := filepath.WalkDir(d.path("blobs"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && isHash(e.Name()) {
			all = append(all, path)
		}
		return errors.Join(err, ctx.Err())
	})
	if err != nil {
		d.say("blobs", Sick, "文件库读不出来：%v", "The store of files cannot be read: %v", err)
		return
	}
	step, looked := max(1, len(all)/blobLooks), 0
	for i := int(d.Now.UnixNano() % int64(step)); i < len(all); i += step {
		sum, err := sumOf(all[i])
		if errors.Is(err, fs.ErrNotExist) {
			continue // the server has removed it meanwhile
		}
		if looked++; err != nil || sum != filepath.Base(all[i]) {
			d.say("blobs", Sick, "文件 %s 已损坏或被改动：请从备份恢复", "The file %s is damaged or was altered: restore it from a backup", filepath.Base(all[i]))
			return
		}
	}
	d.say("blobs", Well, "文件 %d 个，抽查 %d 个完好", "%d files, %d of them read through and whole", len(all), looked)
}

func isHash(name string) bool {
	b, err := hex.DecodeString(name)
	return err == nil && len(b) == sha256.Size
}

func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}
