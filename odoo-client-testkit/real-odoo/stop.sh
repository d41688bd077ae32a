#!/bin/bash
# Stops Odoo and PostgreSQL. `stop.sh --purge` also deletes all that start.sh has installed. Nothing stays mounted either way.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ -d $CACHE ]] || exit 0
lock
stop_odoo
stop_postgres
sync # PostgreSQL runs without fsync
if [[ ${1:-} == --purge ]]; then
    rm -rf --one-file-system "$CACHE"
fi
