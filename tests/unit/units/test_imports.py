"""Tables of units and people are taken whole or not at all, and may come again."""

import stat
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from trienkhai.journal.models import Entry
from trienkhai.people.models import Person
from trienkhai.units import commands
from trienkhai.units.actions import import_people, import_units
from trienkhai.units.errors import BadTable
from trienkhai.units.models import Line, Post, Unit
from trienkhai.units.queries import place_of, today

HEAD = ["code", "name", "kind", "parent", "since", "official_code"]
PEOPLE = ["login", "name", "telephone", "unit", "roles", "title", "since"]


def take_units(*rows: str, head: list[str] = HEAD) -> Any:
    return import_units(table=[head, *([cell.strip() for cell in row.split("|")] for row in rows)], by=None)


def take_people(*rows: str, keep: Any = lambda slips: None) -> Any:
    table = [PEOPLE, *([cell.strip() for cell in row.split("|")] for row in rows)]
    return import_people(table=table, by=None, keep=keep)


def test_rows_may_stand_in_any_order(cast: Cast) -> None:
    taken = take_units(
        "thon_x | Thôn X | village | xa_x | 2026-01-01 |",
        "xa_x   | Xã X   | Xã      | TINH | 1/1/2026   | 00777",
    )
    assert taken.added == ["xa_x", "thon_x"]
    assert place_of(Unit.objects.get(code="thon_x"), cast.line, today()).parent.code == "xa_x"
    assert Unit.objects.get(code="xa_x").designations.get().official_code == "00777"


def test_the_same_table_again_changes_nothing(cast: Cast) -> None:
    rows = ("xa_x | Xã X | commune | tinh | 2026-01-01 |", "xa_an | Xã An Đường | commune | tinh | 2020-01-01 |")
    take_units(*rows)
    told = Entry.objects.count()
    taken = take_units(*rows)
    assert (taken.added, taken.changed, taken.same) == ([], [], ["xa_x", "xa_an"])
    assert Entry.objects.count() == told


def test_a_known_code_is_renamed_and_moved_from_the_day(cast: Cast) -> None:
    taken = take_units("xa_an | Phường An | ward | ban_a | 2026-01-01 |")
    assert taken.changed == ["xa_an"]
    assert Unit.objects.get(code="xa_an").name == "Phường An"
    assert place_of(cast.xa_an, cast.line, today()).parent == cast.ban_a
    again = take_units("xa_an | Xã An Đường | commune | tinh | 2020-01-01 |")
    assert again.same == ["xa_an"], "what held on its day still holds there"


def test_a_known_unit_may_turn_out_to_be_older(cast: Cast) -> None:
    taken = take_units(
        "tinh  | Tỉnh Đông Giang | province |      | 2010-01-01 |",
        "xa_an | Xã An Đường     | commune  | tinh | 2015-01-01 |",
    )
    assert taken.changed == ["tinh", "xa_an"]
    assert take_units("xa_an | Xã An Đường | commune | tinh | 2012-01-01 |").changed == ["xa_an"]


def test_every_wrong_row_is_named_and_nothing_is_taken(cast: Cast) -> None:
    with pytest.raises(BadTable) as caught:
        take_units(
            "xa_1 | Xã Một  | commune | tinh    | 2026-01-01 |",
            "xa_2 | Xã Hai  | commune | khong   | 2026-01-01 |",
            "xa_3 | Xã Ba   | gì đó   | tinh    | 2026-01-01 |",
            "xa_4 | Xã Bốn  | commune | tinh    | 31/2/2026  |",
            "xa_5 |         | commune | tinh    | 2026-01-01 |",
            "xã_6 | Xã Sáu  | commune | tinh    | 2026-01-01 |",
            "xa_1 | Xã Bảy  | commune | tinh    | 2026-01-01 |",
            "xa_8 | Xã Tám  | commune | tinh    |            |",
            "xa_9 | Xã Chín | commune | xa_2    | 2026-01-01 |",
            "xa_a | Xã A    | commune | xa_b    | 2026-01-01 |",
            "xa_b | Xã B    | commune | xa_a    | 2026-01-01 |",
        )
    reasons = caught.value.reasons
    assert {3, 4, 5, 6, 7, 8, 9} <= set(reasons)
    assert 2 not in reasons
    assert 10 not in reasons, "the row of its parent says why"
    assert {11, 12} & set(reasons)
    assert "khong" in reasons[3]
    assert "31/2/2026" in reasons[5]
    assert not Unit.objects.filter(code="xa_1").exists()


@pytest.mark.parametrize(
    ("head", "word"),
    [(["code", "name"], "kind"), ([*HEAD, "màu"], "màu"), ([*HEAD, "code"], "hai lần"), ([], "code")],
)
def test_the_line_of_headings_is_checked(cast: Cast, head: list[str], word: str) -> None:
    with pytest.raises(BadTable, match=word):
        take_units("xa_1 | Xã Một", head=head)


def test_headings_may_be_vietnamese_and_rows_empty(cast: Cast) -> None:
    head = ["Mã", "Tên đơn vị", "Loại đơn vị", "Trực thuộc", "Từ ngày", ""]
    assert take_units("xa_1 | Xã Một | Xã | tinh | 1/1/2026 |", " | | | | |", head=head).added == ["xa_1"]


