#!/bin/bash
# A real Odoo 19 for tests: installs it (once) and starts it. See README.md.
# Last line of stdout: the path of server.json. Exit code 0: the server is up; 75: the packages cannot be had here; other: a failure.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$HERE/lib.sh"

SUITE=trixie                 # Odoo 19 supports Python up to 3.13: Debian 13 has that, sid is too new.
MODULES=base,contacts,crm,sale_management,account,base_automation,project,portal,auth_signup,rpc,api_doc
MASTER_PASSWORD=master
BASE_DB=contract_base        # Odoo's own modules: slow to make, seldom changes
TEMPLATE_DB=contract_template # BASE_DB + our addon + fixtures: what tests copy
JSON=$CACHE/server.json

unavailable() {
    printf '\n*** real-odoo: NO REAL ODOO HERE: %s ***\n\n' "$*" >&2
    exit 75
}

STARTED=$SECONDS
step() { # NAME COMMAND...: runs it, its output into log/NAME.log, which is shown when it fails
    local name=$1 begin=$SECONDS
    shift
    if ! "$@" >"$LOGS/$name.log" 2>&1 </dev/null; then
        say "step $name failed; the end of $LOGS/$name.log:"
        tail -n 30 "$LOGS/$name.log" >&2
        return 1
    fi
    say "$name: $((SECONDS - begin)) s"
}

# ---------------------------------------------------------------------------------------------------------------- packages

mirror() { # the Debian mirror that this machine's apt uses
    apt-get indextargets --format "\$(REPO_URI)" 'Created-By: Packages' 'Label: Debian' 2>/dev/null | sort -u | head -n 1
}

can_fetch() { /usr/lib/apt/apt-helper download-file "$1/dists/$SUITE/InRelease" "$LOGS/InRelease" >>"$LOGS/probe.log" 2>&1; }

install_system() {
    local url=${ODOO_CLIENT_DEBIAN_MIRROR:-} new=$CACHE/root.partial
    command -v apt-get >/dev/null || unavailable "no apt-get: this needs a Debian machine"
    unshare --mount true 2>/dev/null || unavailable "this process may not mount (a container without CAP_SYS_ADMIN?)"
    if ! command -v debootstrap >/dev/null || [[ -z ${url:-$(mirror)} ]]; then
        step apt-update apt-get update || true # the checks below say what is missing
    fi
    command -v debootstrap >/dev/null || step apt-debootstrap env DEBIAN_FRONTEND=noninteractive apt-get install -y debootstrap ||
        unavailable "debootstrap cannot be installed"
    url=${url:-$(mirror)}
    url=${url%/}
    [[ -n $url ]] || unavailable "apt knows no Debian mirror"
    can_fetch "$url" || unavailable "the Debian mirror does not answer"

    rm -rf --one-file-system "$new" # left by a run that was killed
    if ! step debootstrap debootstrap --variant=minbase "$SUITE" "$new" "$url"; then
        can_fetch "$url" || unavailable "the Debian mirror stopped answering"
        die "debootstrap"
    fi
    printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d" # packages start no services
    chmod 755 "$new/usr/sbin/policy-rc.d"
    cp -L /etc/resolv.conf "$new/etc/resolv.conf"
    apt-config dump | grep -i '^Acquire::.*Proxy' >"$new/etc/apt/apt.conf.d/98proxy" || true
    cat >"$new/etc/apt/apt.conf.d/99odoo-client" <<'E'
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
Acquire::Check-Date "false";
Acquire::Retries "3";
APT::Install-Recommends "false";
E
    cat >"$new/etc/dpkg/dpkg.cfg.d/odoo-client" <<'E'
force-unsafe-io
path-exclude=/usr/share/man/*
path-exclude=/usr/share/doc/*
path-exclude=/usr/lib/python3/dist-packages/odoo/addons/*/i18n/*
path-include=/usr/lib/python3/dist-packages/odoo/addons/*/i18n/fr.po
E
    printf 'deb %s %s main\n' "$url" "$SUITE" "$url" sid >"$new/etc/apt/sources.list"
    cat >"$new/etc/apt/preferences.d/odoo-client" <<'E'
Package: *
Pin: release n=sid
Pin-Priority: -10

Package: odoo-19
Pin: release n=sid
Pin-Priority: 900
E
    ROOT=$new
    step packages-update as root apt-get update || unavailable "the package lists cannot be read"
    as root apt-cache show odoo-19 >/dev/null 2>&1 || unavailable "the mirror no longer has the package odoo-19"
    step packages-install as root apt-get install -y odoo-19 postgresql tzdata-legacy fonts-dejavu-core || {
        can_fetch "$url" || unavailable "the Debian mirror stopped answering"
        die "installing odoo-19"
    }
    as root apt-get clean
    ROOT=$CACHE/root
    sync --file-system "$new"
    mv "$new" "$ROOT" # only a complete system gets this name
}

