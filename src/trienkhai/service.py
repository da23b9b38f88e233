"""Doors of a real installation: `init` makes it or brings it up to date, `serve` runs it, `doctor` looks at it."""

import argparse
import os
import sys
from pathlib import Path

from trienkhai.server import CannotServe, refuse_wrong_schema, serve
from trienkhai.vietnamese import N_

TERMS = argparse.RawDescriptionHelpFormatter


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `init`, `serve`, `doctor`."""
    init = subparsers.add_parser(
        "init",
        help="lập một hệ thống mới, hoặc nâng cấp hệ thống đã có",
        description=(
            "Lập thư mục dữ liệu, khóa bí mật, cơ sở dữ liệu, đơn vị đầu tiên và người quản trị đầu tiên.\n"
            "Mật khẩu dùng một lần của người này chỉ in ra một lần. Chạy lại thì chỉ nâng cấp cơ sở dữ liệu."
        ),
        epilog='Ví dụ:\n  $ trienkhai init --unit "UBND tỉnh Lam Sa" --code lam-sa --person "Hà Thị Bưởi" --login ha.buoi',
        formatter_class=TERMS,
    )
    init.add_argument("--unit", metavar="TÊN", help="tên đơn vị đầu tiên, đứng đầu hệ thống")
    init.add_argument("--code", metavar="MÃ", default="goc", help="mã của đơn vị ấy (mặc định: goc)")
    init.add_argument("--kind", metavar="LOẠI", default="tinh", help="loại đơn vị ấy (mặc định: tinh)")
    init.add_argument("--person", metavar="HỌ TÊN", help="người quản trị đầu tiên")
    init.add_argument("--login", metavar="TÊN", help="tên đăng nhập của người ấy")
    init.set_defaults(run=run_init, needs_django=True)

    serve = subparsers.add_parser(
        "serve",
        help="chạy hệ thống cho mọi người dùng",
        description="Chạy máy chủ web. Từ chối nếu cơ sở dữ liệu chưa đúng bản của chương trình.",
        epilog="Ví dụ:\n  $ trienkhai serve --port 8080",
        formatter_class=TERMS,
    )
    serve.add_argument("--host", metavar="ĐỊA CHỈ", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định: 127.0.0.1)")
    serve.add_argument("--port", metavar="CỔNG", type=int, default=8000, help="cổng (mặc định: 8000)")
    serve.add_argument("--threads", metavar="SỐ", type=int, default=8, help="số yêu cầu xử lý cùng lúc (mặc định: 8)")
    serve.set_defaults(run=run_serve, needs_django=True)

    doctor = subparsers.add_parser(
        "doctor",
        help="kiểm tra máy và hệ thống, nói việc cần làm",
        description="Kiểm tra từng điều hệ thống cần. Mỗi trục trặc nói rõ cách sửa; có trục trặc thì mã thoát là 1.",
        epilog="Ví dụ:\n  $ trienkhai doctor",
        formatter_class=TERMS,
    )
    doctor.set_defaults(run=run_doctor, needs_django=True)


# --- init -------------------------------------------------------------------------------------------------------------


def run_init(arguments: argparse.Namespace) -> int:
    """Make what is missing; what exists is kept, so a broken-off run is simply repeated."""
    from django.conf import settings
    from django.core.management import call_command

    make_state(settings.STATE)
    call_command("migrate", interactive=False, verbosity=0)
    print(f"Dữ liệu nằm tại {settings.STATE}; cơ sở dữ liệu đã đúng bản của chương trình.")
    return found(arguments)


def make_state(state: Path) -> None:
    """The state folder and the secret key, readable by their owner only."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = state / "secret_key"
    if not key.exists():
        import secrets

        part = state / "secret_key.part"
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        part.rename(key)


def found(arguments: argparse.Namespace) -> int:
    """The first unit and the first person, once."""
    raise NotImplementedError


# --- serve ------------------------------------------------------------------------------------------------------------


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from django.conf import settings

    if not (settings.STATE / "secret_key").is_file() and "TRIENKHAI_SECRET_KEY" not in os.environ:
        raise CannotServe(N_("Chưa có hệ thống nào ở {state}. Hãy chạy `trienkhai init` trước."), state=settings.STATE)
    refuse_wrong_schema()
    print(f"Triển Khai: http://{arguments.host}:{arguments.port}/  (dừng: Ctrl-C)", flush=True)
    serve(host=arguments.host, port=arguments.port, threads=arguments.threads)
    return 0


# --- doctor -----------------------------------------------------------------------------------------------------------


def run_doctor(arguments: argparse.Namespace) -> int:
    """A line for each thing looked at; 1 when something must be put right."""
    from trienkhai.health import look

    troubled = False
    for finding in look():
        troubled |= finding.trouble
        mark = "✗" if finding.trouble else "✓" if finding.there else "–"
        print(f"{mark} {finding.words}", file=sys.stderr if finding.trouble else sys.stdout, flush=True)
    return 1 if troubled else 0
