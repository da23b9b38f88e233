"""Texts that nobody would write: reports cut, doubled, retyped and mixed with noise; and what must hold of them all."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence

from trienkhai.reading import Citation, Figure, Finding, Reading

Change = Callable[[random.Random, str], str]
NOISE = [
    "\n", "\r\n", "\t", " ", "  ", "\xa0", "\u200b", "\ufeff", "\xad", "\u2028", "\x0c", "\x00", "\ufffe", "–", "-",
    "/", ".", ",", ";", ":", "(", ")", "“", "”", "…", "%", "\u0301", "Ð", "uỷ", "khoá", "İ", "ﬁ", "𝟙", "٣", "²", "1",
    "05", "7.000", "97,8%", "1/2", "12/2", "35-NQ/TW", "SỐ 12-NQ/TW", "ngày 31/2/1018", "ngày 5 tháng 3 năm 2024",
    "triệu đồng", "tỷ", "trên", "trong đó", "tổng cộng", "gồm", "so với cùng kỳ", "lũy kế", "quý I/2026", "năm 2025",
    "từ năm 2018 đến năm 2025", "toàn tỉnh", "xã An Hòa", "a@b.c", "https://a.vn/1", "24/7", "BQL-4", "covid-19",
    "Luật Đất đai", "khóa XII", "lớp", "hộ",
]  # fmt: skip


def mutated(dice: random.Random, text: str) -> str:
    """The text after one to twelve changes."""
    for _ in range(dice.randint(1, 12)):
        text = dice.choice(_CHANGES)(dice, text)
    return text


def _cut(dice: random.Random, text: str) -> str:
    start, end = _stretch(dice, text)
    return text[:start] + text[end:]


def _doubled(dice: random.Random, text: str) -> str:
    start, end = _stretch(dice, text)
    return text[:end] + text[start:end] * dice.choice([1, 1, 3, 20]) + text[end:]


def _noise(dice: random.Random, text: str) -> str:
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(NOISE) * dice.choice([1, 1, 1, 2, 30]) + text[at:]


def _moved(dice: random.Random, text: str) -> str:
    start, end = _stretch(dice, text)
    rest = text[:start] + text[end:]
    at = dice.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


def _retyped(dice: random.Random, text: str) -> str:
    """Another Unicode form, case, blank or dash in a stretch."""
    start, end = _stretch(dice, text)
    ways: Sequence[Callable[[str], str]] = [
        lambda s: unicodedata.normalize("NFD", s),
        lambda s: unicodedata.normalize("NFKC", s),
        str.upper,
        str.lower,
        lambda s: s.replace(" ", "\xa0"),
        lambda s: s.replace(" ", "\t"),
        lambda s: s.replace(" ", "\n"),
        lambda s: s.replace(" ", ""),
        lambda s: s.replace("\n", " "),
        lambda s: s.replace("-", "–").replace("ủy", "uỷ").replace("Đ", "Ð"),
        lambda s: "\u200b".join(s),
    ]
    return text[:start] + dice.choice(ways)(text[start:end]) + text[end:]


def _digits(dice: random.Random, text: str) -> str:
    at = dice.randint(0, len(text))
    letters = dice.choice(["0123456789", "0123456789" * 3 + ".,/- %\n", "0.", "1/", "5 ", "IVX.", "aA-", "(a)"])
    soup = "".join(dice.choice(letters) for _ in range(dice.randint(1, 80)))
    return text[:at] + soup + text[at:]


def _table(dice: random.Random, text: str) -> str:
    rows = "".join(
        "\t".join(dice.choice(["Xã An Hòa", "Số lớp", "Tổng cộng", "5", "1.250", "97,8", "", "ha"]) for _ in range(4))
        + "\n"
        for _ in range(dice.randint(1, 12))
    )
    at = dice.randint(0, len(text))
    return text[:at] + "\n" + rows + text[at:]


def _stretch(dice: random.Random, text: str) -> tuple[int, int]:
    start = dice.randint(0, len(text))
    return start, min(len(text), start + dice.choice([1, 3, 10, 40, 200, 1000]))


_CHANGES: Sequence[Change] = (_cut, _doubled, _noise, _noise, _moved, _retyped, _retyped, _digits, _table)


def faults(text: str, found: Reading) -> list[str]:
    """What does not hold of a reading; empty for a sound one."""
    out = []
    marks: list[Citation | Figure | Finding] = [*found.citations, *found.figures, *found.findings]
    for mark in marks:
        if text[mark.start : mark.end] != mark.text or mark.start >= mark.end:
            out.append(f"{type(mark).__name__} {mark.start}–{mark.end} is not its text {mark.text!r}")
    for figure in found.figures:
        if not figure.sentence[0] <= figure.start < figure.end <= figure.sentence[1]:
            out.append(f"figure {figure.start}–{figure.end} outside its sentence {figure.sentence}")
    for finding in found.findings:
        if not finding.message or any(not 0 <= start < end <= len(text) for start, end in finding.others):
            out.append(f"finding {finding.code} at {finding.start} without sentence or place")
    for section in found.sections:
        if not 0 <= section.start < section.end <= len(text):
            out.append(f"section {section.start}–{section.end} outside the text")
    for total in found.totals:
        if total.total in total.parts or not all(0 <= i < len(found.figures) for i in (total.total, *total.parts)):
            out.append(f"total {total} speaks of itself or of no figure")
    for name in ("citations", "figures", "findings"):
        starts = [mark.start for mark in getattr(found, name)]
        if starts != sorted(starts):
            out.append(f"{name} out of order")
    return out
