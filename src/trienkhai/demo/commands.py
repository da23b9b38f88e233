"""`trienkhai demo`: the invented province on an embedded database in the user's state folder."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path

from trienkhai.starting import start_django
from trienkhai.vietnamese import N_, Refusal

from .making import MADE, NOTHING_MADE

HOST = "127.0.0.1"


class CannotDemo(Refusal):
    """The demo runs on its own database and on this machine only."""

    code = "cannot_demo"


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="mở bản minh họa: một tỉnh hư cấu với dữ liệu mẫu",
        description="Dựng tỉnh hư cấu Hạc Giang trên cơ sở dữ liệu nhúng trong thư mục riêng, giữ lại cho lần sau, rồi "
        "mở trang của cán bộ tổng hợp tỉnh.",
        epilog="Ví dụ:\n  $ trienkhai demo --no-browser --with report.txt",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", metavar="CỔNG", type=int, default=8000, help="cổng đầu tiên được thử (mặc định: 8000)"
    )
    parser.add_argument("--no-browser", action="store_true", help="không mở trình duyệt")
    parser.add_argument("--reset", action="store_true", help="xóa bản minh họa cũ và dựng lại từ đầu")
    parser.add_argument(
        "--with", dest="files", metavar="TỆP", nargs="+", type=Path, default=[],
        help="thêm các báo cáo tường thuật, chờ người xác nhận",
    )  # fmt: skip
    parser.set_defaults(run=run_demo)


def run_demo(arguments: argparse.Namespace) -> int:
    """Make what is missing, add the files, serve."""
    if os.environ.get("DATABASE_URL"):
        raise CannotDemo(
            N_("Bản minh họa chỉ chạy trên cơ sở dữ liệu nhúng của riêng nó. Hãy bỏ biến DATABASE_URL rồi chạy lại.")
        )
    if missing := [str(path) for path in arguments.files if not path.is_file()]:
        raise CannotDemo(N_("Không có tệp {names}."), names=", ".join(missing))
    state = _enter_state()
    # In a process of its own: what drew charts has started threads, and a server forked from it would hang.
    making = [sys.executable, "-m", "trienkhai.demo.making", str(state), *map(str, arguments.files)]
    failed = subprocess.run([*making, *(["--reset"] if arguments.reset else [])], check=False).returncode
    if failed == NOTHING_MADE or not (state / MADE).exists():
        return 1
    start_django()
    _serve(arguments, _free_port(arguments.port))
    return 1 if failed else 0


def _enter_state() -> Path:
    """The demo's own folder, beside a real installation's and never in it."""
    given = os.environ.get("TRIENKHAI_STATE")
    beside = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "trienkhai-demo"
    state = Path(given) / "demo" if given else beside
    os.environ["TRIENKHAI_STATE"] = str(state)
    os.environ["TRIENKHAI_DEMO"] = "1"
    os.environ["TRIENKHAI_HOSTS"] = "localhost,127.0.0.1"
    return state


def _free_port(port: int) -> int:
    """The port, or the next one that is free."""
    for candidate in range(port, min(port + 50, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, candidate))
            except OSError:
                continue
        if candidate != port:
            print(f"Cổng {port} đang bận, dùng cổng {candidate}.")
        return candidate
    raise CannotDemo(N_("Không có cổng nào trống từ {port}. Hãy chọn cổng khác bằng --port."), port=port)


def _serve(arguments: argparse.Namespace, port: int) -> None:
    from trienkhai.server import serve

    from .pages import ticket

    address = f"http://{HOST}:{port}/demo/start/?ticket={ticket()}"
    print(f"Mở {address}\nDừng bằng Ctrl+C.", flush=True)
    if not arguments.no_browser:
        opener = threading.Timer(1.5, webbrowser.open, [address])
        opener.daemon = True
        opener.start()
    serve(host=HOST, port=port, threads=4)
