#!/usr/bin/env bash
# Static binaries without cgo for the machines that counties have, with their SHA-256.
set -euo pipefail
cd "$(dirname "$0")/.."
version=${VERSION:-$(git describe --tags --always)}
for target in linux/amd64 linux/arm64 linux/loong64 windows/amd64; do
  name=dist/anlan-$version-${target//\//-}
  [ "${target%/*}" = windows ] && name=$name.exe
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -trimpath -ldflags "-s -w" -o "$name" ./cmd/anlan
done
(cd dist && sha256sum anlan-* >SHA256SUMS && cat SHA256SUMS)
