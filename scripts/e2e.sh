#!/usr/bin/env bash
# Walks the journeys and looks at every screen in a real browser, against a demo county of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
ANLAN_CHROMIUM=$(./scripts/chromium.sh)
export ANLAN_CHROMIUM
cd web && ANLAN_BIN=${ANLAN_BIN:-../bin/anlan} npm run e2e -- "$@"
