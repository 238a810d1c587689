#!/usr/bin/env bash
# Makes the pictures of the README anew: docs/img/*.png.
set -euo pipefail
cd "$(dirname "$0")/.."
shots=$(mktemp -d)
trap 'rm -rf "$shots"' EXIT
mkdir -p docs/img
for screen in board desk matter todo; do
  ONLY=$screen ANLAN_SHOTS=$shots ./scripts/e2e.sh screens >/dev/null || echo "looking at $screen found something: make e2e" >&2
  cp "$shots/$screen-1440.png" "docs/img/$screen.png"
done
