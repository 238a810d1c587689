#!/usr/bin/env bash
# Runs every fuzz target of the house for a while each: scripts/fuzz.sh 60s [NAME]. What breaks one is
# written into its testdata/fuzz and stays a test from then on: commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
span=${1:-60s}
only=${2:-.}
# Making an input shorter is worth little to a whole program over HTTP, and would take up to a minute each.
failed=0
while IFS=: read -r file target; do
  [[ $target =~ $only ]] || continue
  echo "── $target ($(dirname "$file"), $span)"
  go test "./$(dirname "$file")" -run '^$' -fuzz "^$target\$" -fuzztime "$span" -fuzzminimizetime 20x || failed=1
done < <(git grep -oE "^func Fuzz[A-Za-z0-9]+" -- "*_test.go" | sed "s/:func /:/")
exit $failed
