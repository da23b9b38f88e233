"""Which document of a register a citation means: one that fits is the answer, two are as good as none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of a register: `type` in words (`kế hoạch`), `number` without leading zeros, `form` state or party."""

    id: int
    type: str
    number: str
    symbol: str  # what follows the number: KH-UBND, CT/TU, 2020/NĐ-CP
    issuer: str  # as printed
    date: date
    form: str
