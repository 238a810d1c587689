#!/usr/bin/env bash
# Fails when generated files differ from what their sources say: run `make generate` and commit.
set -euo pipefail
cd "$(dirname "$0")/.."
before=$(git ls-files -s; git diff | sha256sum)
go generate .
./scripts/sqlc.sh
go test ./internal/api -run TestOpenAPI -count=1 >/dev/null || { echo "api/openapi.yaml is out of date: make generate"; exit 1; }
after=$(git ls-files -s; git diff | sha256sum)
[ "$before" = "$after" ] || { echo "generated code is out of date: make generate, then commit"; git diff --stat; exit 1; }
