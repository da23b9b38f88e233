"""`trienkhai verify`: is everything still as it was kept?"""

import argparse
import sys


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify`."""
    parser = subparsers.add_parser(
        "verify",
        help="kiểm tra nhật ký và các tệp đã lưu còn nguyên vẹn",
        description=(
            "Tính lại toàn bộ chuỗi con dấu của nhật ký và mã băm của từng tệp đã lưu.\n"
            "Mỗi sai lệch là một dòng; không có sai lệch thì mã thoát là 0, có thì là 1."
        ),
        epilog="Ví dụ:\n  $ trienkhai verify",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--since", metavar="SEAL", help="con dấu in trên một báo cáo (ví dụ 12-3f9a0c5be1d27a40) phải còn trong nhật ký"
    )
    parser.set_defaults(run=verify, needs_django=True)


def verify(arguments: argparse.Namespace) -> int:
    """0 when all is well, 1 with a line for each trouble."""
    from trienkhai.files import queries as files
    from trienkhai.journal import queries as journal

    troubles = [*journal.verify(arguments.since), *files.verify(_progress if sys.stderr.isatty() else _quiet)]
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if not troubles:
        print(f"Nhật ký và các tệp còn nguyên vẹn. Con dấu cuối: {journal.last_seal() or 'chưa có'}")
    return 1 if troubles else 0


def _quiet(done: int, total: int) -> None:
    pass


def _progress(done: int, total: int) -> None:
    print(f"\r{done}/{total} tệp", end="\n" if done == total else "", file=sys.stderr, flush=True)
