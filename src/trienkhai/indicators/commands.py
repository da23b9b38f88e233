"""`trienkhai import indicators`: take definitions from files."""

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


def add_parsers(subparsers: Any) -> None:
    """Add `import indicators`."""
    parser = subparsers.add_parser(
        "import indicators",
        help="nạp chỉ tiêu và biểu mẫu từ tệp hoặc thư mục",
        description=DESCRIPTION,
        epilog="Ví dụ:\n  $ trienkhai import indicators indicators.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", type=Path, metavar="TỆP|THƯ_MỤC", help="tệp .toml, .csv hoặc thư mục danh mục")
    parser.set_defaults(run=import_indicators, needs_django=True)


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
