"""The map of Viet Nam in the catalogue is whole: nobody without an heir, nothing lost on the way to 34 provinces."""

import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import trienkhai
from trienkhai.consolidation import Figure, Indicator, Inputs, Succession, UnitPlacement, consolidate
from trienkhai.units.models import TRACE
from trienkhai.units.vietnam import BEGINNING, REFORM, UnknownProvince, VietnamUnit, find_province, provinces

CATALOGUE = Path(trienkhai.__file__).parent / "catalogue"
EVERYBODY = [unit for province in provinces() for unit in province.units]
SYLLABLE_END = re.compile(r"o[àáảãạèéẻẽẹ]\b|(?<![qQ])u[ỳýỷỹỵ]\b")


def kinds(day: str) -> Counter[str]:
    return Counter(state.kind for unit in EVERYBODY if (state := getattr(unit, day)))


def test_both_days_count_what_was_published() -> None:
    assert kinds("was") == {"province": 63, "district": 696, "commune": 7692, "ward": 1726, "township": 617}
    assert kinds("now") == {"province": 34, "commune": 2621, "ward": 687, "special_zone": 13}
    names = [province.name for province in provinces()]
    assert sum(name.startswith("Thành phố ") for name in names) == 6
    assert sum(name.startswith("Tỉnh ") for name in names) == 28


def test_codes_are_short_plain_and_each_of_one_unit_in_the_whole_country() -> None:
    codes = [unit.code for unit in EVERYBODY]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) and len(code) <= 60 for code in codes)
    assert {unit.code.endswith("-cu") for unit in EVERYBODY if unit.now is None} == {True}
    for day in ("was", "now"):
        official = [state.official for unit in EVERYBODY if (state := getattr(unit, day))]
        assert len(set(official)) == len(official), "an official code is one unit's on a day"


def test_names_are_written_in_one_way_and_kinds_are_known() -> None:
    known = {row["code"] for row in tomllib.loads((CATALOGUE / "unit_kinds.toml").read_text(encoding="utf-8"))["kind"]}
    words = {"Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Phường", "Xã", "Thị trấn", "Đặc khu"}
    for unit in EVERYBODY:
        for state in filter(None, (unit.was, unit.now)):
            assert unicodedata.normalize("NFC", " ".join(state.name.split())) == state.name
            assert any(state.name.startswith(f"{word} ") for word in words), state.name
            assert "'" not in state.name and not SYLLABLE_END.search(state.name), state.name
            assert state.kind in known


def test_a_unit_lives_on_where_its_code_or_as_a_province_its_name_does() -> None:
    hanoi, lao_cai = find_province("Hà Nội"), find_province("Lào Cai")
    assert by_code(hanoi.units)["phuong-ba-dinh-00004"].was.name == "Phường Trúc Bạch"
    assert (lao_cai.itself.was.official, lao_cai.itself.now.official) == ("10", "15")
    assert lao_cai.merged == ["Tỉnh Lào Cai", "Tỉnh Yên Bái"]
    lasting = [unit for unit in EVERYBODY if unit.was and unit.now and unit.now.kind != "province"]
    assert all(unit.was.official == unit.now.official for unit in lasting)


def by_code(units: tuple[VietnamUnit, ...]) -> dict[str, VietnamUnit]:
    return {unit.code: unit for unit in units}


def test_who_was_divided_is_an_estimate_until_somebody_knows_the_shares() -> None:
    for province in provinces():
        listed = {doubt.code for doubt in province.doubts if doubt.what.startswith("divided")}
        parts = Counter(heir.old for heir in province.heirs)
        assert {code for code, number in parts.items() if number > 1} == listed
        for heir in province.heirs:
            assert heir.share in (TRACE, 1 - TRACE * (parts[heir.old] - 1)), heir
        assert all(str(doubt) and province.called(doubt.code) for doubt in province.doubts)


def placements() -> list[UnitPlacement]:
    """Of the whole country, as the import writes them."""
    rows = []
    for province in provinces():
        for unit in province.units:
            under = "" if unit == province.itself else province.itself.code
            if unit.was and unit.now and unit.parent == under:
                rows.append(UnitPlacement(unit.code, under or None, BEGINNING, None))
                continue
            if unit.was:
                rows.append(UnitPlacement(unit.code, unit.parent or None, BEGINNING, REFORM))
            if unit.now:
                rows.append(UnitPlacement(unit.code, under or None, REFORM, None))
    return rows


def test_what_the_former_communes_reported_is_in_the_34_provinces_to_the_last_digit() -> None:
    """All provinces at once: no unit without heir, shares sum to 1, no circles, or this is a ConsolidationError."""
    above = {unit.parent for unit in EVERYBODY if unit.was}
    lowest = [unit for unit in EVERYBODY if unit.was and unit.code not in above]
    assert len(lowest) == 10_035 + 5, "five islands were districts without communes"
    given = {unit.code: Decimal(number) for number, unit in enumerate(lowest, 1)}
    heirs = [heir for province in provinces() for heir in province.heirs]
    inputs = Inputs(
        figures=[Figure(code, "trees", "2024", None, "own", value) for code, value in given.items()],
        units=placements(),
        indicators=[Indicator("trees", "sum")],
        successions=[Succession(heir.old, heir.new, REFORM, heir.share) for heir in heirs],
    )
    result = consolidate(inputs, restate=date(2025, 12, 31))
    totals = {total.unit: total for total in result.totals}
    assert not result.findings
    assert len(totals) == 34
    for province in provinces():
        total = totals[province.itself.code]
        assert total.value == sum(given.get(unit.code, Decimal(0)) for unit in province.units)
        assert total.reported == total.expected == sum(unit.code in given for unit in province.units)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Hà Nội", "01"), ("ha noi", "01"), ("TP. Huế", "46"), ("tỉnh Đắk Lắk", "66"), ("79", "79"),
        ("Bình Dương", "79"), ("ba ria vung tau", "79"), ("10", "15"), ("27", "24"), ("tp ho chi minh", "79"),
    ],
)  # fmt: skip
def test_a_province_is_found_by_name_or_code_and_a_former_one_means_where_it_went(given: str, found: str) -> None:
    assert find_province(given).official == found


@pytest.mark.parametrize("given", ["", "Tỉnh", "Lam Sa", "999"])
def test_an_unknown_province_is_refused_with_the_way_to_the_list(given: str) -> None:
    with pytest.raises(UnknownProvince, match="--list"):
        find_province(given)
