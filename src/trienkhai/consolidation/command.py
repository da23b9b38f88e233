"""`trienkhai consolidate`: tables in, totals and findings out."""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .errors import ConsolidationError
    from .model import Finding

EPILOG = """\
Bảng là tệp .csv (UTF-8, có dòng tiêu đề, ô trống là không có, dấu chấm trước phần lẻ) hoặc .parquet:
  figures      unit, indicator, period, breakdown, scope, value, qualifier
  units        unit, parent, since, until
  indicators   indicator, over_units, over_time, numerator, denominator, factor
  successions  old, new, date, share
  asked        unit, indicator, period
  periods      period, since, until, part_of, position

Ví dụ:
  $ trienkhai consolidate --figures figures.csv --units units.csv --indicators indicators.csv --totals totals.csv
"""


def add_parsers(subparsers: Any) -> None:
    """The command and its options."""
    parser = subparsers.add_parser(
        "consolidate",
        help="cộng số liệu theo cây đơn vị và theo thời gian",
        description="Cộng số liệu của các đơn vị lên mọi cấp trên, kèm mức độ đầy đủ và những chỗ không khớp.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, required, text in (
        ("figures", True, "số liệu"),
        ("units", True, "đơn vị và cấp trên, theo ngày"),
        ("indicators", True, "chỉ tiêu và cách cộng"),
        ("successions", False, "đơn vị kế tục"),
        ("asked", False, "ai được hỏi (không có: mọi đơn vị cuối cùng của cây)"),
        ("periods", False, "ngày của các kỳ, kỳ dài gồm những kỳ nào"),
    ):
        parser.add_argument(f"--{name}", type=table_path, required=required, metavar="TỆP", help=text)
    parser.add_argument("--restate", type=day, metavar="NGÀY", help="tính lại theo cây đơn vị của ngày này")
    parser.add_argument("--leaves", action="store_true", help="cả những đơn vị không có đơn vị dưới")
    parser.add_argument("--engine", choices=["plain", "fast"], default="fast", help="bộ tính (mặc định: fast)")
    parser.add_argument("--totals", type=table_path, required=True, metavar="TỆP", help="nơi ghi các tổng")
    parser.add_argument("--findings", type=table_path, metavar="TỆP", help="nơi ghi những chỗ không khớp")
    parser.set_defaults(run=run)


def table_path(text: str) -> Path:
    """A path whose ending says the format."""
    path = Path(text)
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise argparse.ArgumentTypeError(f"“{text}” phải có đuôi .csv hoặc .parquet")
    return path


def day(text: str) -> date:
    """2026-02-05."""
    from .cells import iso_day

    found = iso_day(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng 2026-02-05")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Read, add up, write; 0 done, 1 refused with a line for every problem and nothing written."""
    from . import ConsolidationError
    from .tables_out import findings_content, write_files

    gc.disable()  # nothing that is made here refers to itself, and the process ends soon
    try:
        totals, findings = (_fast if arguments.engine == "fast" else _plain)(arguments)
    except ConsolidationError as error:
        complain(error, arguments)
        return 1
    finally:
        gc.enable()
    files = [(arguments.totals, totals)]
    if arguments.findings:
        files.append((arguments.findings, findings_content(arguments.findings, findings)))
    write_files(files)
    return 0


def _paths(arguments: argparse.Namespace) -> dict[str, Path | None]:
    tables = ("figures", "units", "indicators", "successions", "asked", "periods")
    return {name: getattr(arguments, name) for name in tables}


def _plain(arguments: argparse.Namespace) -> tuple[bytes, Sequence[Finding]]:
    """The content of the file of totals, and the findings."""
    from . import consolidate, read_tables
    from .tables_out import totals_content

    inputs = read_tables(**_paths(arguments), restate=arguments.restate)  # type: ignore[arg-type]
    result = consolidate(inputs, restate=arguments.restate, leaves=arguments.leaves, engine="plain")
    return totals_content(arguments.totals, result.totals), result.findings


def _fast(arguments: argparse.Namespace) -> tuple[bytes, Sequence[Finding]]:
    """The same, by whole columns."""
    from .fast.out import totals_of_files

    return totals_of_files(_paths(arguments), arguments.totals, arguments.restate, leaves=arguments.leaves)


def complain(error: ConsolidationError, arguments: argparse.Namespace) -> None:
    """One line each: FILE:ROW: reason."""
    for problem in error.problems:
        path = getattr(arguments, problem.table)
        place = f"{path}:{problem.row}" if problem.row is not None else f"{path}"
        print(f"{place}: {' '.join(problem.reason.split())}", file=sys.stderr)
