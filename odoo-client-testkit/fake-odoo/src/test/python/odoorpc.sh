#!/usr/bin/env bash
# Prints the folder that has Debian's python3-odoorpc, for PYTHONPATH; an empty line if Python has it already. Ends with 75 if it cannot be had here.
set -euo pipefail
if python3 -c 'import odoorpc' 2>/dev/null; then
  echo
  exit 0
fi
cache=${ODOO_CLIENT_CACHE:-$HOME/.cache/odoo-client}/python3-odoorpc
folder=$cache/usr/lib/python3/dist-packages
if [ ! -d "$folder/odoorpc" ]; then
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || exit 75
  download=$(mktemp -d)
  trap 'rm -rf "$download"' EXIT
  (cd "$download" && apt-get download -q python3-odoorpc >&2) || exit 75
  dpkg-deb -x "$download"/python3-odoorpc_*.deb "$download/x"
  mkdir -p "$cache"
  cp -r "$download/x/." "$cache"
fi
echo "$folder"
