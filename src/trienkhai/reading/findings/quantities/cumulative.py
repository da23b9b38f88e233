"""Sums since the beginning of the year that are smaller than what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from trienkhai.reading.findings.quantities.twice import clause, topic
from trienkhai.reading.findings.quantities.words import before, family, head, plain, says
from trienkhai.reading.marks import Figure, Finding, finding

_NEAR, _MOST_DAYS, _CLAUSE = 6, 190, 60


def falls(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A cumulative figure below the period's own in its sentence, or below an earlier one of the same quantity."""
    earlier: dict[tuple[object, ...], tuple[tuple[str, int, int], Figure]] = {}
    for i, f in enumerate(figures):
        if f.kind in ("percent", "ratio") or f.to is not None or not _is_cumulative(text, figures, i):
            continue
        own = _own(text, figures, i)
        if own and f.value < own.value and own.qualifier is None:
            yield finding(f, "cumulative_falls", own, cumulative=f.text, other=own.text)
        until = _until(text, f)
        if until:
            key = (family(f), f.scope, _TIMES.sub("", " ".join(sorted(topic(f, clause(text, figures, i))))))
            last = earlier.get(key)
            if last and until > last[0] and until[0] == last[0][0] and f.value < last[1].value:
                yield finding(f, "cumulative_falls", last[1], cumulative=f.text, other=last[1].text)
            earlier[key] = (until, f)


def _is_cumulative(text: str, figures: Sequence[Figure], i: int) -> bool:
    """Whether the reader took it so, or `lũy kế` stands between it and the figure before."""
    f = figures[i]
    begin = max(f.sentence[0], f.start - _CLAUSE, figures[i - 1].end if i else 0)
    return f.basis == "cumulative" or (f.basis is None and says("summed", plain(text[begin : f.start])))


_TIMES = re.compile(r"(?<![^\W_])(?:lũy|kế|từ|đầu|hết|tính|đến|quý|tháng|năm|ngày|nay|[ivx]+|\d+)(?![^\W_])")
_UNTIL = re.compile(
    r"""
    (?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?                      # đến 30/6/2026
      | quý[ ](?P<quarter>[1-4]|iv|i{1,3})(?![^\W_])(?:(?:/|[ ]năm[ ]|[ ])(?P<of>\d{4}))?   # hết quý III/2026
      | (?P<months>\d{1,2})[ ]tháng(?:[ ]đầu)?(?:[ ]năm[ ](?P<in>\d{4}))?             # 9 tháng năm 2026
      | tháng[ ](?P<named>\d{1,2})(?:(?:/|[ ]năm[ ])(?P<at>\d{4}))?                   # đến hết tháng 6/2026
    """,
    re.X,
)
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def _until(text: str, f: Figure) -> tuple[str, int, int] | None:
    """Year (empty where not said), month and day up to which the clause says that it is summed."""
    found = None
    for match in _UNTIL.finditer(before(text, f, 100)):
        found = match
    if found is None:
        return None
    year = found["year"] or found["of"] or found["in"] or found["at"] or ""
    month = (
        _QUARTERS[found["quarter"]] if found["quarter"] else int(found["month"] or found["months"] or found["named"])
    )
    return year, month, int(found["day"] or 31)


def _own(text: str, figures: Sequence[Figure], i: int) -> Figure | None:
    """The period's own figure: the nearest of the same sentence that counts the same."""
    f = figures[i]
    near = [*reversed(figures[max(0, i - _NEAR) : i]), *figures[i + 1 : i + 2]]
    for other in near:
        if other.sentence != f.sentence or other.kind != f.kind or head(other) != head(f):
            continue
        if other.basis is not None or other.to is not None or _is_longer(other, f):
            return None
        if says("planned", before(text, other, 40)) or says("summed", before(text, other, 40)):
            return None
        apart = other.period is not None if other.start > f.start else _turns(text, other, f)
        return other if apart else None
    return None


def _turns(text: str, own: Figure, f: Figure) -> bool:
    """Whether the sum begins between the two (`mở 14 lớp, lũy kế 12 lớp`), and not before both."""
    gap = plain(text[own.end : f.start])
    return says("summed", gap) or says("since", gap)


def _is_longer(own: Figure, summed: Figure) -> bool:
    """`Giai đoạn 2021-2025 mở 500 lớp, lũy kế từ đầu năm 40 lớp`: the sum is of a shorter time."""
    if own.period is None or not own.period.first or not own.period.last:
        return False
    days = (date.fromisoformat(own.period.last) - date.fromisoformat(own.period.first)).days
    begins = summed.period.first if summed.period else None
    return days > _MOST_DAYS or (begins is not None and own.period.first < begins)
