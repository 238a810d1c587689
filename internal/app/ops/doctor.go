package ops

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"anlan"
)

// State is how one thing stands.
type State string

// The states of a check.
const (
	Well  State = "ok"
	Worry State = "warning" // works, but somebody should look
	Sick  State = "error"   // does not work, or cannot be trusted
)

// Finding is one thing the doctor looked at.
type Finding struct {
	Name  string `json:"name"`
	State State  `json:"state"`
	ZH    string `json:"zh"`
	EN    string `json:"en"`
}

// Doctor examines a county's data folder and database without changing anything, whether the county
// is being served or not.
type Doctor struct {
	Folder
	Now      time.Time // the machine's clock
	findings []Finding
}

func (d *Doctor) say(name string, s State, zh, en string, args ...any) {
	d.findings = append(d.findings, Finding{name, s, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)})
}

// Examine looks at everything and returns what it found, worst things where they stand.
func (d *Doctor) Examine(ctx context.Context) []Finding {
	if !d.folder() {
		return d.findings
	}
	d.disk()
	d.sync()
	d.rules()
	if pool, ok := d.connect(ctx); ok {
		d.database(ctx, pool)
		_ = pool.Close() // only read
	}
	d.blobs(ctx)
	return d.findings
}

// connect opens the database as it is; nothing is migrated.
func (d *Doctor) connect(ctx context.Context) (pool *sql.DB, ok bool) {
	var err error
	if d.URL != "" {
		pool, err = sql.Open("pgx", d.URL)
	} else {
		pool, err = openFile(d.path(databaseName))
	}
	if err == nil {
		if err = pool.PingContext(ctx); err == nil {
			return pool, true
		}
		err = errors.Join(err, pool.Close())
	}
	d.say("database", Sick, "数据库打不开：%v。数据目录是否正确？", "The database cannot be opened: %v. Is this the right data folder?", err)
	return nil, false
}

// database asks the database itself and what is in it.
func (d *Doctor) database(ctx context.Context, pool *sql.DB) {
	for _, look := range []func(context.Context, *sql.DB) error{d.integrity, d.schema, d.clock, d.ledger, d.timers, d.unwound, d.evidence} {
		if err := look(ctx, pool); err != nil {
			d.say("database", Sick, "读数据库时出错：%v", "Reading the database failed: %v", err)
		}
	}
}

// Worst is the worst state among the findings.
func Worst(list []Finding) State {
	worst := Well
	for _, f := range list {
		if f.State == Sick || f.State == Worry && worst == Well {
			worst = f.State
		}
	}
	return worst
}

// Print writes the findings for people, one line each.
func Print(w io.Writer, lang anlan.Lang, list []Finding) error {
	signs := map[State]string{Well: "✓", Worry: "⚠", Sick: "✗"}
	for _, f := range list {
		if _, err := fmt.Fprintf(w, "%s %s\n", signs[f.State], lang.Pick(f.ZH, f.EN)); err != nil {
			return err
		}
	}
	return nil
}
