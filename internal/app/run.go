package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"anlan"
	"anlan/internal/event"
)

// Run serves until ctx ends, then drains: no new requests, streams end, running requests finish, the
// background works stop, the ledger signs what is left.
func (a *App) Run(ctx context.Context) error {
	if err := a.install(ctx); err != nil {
		return err
	}
	a.Field.Patiently(packWait)
	listener, err := net.Listen("tcp", a.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: a.handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute,
		WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	failed := make(chan error, 2)
	go func() { failed <- a.serve(server, listener) }()
	go a.counted(ctx, failed)
	stopWorks := a.startWorks()
	a.greet(ctx, listener.Addr().String())
	select {
	case err = <-failed:
		err = errors.Join(err, server.Close())
	case <-ctx.Done():
		err = a.drain(server)
	}
	stopWorks()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// serve answers on the listener, behind TLS where the county has a certificate.
func (a *App) serve(server *http.Server, listener net.Listener) error {
	if a.Cert == "" {
		return server.Serve(listener)
	}
	c := certificate{cert: a.Cert, key: a.Key, log: a.Log}
	server.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
	return server.ServeTLS(listener, "", "")
}

// counted tells when the figures cannot be read: a county without a board shall not look as if it had one.
func (a *App) counted(ctx context.Context, failed chan<- error) {
	if err := a.figures(); err != nil && ctx.Err() == nil {
		failed <- fmt.Errorf("read the figures: %w", err)
	}
}

// packWait is how long a phone's pack waits for the index, which looks twenty times a second.
const packWait = 400 * time.Millisecond

// drainTime bounds how long running requests may take to finish.
const drainTime = 20 * time.Second

func (a *App) drain(server *http.Server) error {
	a.Log.Info("stopping: running requests finish first")
	a.stopOnce.Do(func() { close(a.stopping) })
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	return server.Shutdown(ctx)
}

// startWorks starts everything that runs beside the requests and returns how to stop it. Every
// goroutine has this owner, who waits for it.
func (a *App) startWorks() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for _, work := range a.works() {
		wg.Go(func() { work(ctx) })
	}
	return func() {
		cancel()
		wg.Wait()
	}
}

func (a *App) works() []func(context.Context) {
	list := []func(context.Context){
		a.timers.Run,
		a.Ledger.Run,
		a.Checks.Run,
		a.memory,
		a.sweep,
		func(ctx context.Context) { event.Tail(ctx, a.DB, a.Log, a.hear) },
	}
	for _, r := range a.readers() {
		list = append(list, func(ctx context.Context) { event.Follow(ctx, a.DB, a.Log, r.name, r.handle) })
	}
	for _, r := range a.rooms {
		list = append(list, r.works...)
	}
	if a.NATS != "" {
		list = append(list, a.relay)
	}
	return list
}

// sweep removes once a day what has ended long ago.
func (a *App) sweep(ctx context.Context) {
	daily := time.NewTicker(24 * time.Hour)
	defer daily.Stop()
	for {
		for _, r := range a.rooms {
			if r.daily == nil {
				continue
			}
			if err := r.daily(ctx); err != nil && ctx.Err() == nil {
				a.Log.Error("what has ended long ago could not be removed", "error", err)
			}
		}
		if err := a.sweepFiles(ctx); err != nil && ctx.Err() == nil {
			a.Log.Error("files without a record could not be looked for", "error", err)
		}
		select {
		case <-daily.C:
		case <-ctx.Done():
			return
		}
	}
}

// hear lets whoever keeps things in memory forget what has changed.
func (a *App) hear(_ context.Context, batch []anlan.Event) error {
	for _, r := range a.rooms {
		if r.hear != nil {
			r.hear(batch)
		}
	}
	a.API.Hear(batch)
	return nil
}

// greet prints where the county can be found and, before the first set-up, the one-time link.
func (a *App) greet(ctx context.Context, address string) {
	url := "http://" + address
	if a.Cert != "" {
		url = "https://" + address
	}
	fmt.Fprintf(a.Out, "\n  安澜 Anlan  %s\n", url)
	token, err := a.Account.SetupToken(ctx)
	switch {
	case err != nil:
		a.Log.Error("the set-up link could not be made", "error", err)
	case token != "":
		fmt.Fprintf(a.Out, "  首次使用，请在浏览器打开（一次有效）/ First run, open once:\n  %s/setup?token=%s\n\n", url, token)
	case a.Demo:
		fmt.Fprint(a.Out, demoHint)
	}
}

const demoHint = `  演示县（虚构数据）。打开上面的地址，选一个岗位进入；先试试：
    1  安委办 → 会议 → 分解台：粘贴纪要，勾选，下发
    2  乡镇或部门 → 待办：签收，反馈，报办结
    3  安委办 → 复核销号；县领导 → 一张图
  Demo county (invented data). Open the address, pick a post, and try: office → meetings → desk;
  a township → to-do; office → review; county leader → board.

`