# -------------------------------------------------------------------------------------------------------------- PostgreSQL

sql() { as postgres psql -h 127.0.0.1 -p "$PG_PORT" -qtAX -v ON_ERROR_STOP=1 -d "${2:-postgres}" -c "$1"; }
db_exists() { [[ $(sql "select 1 from pg_database where datname = '$1'") == 1 ]]; }

postgres_conf() {
    cat <<E
listen_addresses = '127.0.0.1'
port = $PG_PORT
unix_socket_directories = ''
max_connections = 150
shared_buffers = 512MB
dynamic_shared_memory_type = mmap
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 1GB
autovacuum = off
jit = off
client_min_messages = warning
log_min_messages = fatal
log_min_error_statement = panic
E
}

databases_from_nothing() {
    local data=$ROOT$PGDATA
    rm -rf --one-file-system "$data" "$data.partial" "$ROOT$DATA_DIR" "$CACHE/template.key" "$CACHE/base.key"
    install -d -o "$(as root id -u postgres)" -g "$(as root id -g postgres)" -m 700 "$data.partial"
    step initdb as postgres "$PGBIN/initdb" -D "$PGDATA.partial" --encoding=UTF8 --locale=C.UTF-8 --auth=trust --no-sync ||
        die "initdb"
    mv "$data.partial" "$data"
}

databases_from_saved() {
    rm -rf --one-file-system "$ROOT$PGDATA" "$ROOT$DATA_DIR"
    cp -a --reflink=auto "$SAVED/data" "$ROOT$DATA_DIR"
    cp -a --reflink=auto "$SAVED/pg" "$ROOT$PGDATA"
}

save_databases() { # leaves PostgreSQL stopped
    stop_postgres
    rm -rf --one-file-system "$SAVED"
    mkdir "$SAVED"
    cp -a --reflink=auto "$ROOT$PGDATA" "$SAVED/pg"
    cp -a --reflink=auto "$ROOT$DATA_DIR" "$SAVED/data"
    sync --file-system "$SAVED"
}

