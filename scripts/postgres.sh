#!/usr/bin/env bash
# Starts a throw-away PostgreSQL for the tests and prints its URL: scripts/postgres.sh start | stop
# Nothing in it outlives the tests, so it does not wait for the disk. It listens on a socket-less loopback port of its own.
# Its data lie in memory where there is room, else below .cache: each test gets a database of a thousand files, and ext4
# searches long for the number of a new file where many were just deleted (it was a third of the tests' time).
set -euo pipefail
cd "$(dirname "$0")/.."
port=${ANLAN_TEST_POSTGRES_PORT:-54320}
dir=$PWD/.cache/postgres
memory=/dev/shm/anlan-postgres-$port
if [ -e "$memory" ] || [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null; then dir=$memory; fi
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ] && [ "${1:-}" = start ]; then
  (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql) >&2
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
fi
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case "${1:-}" in
start)
  if ! "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then
    rm -rf "$dir" && mkdir -p "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    as "$bin/initdb" -D "$dir" -U postgres -A trust --encoding=UTF8 --no-locale >&2
    as "$bin/pg_ctl" -D "$dir" -w -s -l "$dir/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=256MB -c autovacuum=off" start >&2
  fi
  echo "postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
  ;;
stop)
  as "$bin/pg_ctl" -D "$dir" -m immediate stop >&2 || true
  rm -rf "$memory"
  ;;
*) echo "usage: $0 start|stop" >&2; exit 2 ;;
esac
