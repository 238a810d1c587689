package ledger

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"anlan"
)

func TestUntouchedCountyVerifies(t *testing.T) {
	t.Parallel()
	c := live(t, 700)
	r := c.verify(t, c.since...)
	if !r.OK || len(r.Warnings) > 0 || r.Size != 700 || r.Entries != 700 || r.Records == 0 {
		t.Errorf("report: %+v", r)
	}
}

// swap gives two entries each other's position.
func swap(a, b int64) []string {
	return []string{
		fmt.Sprintf(`UPDATE event SET pos = -1 WHERE pos = %d`, a),
		fmt.Sprintf(`UPDATE event SET pos = %d WHERE pos = %d`, a, b),
		fmt.Sprintf(`UPDATE event SET pos = %d WHERE pos = -1`, b),
	}
}

// push moves every position from pos on by one, up or down.
func push(pos int64, by int64) []string {
	return []string{
		fmt.Sprintf(`UPDATE event SET pos = -pos WHERE pos >= %d`, pos),
		fmt.Sprintf(`UPDATE event SET pos = -pos + %d WHERE pos < 0`, by),
	}
}

func remove(pos int64) []string {
	return append([]string{fmt.Sprintf(`DELETE FROM event WHERE pos = %d`, pos)}, push(pos+1, -1)...)
}

// insert forges an entry that looks like its neighbour.
func insert(pos int64) []string {
	id := anlan.NewID(1768640400000, nil)
	return append(push(pos, 1), fmt.Sprintf(`INSERT INTO event (id, kind, ref, actor, at, body, seal, salt, pos)
		SELECT '%s', kind, ref, actor, at, '{"name":"forged"}', seal, salt, %d FROM event WHERE pos = %d`, id, pos, pos-1))
}

