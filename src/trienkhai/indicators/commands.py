"""`trienkhai import indicators` and `import targets`: definitions from files, plans from a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

DESCRIPTION = """\
Nạp định nghĩa chỉ tiêu từ một tệp .toml (một chỉ tiêu, tên tệp là mã), một tệp .csv (nhiều chỉ tiêu) hoặc một thư mục
danh mục có dimensions/, indicators/, forms/. Nạp lại không làm thay đổi gì. Có lỗi thì không nạp gì, mỗi lỗi một dòng.

Cột của tệp .csv (UTF-8): code, name, measure, definition, why (bắt buộc); over_units (sum, min, max, none, ratio),
over_time (sum, last, max, none), numerator, denominator, factor, decimals, position, origin, until,
words (cách nhau bằng |), dimensions (kind hoặc kind:complete, cách nhau bằng |)."""

TARGETS = """\
Đọc bảng số kế hoạch (.csv UTF-8 hoặc .xlsx, trang tính đầu). Dòng đầu là tên cột:

  unit       mã đơn vị được giao kế hoạch (bắt buộc)
  indicator  mã chỉ tiêu (bắt buộc)
  period     kỳ: 2026, 2026-H1, 2026-Q3, 2026-07 hoặc 2026-01-01/2026-09-30 (bắt buộc)
  value      số kế hoạch, viết như 1.250 hoặc 97,5 (bắt buộc)
  basis      văn bản giao kế hoạch, hoặc lý do sửa (bắt buộc khi số mới hoặc khác trước)

Số đã có mà khác thì thành một lần sửa, lần trước vẫn giữ. Nhập lại cùng một tệp thì không có gì thay đổi. Có dòng sai
thì cả tệp không được nhận, mỗi dòng sai được nêu là TỆP:DÒNG: lý do.
"""


def add_parsers(subparsers: Any) -> None:
    """Add `import indicators` and `import targets`."""
    parser = subparsers.add_parser(
        "import indicators",
        help="nạp chỉ tiêu và biểu mẫu từ tệp hoặc thư mục",
        description=DESCRIPTION,
        epilog="Ví dụ:\n  $ trienkhai import indicators indicators.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", type=Path, metavar="TỆP|THƯ_MỤC", help="tệp .toml, .csv hoặc thư mục danh mục")
    parser.set_defaults(run=import_indicators, needs_django=True)
    targets = subparsers.add_parser(
        "import targets",
        help="nạp số kế hoạch từ bảng",
        description=TARGETS,
        epilog="Ví dụ:\n  $ trienkhai import targets targets.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    targets.add_argument("file", metavar="FILE", type=Path, help="tệp .csv hoặc .xlsx")
    targets.add_argument("--by", metavar="LOGIN", help="ghi trong nhật ký là người này làm; mặc định là chương trình")
    targets.set_defaults(run=import_targets, needs_django=True)


def import_indicators(arguments: argparse.Namespace) -> int:
    """0 when all was taken, 1 with a line for each mistake."""
    from .actions import import_indicators as take
    from .errors import CatalogueError

    try:
        loaded = take(arguments.path)
    except CatalogueError as error:
        for problem in error.problems:
            print(f"trienkhai: {problem}", file=sys.stderr)
        return 1
    print(f"Thêm {loaded.created}, sửa {loaded.changed}, giữ nguyên {loaded.unchanged}.")
    return 0


def import_targets(arguments: argparse.Namespace) -> int:
    """0 when the whole table was taken, 1 with a line for each wrong row."""
    from trienkhai.units.commands import import_table

    from .actions import import_targets as take

    return import_table(arguments, lambda table, by: take(table=table, by=by), "số kế hoạch")
