"""Invented passages with gold inside the text, and invented reports whose figures are linked to indicators.

A passage: the text with `{id|span}` around each mark, a line `---`, then one line a mark:

    a figure count 85; unit=lớp; qualifier=at_least        c citation type=nghị quyết; number=12; form=full
    t total p1 p2; holds                                   t finding sum_differs

A report: headers (`form: services`), a line `---`, then the text with `[85](classes)`, `[49](models kind=collective)`,
`[3](-)` for a figure that belongs to no cell and `[120](classes !)` for one that must not be taken without thought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
Mark = dict[str, Any]

_MARK = re.compile(r"\\(?P<literal>[{}\\])|\{(?P<id>[^{}|\s]+)\|(?P<span>[^{}]*)\}")
_LINK = re.compile(r"\[(?P<span>[^\[\]]+)\]\((?P<cell>[^()]*)\)")
_ATTRIBUTES = {
    "citation": ("type", "number", "symbol", "date", "issuer", "form", "key"),
    "figure": ("unit", "qualifier", "of", "to", "period", "scope", "basis"),
}


class BadGold(ValueError):
    """A gold file that cannot be read; the message names file and line."""


@dataclass
class Passage:
    """One document: its text and what a careful officer marks in it, in the form of the program's own JSON."""

    name: str
    text: str
    citations: list[Mark] = field(default_factory=list)
    figures: list[Mark] = field(default_factory=list)
    totals: list[Mark] = field(default_factory=list)
    findings: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """A figure of a report: the indicator it belongs to (None: to no cell), its breakdown, whether it is doubtful."""

    start: int
    end: int
    text: str
    indicator: str | None
    breakdown: dict[str, str]
    doubtful: bool


@dataclass(frozen=True)
class Report:
    """A report with links; `head` has form, period and unit."""

    name: str
    head: dict[str, str]
    text: str
    links: tuple[Link, ...]


def sets() -> list[str]:
    """The names of the sets of passages."""
    return sorted(folder.name for folder in (DATA / "passages").glob("*") if folder.is_dir())


def passages(name: str) -> list[Passage]:
    """All passages of a set, by file name."""
    files = sorted((DATA / "passages" / name).glob("*.txt"))
    if not files:
        raise BadGold(f"no passages in {DATA / 'passages' / name}; sets: {', '.join(sets()) or 'none'}")
    return [parse(f"{name}/{file.name}", file.read_bytes().decode("utf-8")) for file in files]


def reports() -> list[Report]:
    """All reports with links, by file name."""
    files = sorted((DATA / "reports").glob("*.txt"))
    return [parse_report(file.name, file.read_bytes().decode("utf-8")) for file in files]


def parse(name: str, content: str) -> Passage:
    """A passage file as text and marks."""
    marked, found, lines = content.rpartition("\n---\n")
    if not found:
        raise BadGold(f"{name}: no line ---")
    text, spans = _unmarked(name, marked + "\n")
    passage = Passage(name, text)
    index: dict[str, int] = {}
    later: list[tuple[int, str, str, str]] = []
    for number, line in enumerate(lines.splitlines(), marked.count("\n") + 3):
        if not line.strip():
            continue
        words = line.split(None, 2)
        if len(words) < 3 or words[0] not in spans:
            raise BadGold(f"{name}:{number}: not `ID KIND …` of a marked span: {line!r}")
        mark_id, kind, rest = words
        start, end = spans[mark_id]
        mark: Mark = {"id": mark_id, "start": start, "end": end, "text": text[start:end]}
        if kind == "citation":
            passage.citations.append(mark | _attributes(f"{name}:{number}", "citation", rest.split(";")))
        elif kind == "figure":
            passage.figures.append(mark | _figure(f"{name}:{number}", rest))
        else:
            later.append((number, mark_id, kind, rest))
    passage.citations.sort(key=lambda m: (m["start"], m["end"]))
    passage.figures.sort(key=lambda m: (m["start"], m["end"]))
    index = {mark["id"]: i for i, mark in enumerate(passage.figures)}
    for number, mark_id, kind, rest in later:
        _relate(passage, f"{name}:{number}", index, spans, (mark_id, kind, rest))
    return passage


def _unmarked(name: str, marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    out: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    last = position = 0
    for found in _MARK.finditer(marked):
        out.append(marked[last : found.start()])
        position += found.start() - last
        span = found["literal"] or found["span"]
        if found["id"]:
            if found["id"] in spans:
                raise BadGold(f"{name}: two spans {found['id']!r}")
            spans[found["id"]] = (position, position + len(span))
        out.append(span)
        position += len(span)
        last = found.end()
    return "".join([*out, marked[last:]]), spans


def _figure(place: str, rest: str) -> Mark:
    head, *others = rest.split(";")
    kind, _, value = head.strip().partition(" ")
    if kind not in ("count", "percent", "money", "ratio", "measure"):
        raise BadGold(f"{place}: {kind!r} is no kind of figure")
    mark = _attributes(place, "figure", others)
    return (
        mark
        | {"kind": kind, "value": _number(place, value)}
        | {name: _number(place, mark[name]) for name in ("of", "to") if mark[name] is not None}
    )


def _attributes(place: str, kind: str, pieces: list[str]) -> Mark:
    mark: Mark = dict.fromkeys(_ATTRIBUTES[kind])
    for piece in pieces:
        name, equals, value = (word.strip() for word in piece.partition("="))
        if not piece.strip():
            continue
        if not equals or name not in mark:
            raise BadGold(f"{place}: {piece.strip()!r} is no attribute of a {kind}")
        mark[name] = value or None
    return mark


def _number(place: str, value: str) -> int | float:
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        raise BadGold(f"{place}: {value!r} is no number") from None


def _relate(
    passage: Passage, place: str, index: dict[str, int], spans: dict[str, tuple[int, int]], line: tuple[str, str, str]
) -> None:
    """Take in a total or a finding, which speak of marks."""
    mark_id, kind, rest = line
    start, end = spans[mark_id]
    if kind == "finding":
        passage.findings.append({"start": start, "end": end, "text": passage.text[start:end], "code": rest.strip()})
        return
    parts, _, verdict = rest.partition(";")
    unknown = [part for part in (mark_id, *parts.split()) if part not in index]
    if kind != "total" or verdict.strip() not in ("holds", "differs") or unknown:
        raise BadGold(f"{place}: no total of figures: {' '.join(line)!r}")
    holds = verdict.strip() == "holds"
    passage.totals.append({"total": index[mark_id], "parts": [index[p] for p in parts.split()], "holds": holds})
    if not holds:
        passage.findings.append({"start": start, "end": end, "text": passage.text[start:end], "code": "sum_differs"})


def parse_report(name: str, content: str) -> Report:
    """A report file as headers, text and links."""
    top, found, marked = content.partition("\n---\n")
    if not found:
        raise BadGold(f"{name}: no line --- below the headers")
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in top.splitlines())}
    out: list[str] = []
    links: list[Link] = []
    last = position = 0
    for link in _LINK.finditer(marked):
        out.append(marked[last : link.start()])
        position += link.start() - last
        code, *words = link["cell"].split()
        breakdown = dict(word.split("=", 1) for word in words if "=" in word)
        end = position + len(link["span"])
        links.append(Link(position, end, link["span"], None if code == "-" else code, breakdown, "!" in words))
        out.append(link["span"])
        position, last = end, link.end()
    return Report(name, head, "".join([*out, marked[last:]]), tuple(links))
