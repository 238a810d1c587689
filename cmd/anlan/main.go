// Command anlan is the whole system in one binary. Each verb has a file of its own.
package main

import (
	"fmt"
	"io"
	"os"
)

// verb is one subcommand: it returns the process's exit code.
type verb struct {
	name, zh, help string
	run            func(args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

func verbs() []verb {
	return []verb{
		{"serve", "为一个县提供服务", "serve a county: --data DIR --listen ADDR [--db URL] [--nats URL]", runServe},
		{"demo", "同上，首次启动时造一个演示县", "the same with the demo county, made on first start", runDemo},
		{"minutes", "读一份会议文字，提出任务（不需要服务器）", "minutes parse FILE [--json]: read a meeting's text into proposals, without a server", runMinutes},
		{"ledger", "导出账本，离线核验，或打印公钥和当日根值", "ledger export --data DIR OUT | ledger verify OUT | ledger head --data DIR: prove the record", runLedger},
		{"letter", "离线核验一份签好的责任书", "letter verify FILE: check a signed responsibility letter offline", runLetter},
		{"diligence", "离线核验一份履职档案", "diligence verify FILE: check the bundle of a diligence book offline", runDiligence},
		{"backup", "备份（不必停机），得到一个核对过的文件", "backup --data DIR OUT.anlan: one verified file of a running system", runBackup},
		{"restore", "把备份恢复到一个新目录", "restore --data NEWDIR FILE.anlan: bring a backup back", runRestore},
		{"doctor", "体检：数据、时钟、账本、定时事项", "doctor --data DIR: examine an installation", runDoctor},
		{"version", "版本", "print the version", runVersion},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	asked := ""
	if len(args) > 0 {
		asked = args[0]
	}
	for _, v := range verbs() {
		if v.name == asked {
			return v.run(args[1:], stdin, stdout, stderr)
		}
	}
	switch asked {
	case "help", "-h", "--help":
		usage(stdout)
		return 0
	case "":
	default:
		fmt.Fprintf(stderr, "anlan: 没有“%s”这个命令 / there is no verb %q\n\n", asked, asked)
	}
	usage(stderr)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprint(w, "安澜 Anlan：会上定下的事，件件有着落。/ What the county's meeting decides becomes finished, proven work.\n\n用法 usage: anlan VERB …\n\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "  %-9s  %s\n             %s\n", v.name, v.zh, v.help)
	}
}
