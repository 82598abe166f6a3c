#!/usr/bin/env bash
# A throw-away PostgreSQL for the storage tests, on a free port of this machine, never run as root.
#
#   export CONDUCTBOT_TEST_POSTGRES="$(tests/postgres.sh start)"
#   dotnet test tests/ConductBot.Storage.Tests
#   tests/postgres.sh stop
#
# Needs PostgreSQL's programs: apt-get install -y postgresql
# CONDUCTBOT_TEST_POSTGRES_DIR says where it lives; by default a folder of its own for each user.
set -euo pipefail

home="${CONDUCTBOT_TEST_POSTGRES_DIR:-${TMPDIR:-/tmp}/conductbot-postgres-$(id -u)}"
data="$home/data"

program() {
    local found
    found="$(command -v "$1" || true)"
    if [ -z "$found" ]; then
        found="$(ls -d /usr/lib/postgresql/*/bin/"$1" /opt/homebrew/opt/postgresql*/bin/"$1" 2>/dev/null | sort -V | tail -n 1 || true)"
    fi
    if [ -z "$found" ]; then
        echo "$1 was not found: apt-get install -y postgresql" >&2
        exit 1
    fi
    echo "$found"
}

# The server refuses to run as root.
owner=""
if [ "$(id -u)" -eq 0 ]; then
    owner="$(id -un postgres 2>/dev/null || echo nobody)"
fi

as_owner() {
    if [ -n "$owner" ]; then
        (cd / && runuser -u "$owner" -- "$@")
    else
        "$@"
    fi
}

running() {
    [ -d "$data" ] && as_owner "$(program pg_ctl)" --pgdata "$data" status >/dev/null 2>&1
}

start() {
    local initdb pg_ctl password port
    initdb="$(program initdb)"
    pg_ctl="$(program pg_ctl)"
    if running; then
        cat "$home/connection"
        return
    fi

    rm -rf "$home"
    mkdir -p "$home"
    password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
    (umask 077 && printf '%s\n' "$password" > "$home/password")
    if [ -n "$owner" ]; then
        chown -R "$owner" "$home"
    fi

    as_owner "$initdb" --pgdata "$data" --username conductbot --pwfile "$home/password" \
        --auth scram-sha-256 --encoding UTF8 --locale C >"$home.initdb.log" 2>&1 || { cat "$home.initdb.log" >&2; exit 1; }
    rm -f "$home.initdb.log"

    for _ in 1 2 3 4 5 6 7 8; do
        port=$((20000 + ($(od -An -N2 -tu2 /dev/urandom) % 20000)))
        if as_owner "$pg_ctl" --pgdata "$data" --wait --timeout 30 --log "$home/log" \
            --options "-h 127.0.0.1 -p $port -c unix_socket_directories='' -c max_connections=200" start >/dev/null 2>&1; then
            (umask 077 && echo "Host=127.0.0.1;Port=$port;Username=conductbot;Password=$password;Database=postgres" > "$home/connection")
            cat "$home/connection"
            return
        fi
    done

    cat "$home/log" >&2
    exit 1
}

stop() {
    if running; then
        as_owner "$(program pg_ctl)" --pgdata "$data" --mode fast --wait stop >/dev/null
    fi
    rm -rf "$home"
}

case "${1:-}" in
    start) start ;;
    stop) stop ;;
    *) echo "usage: tests/postgres.sh start|stop" >&2; exit 2 ;;
esac
