"""Days as written in documents, kept as written even where they cannot be right."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAY = r"""
    (?:
      (?P<d1>\d{1,2})[ ]?(?P<sep>[/.-])[ ]?(?P<m1>\d{1,2})[ ]?(?P=sep)[ ]?(?P<y1>\d{4})       # 22/10/2018, 18-5-2021
    | (?P<d2>\d{1,2})[ ]tháng[ ](?P<m2>\d{1,2})[ ]?,?[ ]?(?:năm[ ])?(?P<y2>\d{4})              # 15 tháng 5 năm 2016
    )(?![\d/])
"""

_TAIL_DAY = re.compile(
    r"""
    (?P<comma>[ ]?,)?[ ]?
    (?P<open>\()?[ ]?
    (?:được[ ])?(?:ban[ ]hành[ ]|ký[ ](?:ban[ ]hành[ ])?|thông[ ]qua[ ]|công[ ]bố[ ])?   # ký ban hành
    (?P<word>(?:cùng[ ])?ngày[ ])?                                                                 # ngày
    """
    + DAY
    + r"""
    (?P<close>[ ]?\))?
    """,
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found at the end of a mention: where it ends and how it reads."""

    end: int
    iso: str
    comma: bool


def iso(found: re.Match[str]) -> str:
    """`2018-10-22`, also for days that do not exist (`1018-10-22`)."""
    day = found["d1"] or found["d2"]
    month = found["m1"] or found["m2"]
    return f"{found['y1'] or found['y2']}-{int(month):02d}-{int(day):02d}"


def day_after(text: str, position: int) -> Day | None:
    """The day that goes on a mention ending at `position`: `, ngày 22/10/2018` or `(22/10/2018)`."""
    found = _TAIL_DAY.match(text, position)
    if not found or not (found["word"] or found["open"] or found["comma"] or found["d2"] or found["sep"]):
        return None
    if found["open"] and not found["close"]:
        return None
    end = found.end() if found["open"] else found.start("close") if found["close"] else found.end()
    return Day(end, iso(found), bool(found["comma"]))
