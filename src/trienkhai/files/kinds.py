"""What kind of file something is, by its content; the name only has to agree. Imports no Django.

Called in the child process: it lists zip archives and lets pdfium look at a .pdf.
"""

import re
from enum import Enum
from pathlib import Path, PurePath

from trienkhai.files import archives
from trienkhai.files.advice import ADVICE
from trienkhai.files.errors import DAMAGED, Empty, NotTaken, NotWhatItClaims, Unreadable
from trienkhai.vietnamese import N_

HEAD = 4096  # bytes that are enough to tell kinds apart


class Kind(Enum):
    """Kinds that are kept. Text of any sort, also .md and .csv, is `txt`: their content is the same.

    `json` and `parquet` are only made here, never taken from people: no signature or claim leads to them.
    """

    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    XLSX = "xlsx"
    PDF = "pdf"
    HTML = "html"
    TXT = "txt"
    PNG = "png"
    JPG = "jpg"
    JSON = "json"
    PARQUET = "parquet"


CLAIMS = {  # what the end of a name claims; an end that stands in neither list claims nothing
    ".docx": Kind.DOCX,
    ".doc": Kind.DOC,
    ".odt": Kind.ODT,
    ".rtf": Kind.RTF,
    ".xlsx": Kind.XLSX,
    ".pdf": Kind.PDF,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".txt": Kind.TXT,
    ".md": Kind.TXT,
    ".csv": Kind.TXT,
    ".png": Kind.PNG,
    ".jpg": Kind.JPG,
    ".jpeg": Kind.JPG,
}
NEVER = re.compile(  # ends that no kept kind may carry
    r"\.(docm|dotm|xls|ods|xlsm|xlsb|ppt|pptx"  # office files that are not taken
    r"|zip|rar|7z|gz|tar|svg|gif|mp3|mp4"  # archives, pictures that run scripts, sound and film
    r"|exe|dll|msi|com|scr|bat|cmd|ps1|vbs|js|jar|sh|lnk|apk)"  # programs
)

SIGNATURES: tuple[tuple[bytes, int, str], ...] = (  # bytes, where, what they are
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"\xff\xd8\xff", 0, "jpg"),
    (b"PK\x03\x04", 0, "zip"),
    (b"PK\x05\x06", 0, "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "ole"),
    (b"{\\rtf", 0, "rtf"),
    (b"MZ", 0, "program"),
    (b"\x7fELF", 0, "program"),
    (b"#!", 0, "program"),
    (b"\xca\xfe\xba\xbe", 0, "program"),
    (b"\xcf\xfa\xed\xfe", 0, "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", 0, "program"),
    (b"Rar!\x1a\x07", 0, "archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "archive"),
    (b"\x1f\x8b", 0, "archive"),
    (b"BZh", 0, "archive"),
    (b"\xfd7zXZ\x00", 0, "archive"),
    (b"\x28\xb5\x2f\xfd", 0, "archive"),
    (b"MSCF", 0, "archive"),
    (b"ustar", 257, "archive"),
)
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"  # BOM, XML declaration, comments
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|h[1-6]|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def check(path: Path, name: str) -> Kind:
    """The kind of the file at `path`, which its owner calls `name`.

    Raises Empty, NotTaken (code old_format, program, archive, macros, encrypted, expands_too_far, external_entities,
    external_template or not_taken), NotWhatItClaims, Unreadable.
    """
    found = recognise(path)
    kind = next((kind for kind in Kind if kind.value == found), None)
    claimed = PurePath(name).suffix.lower()
    if kind is None:
        code, advice = ADVICE[found]
        raise NotTaken(advice, code=code)
    if NEVER.fullmatch(claimed) or CLAIMS.get(claimed, kind) is not kind:
        raise NotWhatItClaims(
            N_("Tên tệp ghi {claimed} nhưng nội dung là {found}. Hãy mở tệp, lưu lại đúng loại rồi nộp lại."),
            claimed=claimed,
            found=f".{kind.value}",
        )
    return kind


def recognise(path: Path) -> str:
    """Value of a Kind, or a key of ADVICE."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Empty(N_("Tệp rỗng, không có gì bên trong. Hãy kiểm tra rồi nộp lại."))
    found = next((what for sign, where, what in SIGNATURES if head.startswith(sign, where)), "")
    if found == "zip":
        return archives.kind_of_zip(path)
    if found == "ole":
        return archives.kind_of_ole(path)
    if found:
        return found
    if b"%PDF-" in head[:1024]:
        return _pdf(path)
    return _text(path, head)


def _pdf(path: Path) -> str:
    """A .pdf that asks for a password is of no use; one that only forbids printing is."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            return "encrypted"
        raise Unreadable(DAMAGED) from error
    if not pages:
        raise Unreadable(DAMAGED)
    return "pdf"


def _text(path: Path, head: bytes) -> str:
    if MARKUP.match(head):
        return "html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_unmarked_utf16(head):  # as Excel's «Unicode text»
        return "txt"
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if CONTROLS.search(block):
                return "unknown"
    return "unknown" if head.lstrip().startswith((b"<?xml", b"<svg")) else "txt"


def _is_unmarked_utf16(head: bytes) -> bool:
    """Letters of Latin-1 have a zero beside each: always before them or always behind."""
    before, behind = head[::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2
    return pairs > 8 and max(before, behind) > 0.4 * pairs and min(before, behind) < 0.01 * pairs
