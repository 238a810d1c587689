#!/usr/bin/env bash
# Installs an office program, where Debian's packages can: printed pages are converted with it and measured. Without one
# those tests are skipped and say so, so a machine that cannot have it passes all the same.
set -euo pipefail
if command -v soffice >/dev/null && command -v pdftotext >/dev/null && fc-list :lang=zh-cn 2>/dev/null | grep -q .; then exit 0; fi
(apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
  libreoffice-writer-nogui poppler-utils fonts-noto-cjk fontconfig) >&2 ||
  echo "no office program can be installed here: printed pages are not measured" >&2