start_postgres() {
    local data=$ROOT$PGDATA boot pid
    PGBIN=/$(cd "$ROOT" && echo usr/lib/postgresql/*/bin)
    boot=$(cat /proc/sys/kernel/random/boot_id)
    pid=$(pid_in "$data/postmaster.pid")
    if is_ours "$pid"; then
        if cmp -s <(postgres_conf) "$data/postgresql.conf"; then return; fi
    elif [[ -n $pid && $(cat "$data/boot_id" 2>/dev/null) != "$boot" ]]; then
        # fsync is off: after a power cut or a hard reset the files cannot be trusted
        say "the machine went down while PostgreSQL was running: going back to the databases as they were made"
        if [[ -f $CACHE/template.key ]]; then databases_from_saved; else databases_from_nothing; fi
    elif [[ ! -f $data/PG_VERSION ]]; then
        databases_from_nothing
    fi
    stop_odoo
    stop_postgres
    postgres_conf >"$data/postgresql.conf"
    echo "$boot" >"$data/boot_id"
    step postgres as postgres "$PGBIN/pg_ctl" -D "$PGDATA" -l "$PGDATA/server.log" -w start 9>&- || {
        tail -n 20 "$data/server.log" >&2
        die "PostgreSQL does not start (is port $PG_PORT taken?)"
    }
    [[ $(sql "select 1 from pg_roles where rolname = 'odoo'") == 1 ]] ||
        sql "create role odoo login createdb password 'odoo'" # initdb's trust applies to loopback
}

# -------------------------------------------------------------------------------------------------------------------- Odoo

odoo_conf() {
    cat <<E
[options]
addons_path = /usr/lib/python3/dist-packages/odoo/addons,$ADDONS
admin_passwd = $MASTER_PASSWORD
data_dir = $DATA_DIR
db_host = 127.0.0.1
db_port = $PG_PORT
db_user = odoo
db_password = odoo
db_maxconn = 100
http_interface = 127.0.0.1
http_port = $HTTP_PORT
list_db = True
dbfilter =
log_level = warn
log_handler = :WARNING,odoo.http:ERROR,odoo.addons.rpc.controllers:ERROR
workers = 0
max_cron_threads = 0
limit_time_cpu = 3600
limit_time_real = 3600
limit_memory_soft = 0
limit_memory_hard = 0
without_demo = True
proxy_mode = False
E
}

odoo_once() { as odoo odoo server -c "$CONF" --no-http --stop-after-init "$@"; }
odoo_shell() { as odoo odoo shell -c "$CONF" -d "$1" --no-http <"$2"; }

prepare_odoo() { # configuration and addon; a change restarts the server
    local uid gid
    uid=$(as root id -u odoo)
    gid=$(as root id -g odoo)
    install -d -o "$uid" -g "$gid" "$ROOT$DATA_DIR" "$ROOT${CONF%/*}"
    if ! cmp -s <(odoo_conf) "$ROOT$CONF"; then
        stop_odoo
        odoo_conf >"$ROOT$CONF"
    fi
    if ! diff -qr --exclude=__pycache__ "$HERE/addons" "$ROOT$ADDONS" >/dev/null 2>&1; then
        stop_odoo
        rm -rf "${ROOT:?}$ADDONS"
        cp -r "$HERE/addons" "$ROOT$ADDONS"
        chmod -R u=rwX,go=rX "$ROOT$ADDONS"
    fi
}

drop_db() {
    sql "drop database if exists $1 with (force)"
    rm -rf "${ROOT:?}$DATA_DIR/filestore/$1"
}

restart_postgres() { # ends what a killed run has left under way in the server
    stop_odoo
    stop_postgres
    start_postgres
}

key_of() { cat "$@" | sha256sum | cut -c 1-16; }

make_base() {
    local key
    key=$(printf '%s' "$MODULES" "$(as root dpkg-query -W odoo-19)" | key_of - "$HERE/base.py")
    if [[ $(cat "$CACHE/base.key" 2>/dev/null) == "$key" ]] && db_exists "$BASE_DB"; then return; fi
    restart_postgres
    rm -f "$CACHE/base.key" "$CACHE/template.key"
    drop_db "$BASE_DB"
    step base-modules odoo_once -d "$BASE_DB" -i "$MODULES" || die "installing Odoo's modules"
    step base-setup odoo_shell "$BASE_DB" "$HERE/base.py" || die "base.py"
    grep -q '^BASE OK' "$LOGS/base-setup.log" || die "base.py: $(tail -n 5 "$LOGS/base-setup.log")"
    echo "$key" >"$CACHE/base.key"
}

make_template() {
    local key new=${TEMPLATE_DB}_new store=$ROOT$DATA_DIR/filestore
    key=$(cd "$HERE" && find addons fixtures.py -type f ! -path '*/__pycache__/*' | LC_ALL=C sort | tr '\n' '\0' |
        xargs -0 sha256sum | cat - "$CACHE/base.key" | key_of -)
    if [[ $(cat "$CACHE/template.key" 2>/dev/null) == "$key" ]] && db_exists "$TEMPLATE_DB"; then return; fi
    restart_postgres
    rm -f "$CACHE/template.key"
    drop_db "$new"
    sql "create database $new template $BASE_DB owner odoo"
    cp -a "$store/$BASE_DB" "$store/$new"
    step addon odoo_once -d "$new" -i odoo_client_test || die "installing the test addon"
    if grep -E ' (WARNING|ERROR|CRITICAL) ' "$LOGS/addon.log" >&2; then say "the addon was installed with the warnings above"; fi
    step fixtures odoo_shell "$new" "$HERE/fixtures.py" || die "fixtures.py"
    grep -q '^FIXTURES ' "$LOGS/fixtures.log" || die "fixtures.py: $(tail -n 15 "$LOGS/fixtures.log")"
    drop_db "$TEMPLATE_DB"
    sql "alter database $new rename to $TEMPLATE_DB"
    sql "vacuum analyze" "$TEMPLATE_DB" # there is no autovacuum
    mv "$store/$new" "$store/$TEMPLATE_DB"
    (umask 077 && sed -n 's/^FIXTURES //p' "$LOGS/fixtures.log" >"$CACHE/users.json")
    : >"$LOGS/fixtures.log" # it held the API keys
    save_databases
    echo "$key" >"$CACHE/template.key"
    start_postgres
}

healthy() (
    exec 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$HTTP_PORT" || exit 1
    printf 'GET /web/health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
    read -r -t 5 status <&3
    [[ $status == *' 200 '* ]]
)

start_odoo() {
    local i pid
    pid=$(pid_in "$ODOO_PID")
    if is_ours "$pid" && healthy; then return; fi
    stop_odoo
    if (exec 3<>"/dev/tcp/127.0.0.1/$HTTP_PORT") 2>/dev/null; then
        die "port $HTTP_PORT is taken by another program; set ODOO_CLIENT_HTTP_PORT"
    fi
    [[ -f $LOGS/server.log ]] && mv "$LOGS/server.log" "$LOGS/server.old.log"
    # shellcheck disable=SC2016  # expanded by the inner shell
    as odoo setsid --fork sh -c 'echo $$ >~/server.pid && exec odoo server -c "$1"' sh "$CONF" >"$LOGS/server.log" 2>&1 </dev/null 9>&-
    for ((i = 0; i < 600; i++)); do
        if healthy; then return; fi
        pid=$(pid_in "$ODOO_PID")
        [[ -z $pid ]] || is_ours "$pid" || break # it died
        sleep 0.1
    done
    tail -n 30 "$LOGS/server.log" >&2
    stop_odoo
    die "Odoo does not start"
}

write_json() {
    (
        umask 077
        cat >"$JSON.new" <<E
{
  "url": "http://127.0.0.1:$HTTP_PORT",
  "masterPassword": "$MASTER_PASSWORD",
  "templateDatabase": "$TEMPLATE_DB",
  "series": "19.0",
  "users": $(cat "$CACHE/users.json")
}
E
    )
    mv "$JSON.new" "$JSON"
}

# -------------------------------------------------------------------------------------------------------------------- main

main() {
    [[ $(id -u) == 0 ]] || unavailable "it needs root"
    mkdir -p "$LOGS"
    chmod 700 "$LOGS"
    lock

    [[ -d $ROOT ]] || install_system
    start_postgres
    prepare_odoo
    make_base
    make_template
    start_odoo
    write_json
    say "up at http://127.0.0.1:$HTTP_PORT ($((SECONDS - STARTED)) s); log: $LOGS/server.log"
    echo "$JSON"
}

main # at the end, so that bash has read the whole file before it runs anything
