"""The bench of a country, on a very small one: its figures, its peers and its checks."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from bench import country_checks
from bench.country_data import Country, folder_of
from bench.country_runs import Contender, in_turn
from bench.peers import duckdb_rollup, duckdb_scan, pandas_rollup, polars_rollup
from trienkhai.consolidation import Result, consolidate, read_tables
from trienkhai.consolidation.tables_out import write_totals

SMALL = Country(provinces=4, districts=12, communes=130, series=24, months=2)
ORDERS = ("unit", "arrival", "random")
REFORM = date(2025, 7, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIENKHAI_BENCH", str(tmp_path_factory.mktemp("bench")))
        return folder_of(SMALL, ORDERS, asked=True)


@pytest.fixture(scope="module")
def totals(folder: Path) -> Path:
    out = folder / "totals.parquet"
    write_totals(out, consolidated(folder).totals)
    return out


def consolidated(folder: Path, *, restate: date | None = None, leaves: bool = False, asked: bool = False) -> Result:
    paths = {name: folder / f"{name}.parquet" for name in ("units", "indicators", "successions", "periods")}
    if asked:
        paths["asked"] = folder / "asked.parquet"
    inputs = read_tables(folder / "figures-unit.parquet", **paths, restate=restate)
    return consolidate(inputs, restate=restate, leaves=leaves, only_periods=SMALL.month_codes(), engine="plain")


def rows(path: Path) -> list[tuple[object, ...]]:
    with duckdb.connect() as database:
        return database.execute(f"FROM '{path}' ORDER BY ALL").fetchall()


def test_every_order_holds_the_same_figures(folder: Path) -> None:
    one, *others = (rows(folder / f"figures-{order}.parquet") for order in ORDERS)
    assert all(other == one for other in others)
    assert 0.8 < len(one) / (SMALL.communes * SMALL.series * SMALL.months) < 1


def test_a_country_holds_what_makes_consolidation_hard(folder: Path) -> None:
    figures = f"FROM '{folder / 'figures-unit.parquet'}' SELECT "
    kinds = f"FROM '{folder / 'indicators.parquet'}' SELECT count(DISTINCT over_units), count(DISTINCT over_time)"
    with duckdb.connect() as database:
        for what in ("scope = 'whole'", "value IS NULL", "value < 0", "qualifier IS NOT NULL", "breakdown IS NOT NULL"):
            assert database.execute(f"{figures} count(*) FILTER ({what})").fetchall()[0][0], what
        assert database.execute(kinds).fetchall() == [(5, 4)]
    assert consolidated(folder, asked=True).findings


def test_what_is_there_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIENKHAI_BENCH", str(folder.parent))
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert folder_of(SMALL, ORDERS, asked=True) == folder
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.parametrize("peer", [duckdb_rollup, polars_rollup, pandas_rollup])
def test_a_peer_adds_up_to_the_same_rows(folder: Path, totals: Path, peer, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    peer.main(folder, folder / "figures-random.parquet", out)
    wrong, remark = country_checks.peer(str(totals), str(folder), str(out))
    assert "0 of them lacking in ours" in remark
    if peer is pandas_rollup:
        assert "floats" in remark
    else:
        assert wrong == 0


def test_the_floor_sums_one_level(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    duckdb_scan.main(folder, folder / "figures-unit.parquet", out)
    assert {str(unit)[:3] for unit, *_ in rows(out)} == {"huy", "tin", "vn"}


def test_the_checks_find_no_fault_and_would_find_one(folder: Path, totals: Path, tmp_path: Path) -> None:
    figures = str(folder / "figures-arrival.parquet")
    assert country_checks.parts(str(totals), str(folder), figures)[0] == 0
    spoiled = tmp_path / "spoiled.parquet"
    query = "COPY (FROM '{}' SELECT * REPLACE (if(unit = 'vn', value + 0.0001, value) AS value)) TO '{}'"
    with duckdb.connect() as database:
        database.execute(query.format(totals, spoiled))
    assert country_checks.parts(str(spoiled), str(folder), figures)[0] > 0
    assert country_checks.same(str(totals), str(spoiled))[0] > 0


def test_restated_totals_are_the_sums_of_the_units_after_the_reform(folder: Path, tmp_path: Path) -> None:
    inner, leaves = tmp_path / "inner.parquet", tmp_path / "leaves.parquet"
    write_totals(inner, consolidated(folder, restate=REFORM).totals)
    write_totals(leaves, consolidated(folder, restate=REFORM, leaves=True).totals)
    figures = str(folder / "figures-unit.parquet")
    assert country_checks.restated(str(inner), str(leaves), str(folder), figures)[0] == 0


def test_one_that_fails_is_told_and_the_others_are_measured(tmp_path: Path) -> None:
    good = Contender("good", ["python3", "-c", "x = bytearray(50_000_000)"], tmp_path)
    bad = Contender("bad", ["python3", "-c", "raise SystemExit('nothing there')"], tmp_path)
    in_turn([good, bad], 2)
    assert (len(good.runs), len(bad.runs), bad.failed) == (2, 0, "nothing there")
    assert good.peak > 50_000_000
    assert good.processor > 0
