package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// begin is the morning on which every simulated county is founded: eleven days before a new year.
var begin = anlan.Date("2021-12-20").Start() + 8*3600*1000

// foundedUnit is a unit of the template.
type foundedUnit struct {
	id, parent, post anlan.ID
	place            string
	role             anlan.Role
}

// template is a founded county on disk, made once per process and copied for every run.
var template = sync.OnceValues(makeTemplate)

type founded struct {
	file  []byte
	units []foundedUnit
}

var plan = []struct {
	kind         registry.UnitKind
	name, parent string
	place        string
	role         anlan.Role
}{
	{registry.Committee, "清水县安全生产委员会", "", "620521", ""},
	{registry.CommitteeOffice, "清水县安委办", "清水县安全生产委员会", "620521", anlan.RoleOffice},
	{registry.GovernmentOrgan, "清水县人民政府", "", "620521", anlan.RoleLeader},
	{registry.Department, "清水县应急管理局", "", "620521", anlan.RoleDepartment},
	{registry.Department, "清水县住房和城乡建设局", "", "620521", anlan.RoleDepartment},
	{registry.Department, "清水县交通运输局", "", "620521", anlan.RoleDepartment},
	{registry.TownshipUnit, "永清镇", "", "620521100", anlan.RoleTownship},
	{registry.TownshipUnit, "红堡镇", "", "620521101", anlan.RoleTownship},
	{registry.TownshipUnit, "白驼镇", "", "620521102", anlan.RoleTownship},
	{registry.Enterprise, "（演示）永清加油站", "永清镇", "620521100", anlan.RoleEnterprise},
	{registry.Enterprise, "（演示）红堡采石场", "红堡镇", "620521101", anlan.RoleEnterprise},
}

func makeTemplate() (f founded, err error) {
	dir, err := os.MkdirTemp(fastDir(), "anlan-sim-template")
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path, at := filepath.Join(dir, "anlan.db"), newClock(begin)
	d, err := db.Open(context.Background(), db.Options{Path: path, Readers: 1, Now: at.now, Rand: newBytes(1, 1), Log: quiet})
	if err != nil {
		return f, err
	}
	f.units, err = found(context.Background(), d)
	if err = errors.Join(err, d.Close()); err != nil {
		return f, err
	}
	pool, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		return f, err
	}
	_, err = pool.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`) // the one file is everything then
	if err = errors.Join(err, pool.Close()); err != nil {
		return f, err
	}
	f.file, err = os.ReadFile(path)
	return f, err
}

func found(ctx context.Context, d *db.DB) (list []foundedUnit, err error) {
	reg := registry.New(d)
	admin := anlan.Actor{Account: "founder", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
	if _, err := reg.SeedPlaces(ctx, admin, "620521"); err != nil {
		return nil, err
	}
	ids := map[string]anlan.ID{}
	for i, p := range plan {
		u, err := reg.CreateUnit(ctx, admin, registry.UnitDraft{Kind: p.kind, Name: p.name, Place: p.place, Rank: int64(i + 1), Parent: ids[p.parent]})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		post, err := reg.CreatePost(ctx, admin, registry.PostDraft{Unit: u.ID, Title: "联络员", Kind: registry.Liaison})
		if err != nil {
			return nil, err
		}
		ids[p.name] = u.ID
		parent := ids[p.parent]
		if p.kind != registry.Enterprise {
			parent = ""
		}
		list = append(list, foundedUnit{u.ID, parent, post.ID, p.place, p.role})
	}
	return list, nil
}

// fastDir is a folder in memory where there is one: the disk has proofs of its own.
func fastDir() string {
	const memory = "/dev/shm"
	probe, err := os.MkdirTemp(memory, "anlan-probe")
	if err != nil {
		return ""
	}
	_ = os.Remove(probe) // an empty folder in memory harms nobody
	return memory
}

// bytesFrom is a repeatable source of identifiers and salts.
type bytesFrom struct{ r *rand.ChaCha8 }

func newBytes(a, b uint64) bytesFrom {
	var key [32]byte
	for i := range 8 {
		key[i], key[8+i] = byte(a>>(8*i)), byte(b>>(8*i))
	}
	return bytesFrom{rand.NewChaCha8(key)}
}

func (b bytesFrom) Read(p []byte) (int, error) { return b.r.Read(p) }
