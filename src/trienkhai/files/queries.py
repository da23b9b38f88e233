"""Check that what is kept is still what was kept."""

import hashlib
from collections.abc import Callable

from trienkhai.files.errors import Missing
from trienkhai.files.models import StoredFile
from trienkhai.journal.queries import Trouble
from trienkhai.vietnamese import N_, format_number


def verify(progress: Callable[[int, int], None] = lambda done, total: None) -> list[Trouble]:
    """Hash every content again and name those that are missing or changed. `progress(done, total)` after each."""
    troubles = []
    total = StoredFile.objects.count()
    for done, stored in enumerate(StoredFile.objects.order_by("id").iterator(), start=1):
        if trouble := _trouble(stored):
            troubles.append(Trouble(f"Tệp {stored.id} ({stored.sha256[:12]}….{stored.kind})", trouble))
        progress(done, total)
    return troubles


def content_of(stored: StoredFile) -> bytes:
    """The whole content of a small file that the program made. Raises Missing."""
    try:
        return stored.path.read_bytes()
    except FileNotFoundError:
        raise Missing(N_("Tệp {name} không còn trên đĩa. Hãy báo người quản trị."), name=str(stored)) from None


def _trouble(stored: StoredFile) -> str:
    try:
        with stored.path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except FileNotFoundError:
        return f"không còn trên đĩa ở {stored.path}. Hãy lấy lại từ bản sao lưu."
    except OSError as error:
        return f"không đọc được ở {stored.path} ({error.strerror})."
    if size != stored.size:
        return f"nội dung đã đổi: {format_number(size)} byte thay vì {format_number(stored.size)}."
    return "" if found == stored.sha256 else "nội dung đã đổi: mã băm không khớp."
