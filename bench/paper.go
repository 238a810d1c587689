package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"time"

	"anlan/internal/document"
	"anlan/internal/paper"
)

// The contract: 1,000 notices a minute on two cores.
const (
	noticesWanted = 1000
	noticeMinute  = time.Minute
)

// benchPaper writes notices of three pages as .docx on two cores, and by a template of the county's own.
func benchPaper(_ context.Context) error {
	n := noticesWanted
	if *short {
		n /= 10
	}
	took, size, err := onTwoCores(n, func(i int, w io.Writer) error { return sampleNotice(i).Paper().WriteDocx(w) })
	if err != nil {
		return err
	}
	tellNotices("layout of the standard", n, took, size)
	var b bytes.Buffer
	if err := templateOfPlaces().WriteDocx(&b); err != nil {
		return err
	}
	tpl, err := paper.ReadTemplate(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return err
	}
	took, size, err = onTwoCores(n, func(i int, w io.Writer) error {
		c := sampleNotice(i).Content
		return tpl.Fill(w, paper.Fills{Values: map[string]string{"标题": c.Title, "正文": c.Text, "文号": fmt.Sprintf("清安委办发〔2026〕%d号", i+1), "署名": c.Signer}})
	})
	if err != nil {
		return err
	}
	tellNotices("a template of the county", n, took, size)
	return nil
}

func tellNotices(how string, n int, took time.Duration, size int64) {
	perMinute := float64(n) / took.Minutes()
	fmt.Printf("  %-26s %5d notices, %4d kB each, %6.2f s; %8.0f a minute on two cores: %6.1f times the %d wanted\n", how, n, size/int64(n)/1000, took.Seconds(),
		perMinute, perMinute*noticeMinute.Minutes()/noticesWanted, noticesWanted)
}

// onTwoCores writes n documents with two workers and returns the time and the bytes.
func onTwoCores(n int, write func(i int, w io.Writer) error) (took time.Duration, size int64, err error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var mu sync.Mutex
	var wg sync.WaitGroup
	begin := time.Now()
	for worker := range 2 {
		wg.Go(func() {
			for i := worker; i < n; i += 2 {
				var b bytes.Buffer
				e := write(i, &b)
				mu.Lock()
				if size += int64(b.Len()); err == nil {
					err = e
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return time.Since(begin), size, err
}

func sampleNotice(i int) document.Text {
	text := strings.Repeat("一、压实责任。各单位主要负责人要亲自过问，逐项明确责任岗位和完成时限，确保隐患排查治理闭环管理，整改一处、销号一处。\n", 20)
	return document.Text{State: document.Issued, Number: fmt.Sprintf("清安委办督〔2026〕%d号", i+1), Day: "2026-03-03", Content: document.Content{Kind: "supervision_notice",
		Organ: "清水县安全生产委员会办公室文件", Title: "关于校园周边安全隐患整改的督办通知单", Addressee: "永清镇人民政府", Text: text, Signer: "清水县安全生产委员会办公室"}}
}

// templateOfPlaces is a document whose words are places.
func templateOfPlaces() paper.Document {
	return paper.Document{Number: "{{文号}}", Title: "{{标题}}", Body: []paper.Block{paper.Paragraph{Text: "{{正文}}"}}, Signer: "{{署名}}"}
}
