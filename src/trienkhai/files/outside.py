"""Programs that are not ours and help to read a file: LibreOffice makes .docx of .doc, .odt, .rtf; Tesseract sees.

Both are optional. They run in a process of their own (`tool`) with limits of time and memory and, where the system
allows it, without network and without sight of any file but their own folder and the programs of the system; what they
start dies with them. What they made is then read in a child process like any other file. Imports no Django.
"""

import logging
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from trienkhai.files.children import ask, new_scratch
from trienkhai.files.errors import ChildFailed, RefusedInside, Unreadable
from trienkhai.vietnamese import N_, Refusal

log = logging.getLogger(__name__)

OFFICE_SECONDS, OFFICE_MEMORY = 60, 4 << 30  # it reserves more than it uses
OCR_SECONDS, OCR_MEMORY = 60, 1 << 30  # of a page
MOST_SCANNED = 50  # pages of one file
OCR_TOGETHER = 300  # seconds for all its pages; somebody waits
FILTERS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}
SETTINGS = (  # of LibreOffice: no macros, nothing loaded from elsewhere, nothing that asks
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)
Once = Callable[..., dict[str, Any]]  # sandbox.run without help


@dataclass(frozen=True)
class Helped:
    """What to read instead: a file, and options of the job `read`."""

    path: Path
    options: dict[str, Any] = field(default_factory=dict)


def office() -> str | None:
    """LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def tesseract() -> str | None:
    """Tesseract, where it is installed and knows Vietnamese."""
    program = shutil.which("tesseract")
    return program if program and "vie" in languages(program) else None


def languages(program: str) -> list[str]:
    """What this Tesseract reads."""
    try:
        said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return said.stdout.split()


@contextmanager
def help_for(refusal: RefusedInside, path: Path, once: Once) -> Iterator[Helped | None]:
    """What can be read instead of a file that was refused, while the context lasts; None when there is no help."""
    if refusal.code == "no_office" and (program := office()):
        with new_scratch() as scratch:
            yield _converted(program, path, str(refusal.values["kind"]), scratch)
    elif refusal.code == "scanned" and tesseract():
        pages = int(str(refusal.values["pages"]))
        if pages > MOST_SCANNED:
            raise RefusedInside(
                N_(
                    "Tệp “{name}” là bản quét dài {pages} trang; mỗi lần chỉ nhận dạng được {most} trang."
                    " Hãy tách tệp rồi gửi từng phần."
                ),
                code="scanned_long",
                name=refusal.values["name"],
                pages=pages,
                most=MOST_SCANNED,
            )
        with help_for_pages(range(1, pages + 1), path, once) as helped:
            yield helped
    else:
        yield None


@contextmanager
def help_for_pages(pages: Sequence[int], path: Path, once: Once) -> Iterator[Helped | None]:
    """The file with the words that Tesseract saw on these pages; None without Tesseract or with too many pages."""
    program = tesseract()
    if program is None or len(pages) > MOST_SCANNED:
        yield None
        return
    with new_scratch() as seen:
        until = time.monotonic() + OCR_TOGETHER
        for page in pages:
            if time.monotonic() > until:
                break  # the reading says which pages are missing
            with new_scratch() as scratch:
                _recognise(program, path, page, scratch, seen, once)
        yield Helped(path, {"recognised": str(seen)})


def _converted(program: str, path: Path, kind: str, scratch: Path) -> Helped:
    """The file as .docx."""
    source = scratch / f"source.{kind}"
    shutil.copyfile(path, source)
    _settings(scratch / "profile" / "user")
    command = [
        program, f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless", "--norestore", "--nodefault", "--nologo", "--nolockcheck",
        f"--infilter={FILTERS[kind]}", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(scratch), str(source),
    ]  # fmt: skip
    _tool(command, scratch, seconds=OFFICE_SECONDS, memory=OFFICE_MEMORY)
    made = scratch / "source.docx"
    if not made.is_file():
        raise Unreadable(
            N_("LibreOffice không mở được tệp này. Hãy mở tệp bằng Word, lưu lại thành .docx rồi nộp tệp .docx.")
        )
    return Helped(made, {"converted": kind})


def _settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _recognise(program: str, path: Path, page: int, scratch: Path, seen: Path, once: Once) -> None:
    """One page; a page that fails stays unread, and the reading says so."""
    try:
        picture = once("picture", path, page=page, folder=str(scratch))["picture"]
        out = scratch / "page"
        command = [program, str(scratch / picture), str(out), "-l", "vie", "--dpi", "300", "--psm", "1", "tsv"]
        _tool(command, scratch, seconds=OCR_SECONDS, memory=OCR_MEMORY)
        made = out.with_suffix(".tsv")
        if made.is_file():
            rules = made.with_suffix(".rules")  # where lines were drawn on the page
            with (seen / f"{page}.tsv").open("wb") as told:
                told.writelines(part.read_bytes() for part in (made, rules) if part.is_file())
    except Refusal as refusal:
        if refusal.code == "busy":
            raise
        log.warning("Page %s could not be recognised: %s", page, refusal)


def _tool(command: Sequence[str], scratch: Path, *, seconds: float, memory: int) -> None:
    """Run it; what it made shows whether it went well."""
    program = Path(command[0]).resolve()
    request = {"command": list(command), "read": [str(program.parent.parent)]}
    try:
        code = ask("tool", request, scratch=scratch, seconds=seconds, memory=memory)["code"]
    except Unreadable as error:
        raise ChildFailed(N_("Chương trình phụ trợ bị dừng giữa chừng. Hãy thử lại sau ít phút.")) from error
    if code:
        log.warning("%s ended with %s", program.name, code)
