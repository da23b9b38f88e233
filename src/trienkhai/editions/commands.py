"""`trienkhai report`: the report of a unit on a round, as it would read now, into a file."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report`."""
    parser = subparsers.add_parser(
        "report",
        help="viết bản thảo báo cáo tổng hợp của một kỳ ra tệp Word, PDF hoặc HTML",
        description="Viết bản thảo báo cáo từ số liệu hiện có, như trang «Báo cáo». Không ghi gì vào cơ sở dữ liệu.",
        epilog="Ví dụ:\n  $ trienkhai report hoc-tap-2026 --out bao-cao.docx",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("round", metavar="MÃ_KỲ", help="mã của kỳ báo cáo")
    parser.add_argument("--unit", metavar="MÃ", help="đơn vị lập báo cáo (mặc định: đơn vị mở kỳ)")
    parser.add_argument("--layout", choices=["state", "party"], default="state", help="thể thức (mặc định: state)")
    parser.add_argument("--accepted-only", action="store_true", help="chỉ dùng số liệu đã chấp nhận")
    parser.add_argument("--out", metavar="TỆP", type=Path, required=True, help="tệp .docx, .pdf hoặc .html")
    parser.set_defaults(run=run_report, needs_django=True)


def run_report(arguments: argparse.Namespace) -> int:
    """Write the file wholly or not at all."""
    from trienkhai.units.actions import refresh_names

    from .drafting import draft_report

    refresh_names()  # nobody may have opened a page yet on the day of a new name
    content = draft_report(
        code=arguments.round,
        unit_code=arguments.unit,
        layout=arguments.layout,
        accepted_only=arguments.accepted_only,
        ending=arguments.out.suffix.lower(),
    )
    part = arguments.out.with_name(f".{arguments.out.name}.part")
    try:
        part.write_bytes(content)
        part.replace(arguments.out)
    finally:
        part.unlink(missing_ok=True)
    return 0