def test_people_get_posts_and_slips(cast: Cast) -> None:
    kept: list[Any] = []
    taken = take_people(
        "lo.mua | Lò Thị Mùa | 0912 000 222 | xa_an | reporter reader | Công chức | 2026-01-01",
        "lo.mua | Lò Thị Mùa |              | xa_bo | reader          |           | 2026-01-01",
        keep=kept.extend,
    )
    assert (taken.added, taken.changed, len(kept)) == (["lo.mua"], [], 1)
    person = Person.objects.get(login="lo.mua")
    assert person.check_password(kept[0].password)
    assert person.telephone == "0912000222"
    assert Post.objects.filter(person=person).count() == 2


def test_known_people_are_changed_and_empty_cells_change_nothing(cast: Cast) -> None:
    row = "officer_an | Nguyễn Thị An | {} | xa_an | reporter | | 2020-01-01"
    assert take_people(row.format("")).same == ["officer_an"]
    assert take_people(row.format("0912000333")).changed == ["officer_an"]
    assert take_people(row.format("")).same == ["officer_an"]
    assert Person.objects.get(login="officer_an").telephone == "0912000333"


def test_wrong_rows_of_people_are_named(cast: Cast) -> None:
    with pytest.raises(BadTable) as caught:
        take_people(
            "a | A | | khong | reporter | |",
            "b | B | | xa_an | vua | |",
            " | C | | xa_an | reporter | |",
            "d |   | | xa_an | reporter | |",
            "đ đ/ | E | | xa_an | reporter | |",
            "f | F | 12 | xa_an | reporter | |",
        )
    assert set(caught.value.reasons) == {2, 3, 4, 5, 6, 7}


def arguments(file: Path, **more: Any) -> Namespace:
    return Namespace(**{"file": file, "by": None, "slips": None} | more)


def test_the_command_names_file_row_and_reason(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "don-vi.csv"
    file.write_text("code;name;kind;parent;since\nxa_1;Xã Một;commune;khong;2026-01-01\n", encoding="utf-8-sig")
    assert commands.import_units(arguments(file)) == 1
    assert f"{file}:2: Không có đơn vị cấp trên có mã «khong»." in capsys.readouterr().err
    file.write_text("code;name;kind;parent;since\nxa_1;Xã Một;commune;tinh;2026-01-01\n", encoding="utf-8-sig")
    assert commands.import_units(arguments(file, by="administrator")) == 0
    assert capsys.readouterr().out == "Thêm 1 đơn vị, cập nhật 0, giữ nguyên 0.\n"
    made = Entry.objects.filter(verb="unit.created").order_by("-id").first()
    assert made is not None
    assert made.post_id == cast.administrator.pk


def test_slips_go_to_a_new_file_that_only_its_owner_reads(cast: Cast, tmp_path: Path, capsys: Any) -> None:
    file, out = tmp_path / "nguoi.csv", tmp_path / "phieu.csv"
    file.write_text("login,name,unit,roles\nlo.mua,=Lò Thị Mùa,xa_an,reporter\n", encoding="utf-8")
    with pytest.raises(Exception, match="--slips"):
        commands.import_people(arguments(file))
    assert not Person.objects.filter(login="lo.mua").exists()
    assert commands.import_people(arguments(file, slips=out)) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    line = out.read_text(encoding="utf-8-sig").splitlines()[1]
    assert line.startswith("lo.mua,'=Lò Thị Mùa,Xã An Đường,")
    assert Person.objects.get(login="lo.mua").check_password(line.rpartition(",")[2])
    with pytest.raises(Exception, match="đã có"):
        commands.import_people(arguments(file, slips=out))


def test_slips_that_cannot_be_written_undo_the_import(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "nguoi.csv"
    file.write_text("login,name,unit,roles\nlo.mua,Lò Thị Mùa,xa_an,reporter\n", encoding="utf-8")
    with pytest.raises(OSError, match="khong"):
        commands.import_people(arguments(file, slips=tmp_path / "khong" / "phieu.csv"))
    assert not Person.objects.filter(login="lo.mua").exists()


def test_a_unit_has_a_row_for_each_line_in_which_it_stands(cast: Cast) -> None:
    table = [
        ["code", "name", "kind", "parent", "since", "line"],
        ["tinh", "Tỉnh Đông Giang", "province", "", "2021-01-01", "front"],
        ["xa_an", "Xã An Đường", "commune", "tinh", "2021-01-01", "front"],
        ["thon_1", "Thôn 1", "village", "xa_an", "2021-01-01", ""],
        ["thon_1", "Thôn 1", "village", "tinh", "2021-01-01", "front"],
    ]
    for _again in range(2):
        import_units(table=table, by=None)
    front = Line.objects.get(code="front")
    rows = front.placements.values_list("unit__code", "parent__code", "since")
    assert set(rows) == {
        ("tinh", None, date(2021, 1, 1)), ("xa_an", "tinh", date(2021, 1, 1)), ("thon_1", "tinh", date(2021, 1, 1)),
    }  # fmt: skip
    assert cast.thon_1.placements.get(line=cast.line).parent == cast.xa_an
