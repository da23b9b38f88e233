#!/usr/bin/env bash
# Makes .venv from one lock file and writes the stamp last: tools/setup.sh LOCK STAMP
# Works with Debian 12's own python3 and pip 23, with or without ensurepip, and obeys pip's configuration.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1 stamp=$2 python=${PYTHON:-python3}
# The files are verified by their hashes; a user's own settings must not send them elsewhere than into .venv.
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_USER=0 PYTHONNOUSERSITE=1

fail() { echo "setup: $*" >&2; exit 1; }

command -v "$python" >/dev/null || fail "python3 is missing. Run: sudo apt install python3 python3-pip"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or newer is needed, this is $("$python" -V)."

# A .venv that was broken off, or whose interpreter went away, is made anew.
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv --without-pip .venv || fail "python3 has no venv module. Run: sudo apt install python3-venv"
fi

if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    pip=(.venv/bin/python -m pip)
elif "$python" -m pip --version >/dev/null 2>&1; then
    pip=("$python" -m pip --python .venv/bin/python)
elif .venv/bin/python -m ensurepip --version >/dev/null 2>&1; then
    .venv/bin/python -m ensurepip >/dev/null
    pip=(.venv/bin/python -m pip)
else
    fail "pip is missing. Run: sudo apt install python3-pip"
fi

echo "setup: installing $(grep -c '==' "$lock") packages of $lock into .venv"
"${pip[@]}" install --quiet --require-hashes --only-binary=:all: -r "$lock" ||
    fail "pip could not install $lock (see above). Run the same command again: it goes on where it stopped."
.venv/bin/python tools/install.py

mkdir -p .setup
touch "$stamp"
