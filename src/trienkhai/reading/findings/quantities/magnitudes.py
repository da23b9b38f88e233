"""Numbers a thousand times too large or too small: the dot and the comma confused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from trienkhai.reading.findings.quantities.words import after, amount, before, head, says
from trienkhai.reading.lexicon import table
from trienkhai.reading.marks import Figure, Finding, Total, finding
from trienkhai.reading.numbers import value_of
from trienkhai.vietnamese import format_number

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DOT_GROUP = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+,\d{1,2}(?!\d)")
_ODD = re.compile(r"[1-9]\d{0,2}[.,]\d{4,6}")
_THOUSAND = Decimal(1000)


def slips(text: str, figures: Sequence[Figure], totals: Sequence[Total]) -> Iterator[Finding]:
    """A count written with the wrong mark, and a part that would fit its total a thousandfold."""
    numbers = [_number(f) for f in figures]
    english = _groups_with_commas(numbers)
    for f, number in zip(figures, numbers, strict=True):
        if f.kind == "count" and not english and _COMMA_GROUP.fullmatch(number):
            yield _slip(f, format_number(int(number.replace(",", ""))) + f.text[len(number) :])
        elif _is_odd(text, f, number):
            digits = re.sub(r"\D", "", number)
            yield _slip(f, format_number(int(digits)))
    for t in totals:
        if not t.holds:
            yield from _part_out_of_scale(figures, t)


def _number(figure: Figure) -> str:
    found = _NUMBER.match(figure.text)
    return found.group() if found else figure.text


def _slip(figure: Figure, likely: str, *others: Figure) -> Finding:
    return finding(figure, "magnitude_jump", *others, number=figure.text, likely=likely, other=_shown(others))


def _shown(others: Sequence[Figure]) -> str:
    return ", ".join(f.text for f in others)


def _groups_with_commas(numbers: Sequence[str]) -> bool:
    """Whether the writer groups all thousands with commas: then these are no slips."""
    commas = sum(bool(_COMMA_GROUP.fullmatch(n)) for n in numbers)
    others = any(_DOT_GROUP.fullmatch(n) or _DECIMAL.fullmatch(n) for n in numbers)
    return commas > 1 and not others


def _is_odd(text: str, figure: Figure, number: str) -> bool:
    """`1.2345 hộ`: things that are whole, with a fraction no average has."""
    if not _ODD.fullmatch(number) or figure.kind not in ("count", "measure"):
        return False
    if not figure.unit or head(figure) in _measured():
        return False
    return not says("average", before(text, figure)) and not after(text, figure).startswith("/")


@cache
def _measured() -> frozenset[str]:
    return frozenset(word.lower().split()[0] for word in table("measures")["measures"]) | {"lần", "điểm"}


def jump(one: Figure, other: Figure) -> Finding | None:
    """The finding at `other` where it is a thousandth or a thousandfold of `one`."""
    if not one.value or not other.value:
        return None
    for factor in (_THOUSAND, 1 / _THOUSAND):
        if abs(amount(other) * factor / amount(one) - 1) < Decimal("0.01"):
            return _slip(other, _moved(other, factor), one)
    return None


def _moved(figure: Figure, factor: Decimal) -> str:
    """The figure as it would be written a thousandfold or a thousandth."""
    number = _number(figure)
    value = value_of(number, whole=figure.kind == "count")
    return format_number(Decimal(str(value)) * factor) + figure.text[len(number) :] if value is not None else number


def _part_out_of_scale(figures: Sequence[Figure], total: Total) -> Iterator[Finding]:
    """A part with which, read a thousandfold or a thousandth, the sum comes out."""
    whole, parts = figures[total.total], [figures[i] for i in total.parts]
    added = sum((amount(p) for p in parts), Decimal(0))
    for part in parts:
        for factor in (_THOUSAND, 1 / _THOUSAND):
            if added - amount(part) + amount(part) * factor == amount(whole):
                yield _slip(part, _moved(part, factor), whole)
