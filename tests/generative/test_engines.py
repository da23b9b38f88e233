"""Every engine says the same: on invented cases and on big ones, from files and into files, right and wrong ones."""

import re
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.generative.files import Ran, as_text, run, write_inputs, write_text
from tests.spec.broken import MISTAKES
from tests.spec.dice import Dice, examples
from tests.spec.generated import Case, drawn_cases, seeded_case
from trienkhai.consolidation import ENGINES, consolidate

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
FIRST, *OTHERS = sorted(ENGINES)
# Making a failing case small takes minutes where each try writes and reads files.
AS_FOUND = [Phase.explicit, Phase.reuse, Phase.generate]
BOTH = st.sampled_from([".csv", ".parquet"])


@settings(max_examples=examples(100), suppress_health_check=SLOW)
@given(case=drawn_cases(), leaves=st.booleans())
def test_engines_agree_with_each_other(case: Case, leaves: bool) -> None:
    agree(case, leaves)


@pytest.mark.parametrize("seed", range(examples(150) // 50))
def test_engines_agree_on_many_units(seed: int) -> None:
    """Runs, intervals and threads show their mistakes only where there is much of everything."""
    agree(seeded_case(seed), leaves=True)


def agree(case: Case, leaves: bool) -> None:
    """Every row of every engine, in the order of the rules."""
    results = [consolidate(case.inputs, restate=case.restate, leaves=leaves, engine=name) for name in sorted(ENGINES)]
    for rows in (results[0].totals, results[0].findings):
        keys = [(row.period, row.indicator, row.breakdown or "", row.unit) for row in rows]
        assert keys == sorted(keys)
    for other, result in zip(OTHERS, results[1:], strict=True):
        assert result == results[0], other


@settings(max_examples=examples(25), suppress_health_check=SLOW, phases=AS_FOUND)
@given(case=drawn_cases(), into=BOTH, leaves=st.booleans())
def test_engines_write_the_same_files(case: Case, into: str, leaves: bool) -> None:
    """CSV byte for byte, Parquet by columns and rows (a stream has more row groups), from CSV and from Parquet."""
    options = (["--leaves"] if leaves else []) + (["--restate", str(case.restate)] if case.restate else [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [
            run(folder, write_inputs(folder, case.inputs, ending), engine, into, *options)
            for ending in (".csv", ".parquet")
            for engine in sorted(ENGINES)
        ]
    assert found[0].code == 0, found[0].complaints
    assert set(found[0].written) == {f"totals{into}", f"findings{into}"}
    for other in found[1:]:
        assert content(other) == content(found[0])


def content(ran: Ran) -> object:
    """All that the command did."""
    if not any(name.endswith(".parquet") for name in ran.written):
        return ran
    tables = [pq.read_table(pa.BufferReader(file)) for file in ran.written.values()]
    return ran.code, ran.complaints, list(ran.written), [(table.schema, table.to_pylist()) for table in tables]


@settings(max_examples=examples(60), suppress_health_check=SLOW, phases=AS_FOUND)
@given(case=drawn_cases(), data=st.data())
def test_engines_refuse_the_same_mistakes(case: Case, data: st.DataObject) -> None:
    """With the same file, row and reason, from CSV and from Parquet, and write nothing."""
    dice, tables = Dice(data.draw), as_text(case.inputs)
    mistakes = data.draw(st.lists(st.sampled_from(MISTAKES), min_size=1, max_size=3))
    places = [place for mistake in mistakes if (place := mistake(dice, tables))]
    if case.inputs.asked is None and not tables["asked"]:
        del tables["asked"]
    options = ["--restate", str(case.restate)] if case.restate else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        of_csv, of_parquet = (
            [run(folder, write_text(folder, tables, ending), engine, ".csv", *options) for engine in sorted(ENGINES)]
            for ending in (".csv", ".parquet")
        )
    first = of_csv[0]
    assert (first.code == 1) == bool(first.complaints) == (not first.written)
    named = {tuple(line.split(": ")[0].split(":")) for line in first.complaints}
    if len(mistakes) == 1:
        assert {(f"{table}.csv", str(row + 2)) for table, row in places} <= named, first.complaints
    for other in of_csv:
        assert other == first
    for other in of_parquet:
        assert rows_as_in_csv(other) == sorted(first.complaints)
        assert (other.code, other.written) == (first.code, first.written)


def rows_as_in_csv(ran: Ran) -> list[str]:
    """In Parquet the first record is row 1, in CSV the header."""
    after = (re.sub(r"\.parquet:(\d+)|dòng (\d+)", _one_more, line) for line in ran.complaints)
    return sorted(after)


def _one_more(found: re.Match[str]) -> str:
    return f".csv:{int(found[1]) + 1}" if found[1] else f"dòng {int(found[2]) + 1}"
