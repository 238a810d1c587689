#!/usr/bin/env bash
# Runs the journeys of web/e2e in a real browser against a demo county of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
export ANLAN_CHROMIUM=$(./scripts/chromium.sh)
data=$(mktemp -d)
port=${ANLAN_E2E_PORT:-8631}
./bin/anlan demo --data "$data/demo" --listen "127.0.0.1:$port" --log warn >"$data/out" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 300); do
  curl -fs "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break
  kill -0 $server 2>/dev/null || { cat "$data/out"; exit 1; }
  sleep 0.2
done
cd web && ANLAN_URL="http://127.0.0.1:$port" npm run e2e -- "$@"
