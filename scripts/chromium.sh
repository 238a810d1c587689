#!/usr/bin/env bash
# Prints the path of a Chromium with Chinese fonts, installing both where Debian's packages can.
set -euo pipefail
found=${ANLAN_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$found" ] || ! fc-list :lang=zh-cn 2>/dev/null | grep -q .; then
  (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-noto-cjk fontconfig) >&2
  found=$(command -v chromium)
fi
echo "$found"
