"""Doors of a real installation: `init` makes it or brings it up to date, `serve` runs it, `doctor` looks at it,
`verify` asks whether everything is still as it was kept."""

import argparse
import os
import sys
from typing import Any

from trienkhai.server import CannotServe, refuse_busy_port, refuse_wrong_schema, serve
from trienkhai.starting import make_state
from trienkhai.vietnamese import N_

TERMS = argparse.RawDescriptionHelpFormatter


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `init`, `serve`, `doctor`, `verify`."""
    init = subparsers.add_parser(
        "init",
        help="lập một hệ thống mới, hoặc nâng cấp hệ thống đã có",
        description=(
            "Lập thư mục dữ liệu, khóa bí mật, cơ sở dữ liệu, đơn vị đầu tiên và người quản trị đầu tiên.\n"
            "Mật khẩu dùng một lần của người này chỉ in ra một lần. Chạy lại thì chỉ nâng cấp cơ sở dữ liệu."
        ),
        epilog='Ví dụ:\n  $ trienkhai init --unit "UBND tỉnh Lam Sa" --person "Hà Thị Bưởi" --login ha.buoi',
        formatter_class=TERMS,
    )
    init.add_argument("--unit", metavar="TÊN", help="tên đơn vị đầu tiên, đứng đầu hệ thống")
    init.add_argument("--code", metavar="MÃ", default="root", help="mã của đơn vị ấy (mặc định: root)")
    init.add_argument("--kind", metavar="LOẠI", default="province", help="loại đơn vị ấy (mặc định: province)")
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
    serve.add_argument(
        "--threads", metavar="SỐ", type=at_least_one, default=8, help="số yêu cầu xử lý cùng lúc (mặc định: 8)"
    )
    serve.set_defaults(run=run_serve, needs_django=True)

    doctor = subparsers.add_parser(
        "doctor",
        help="kiểm tra máy và hệ thống, nói việc cần làm",
        description="Kiểm tra từng điều hệ thống cần. Mỗi trục trặc nói rõ cách sửa; có trục trặc thì mã thoát là 1.",
        epilog="Ví dụ:\n  $ trienkhai doctor",
        formatter_class=TERMS,
    )
    doctor.set_defaults(run=run_doctor, needs_django=True)

    verify = subparsers.add_parser(
        "verify",
        help="kiểm tra nhật ký, các tệp và các tổng đã lưu còn đúng",
        description=(
            "Tính lại toàn bộ chuỗi con dấu của nhật ký, mã băm của từng tệp và từng tổng đã lưu.\n"
            "Mỗi sai lệch là một dòng; không có sai lệch thì mã thoát là 0, có thì là 1."
        ),
        epilog="Ví dụ:\n  $ trienkhai verify",
        formatter_class=TERMS,
    )
    verify.add_argument(
        "--since", metavar="SEAL", help="con dấu in trên một báo cáo (ví dụ 12-3f9a0c5be1d27a40) phải còn trong nhật ký"
    )
    verify.set_defaults(run=run_verify, needs_django=True)


def at_least_one(text: str) -> int:
    """How many threads: a whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"«{text}» phải là số nguyên từ 1 đến 1000")
    return int(text)


# --- init -------------------------------------------------------------------------------------------------------------


def run_init(arguments: argparse.Namespace) -> int:
    """Make what is missing; what exists is kept, so a broken-off run is simply repeated."""
    from django.conf import settings
    from django.core.management import call_command

    from trienkhai.indicators.actions import load_catalogue
    from trienkhai.units.actions import load_kinds, load_roles

    make_state(settings.STATE)
    call_command("migrate", interactive=False, verbosity=0)
    load_kinds()
    load_roles()
    load_catalogue()
    print(f"Dữ liệu nằm tại {settings.STATE}; cơ sở dữ liệu đã đúng bản của chương trình.")
    return found(arguments)


def found(arguments: argparse.Namespace) -> int:
    """The first unit and the first person, once; on an installation that has them, nothing."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from trienkhai.people.actions import reset_password
    from trienkhai.units.queries import kinds, lines, roles

    people = get_user_model().objects.all()
    only = people.get() if people.count() == 1 else None
    if only is not None and only.login == arguments.login and only.last_login is None:
        # The slip was lost, or the first run broke off before it was printed.
        return print_slip(only.login, reset_password(person=only, by=only))
    if people.exists():
        print("Đã có đơn vị và người dùng; không lập thêm.")
        return 0
    asked = {"--unit": arguments.unit, "--person": arguments.person, "--login": arguments.login}
    if missing := [name for name, given in asked.items() if not given]:
        raise CannotServe(
            N_("Để lập đơn vị và người đầu tiên, hãy chạy lại và ghi thêm {names}."), names=", ".join(missing)
        )
    kind = kinds().filter(code=arguments.kind).first()
    if kind is None:
        codes = ", ".join(kinds().values_list("code", flat=True))
        raise CannotServe(
            N_("Không có loại đơn vị «{kind}». Hãy chọn một trong: {codes}."), kind=arguments.kind, codes=codes
        )
    with transaction.atomic():
        password = found_with(arguments, kind, lines().get(code="admin"), roles().get(code="administrator"))
    return print_slip(arguments.login, password)


def found_with(arguments: argparse.Namespace, kind: Any, line: Any, role: Any) -> str:
    """Write the first unit, person and post; the one-time password. Nobody acts yet, so `by` is None."""
    from django.utils import timezone

    from trienkhai.people.actions import add_person
    from trienkhai.units.actions import create_unit, give_post

    today = timezone.localdate()
    since = today.replace(month=1, day=1)  # figures of this year's earlier periods may be entered
    unit = create_unit(
        code=arguments.code, name=arguments.unit, kind=kind, line=line, parent=None, since=since, by=None
    )
    person, password = add_person(login=arguments.login, name=arguments.person, by=None)
    give_post(person=person, unit=unit, line=line, roles=[role], since=today, by=None, title="Quản trị")
    return password


def print_slip(login: str, password: str) -> int:
    """The one-time password, printed once and kept nowhere."""
    print(f"Tên đăng nhập: {login}\nMật khẩu dùng một lần: {password}\nHãy đổi mật khẩu ở lần đăng nhập đầu tiên.")
    return 0


# --- serve ------------------------------------------------------------------------------------------------------------


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from django.conf import settings

    if not (settings.STATE / "secret_key").is_file() and "TRIENKHAI_SECRET_KEY" not in os.environ:
        raise CannotServe(N_("Chưa có hệ thống nào ở {state}. Hãy chạy `trienkhai init` trước."), state=settings.STATE)
    refuse_wrong_schema()
    refuse_busy_port(arguments.host, arguments.port)
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


# --- verify -----------------------------------------------------------------------------------------------------------


def run_verify(arguments: argparse.Namespace) -> int:
    """0 when all is well, 1 with a line for each trouble."""
    from trienkhai.collection import verifying as collection
    from trienkhai.files import queries as files
    from trienkhai.journal import queries as journal

    progress = _progress if sys.stderr.isatty() else _quiet
    troubles = [*journal.verify(arguments.since), *files.verify(progress), *collection.verify()]
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if not troubles:
        print(f"Nhật ký, các tệp và các tổng đã lưu đều đúng. Con dấu cuối: {journal.last_seal() or 'chưa có'}")
    return 1 if troubles else 0


def _quiet(done: int, total: int) -> None:
    pass


def _progress(done: int, total: int) -> None:
    print(f"\r{done}/{total} tệp", end="\n" if done == total else "", file=sys.stderr, flush=True)
