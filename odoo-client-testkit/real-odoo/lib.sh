# shellcheck shell=bash disable=SC2034  # the variables are used by those that source this
# Sourced by start.sh and stop.sh: where things are, and how a command is run inside the chroot.

CACHE=${ODOO_CLIENT_CACHE:-${HOME:-/root}/.cache/odoo-client}/real-odoo-19
# chroot and others; a shell that became root without a login lacks these.
PATH=$PATH:/usr/sbin:/sbin
HTTP_PORT=${ODOO_CLIENT_HTTP_PORT:-8069}
PG_PORT=${ODOO_CLIENT_PG_PORT:-5433}

ROOT=$CACHE/root             # the chroot: Debian, PostgreSQL, Odoo
LOGS=$CACHE/log
ODOO_PID=$ROOT/var/lib/odoo/server.pid
SAVED=$CACHE/saved           # a copy of the databases, as they were after the template was made
PGDATA=/srv/pg               # this and all below: paths inside the chroot
ADDONS=/srv/addons
CONF=/etc/odoo/odoo-client.conf
DATA_DIR=/var/lib/odoo/data

say() { printf 'real-odoo: %s\n' "$*" >&2; }
die() { say "FAILED: $*"; exit 1; }

# Runs a command as USER inside the chroot, with a clean environment. /proc is mounted in a mount namespace that dies with the command:
# nothing is ever mounted on the host, so a crash leaves nothing behind and the cache can simply be deleted.
as() {
    # shellcheck disable=SC2016  # expanded by the inner shell
    unshare --mount --propagation private sh -c '
        root=$1 user=$2
        shift 2
        mount -t proc proc "$root/proc"
        cd /
        exec chroot "$root" /usr/bin/setpriv --reuid="$user" --regid="$user" --init-groups --reset-env \
            /usr/bin/env PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TZ=UTC DEBIAN_FRONTEND=noninteractive "$@"
    ' as "$ROOT" "$@"
}

# Is PID a live process of this chroot? A pid file alone proves nothing after a reboot.
is_ours() { [[ -n ${1:-} ]] && [[ /proc/$1/root/ -ef $ROOT/ ]]; }

pid_in() { if [[ -f $1 ]]; then head -n 1 "$1"; fi; }

terminate() { # PID SECONDS [SIGNAL]
    local i
    is_ours "$1" || return 0
    kill "-${3:-TERM}" "$1" 2>/dev/null || return 0
    for ((i = 0; i < $2 * 10; i++)); do
        is_ours "$1" || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || true
}

# One start.sh or stop.sh at a time. What they run inherits the lock (fd 9), so that when one of them is killed, the next one waits until
# its orphans are done; only the two servers are started without it.
lock() {
    exec 9>"$CACHE/lock"
    flock --wait 900 9 || die "another start.sh or stop.sh has been at work for 15 minutes"
}

stop_odoo() {
    terminate "$(pid_in "$ODOO_PID")" 10
    rm -f "$ODOO_PID"
}

stop_postgres() { # SIGINT is PostgreSQL's fast shutdown: connections are cut, the data is written
    local dir
    terminate "$(pid_in "$ROOT$PGDATA/postmaster.pid")" 30 INT
    for dir in /proc/[0-9]*; do # the children of a server that was killed
        if is_ours "${dir#/proc/}" && [[ $(cat "$dir/comm" 2>/dev/null) == postgres ]]; then
            kill -KILL "${dir#/proc/}" 2>/dev/null || true
        fi
    done
    rm -f "$ROOT$PGDATA/postmaster.pid"
}
