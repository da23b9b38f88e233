"""How well figures of reports are matched to the cells of a form, on the invented reports with links.

    python -m bench matching [FIRST LAST] [--misses]      reports 01 to 20, or those named

No database: the page is simulated. A ratio that the form computes is no cell; a figure that reading finds and the
report does not link belongs to none.

Keys, as the page has them: Enter takes what is pre-selected, `t` what is proposed with a doubt, `x` throws away; each
moves on to the next figure. Another cell takes `c`, the fewest letters that find its name, and Enter; a figure that was
not read its digits and Enter in the form. Two ways through a report:

- every figure settled, in the order of the text;
- figures left: a waiting figure does not hold back sending, so one goes through the filter «Có đề xuất» alone. What has
  neither proposal nor doubt is never met; what is proposed but not to be taken is passed with `n`.

Beside the figures each way takes some keys or clicks of its own, AROUND_ALL and AROUND_LEFT a report: to open the
filter and step into its list, to go to the answer, to send it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import trienkhai
from bench import gold
from trienkhai import reading
from trienkhai.collection import matching
from trienkhai.indicators import definitions, periods
from trienkhai.vietnamese import fold

CATALOGUE = Path(trienkhai.__file__).parent / "catalogue"
LEARNT_FROM, LAST_LEARNT_FROM = "01", "10"
AROUND_ALL, AROUND_LEFT = 3, 4
Cell = tuple[str, str]


@dataclass
class Tally:
    """Counts over some reports."""

    with_cell: int = 0
    right: int = 0
    chosen: int = 0
    chosen_wrong: int = 0
    without: int = 0
    alone: int = 0
    not_read: int = 0
    keys: int = 0
    keys_leaving: int = 0
    reports: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    @property
    def figures(self) -> int:
        """All that had to be decided on."""
        return self.with_cell + self.without


@dataclass(frozen=True)
class Decided:
    """A figure of a report: what it is for (None: no cell), whether it is doubtful, and what was guessed, if read."""

    text: str
    start: int
    cell: Cell | None
    doubtful: bool
    guess: matching.Guess | None
    letters: int = 0  # that find the name of its cell among those of the form

    @property
    def guessed(self) -> Cell | None:
        target = self.guess.target if self.guess else None
        return (str(target.indicator_id), target.breakdown) if target else None

    @property
    def keys(self) -> int:
        """Until it is settled."""
        if self.cell is None or self.doubtful:
            return 1 if self.guess is not None else 0
        if self.guess is None:
            return len(self.text) + 1
        return 1 if self.guessed == self.cell else 2 + self.letters

    @property
    def keys_leaving(self) -> int:
        """Where figures may be left."""
        to_take = self.cell is not None and not self.doubtful
        unseen = self.guess is not None and self.guess.target is None and not self.guess.doubt
        return 0 if unseen and not to_take else self.keys


@cache
def targets(form: str) -> tuple[matching.Target, ...]:
    """The cells of a form of the catalogue."""
    found = definitions.read_folder(CATALOGUE)
    asked = {one.code: one for one in found.indicators}
    dimensions = {one.code: one for one in found.dimensions}
    (wanted,) = (one for one in found.forms if one.code == form)
    ratios = [asked[line.indicator] for line in wanted.lines if asked[line.indicator].over_units == "ratio"]
    cells = []
    for line in wanted.lines:
        one = asked[line.indicator]
        categories = dimensions[line.dimension].categories if line.dimension else ()
        for breakdown, name, words in (
            ("", one.name, ()),
            *((f"{line.dimension}={c.code}", c.name, c.words) for c in categories),
        ):
            cells.append(
                matching.Target(
                    one.code,
                    breakdown,
                    name if not breakdown else f"{one.name}: {name}",
                    one.measure,
                    one.words,
                    tuple(words),
                    section=line.section,
                    definition=one.definition,
                    computed=one.over_units == "ratio",
                    whole_of=next((r.numerator for r in ratios if r.denominator == one.code), None),
                    stock=one.over_time == "last",
                )
            )
    return tuple(cells)


def decided(report: gold.Report, memory: matching.Memory, tally: Tally | None = None) -> Iterator[Decided]:
    """Every figure that the report links or reading finds."""
    found = reading.to_json(report.name, reading.read(report.text))
    asked = targets(report.head["form"])
    frame = matching.Frame(*periods.days(report.head["period"]), report.head["unit"])
    begun = time.perf_counter()
    marks = [*found["figures"], *matching.more_figures(found, report.text, asked)]
    found = found | {"figures": marks}
    places = matching.places_of(found, report.text)
    guesses = matching.guess_all(found, report.text, places, asked, frame, memory)
    if tally is not None:
        tally.seconds += time.perf_counter() - begun
    yield from _beside(report, marks, guesses, {target.cell for target in asked if not target.computed})


def _beside(
    report: gold.Report, marks: Sequence[Any], guesses: Sequence[matching.Guess], cells: set[Any]
) -> Iterator[Decided]:
    linked: set[int] = set()
    for link in report.links:
        n = next((n for n, m in enumerate(marks) if m["start"] < link.end and link.start < m["end"]), None)
        linked |= {n} if n is not None else set()
        breakdown = ";".join(f"{key}={value}" for key, value in link.breakdown.items())
        cell = (link.indicator or "", breakdown)
        guess = guesses[n] if n is not None else None
        letters = _letters(report.head["form"], cell) if cell in cells else 0
        yield Decided(link.text, link.start, cell if cell in cells else None, link.doubtful, guess, letters)
    for n, mark in enumerate(marks):
        if n not in linked:
            yield Decided(mark["text"], mark["start"], None, False, guesses[n])


@cache
def _letters(form: str, cell: Cell) -> int:
    """The fewest letters typed in the list of cells that find this one first: beginnings of one or two of its words."""
    names = {(str(one.indicator_id), one.breakdown): _names(one.name) for one in targets(form) if not one.computed}
    words = list(dict.fromkeys(names[cell]))
    starts = [word[:size] for word in words for size in range(1, len(word) + 1)]
    typed = [(one,) for one in starts] + [(one, two) for one in starts for two in starts if one != two]
    finding = (said for said in typed if next(c for c, name in names.items() if _finds(said, name)) == cell)
    return min((len(" ".join(said)) for said in finding), default=len(" ".join(words)))


def _names(name: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(name)).split()


def _finds(typed: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(word.startswith(said) for word in name) for said in typed)


def measure(reports: Sequence[gold.Report], memory: matching.Memory) -> Tally:
    """All counts, and a line for each miss."""
    tally = Tally()
    for report in reports:
        tally.reports += 1
        for one in decided(report, memory, tally):
            _count(tally, one)
            if miss := _miss(one):
                around = " ".join(report.text[max(0, one.start - 60) : one.start + 40].split())
                told = f"{one.guess.confidence:.2f} {one.guess.doubt or '-'}" if one.guess else "not read"
                tally.misses.append(f"{report.name} {miss}: {one.text} is {one.cell}, {one.guessed} {told} | {around}")
    return tally


def _count(tally: Tally, one: Decided) -> None:
    chosen = one.guess is not None and one.guess.chosen
    tally.not_read += one.guess is None
    tally.chosen += chosen
    tally.chosen_wrong += chosen and (one.cell is None or one.doubtful or one.guessed != one.cell)
    if one.cell is None:
        tally.without += 1
        tally.alone += not chosen
    else:
        tally.with_cell += 1
        tally.right += one.guessed == one.cell
    tally.keys += one.keys
    tally.keys_leaving += one.keys_leaving


def _miss(one: Decided) -> str:
    chosen = one.guess is not None and one.guess.chosen
    if chosen and (one.cell is None or one.doubtful or one.guessed != one.cell):
        return "CHOSEN WRONG"
    if one.cell is not None and one.guessed != one.cell:
        return "not right"
    return "two keys" if one.cell is not None and not one.doubtful and not chosen else ""


def learnt(reports: Sequence[gold.Report]) -> matching.Memory:
    """What one office would have decided on the reports, each after those before it."""
    counts: dict[tuple[str, Any], list[int]] = {}
    for report in reports:
        memory = _memory(counts)
        for one in list(decided(report, memory)):
            if one.guess is None:
                continue
            taken = None if one.doubtful else one.cell
            if taught := matching.lesson(one.guessed, doubted=bool(one.guess.doubt), taken=taken):
                cell, what = taught
                counts.setdefault((one.guess.phrase, cell), [0, 0])[what == "refused"] += 1
    return _memory(counts)


def _memory(counts: dict[tuple[str, Any], list[int]]) -> matching.Memory:
    return matching.Memory(
        matching.Learnt(phrase, cell, taken, refused) for (phrase, cell), (taken, refused) in counts.items()
    )


def show(name: str, tally: Tally) -> None:
    """The measurements, a line each."""
    if not tally.figures:
        print(f"{name}: no reports")
        return

    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:5.1f} %  {part} of {whole}" if whole else "    –"

    print(f"{name}: {tally.figures} figures, {tally.not_read} of them not read")
    print(f"  right cell first        {share(tally.right, tally.with_cell)}   (goal ≥ 90)")
    print(f"  pre-selected, but wrong {share(tally.chosen_wrong, tally.chosen)}   (goal ≤ 1)")
    print(f"  without a cell, alone   {share(tally.alone, tally.without)}   (goal ≥ 95)")
    for keys, around, way in (
        (tally.keys, AROUND_ALL, "every figure settled"),
        (tally.keys_leaving, AROUND_LEFT, "figures left, by the filter"),
    ):
        sent = (keys + around * tally.reports) / tally.figures
        print(
            f"  keys a figure           {keys / tally.figures:5.2f}    {way}; {sent:.2f} from upload to sent (goal ≤ 1)"
        )
    print(f"  time                    {tally.seconds:6.3f} s")


def main(words: Sequence[str] = ()) -> None:
    """Print the measurements before and after learning."""
    parser = argparse.ArgumentParser(prog="bench matching", description=__doc__.splitlines()[0])
    parser.add_argument("first", nargs="?", default="01")
    parser.add_argument("last", nargs="?", default="20")
    parser.add_argument("--misses", action="store_true", help="a line for each figure that is not right")
    given = parser.parse_args(list(words))
    reports = [report for report in gold.reports() if given.first <= report.name[:2] <= given.last]
    school = [report for report in gold.reports() if LEARNT_FROM <= report.name[:2] <= LAST_LEARNT_FROM]
    exam = [report for report in reports if report not in school]
    memory = learnt(school) if exam else matching.Memory()
    for name, asked, known in (
        (f"{given.first}–{given.last}", reports, matching.Memory()),
        ("not learnt from, before learning", exam, matching.Memory()),
        ("not learnt from, after learning", exam, memory),
    ):
        tally = measure(asked, known)
        show(name, tally)
        if given.misses:
            print(*tally.misses, sep="\n")
