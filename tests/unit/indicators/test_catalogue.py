"""The catalogue that is shipped, read back file by file, and what bad files get."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from trienkhai.indicators import definitions, queries
from trienkhai.indicators.actions import CATALOGUE, import_indicators, load_catalogue
from trienkhai.indicators.errors import CatalogueError
from trienkhai.indicators.models import Category, Form, Indicator
from trienkhai.journal.models import Entry
from trienkhai.units.models import UnitKind
from trienkhai.vietnamese import fold

GOOD = """
name = "Số lớp"
measure = "lớp"
definition = "Lớp đã mở."
why = "Để bố trí phòng."
"""


def problems_of(path: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        import_indicators(path)
    return [str(problem) for problem in caught.value.problems]


def test_every_file_of_the_catalogue_is_read_back() -> None:
    read = definitions.read_folder(CATALOGUE)
    assert read.problems == ()
    assert {i.code for i in read.indicators} == {path.stem for path in (CATALOGUE / "indicators").glob("*.toml")}
    assert 16 <= len(read.indicators) <= 30
    assert {i.over_units for i in read.indicators} == set(definitions.OVER_UNITS)
    assert {i.over_time for i in read.indicators} == set(definitions.OVER_TIME)
    assert len({i.position for i in read.indicators}) == len(read.indicators)


@pytest.mark.parametrize("indicator", definitions.read_folder(CATALOGUE).indicators, ids=lambda i: i.code)
def test_an_indicator_explains_itself_and_its_words_have_examples(indicator: definitions.Indicator) -> None:
    assert len(indicator.definition) > 40 and len(indicator.why) > 30
    assert indicator.origin and indicator.words and indicator.examples
    assert all(re.search(r"\d", example) for example in indicator.examples if "." in example[-1:])


@pytest.mark.parametrize("dimension", definitions.read_folder(CATALOGUE).dimensions, ids=lambda d: d.code)
def test_every_category_has_words_with_examples(dimension: definitions.Dimension) -> None:
    assert all(category.words and category.examples for category in dimension.categories)


def test_no_indicator_is_about_opinions() -> None:
    forbidden = ("tu tuong", "du luan", "y kien", "phan ung", "thai do", "mang xa hoi")
    for path in CATALOGUE.rglob("*.toml"):
        text = fold(path.read_text(encoding="utf-8"))
        assert not [word for word in forbidden if word in text], path.name


def test_loading_twice_changes_nothing(kinds: list[UnitKind]) -> None:
    first = load_catalogue()
    assert first.created == 22 + 3 + 2 and not first.changed
    entries = Entry.objects.count()
    assert entries == first.created
    again = load_catalogue()
    assert (again.created, again.changed, again.unchanged) == (0, 0, first.created)
    assert Entry.objects.count() == entries


def test_ratios_find_their_parts(kinds: list[UnitKind]) -> None:
    load_catalogue()
    rate = Indicator.objects.get(code="attendance_rate")
    assert (rate.numerator.code, rate.denominator.code, rate.factor) == (
        "attendances",
        "attendances_expected",
        Decimal(100),
    )


def test_a_changed_file_changes_its_indicator_only(kinds: list[UnitKind], tmp_path: Path) -> None:
    load_catalogue()
    path = tmp_path / "classes.toml"
    path.write_text((CATALOGUE / "indicators" / "classes.toml").read_text().replace("decimals = 0", "decimals = 1"))
    done = import_indicators(path)
    assert (done.created, done.changed) == (0, 1)
    assert Indicator.objects.get(code="classes").decimals == 1
    assert Entry.objects.order_by("-id")[0].verb == "indicator.redefined"


def test_an_indicator_may_end(kinds: list[UnitKind], tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(GOOD + "until = 2026-12-31")
    import_indicators(path)
    assert Indicator.objects.get(code="one").until == date(2026, 12, 31)


def test_a_category_that_the_file_forgets_stays(kinds: list[UnitKind], tmp_path: Path) -> None:
    load_catalogue()
    (tmp_path / "dimensions").mkdir()
    (tmp_path / "dimensions" / "kind.toml").write_text(
        'name = "Tập thể"\n[[categories]]\ncode = "collective"\nname = "tập thể"\n'
    )
    load_catalogue(tmp_path)
    assert Category.objects.filter(dimension__code="kind").count() == 2


def test_one_mistake_and_nothing_is_taken(kinds: list[UnitKind], tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "good.toml").write_text(GOOD)
    (tmp_path / "indicators" / "bad.toml").write_text(GOOD.replace("why", "wy") + 'over_units = "average"\n')
    assert problems_of(tmp_path) == [
        "indicators/bad.toml: «over_units» phải là một trong: sum, min, max, none, ratio",
        "indicators/bad.toml: «why» còn thiếu",
        "indicators/bad.toml: «wy» là khóa lạ; hãy xem lại chính tả",
    ]
    assert not Indicator.objects.exists()


# what is added to a good file, and what is said
MISTAKES = [
    ("decimals = 5", "«decimals» phải từ 0 đến 4"),
    ('until = "mai"', "«until» phải là ngày như 2026-12-31"),
    ("until = 5", "«until» phải là ngày như 2026-12-31"),
    ("decimals = true", "«decimals» phải là số nguyên"),
    ("factor = 0", "«factor» phải là số dương"),
    ("factor = nan", "«factor» phải là số dương"),
    ('over_units = "ratio"', "«numerator» còn thiếu"),
    ('numerator = "other"', "chỉ dành cho chỉ tiêu tỷ lệ"),
    ('over_units = "ratio"\nnumerator = "nowhere"\ndenominator = "nowhere"', "«nowhere» không có trong danh mục"),
    ('words = ["lớp"]\nexamples = ["Trồng 5 cây."]', "chưa có câu ví dụ nào dùng «lớp»"),
    ('words = "lớp"', "«words» phải là danh sách chữ"),
    ('[[dimensions]]\ncode = "Màu"', "«dimensions[1].code» không phải là mã"),
    ('[[dimensions]]\ncode = "colour"', "«colour» không có trong danh mục"),
    ("name = 7", "không đúng dạng TOML"),
    ("why = ", "không đúng dạng TOML"),
]


@pytest.mark.parametrize(("added", "said"), MISTAKES)
def test_a_mistake_is_named_with_file_key_and_reason(db: None, tmp_path: Path, added: str, said: str) -> None:
    path = tmp_path / "one.toml"
    path.write_text(GOOD + added)
    assert any(said in line and "one.toml" in line for line in problems_of(path)), problems_of(path)


def test_a_ratio_of_a_ratio_is_refused(kinds: list[UnitKind], tmp_path: Path) -> None:
    load_catalogue()
    path = tmp_path / "one.toml"
    path.write_text(GOOD + 'over_units = "ratio"\nnumerator = "attendance_rate"\ndenominator = "classes"')
    assert "không lấy tỷ lệ của tỷ lệ" in problems_of(path)[0]


def test_a_form_cannot_ask_what_is_not_there(kinds: list[UnitKind], tmp_path: Path) -> None:
    load_catalogue()
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "one.toml").write_text(
        'name = "Biểu"\nkinds = ["moon"]\n[[lines]]\nindicator = "none"\n'
        '[[lines]]\nindicator = "classes"\ndimension = "kind"'
    )
    assert problems_of(tmp_path) == [
        "forms/one.toml: «kinds» chưa có loại đơn vị «moon»",
        "forms/one.toml: «lines[1]» «none» không có trong danh mục",
        "forms/one.toml: «lines[2]» «classes» không chia theo «kind»",
    ]


def test_a_form_that_asks_less_loses_its_lines(kinds: list[UnitKind], tmp_path: Path) -> None:
    load_catalogue()
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "requests.toml").write_text('name = "Biểu 02"\n[[lines]]\nindicator = "classes"\n')
    load_catalogue(tmp_path)
    assert [i.code for i in queries.indicators_of(Form.objects.get(code="requests"))] == ["classes"]


def test_a_file_that_is_no_text_is_refused(db: None, tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert problems_of(path) == [f"{tmp_path.name}/one.toml: không phải văn bản UTF-8"]
    assert "phải là thư mục" in problems_of(tmp_path / "one.docx")[0]


HEADER = "code;name;measure;definition;why;over_units;dimensions;words;decimals\n"


def test_a_table_gives_many_indicators(kinds: list[UnitKind], tmp_path: Path) -> None:
    load_catalogue()
    path = tmp_path / "indicators.csv"
    path.write_text(
        HEADER
        + "bridges;Số cầu đã sửa;cầu;Cầu đã sửa xong.;Để đi lại.;sum;kind:complete|sex;cầu|chiếc cầu;0\n"
        + "depth;Mực nước;m;Mực nước thấp nhất.;Để tưới.;min;;;2\n",
        encoding="utf-8-sig",
    )
    assert import_indicators(path).created == 2
    bridges = Indicator.objects.get(code="bridges")
    assert bridges.words == ["cầu", "chiếc cầu"]
    assert set(bridges.breakdowns.values_list("dimension__code", "complete")) == {("kind", True), ("sex", False)}
    assert Indicator.objects.get(code="depth").decimals == 2


def test_a_bad_row_is_named(kinds: list[UnitKind], tmp_path: Path) -> None:
    path = tmp_path / "indicators.csv"
    path.write_text(HEADER + "Cầu;Số cầu;cầu;Cầu đã sửa.;;sum;;;nhiều\n")
    assert problems_of(path) == [
        "indicators.csv, dòng 2: «code» không phải là mã: chỉ dùng chữ thường không dấu, chữ số, dấu - hoặc _",
        "indicators.csv, dòng 2: «decimals» phải là số nguyên",
        "indicators.csv, dòng 2: «why» còn thiếu",
    ]
    path.write_text("code,name\n")
    assert "«measure» là cột bắt buộc còn thiếu" in problems_of(path)[1]
    path.write_text(HEADER)
    assert "không có dòng nào" in problems_of(path)[0]
