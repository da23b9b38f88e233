"""How fast reports are read beside eyecite with Hyperscan, in one run, and whether time grows with length only.

eyecite finds citations in English law; it is the model of our reader and the only peer of its kind. Each reads an
invented text of its own language with as many marks per 1,000 characters. Times are of the processor, best of three.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Sized

from bench.invented import english, vietnamese
from trienkhai.reading import read

LENGTHS = (10_000, 20_000, 50_000, 100_000, 200_000)


def main() -> None:
    """Print both speeds at each length, then the time of 1 and of 10 MB."""
    beside_eyecite()
    growth()


def beside_eyecite() -> None:
    """One line a length: characters and marks per second of both, and how many times faster ours is."""
    with tempfile.TemporaryDirectory() as folder:
        theirs_of = _eyecite(folder)
        _ours(vietnamese(2_000)), theirs_of(english(2_000))  # patterns and word lists are compiled once
        print(
            "characters  ours: characters/s  marks/s  marks/1,000  eyecite: characters/s  marks/s  marks/1,000   ratio"
        )
        for length in LENGTHS:
            ours, our_marks = best(_ours, vietnamese(length))
            theirs, their_marks = best(theirs_of, english(length))
            print(
                f"{length:10,} {length / ours:18,.0f} {our_marks / ours:8,.0f} {our_marks * 1000 / length:12.2f}"
                f" {length / theirs:22,.0f} {their_marks / theirs:8,.0f} {their_marks * 1000 / length:12.2f}"
                f" {theirs / ours:8.1f} ×",
                flush=True,
            )


def best(work: Callable[[str], int], text: str, runs: int = 3) -> tuple[float, int]:
    """Seconds of the processor, the least of several runs, and the number of marks."""
    seconds = []
    marks = 0
    for run in range(runs):
        other = text + " " * (run + 1)  # nothing is remembered from the run before
        begun = time.process_time()
        marks = work(other)
        seconds.append(time.process_time() - begun)
    return min(seconds), marks


def _ours(text: str) -> int:
    found = read(text)
    return len(found.citations) + len(found.figures)


def _eyecite(folder: str) -> Callable[[str], int]:
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer

    logging.disable(logging.CRITICAL)
    tokenizer = HyperscanTokenizer(cache_dir=folder)

    def marks(text: str) -> int:
        found: Sized = get_citations(text, tokenizer=tokenizer)
        return len(found)

    return marks


def growth() -> None:
    """Seconds for 1 and for 10 MB of text, and how many times more."""
    seconds = {}
    for megabytes in (1, 10):
        text = vietnamese(megabytes * 1_000_000)
        text = text.encode()[: megabytes * 1_000_000].decode("utf-8", "ignore")
        seconds[megabytes], marks = best(_ours, text, runs=2)
        speed = len(text) / seconds[megabytes]
        print(f"{megabytes:3} MB  {seconds[megabytes]:7.2f} s  {speed:9,.0f} characters/s  {marks:,} marks")
    print(f"10 MB takes {seconds[10] / seconds[1]:.1f} times as long as 1 MB")
