"""Every mark gained, lost or changed against another commit: `python -m bench gains [COMMIT]`; without: the last one.

Both read the same texts: the sample reports where present, and the invented passages and reports of bench/data.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.gold import passages, reports, sets
from bench.scores import SAMPLES
from bench.scoring import shown

ROOT = Path(__file__).resolve().parent.parent
Mark = dict[str, Any]
_READER = """
import json, sys
from trienkhai.reading import read, to_json
texts = json.load(sys.stdin)
json.dump({name: to_json(name, read(text)) for name, text in texts.items()}, sys.stdout)
"""


def texts() -> dict[str, str]:
    """Every text at hand by name."""
    found = {}
    for path in sorted(SAMPLES.glob("*/*.txt")):
        found[f"{path.parent.name}/{path.name}"] = path.read_bytes().decode("utf-8")
    for name in sets():
        found.update({passage.name: passage.text for passage in passages(name)})
    found.update({f"reports/{report.name}": report.text for report in reports()})
    return found


def read_by(source: Path, documents: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What the package in `source` reads in the texts."""
    done = subprocess.run(
        [sys.executable, "-c", _READER],
        input=json.dumps(documents).encode(),
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        cwd=source,
    )
    if done.returncode:
        raise SystemExit(f"{source}: {done.stderr.decode().strip()}")
    return dict(json.loads(done.stdout))


def source_of(commit: str, folder: Path) -> Path:
    """The package as it was at a commit, unpacked into a folder."""
    archive = subprocess.run(["git", "archive", commit, "src"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    return folder / "src"


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(group, gained, lost or changed, what) for one document."""
    for group in ("citations", "figures", "findings", "sections"):
        old, new = _by_place(before[group]), _by_place(after[group])
        for place in sorted(old.keys() | new.keys()):
            if place not in new:
                yield group, "lost", _words(old[place])
            elif place not in old:
                yield group, "gained", _words(new[place])
            elif change := _change(old[place], new[place]):
                yield group, "changed", f"{_words(new[place])}: {change}"
    sums, other = _sums(before), _sums(after)
    yield from (("totals", "lost", said) for said in sorted(sums - other))
    yield from (("totals", "gained", said) for said in sorted(other - sums))


def _by_place(marks: Sequence[Mark]) -> dict[tuple[Any, ...], Mark]:
    return {(m["start"], m["end"], m.get("code", "")): m for m in marks}


def _words(mark: Mark) -> str:
    return shown(mark) if "text" in mark else repr(mark["heading"])


def _change(old: Mark, new: Mark) -> str:
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return ", ".join(f"{name} {old.get(name)!r} → {new.get(name)!r}" for name in names)


def _sums(document: dict[str, Any]) -> set[str]:
    figures = document["figures"]
    return {
        f"{_at(figures[t['total']])} {'=' if t['holds'] else '≠'} {' + '.join(_at(figures[p]) for p in t['parts'])}"
        for t in document["totals"]
    }


def _at(figure: Mark) -> str:
    return f"{figure['text']} (at {figure['start']})"


def main(arguments: Sequence[str] = ()) -> None:
    """Print every mark that differs, then the counts."""
    parser = argparse.ArgumentParser(prog="bench gains", description=__doc__)
    parser.add_argument("commit", nargs="?", default="HEAD", help="default: HEAD, or HEAD~1 where nothing is changed")
    commit = parser.parse_args(arguments).commit
    if commit == "HEAD" and not subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "src"], cwd=ROOT).returncode:
        commit = "HEAD~1"
    documents = texts()
    with tempfile.TemporaryDirectory() as folder:
        before = read_by(source_of(commit, Path(folder)), documents)
    after = read_by(ROOT / "src", documents)
    tally: Counter[tuple[str, str]] = Counter()
    for name in documents:
        for group, what, said in differences(before[name], after[name]):
            tally[group, what] += 1
            print(f"{what:8} {name} {group[:-1]}: {said}")
    print(f"against {commit}: {len(documents)} texts, {sum(map(len, documents.values())):,} characters")
    for group in ("citations", "figures", "totals", "findings", "sections"):
        counts = ", ".join(f"{tally[group, what]} {what}" for what in ("gained", "lost", "changed"))
        print(f"  {group:10} {sum(len(d[group]) for d in after.values()):6}   {counts}")
