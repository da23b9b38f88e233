"""The command `trienkhai`: collects what the rooms offer, starts Django only for those that need it, and turns errors
into one line on stderr and an exit code: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted."""

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from trienkhai import __version__
from trienkhai.starting import start_django
from trienkhai.vietnamese import Refusal

# In the order of `trienkhai --help`. Each has `add_parsers(subparsers)` and imports little before a command runs.
DOORS = [
    "trienkhai.reading.command",
    "trienkhai.consolidation.command",
    "trienkhai.units.commands",
    "trienkhai.indicators.commands",
    "trienkhai.editions.commands",
    "trienkhai.desk.commands",
    "trienkhai.demo.commands",
    "trienkhai.service",
]


class Commands(argparse._SubParsersAction):
    """The table of commands. A name of two words makes a group: `import units` is `units` below `import`."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:
        """Add a command; an example is the end of its help, so line breaks of the epilog are kept."""
        group, _, rest = name.partition(" ")
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        if not rest:
            parser: argparse.ArgumentParser = super().add_parser(name, **options)
            return parser
        if group not in self.choices:
            parent = super().add_parser(group, help=GROUPS.get(group, ""))
            parent.set_defaults(commands=parent.add_subparsers(action=Commands, metavar="LOẠI", required=True))
        return self.choices[group].get_default("commands").add_parser(rest, **options)


GROUPS = {
    "import": "nạp dữ liệu từ tệp",
    "export": "xuất dữ liệu ra tệp",
    "report": "lập báo cáo ra tệp",
}


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="trienkhai",
        description="Từ một chỉ thị đến một kết quả kiểm tra được: thu thập, tổng hợp không tính trùng, báo cáo.",
        epilog="Ví dụ:\n  $ trienkhai --version",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"trienkhai {__version__}")
    subparsers = parser.add_subparsers(action=Commands, metavar="LỆNH", required=True)
    for door in DOORS:
        importlib.import_module(door).add_parsers(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; wrong usage leaves through SystemExit(2), as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not when a test holds the stream
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = build_parser().parse_args(argv)
    try:
        if getattr(arguments, "needs_django", False):
            start_django()
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Refusal as refusal:
        return complain(str(refusal))
    except OSError as error:
        return complain(explain(error))
    except Exception as error:
        if is_of_the_database(error):
            return complain(f"Cơ sở dữ liệu không dùng được: {error}. Hãy chạy `trienkhai doctor` để tìm nguyên nhân.")
        raise


def is_of_the_database(error: Exception) -> bool:
    """Whether the database cannot be reached or read; Django is not loaded for commands that did without."""
    database = sys.modules.get("django.db")
    return database is not None and isinstance(error, database.Error)


def explain(error: OSError) -> str:
    """What the system refused, in words that say what to do."""
    place = f" “{error.filename}”" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Ổ đĩa đã đầy, không ghi được{place}. Hãy giải phóng dung lượng rồi chạy lại."
    if isinstance(error, FileNotFoundError):
        return f"Không tìm thấy{place}. Hãy kiểm tra lại đường dẫn."
    if isinstance(error, PermissionError):
        return f"Không có quyền mở{place}. Hãy kiểm tra quyền của tệp hoặc thư mục."
    if isinstance(error, IsADirectoryError):
        return f"Cần một tệp, nhưng{place} là thư mục."
    return f"Hệ thống báo lỗi{place}: {error.strerror or error}."


def complain(message: str) -> int:
    """One line on stderr, and the exit code of a refusal."""
    print(f"trienkhai: {' '.join(message.split())}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
