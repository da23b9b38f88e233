"""`trienkhai export KIND OUT`: totals, and every table that they rest on, as `trienkhai consolidate` takes them."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

ENDINGS = (".csv", ".parquet", ".xlsx")
KINDS = {  # kind: what it is, its example
    "figures": ("số liệu đang có hiệu lực", "figures.csv --period 2026"),
    "units": ("đơn vị và cấp trên, theo ngày", "units.csv"),
    "indicators": ("chỉ tiêu và cách cộng", "indicators.csv --form community_services"),
    "successions": ("đơn vị kế tục", "successions.csv"),
    "asked": ("ai được hỏi gì", "asked.csv --period 2026"),
    "periods": ("kỳ dài gồm những kỳ nào", "periods.csv --period 2026"),
    "totals": ("các tổng, kèm mức độ đầy đủ", "totals.csv --period 2026 --unit root"),
}
DESCRIPTION = """\
Ghi ra tệp .csv, .parquet hoặc .xlsx: {what}. Các cột là những cột mà `trienkhai consolidate` đọc và ghi; không nêu kỳ
hay biểu mẫu thì lấy tất cả. Không ghi gì vào cơ sở dữ liệu."""


def add_parsers(subparsers: Any) -> None:
    """Add `export figures`, `export totals` …"""
    for kind, (what, example) in KINDS.items():
        parser = subparsers.add_parser(
            f"export {kind}",
            help=what,
            description=DESCRIPTION.format(what=what),
            epilog=f"Ví dụ:\n  $ trienkhai export {kind} {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument("out", metavar="OUT", type=_table_path, help="tệp .csv, .parquet hoặc .xlsx")
        parser.add_argument("--line", metavar="MÃ", default="admin", help="hệ thống (mặc định: admin)")
        _add_options(parser, kind)
        parser.set_defaults(run=run, kind=kind, needs_django=True)


def _add_options(parser: argparse.ArgumentParser, kind: str) -> None:
    if kind in ("figures", "asked", "periods", "totals"):
        parser.add_argument("--period", metavar="KỲ", action="append", help="mã kỳ; nêu được nhiều lần")
    if kind in ("figures", "asked", "indicators", "totals"):
        parser.add_argument("--form", metavar="MÃ", help="chỉ các chỉ tiêu của biểu mẫu này")
    if kind in ("figures", "totals"):
        parser.add_argument("--accepted-only", action="store_true", help="chỉ số liệu đã chấp nhận")
    if kind == "figures":
        parser.add_argument("--sources", action="store_true", help="thêm nguồn của từng số: ai, lúc nào, tệp nào")
    if kind == "totals":
        parser.add_argument("--unit", metavar="MÃ", help="chỉ đơn vị này và các đơn vị bên dưới")
        parser.add_argument("--restate", metavar="NGÀY", type=_day, help="tính lại theo cây đơn vị của ngày này")
        parser.add_argument("--leaves", action="store_true", help="cả những đơn vị không có đơn vị dưới")


def _table_path(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"“{text}” phải có đuôi .csv, .parquet hoặc .xlsx")
    return path


def _day(text: str) -> Any:
    from trienkhai.consolidation.command import day

    return day(text)


NAMED = ("line", "period", "form", "accepted_only", "sources", "unit", "restate", "leaves")


def run(arguments: argparse.Namespace) -> int:
    """Write the file wholly or not at all."""
    from trienkhai.writing.spreadsheets_long import write_long

    from .tables import table_of, wanted

    given = {name: value for name in NAMED if (value := getattr(arguments, name, None))}
    table = table_of(arguments.kind, wanted(**given))
    with replacing(arguments.out) as file:
        write_long(file, table, arguments.out.suffix.lower())
    return 0


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the place that takes its name once it is whole and on the disk; an error names the file meant."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
