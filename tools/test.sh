#!/usr/bin/env bash
# Every test, side by side in three processes: those without a database, and the others once on each database.
# One pytest run, so that one closing line counts them all. The process that ran a test stands before its name.
set -euo pipefail
cd "$(dirname "$0")/.."
parts=(--dist each)
for part in pure sqlite postgresql; do
    parts+=(--tx "popen//id=$part//env:TRIENKHAI_TEST_PART=$part")
done
exec tools/with-postgresql.sh .venv/bin/python -m pytest -q -o console_output_style=classic "${parts[@]}" "$@"
