#!/usr/bin/env bash
# Runs a command with a PostgreSQL of its own, named in TRIENKHAI_TEST_POSTGRESQL: tools/with-postgresql.sh COMMAND…
# The cluster lives in a scratch folder, is reached by a Unix socket only, and is gone afterwards whatever happened.
set -euo pipefail

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
[[ -n $bin ]] || { echo "PostgreSQL is missing. Run: sudo apt install --no-install-recommends postgresql" >&2; exit 1; }

scratch=$(mktemp -d /tmp/trienkhai-postgresql.XXXXXX)
owner=$(id -un)
as=()
if ((EUID == 0)); then # PostgreSQL refuses to run as root
    owner=postgres
    as=(runuser -u postgres --)
    chown postgres: "$scratch"
fi

stop() {
    status=$?
    trap - EXIT INT TERM HUP
    [[ ! -e $scratch/data/postmaster.pid ]] ||
        "${as[@]}" "$bin/pg_ctl" -D "$scratch/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$scratch"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cd "$scratch"
"${as[@]}" "$bin/initdb" -D "$scratch/data" -U "$owner" -A trust --locale=C.UTF-8 -E UTF8 --no-sync >"$scratch/log" 2>&1 ||
    { cat "$scratch/log" >&2; exit 1; }
settings="-c listen_addresses= -c unix_socket_directories=$scratch -c fsync=off -c synchronous_commit=off"
settings+=" -c full_page_writes=off -c max_connections=60 -c shared_buffers=128MB -c autovacuum=off"
"${as[@]}" "$bin/pg_ctl" -D "$scratch/data" -l "$scratch/data/log" -o "$settings" -w -t 60 start >"$scratch/start" 2>&1 ||
    { cat "$scratch/start" "$scratch/data/log" >&2; exit 1; }
cd "$OLDPWD"

export TRIENKHAI_TEST_POSTGRESQL="postgresql://$owner@/postgres?host=$scratch"
"$@"
