#!/usr/bin/env bash
# What the full test run needs from the system. Root: installed here. Anybody else: the one line to run, and exit 1.
set -euo pipefail

# package, and one path that it brings
needed=(
    "postgresql              /usr/lib/postgresql/*/bin/initdb"
    "chromium                /usr/bin/chromium"
    "libreoffice-writer-nogui /usr/bin/soffice"
    "libreoffice-calc-nogui  /usr/lib/libreoffice/program/libsclo.so"
    "fonts-noto-core         /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"
    "poppler-utils           /usr/bin/pdffonts"
    "tesseract-ocr           /usr/bin/tesseract"
    "tesseract-ocr-vie       /usr/share/tesseract-ocr/*/tessdata/vie.traineddata"
)
missing=()
for line in "${needed[@]}"; do
    read -r package path <<<"$line"
    compgen -G "$path" >/dev/null || missing+=("$package")
done
((${#missing[@]})) || exit 0

line="apt install --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
    echo "The tests need these Debian packages, or the same of your system: ${missing[*]}" >&2
    exit 1
fi
if ((EUID != 0)); then
    echo "The tests need packages of the system. Run: sudo $line" >&2
    exit 1
fi

# A default cluster would start a server that nobody asked for; the tests make their own.
conf=/etc/postgresql-common/createcluster.conf
if [[ ! -e $conf ]]; then
    mkdir -p "${conf%/*}"
    echo "create_main_cluster = false" >"$conf"
elif ! grep -q '^ *create_main_cluster *= *false' "$conf"; then
    sed -i '/^ *create_main_cluster/d' "$conf"
    echo "create_main_cluster = false" >>"$conf"
fi

export DEBIAN_FRONTEND=noninteractive
options=(-qq -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold -o Acquire::Retries=3)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The lock of the package lists has no time-out of its own: another apt may be at work for a while.
persist() {
    for ((turn = 1; turn <= 24; turn++)); do
        if "$@" >"$log" 2>&1; then return 0; fi
        if grep -q 'dpkg --configure -a' "$log"; then dpkg --configure -a >>"$log" 2>&1 || true
        elif ! grep -qiE 'could not get lock|unable to lock' "$log"; then break; fi
        sleep 5
    done
    tail -n 20 "$log" >&2
    echo "The packages could not be installed. Run by hand: apt update && $line" >&2
    return 1
}

echo "system: installing ${missing[*]}"
persist apt-get "${options[@]}" update
persist apt-get "${options[@]}" install -y --no-install-recommends "${missing[@]}"