// retile recomputes every tile from the events, as somebody would who knows how the ledger works but
// has no key.
func retile(t testing.TB, c *county) tree {
	t.Helper()
	var grown tree
	c.behind(t, func(pool *sql.DB) {
		rows, err := pool.Query(`SELECT id, kind, ref, actor, at, body, seal, salt, pos FROM event ORDER BY pos`)
		if err != nil {
			t.Fatal(err)
		}
		var tiles []tile
		for rows.Next() {
			var e Entry
			if err := rows.Scan(&e.ID, &e.Kind, &e.Ref, &e.Actor, &e.At, &e.Body, &e.Seal, &e.Salt, &e.Pos); err != nil {
				t.Fatal(err)
			}
			grown.add(e.Leaf(), func(level int, n int64, hashes []tlog.Hash) {
				tiles = append(tiles, tile{level, n, append([]tlog.Hash(nil), hashes...)})
			})
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		for level, edge := range grown.edge {
			if len(edge) > 0 {
				tiles = append(tiles, tile{level, grown.size >> (tileHeight * (level + 1)), edge})
			}
		}
		for _, w := range tiles {
			if _, err := pool.Exec(`INSERT OR REPLACE INTO ledger_tile (level, n, hashes) VALUES ($1, $2, $3)`, w.level, w.n, packHashes(w.hashes)); err != nil {
				t.Fatal(err)
			}
		}
	})
	return grown
}

// resign replaces the newest checkpoint with one over the present entries.
func resign(t testing.TB, c *county, k Key) {
	t.Helper()
	grown := retile(t, c)
	signed, err := k.sign(grown.size, grown.root())
	if err != nil {
		t.Fatal(err)
	}
	c.behind(t, func(pool *sql.DB) {
		if _, err := pool.Exec(`UPDATE ledger_checkpoint SET note = $1 WHERE size = $2`, signed, grown.size); err != nil {
			t.Fatal(err)
		}
	})
}

// TestTampering edits the database behind the program's back in every way the house knows. All are
// found, and the report names the entry, the record or the tile.
func TestTampering(t *testing.T) {
	t.Parallel()
	whole := live(t, 700)
	other, err := OpenOrMakeKey(t.TempDir(), Origin("620521"), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T, c *county)
		code string
		pos  int64 // of the finding; 0 where it is about something else
		to   int64
		text string // in the sentence
	}{
		{"change a body", sqls(`UPDATE event SET body = replace(body, '整改事项', '整改事顶') WHERE pos = 333`), FoundAltered, 333, 0, "test.written"},
		{"change a body's last byte", sqls(`UPDATE event SET body = body || ' ' WHERE pos = 700`), FoundAltered, 700, 0, "test.written"},
		{"change an actor", sqls(`UPDATE event SET actor = '{"post":"0190aaaa-0000-7000-8000-000000000000"}' WHERE pos = 12`), FoundAltered, 12, 0, ""},
		{"add to an actor what nobody reads", sqls(`UPDATE event SET actor = '{"x":1,' || substr(actor, 2) WHERE pos = 12`), FoundAltered, 12, 0, ""},
		{"change a time", sqls(`UPDATE event SET at = at + 1 WHERE pos = 256`), FoundAltered, 256, 0, ""},
		{"change a kind", sqls(`UPDATE event SET kind = 'test.closed' WHERE pos = 257`), FoundAltered, 257, 0, "test.closed"},
		{"make a body no JSON", sqls(`UPDATE event SET body = 'gone' WHERE pos = 9`), FoundMalformed, 9, 0, ""},
		{"delete and renumber", sqls(remove(100)...), FoundRemoved, 100, 0, ""},
		{"delete without renumbering", sqls(`DELETE FROM event WHERE pos IN (41, 42)`), FoundRemoved, 41, 42, ""},
		{"hide an entry", sqls(`UPDATE event SET pos = NULL WHERE pos = 8`), FoundRemoved, 8, 0, ""},
		{"swap neighbours", sqls(swap(400, 401)...), FoundMoved, 400, 0, "401"},
		{"swap far apart", sqls(swap(5, 690)...), FoundMoved, 5, 0, "690"},
		{"insert a forged entry", sqls(insert(500)...), FoundInserted, 500, 0, ""},
		{"change a record", sqls(`UPDATE thing SET name = '已销号' WHERE rowid = 17`), FoundRecordAltered, -1, 0, "test.thing"},
		{"delete a record", sqls(`DELETE FROM thing WHERE rowid = 17`), FoundRecordMissing, -1, 0, "test.thing"},
		{"delete every record", sqls(`DELETE FROM thing`), FoundRecordMissing, -1, 0, "test.thing"},
		{"add a record", sqls(`INSERT INTO thing VALUES ('0190aaaa-0000-7000-8000-000000000000', '假', 1)`), FoundRecordUnknown, 0, 0, "0190aaaa"},
		{"replace a hash in a tile", sqls(`UPDATE ledger_tile SET hashes = 'AAAA' || substr(hashes, 5) WHERE level = 0 AND n = 1`), FoundTile, 0, 0, "tile/0/001"},
		{"replace a hash in an upper tile", sqls(`UPDATE ledger_tile SET hashes = 'AAAA' || substr(hashes, 5) WHERE level = 1 AND n = 0`), FoundTile, 1, 256, "tile/1/000"},
		{"delete a tile", sqls(`DELETE FROM ledger_tile WHERE level = 0 AND n = 0`), FoundTileMissing, 0, 0, "tile/0/000"},
		{"sign with another key", func(t *testing.T, c *county) {
			c.exec(t, `UPDATE event SET body = '{"name":"x"}' WHERE pos = 222`)
			resign(t, c, other)
		}, FoundRewritten, 201, 250, ""},
		{"sign with another key, entries untouched", func(t *testing.T, c *county) { resign(t, c, other) }, FoundSignature, 0, 0, ""},
		{"delete the checkpoints", sqls(`DELETE FROM ledger_checkpoint`), FoundFileMissing, 0, 0, "checkpoint"},
		{"cut off the tail", sqls(`DELETE FROM event WHERE pos > 650`), FoundRemoved, 651, 700, ""},
		{"cut off the tail with its signatures", func(t *testing.T, c *county) {
			c.exec(t, `DELETE FROM event WHERE pos > 650`, `DELETE FROM ledger_checkpoint WHERE size > 650`, `UPDATE reader SET pos = 650`)
			retile(t, c)
		}, FoundCutOff, 700, 0, "--since"},
		{"back-date and recompute the tiles", func(t *testing.T, c *county) {
			c.exec(t, `UPDATE event SET at = at - 86400000 WHERE pos = 610`)
			retile(t, c)
		}, FoundBackDated, 610, 0, "23h59m59s"},
		{"change a body and recompute the tiles", func(t *testing.T, c *county) {
			c.exec(t, `UPDATE event SET body = '{"name":"x"}' WHERE pos = 610`)
			retile(t, c)
		}, FoundRewritten, 601, 650, ""},
		{"rewrite the end with the stolen key", func(t *testing.T, c *county) {
			c.exec(t, `UPDATE event SET body = '{"name":"x"}' WHERE pos = 699`, `DELETE FROM ledger_checkpoint WHERE size < 700`)
			resign(t, c, c.key)
		}, FoundRewritten, 651, 700, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			county := whole.copy(t)
			c.do(t, county)
			r := county.verify(t, whole.since...)
			if r.OK || !names(r, c.code, c.pos, c.to, c.text) {
				t.Errorf("want %s at %d, got:\n%s", c.code, c.pos, say(r))
			}
			large := strings.HasPrefix(c.name, "cut off") || c.name == "delete every record"
			if len(r.Findings) > 20 && !large {
				t.Errorf("%d findings for one edit:\n%s", len(r.Findings), say(r))
			}
		})
	}
}

