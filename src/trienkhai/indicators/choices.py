"""Periods to choose from, by regime and kind, around a day."""

from __future__ import annotations

from datetime import date

from . import periods, regimes
from .regimes import Kind, Regime

Group = tuple[str, list[tuple[str, str]]]
AHEAD = 1  # the period after that of the day, for plans and rounds made beforehand
BEHIND = {"month": 6, "quarter": 5}
OTHERS = 3


def period_groups(day: date, language: str = "vi", *, first: str = "", also: str = "") -> list[Group]:
    """[(«Theo dương lịch · Quý», [(code, label)])], the newest first. `first`: the regime whose groups come first;
    `also`: a period that must be among them."""
    ordered = sorted(regimes.regimes(), key=lambda one: one.code != first)
    groups = [_group(day, regime, kind, language) for regime in ordered for kind in regime.kinds]
    seen: set[str] = set()
    once: list[Group] = []
    for name, codes in groups:
        fresh = [code for code in codes if code not in seen]  # nine months are also a year to date
        seen.update(fresh)
        once += [(name, [(code, periods.label(code, language)) for code in fresh])] if fresh else []
    if also and also not in seen:
        once.insert(0, (periods.label(also, language), [(also, periods.label(also, language))]))
    return once


def regime_name(code: str, language: str = "vi") -> str:
    """Empty for a regime that is no more."""
    found = regimes.regime(code)
    return "" if found is None else found.name if language == "vi" else found.name_en


def _group(day: date, regime: Regime, kind: Kind, language: str) -> tuple[str, list[str]]:
    words = (regime.name, kind.name) if language == "vi" else (regime.name_en, kind.name_en)
    here = regimes.latest(day, regime, kind)
    newest = here.step(AHEAD) or here if here and not kind.cumulative else here
    count = BEHIND.get(kind.code, OTHERS) + AHEAD
    return " · ".join(dict.fromkeys(words)), periods.recent(
        newest.days[1] if newest else day, kind.code, count, regime.code
    )
