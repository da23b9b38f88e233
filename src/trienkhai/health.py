"""What an installation needs, looked at one by one for `trienkhai doctor`."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from trienkhai.files import outside
from trienkhai.files.sandbox import network_is_closed
from trienkhai.server import schema_differences
from trienkhai.vietnamese import Refusal

LEAST_FREE = 1_000_000_000  # bytes
RELEASED = datetime(2026, 11, 1, tzinfo=ZoneInfo("UTC"))  # no clock can be before it


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `trouble`: must be put right; `there` False without trouble: an optional part is absent."""

    words: str
    trouble: bool = False
    there: bool = True


def look() -> Iterator[Finding]:
    """All findings, in the order in which one would put them right."""
    looks: list[Callable[[], Iterator[Finding]]] = [
        _python,
        _state,
        _key,
        _database,
        _documents,
        _child,
        _optional,
        _clock,
    ]
    for one in looks:
        yield from one()


def _python() -> Iterator[Finding]:
    yield Finding(f"Python {'.'.join(map(str, sys.version_info[:3]))} ({sys.executable})")


def _state() -> Iterator[Finding]:
    state: Path = settings.STATE
    if not state.is_dir():
        yield Finding(f"Chưa có thư mục dữ liệu {state}. Hãy chạy `trienkhai init`.", trouble=True)
        return
    if not os.access(state, os.W_OK | os.X_OK):
        yield Finding(f"Không ghi được vào thư mục dữ liệu {state}. Hãy sửa quyền của thư mục.", trouble=True)
        return
    free = shutil.disk_usage(state).free
    room = f"{free / 1e9:.1f}".replace(".", ",")
    if free < LEAST_FREE:
        yield Finding(f"Ổ đĩa của {state} chỉ còn {room} GB. Hãy giải phóng để còn ít nhất 1 GB.", trouble=True)
    else:
        yield Finding(f"Thư mục dữ liệu {state}, còn trống {room} GB")


def _key() -> Iterator[Finding]:
    key = settings.STATE / "secret_key"
    if os.environ.get("TRIENKHAI_SECRET_KEY"):
        yield Finding("Khóa bí mật lấy từ TRIENKHAI_SECRET_KEY")
    elif not key.is_file():
        yield Finding("Chưa có khóa bí mật. Hãy chạy `trienkhai init`.", trouble=True)
    elif key.stat().st_mode & 0o077:
        yield Finding(f"Người khác trên máy đọc được khóa bí mật. Hãy chạy: chmod 600 {key}", trouble=True)
    else:
        yield Finding("Khóa bí mật chỉ chủ đọc được")


def _database() -> Iterator[Finding]:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        yield Finding("Chưa có cơ sở dữ liệu. Hãy chạy `trienkhai init`.", trouble=True)
        return
    if connection.vendor == "postgresql":
        # A pool would try for half a minute and then tell less.
        options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
        connection.settings_dict["OPTIONS"] = {"connect_timeout": 5, **options}
    try:
        missing, unknown = schema_differences()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        yield Finding(f"Không mở được cơ sở dữ liệu: {reason} Hãy kiểm tra DATABASE_URL.", trouble=True)
        return
    if unknown:
        yield Finding("Cơ sở dữ liệu thuộc bản mới hơn. Hãy cài bản mới của chương trình.", trouble=True)
    elif missing:
        yield Finding(f"Cơ sở dữ liệu còn thiếu {len(missing)} bước nâng cấp. Hãy chạy `trienkhai init`.", trouble=True)
    else:
        yield Finding(f"Cơ sở dữ liệu {connection.display_name}, đúng bản của chương trình")


def _documents() -> Iterator[Finding]:
    fonts = list((settings.PACKAGE / "writing" / "fonts").glob("Tinos-*.ttf"))
    if len(fonts) < 4:
        yield Finding("Thiếu phông chữ Tinos của chương trình. Hãy cài lại chương trình.", trouble=True)
    else:
        yield Finding("Phông chữ Tinos đủ bốn kiểu")
    for module, purpose in [("docx", "Word"), ("typst", "PDF"), ("vl_convert", "biểu đồ"), ("pypdfium2", "đọc PDF")]:
        if importlib.util.find_spec(module) is None:
            yield Finding(f"Thiếu thư viện {module} ({purpose}). Hãy cài lại chương trình.", trouble=True)


def _child() -> Iterator[Finding]:
    try:
        closed = network_is_closed()
    except Refusal as refusal:
        yield Finding(f"Không mở được tệp trong tiến trình riêng: {refusal}", trouble=True)
        return
    if closed:
        yield Finding("Tệp nhận về được mở trong tiến trình riêng, không có mạng")
    else:
        yield Finding(
            "Tệp nhận về được mở trong tiến trình riêng; máy này không cho tiến trình ấy tự ngắt mạng", there=False
        )


def _optional() -> Iterator[Finding]:
    if outside.office():
        yield Finding("LibreOffice: có, đọc được tệp .doc, .odt, .rtf")
    else:
        install = "apt install libreoffice-writer-nogui"
        yield Finding(f"LibreOffice: không có; muốn đọc tệp .doc, .odt, .rtf hãy chạy: {install}", there=False)
    if outside.tesseract():
        yield Finding("Tesseract: có tiếng Việt, đọc được bản quét và ảnh chụp")
    else:
        what = "có nhưng thiếu tiếng Việt" if shutil.which("tesseract") else "không có"
        install = "apt install tesseract-ocr-vie"
        yield Finding(f"Tesseract: {what}; muốn đọc bản quét và ảnh chụp hãy chạy: {install}", there=False)


def _clock() -> Iterator[Finding]:
    try:
        zone = ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield Finding(f"Máy không biết múi giờ {settings.TIME_ZONE}. Hãy cài gói tzdata.", trouble=True)
        return
    now = timezone.now()
    words = now.astimezone(zone).strftime("%H:%M ngày %d/%m/%Y")
    if now < RELEASED:
        yield Finding(f"Đồng hồ của máy chỉ {words}, trước cả ngày phát hành. Hãy chỉnh đồng hồ.", trouble=True)
    else:
        yield Finding(f"Đồng hồ chỉ {words} ({settings.TIME_ZONE})")