func sqls(texts ...string) func(*testing.T, *county) {
	return func(t *testing.T, c *county) { c.exec(t, texts...) }
}

// names reports whether the report has the finding; pos -1 means any position.
func names(r *Report, code string, pos, to int64, text string) bool {
	for _, f := range r.Findings {
		if f.Code == code && (pos == -1 && f.Pos > 0 || f.Pos == pos && f.To <= max(to, pos)) && strings.Contains(f.ZH+f.EN, text) {
			return true
		}
	}
	return false
}

func say(r *Report) string {
	var b strings.Builder
	_ = r.Print(&b, anlan.ZH)
	_ = r.Print(&b, anlan.EN)
	return b.String()
}

// R10 in its short form: random edits of every class, all found and the right entry named. The long
// form sets ANLAN_PROOF_TAMPER to the number of edits per class, and ANLAN_PROOF_SEED to replay.
func TestRandomTampering(t *testing.T) {
	t.Parallel()
	number, seed := fromEnv("ANLAN_PROOF_TAMPER", 20), uint64(fromEnv("ANLAN_PROOF_SEED", 2022))
	whole := live(t, 400)
	for class, edit := range edits {
		t.Run(class, func(t *testing.T) {
			t.Parallel()
			for i := range number {
				r := rand.New(rand.NewPCG(seed, uint64(i)))
				c := whole.copy(t)
				pos := edit(t, c, r)
				got := c.verify(t, whole.since...)
				if !covers(got, pos) {
					t.Errorf("seed %d, edit %d at %d was not found:\n%s", seed, i, pos, say(got))
				}
			}
		})
	}
}

// covers reports whether a finding points at the position.
func covers(r *Report, pos int64) bool {
	for _, f := range r.Findings {
		if f.Pos == pos || f.Pos < pos && pos <= f.To {
			return true
		}
	}
	return false
}

// edits are the classes of R10. Each makes one edit and tells where.
var edits = map[string]func(t *testing.T, c *county, r *rand.Rand) int64{
	"edit": func(t *testing.T, c *county, r *rand.Rand) int64 {
		pos := 1 + r.Int64N(c.size)
		column := []string{"id", "kind", "ref", "actor", "body", "seal", "salt", "at"}[r.IntN(8)]
		value := fmt.Sprintf("%s || '%d'", column, r.IntN(10))
		if r.IntN(2) == 0 {
			value = fmt.Sprintf("replace(substr(%[1]s, 1, 12), substr(%[1]s, 12, 1), '~') || substr(%[1]s, 13)", column)
		}
		c.exec(t, fmt.Sprintf("UPDATE event SET %s = %s WHERE pos = %d", column, value, pos))
		return pos
	},
	"delete": func(t *testing.T, c *county, r *rand.Rand) int64 {
		pos := 1 + r.Int64N(c.size)
		c.exec(t, remove(pos)...)
		return pos
	},
	"insert": func(t *testing.T, c *county, r *rand.Rand) int64 {
		pos := 2 + r.Int64N(c.size-1)
		c.exec(t, insert(pos)...)
		return pos
	},
	"reorder": func(t *testing.T, c *county, r *rand.Rand) int64 {
		a := 1 + r.Int64N(c.size)
		b := 1 + (a+r.Int64N(c.size-1))%c.size
		c.exec(t, swap(a, b)...)
		return a
	},
	"back-date": func(t *testing.T, c *county, r *rand.Rand) int64 {
		pos := 2 + r.Int64N(c.size-1)
		c.exec(t, fmt.Sprintf("UPDATE event SET at = at - %d WHERE pos = %d", 1500+r.IntN(1e8), pos))
		retile(t, c)
		return pos
	},
	"rewrite": func(t *testing.T, c *county, r *rand.Rand) int64 {
		pos := 1 + r.Int64N(c.size)
		c.exec(t, fmt.Sprintf(`UPDATE event SET body = '{"name":"rewritten %d"}' WHERE pos >= %d`, r.IntN(1e6), pos), `DELETE FROM ledger_checkpoint WHERE size < 400`)
		resign(t, c, c.key)
		return pos
	},
}

func fromEnv(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}
