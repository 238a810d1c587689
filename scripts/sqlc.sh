#!/usr/bin/env bash
# Generates internal/<room>/<room>db from internal/<room>/queries.sql, for every room that has one or
# for the rooms named. sqlc reads the SQL with its PostgreSQL grammar; the generated Go runs on both
# engines. A new room needs no edit here.
set -euo pipefail
cd "$(dirname "$0")/.."
rooms=("$@")
if [ ${#rooms[@]} = 0 ]; then
  for f in internal/*/queries.sql; do rooms+=("$(basename "$(dirname "$f")")"); done
fi
mkdir -p .cache
conf=$PWD/.cache/sqlc-$$.yaml
trap 'rm -f "$conf"' EXIT
cat >"$conf" <<'YAML'
version: "2"
overrides:
  go:
    overrides:
      - {db_type: instant, go_type: anlan.Instant}
      - {db_type: idtext, go_type: anlan.ID}
      - {db_type: daytext, go_type: anlan.Date}
sql:
YAML
for room in "${rooms[@]}"; do
  cat >>"$conf" <<YAML
  - engine: postgresql
    schema: [../internal/db/sqlc/domains.sql, ../internal/db/migrations]
    queries: ../internal/$room/queries.sql
    gen: {go: {package: ${room}db, out: ../internal/$room/${room}db, sql_package: database/sql, omit_unused_structs: true}}
YAML
done
cd tools && go tool sqlc generate -f "$conf"
