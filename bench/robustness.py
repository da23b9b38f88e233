"""Generated and mutated reports for some minutes: `python -m bench robustness [MINUTES]`; without: ten.

No exception, no wrong span, no text that takes more than SLOWEST per character or whose time grows faster than its
length. Each text has its own seed, which is printed with what went wrong: `robustness --seed SEED` reads it again.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from types import FrameType

from bench.gains import texts
from bench.invented import vietnamese
from bench.mutation import NOISE, faults, mutated
from trienkhai.reading import read, to_json

SLOWEST = 1e-3  # seconds per character; a report takes a thousandth of it
HEAVY = 40e-6  # above this the growth is looked at: half of the text must take about half of the time
GRACE = 0.3
HANG = 60  # seconds, after which reading is broken off


class Hangs(Exception):
    """Reading took longer than HANG."""


def text_of(seed: int, bases: Sequence[str]) -> str:
    """The text of a seed: mutated report, soup of words, or one piece over and over."""
    dice = random.Random(seed)
    shape = dice.random()
    if shape < 0.08:  # a long text of one piece: where time grows faster than length, it shows here
        piece = mutated(dice, _part(dice, dice.choice(bases), dice.choice([3, 20, 80])))[:400] or " "
        return piece * (dice.choice([20_000, 60_000, 150_000]) // len(piece))
    if shape < 0.25:
        words = dice.choice(bases).split(" ")
        soup = (dice.choice(words if dice.random() < 0.6 else NOISE) for _ in range(dice.randint(1, 400)))
        return dice.choice([" ", "", " ", "\n"]).join(soup)
    if shape < 0.4:
        return mutated(dice, vietnamese(dice.choice([300, 2_000, 10_000]), seed))
    return mutated(dice, _part(dice, dice.choice(bases), dice.choice([200, 1_500, 6_000])))


def _part(dice: random.Random, text: str, length: int) -> str:
    start = dice.randint(0, max(0, len(text) - length))
    return text[start : start + length]


def checked(text: str) -> tuple[list[str], float, int]:
    """What is wrong with the reading of a text, its seconds of the processor, the number of its marks."""
    begun = time.process_time()
    try:
        signal.alarm(HANG)
        found = read(text)
        signal.alarm(0)
        seconds = time.process_time() - begun
        json.dumps(to_json("x", found))
    except Hangs:
        return [f"hangs: {len(text):,} characters"], float(HANG), 0
    except Exception:
        signal.alarm(0)
        return ["exception: " + traceback.format_exc().strip()], time.process_time() - begun, 0
    wrong = [f"wrong: {fault}" for fault in faults(text, found)]
    if seconds > GRACE + SLOWEST * len(text) or (seconds > GRACE + HEAVY * len(text) and _grows(text, seconds)):
        wrong.append(f"slow: {seconds:.2f} s for {len(text):,} characters")
    return wrong, seconds, len(found.citations) + len(found.figures) + len(found.findings)


def _grows(text: str, seconds: float) -> bool:
    """Whether the two halves of a text take much less than the whole."""
    middle = len(text) // 2
    begun = time.process_time()
    for half in (text[:middle], text[middle:]):
        read(half)
    return seconds > 1.6 * (time.process_time() - begun)


def _broken_off(number: int, frame: FrameType | None) -> None:
    raise Hangs


def _seeds(minutes: float) -> Iterator[int]:
    end = time.monotonic() + 60 * minutes
    seed = random.SystemRandom().randrange(10**9)
    while time.monotonic() < end:
        yield seed
        seed += 1


def main(arguments: Sequence[str] = ()) -> None:
    """Print what went wrong as it happens, then counts."""
    parser = argparse.ArgumentParser(prog="bench robustness", description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=10)
    parser.add_argument("--seed", type=int, help="read only the text of this seed")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGALRM, _broken_off)
    bases = list(texts().values()) or [vietnamese(20_000)]
    tally: Counter[str] = Counter()
    worst = 0.0
    for seed in [chosen.seed] if chosen.seed is not None else _seeds(chosen.minutes):
        text = text_of(seed, bases)
        wrong, seconds, marks = checked(text)
        tally.update(texts=1, characters=len(text), marks=marks)
        tally.update(fault.partition(":")[0] for fault in wrong)
        worst = max(worst, seconds / max(len(text), 2_000))
        for fault in wrong:
            print(f"seed {seed}: {fault}", flush=True)
    print(f"{tally['texts']:,} texts, {tally['characters']:,} characters, {tally['marks']:,} marks")
    print(", ".join(f"{name} {tally[name]}" for name in ("exception", "hangs", "wrong", "slow")))
    print(f"slowest text: {worst * 1e6:.1f} µs per character")
