"""`trienkhai import vietnam`: a province of Viet Nam as it was and as it is, from the catalogue."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

DESCRIPTION = """\
Nạp một trong 34 tỉnh, thành phố: các xã, phường, đặc khu từ ngày 1/7/2025, các tỉnh, huyện, xã cũ đã hợp thành (số
liệu các năm trước ghi theo đơn vị cũ), và đơn vị nào kế tục đơn vị nào. Nhờ đó số liệu cũ tính lại được theo đơn vị
hiện nay. Tên tỉnh gõ có dấu hoặc không dấu; nêu một tỉnh cũ thì nạp tỉnh mới mà nó đã vào.

Xã, phường giữ mã chính thức và vào trọn một đơn vị mới thì đi tiếp với tên mới; các đơn vị khác kết thúc ngày 1/7/2025.
Tất cả được nạp, hoặc không gì cả; chạy lần nữa không thay đổi gì. Đơn vị cũ được ghi từ ngày 1/1/1900 (hoặc từ ngày đầu
của đơn vị cấp trên), nghĩa là từ trước mọi số liệu, không phải ngày thành lập.

Xã, phường cũ bị chia mà chưa ai công bố tỷ lệ: xem --doubts. Ai biết tỷ lệ thì ghi bằng --shares, lúc nạp hoặc sau này:
bảng có cột old (mã cũ), new (mã mới), share (0,6 hoặc 60 %). Số liệu đã ghi không đổi, chỉ cách tính lại đổi.
"""


def add_parser(subparsers: Any) -> None:
    """Add `import vietnam`."""
    parser = subparsers.add_parser(
        "import vietnam",
        help="nạp một tỉnh với đơn vị cũ và mới (1/7/2025)",
        description=DESCRIPTION,
        epilog="Ví dụ:\n  $ trienkhai import vietnam --list\n  $ trienkhai import vietnam --province Huế",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--province", metavar="TÊN", help="tên hoặc mã chính thức của tỉnh, mới hoặc cũ")
    which.add_argument("--list", action="store_true", help="liệt kê các tỉnh nạp được rồi thôi")
    parser.add_argument("--doubts", action="store_true", help="liệt kê những điều các nguồn để ngỏ về tỉnh rồi thôi")
    parser.add_argument(
        "--shares",
        metavar="TỆP",
        type=Path,
        help="bảng .csv, .xlsx có cột old, new, share: tỷ lệ của các xã, phường bị chia",
    )
    parser.add_argument("--parent", metavar="MÃ", help="mã của đơn vị cấp trên trong hệ thống; mặc định đứng đầu")
    parser.add_argument("--by", metavar="LOGIN", help="ghi trong nhật ký là người này làm; mặc định là chương trình")
    parser.set_defaults(run=run, needs_django=True)


def run(arguments: argparse.Namespace) -> int:
    """0 when the province is there, loaded now or before."""
    from .vietnam import find_province, provinces

    if arguments.list:
        for province in provinces():
            print(
                f"{province.official}  {province.name}: {len(province.communes)} xã, phường, đặc khu{_from(province)}"
            )
        return 0
    province = find_province(arguments.province)
    if arguments.doubts:
        for doubt in province.doubts:
            print(f"{doubt.code}: {province.called(doubt.code)} {doubt}.")
        return 0
    return _load(province, arguments) or _settle(province, arguments)


def _from(province: Any) -> str:
    merged = province.merged
    return f" (từ {', '.join(merged)})" if len(merged) > 1 else ""


def _load(province: Any, arguments: argparse.Namespace) -> int:
    from . import actions
    from .commands import _actor

    code = province.itself.code
    if not actions.import_vietnam(province=province, parent=arguments.parent or "", by=_actor(arguments.by)):
        print(f"{province.name} (mã «{code}») đã nạp từ trước; không có gì thay đổi.")
        return 0
    was = [unit.was.kind for unit in province.units if unit.was]
    tops, districts = was.count("province"), was.count("district")
    print(f"Đã nạp {province.name} (mã «{code}»){_from(province)}.")
    print(
        f"Trước 1/7/2025: {tops} tỉnh, {districts} huyện, {len(was) - tops - districts} xã. "
        f"Từ 1/7/2025: {len(province.communes)} xã, phường, đặc khu, "
        f"trong đó {sum(unit.was is not None for unit in province.communes)} đi tiếp từ một xã, phường cũ."
    )
    _tell_doubts(province)
    return 0


def _settle(province: Any, arguments: argparse.Namespace) -> int:
    from . import actions
    from .commands import import_table

    if arguments.shares is None:
        return 0
    named = argparse.Namespace(file=arguments.shares, by=arguments.by)
    return import_table(
        named, lambda table, by: actions.settle_shares(province=province, table=table, by=by), "xã, phường bị chia"
    )


def _tell_doubts(province: Any) -> None:
    divided = sum(doubt.what.startswith("divided") for doubt in province.doubts)
    other = len(province.doubts) - divided
    if divided:
        print(
            f"{divided} xã, phường cũ bị chia mà chưa ai công bố tỷ lệ: số liệu cũ tạm tính cho đơn vị nhận chính, "
            "mọi tổng có chúng mang dấu ≈."
        )
    if other:
        print(f"{other} chỗ các nguồn viết khác nhau.")
    if province.doubts:
        print(f"Xem từng chỗ: trienkhai import vietnam --province {province.official} --doubts")
