"""`trienkhai import units` and `trienkhai import people`: tables of units, people and their posts."""

import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from . import reorganisation_command, vietnam_command

UNITS = """\
Đọc bảng đơn vị (.csv UTF-8 hoặc .xlsx, trang tính đầu). Dòng đầu là tên cột:

  code           mã trong hệ thống, không đổi, không dùng lại (bắt buộc)
  name           tên đơn vị (bắt buộc)
  kind           loại: province, commune, ward, office, department, committee, village … hoặc tên loại (bắt buộc)
  parent         mã đơn vị cấp trên trực tiếp; để trống nếu đứng đầu
  since          có tên và chỗ này từ ngày: 2025-07-01 hoặc 1/7/2025 (bắt buộc với đơn vị mới)
  official_code  mã do nhà nước cấp
  line           hệ thống: admin (mặc định), party, front; đơn vị song trùng trực thuộc có một dòng cho mỗi hệ thống

Đơn vị có mã đã biết được cập nhật từ ngày `since`: tên, loại, mã chính thức, trực thuộc. Nhập lại cùng một tệp thì
không có gì thay đổi. Các dòng đứng theo thứ tự nào cũng được. Có dòng sai thì cả tệp không được nhận, mỗi dòng sai
được nêu là TỆP:DÒNG: lý do.
"""
PEOPLE = """\
Đọc bảng người dùng và chức danh (.csv UTF-8 hoặc .xlsx, trang tính đầu). Dòng đầu là tên cột:

  login      tên đăng nhập, không đổi (bắt buộc)
  name       họ và tên (bắt buộc với người mới)
  telephone  số điện thoại, dùng được thay tên đăng nhập
  email      thư điện tử
  unit       mã đơn vị (bắt buộc)
  roles      vai trò: reader, reporter, consolidator, approver, administrator; nhiều vai trò cách nhau bằng dấu cách
  title      tên chức danh
  since      giữ chức danh từ ngày, mặc định hôm nay
  until      ngày đầu tiên không còn giữ
  line       hệ thống, mặc định admin

Người giữ nhiều chức danh có nhiều dòng. Người đã có được cập nhật; ô trống không xóa gì. Người mới được cấp mật khẩu
dùng một lần, ghi vào tệp nêu ở --slips (chỉ chủ tệp đọc được); hãy in, phát rồi xóa tệp đó. Có dòng sai thì cả tệp
không được nhận, mỗi dòng sai được nêu là TỆP:DÒNG: lý do.
"""


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import units`, `import people`, `import reorganisation` and `import vietnam`."""
    units = _parser(subparsers, "import units", "nạp đơn vị từ bảng", UNITS, "units.csv")
    units.set_defaults(run=import_units, needs_django=True)
    people = _parser(
        subparsers, "import people", "nạp người dùng và chức danh từ bảng", PEOPLE, "people.csv --slips slips.csv"
    )
    people.add_argument("--slips", metavar="OUT", type=Path, help="tệp .csv mới để ghi phiếu đăng nhập của người mới")
    people.set_defaults(run=import_people, needs_django=True)
    reorganisation_command.add_parser(subparsers)
    vietnam_command.add_parser(subparsers)


def _parser(subparsers: Any, name: str, summary: str, description: str, example: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name,
        help=summary,
        description=description,
        epilog=f"Ví dụ:\n  $ trienkhai {name} {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp .csv hoặc .xlsx")
    parser.add_argument("--by", metavar="LOGIN", help="ghi trong nhật ký là người này làm; mặc định là chương trình")
    return parser


def import_units(arguments: argparse.Namespace) -> int:
    """0 when the whole table was taken, 1 with a line for each wrong row."""
    from trienkhai.units import actions

    def take(table: list[list[str]], by: Any) -> Any:
        return actions.import_units(table=table, by=by, progress=_progress())

    return import_table(arguments, take, "đơn vị")


def import_people(arguments: argparse.Namespace) -> int:
    """0 when the whole table was taken and the slips are written, 1 with a line for each wrong row."""
    from trienkhai.units import actions

    out: Path | None = arguments.slips

    def keep(slips: list[Any]) -> None:
        if out is None:
            raise _refused(f"Tệp có {len(slips)} người mới. Hãy thêm --slips TỆP để ghi phiếu đăng nhập của họ.")
        _write_slips(out, slips)

    def take(table: list[list[str]], by: Any) -> Any:
        return actions.import_people(table=table, by=by, progress=_progress(), keep=keep)

    if out is not None and out.exists():
        raise _refused(f"Tệp «{out}» đã có. Hãy nêu một tệp mới để phiếu cũ không bị ghi đè.")
    code = import_table(arguments, take, "người")
    if code == 0 and out is not None:
        print(f"Phiếu đăng nhập: {out}" if out.exists() else "Không có người mới nên không có phiếu.")
    return code


def import_table(arguments: argparse.Namespace, take: Callable[[list[list[str]], Any], Any], what: str) -> int:
    from trienkhai.files import sandbox
    from trienkhai.units.errors import BadTable

    path: Path = arguments.file
    path.open("rb").close()  # a file that is not there is told in the system's words, before any child is started
    by = _actor(arguments.by)
    try:
        taken = take(sandbox.run("table", path, name=path.name)["rows"], by)
    except BadTable as bad:
        for number, reason in bad.reasons.items():
            print(f"{path}:{number}: {reason}", file=sys.stderr)
        print(f"Chưa nhận gì từ {path}: {len(bad.reasons)} dòng phải sửa.", file=sys.stderr)
        return 1
    print(f"Thêm {len(taken.added)} {what}, cập nhật {len(taken.changed)}, giữ nguyên {len(taken.same)}.")
    if taken.changed:
        print(f"Đã cập nhật: {', '.join(taken.changed)}")
    return 0


def _actor(login: str | None) -> Any:
    """The person's oldest present post, else the person, else the program itself."""
    from trienkhai.people.queries import person_named
    from trienkhai.units.queries import posts_of

    if login is None:
        return None
    person = person_named(login)
    if person is None:
        raise _refused(f"Không có người nào có tên đăng nhập «{login}».")
    return next(iter(posts_of(person)), person)


def _write_slips(out: Path, slips: Iterable[Any]) -> None:
    """A new file that only its owner reads, on the disk before the passwords count."""
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["login", "name", "unit", "password"])
            for slip in slips:
                writer.writerow([_plain(cell) for cell in (slip.login, slip.name, slip.unit, slip.password)])
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def _plain(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if done == total or done % 50 == 0:
            print(f"\r{done}/{total} dòng", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show


def _refused(words: str) -> Exception:
    from trienkhai.vietnamese import Refusal

    return Refusal(words)
