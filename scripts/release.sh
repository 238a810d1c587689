#!/usr/bin/env bash
# Static binaries without cgo for the machines that counties have, with their SHA-256.
set -euo pipefail
cd "$(dirname "$0")/.."
version=${VERSION:-$(git describe --tags --always)}
for target in linux/amd64 linux/arm64 linux/loong64 windows/amd64; do
  name=dist/anlan-$version-${target//\//-}
  [ "${target%/*}" = windows ] && name=$name.exe
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -trimpath -ldflags "-s -w -X main.version=$version" -o "$name" ./cmd/anlan
done
linux=dist/anlan-$version-linux-amd64
if readelf -l "$linux" 2>/dev/null | grep -q INTERP; then echo "$linux is not static" >&2; exit 1; fi
size=$(($(wc -c <"$linux") >> 20))
if [ "$size" -gt 70 ]; then echo "$linux has $size MB, more than 70" >&2; exit 1; fi
(cd dist && sha256sum anlan-* >SHA256SUMS && cat SHA256SUMS)
