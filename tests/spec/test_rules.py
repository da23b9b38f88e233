"""Every rule holds on every engine."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.spec.rule import Rule, rows_of
from tests.spec.rules import CHAPTERS
from trienkhai.consolidation import ConsolidationError, consolidate
from trienkhai.consolidation.values import plain

RULES = [pytest.param(rule, id=rule.title) for chapter in CHAPTERS for rule in chapter.rules]


def text_of(value: Any) -> str:
    """As the tables write it: nothing for null, yes or nothing for a flag."""
    if isinstance(value, bool):
        return "có" if value else ""
    if value is None or isinstance(value, Decimal):
        return plain(value)
    return str(value)


def shown(rows: Any, header: list[str]) -> list[list[str]]:
    """The columns of which the rule speaks."""
    return [[text_of(getattr(row, column)) for column in header] for row in rows]


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: Rule, engine: str, tmp_path: Path) -> None:
    if rule.problems:
        refuses(rule, engine, tmp_path)
        return
    result = consolidate(rule.read(tmp_path), restate=rule.restate, leaves=rule.leaves, engine=engine)
    for expected, rows in ((rule.totals, result.totals), (rule.findings, result.findings)):
        if expected:
            header, wanted = rows_of(expected)
            assert sorted(shown(rows, header)) == sorted(wanted)
        keys = [(row.period, row.indicator, row.breakdown or "", row.unit) for row in rows]
        assert keys == sorted(keys)
    if not rule.findings:
        assert result.findings == ()


def refuses(rule: Rule, engine: str, folder: Path) -> None:
    """All problems, each with its table and row, and no others."""
    with pytest.raises(ConsolidationError) as caught:
        consolidate(rule.read(folder), restate=rule.restate, engine=engine)
    header, wanted = rows_of(rule.problems)
    assert header == ["table", "row", "reason"]
    found = [[problem.table, str(problem.row), problem.reason] for problem in caught.value.problems]
    assert [row[:2] for row in found] == [row[:2] for row in wanted], found
    for (_, _, reason), (_, _, words) in zip(found, wanted, strict=True):
        assert words in reason


def test_titles_are_unique() -> None:
    titles = [rule.title for chapter in CHAPTERS for rule in chapter.rules]
    assert len(titles) == len(set(titles))
