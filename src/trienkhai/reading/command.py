"""`trienkhai read`: files in; a summary, JSON lines or a marked-up page out."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from trienkhai.vietnamese import Refusal, format_number

_EXAMPLE = """\
Ví dụ:
  $ trienkhai read bao-cao.txt"""


def add_parsers(subparsers: Any) -> None:
    """Add `read` to the table of commands."""
    parser = subparsers.add_parser(
        "read",
        help="đọc báo cáo: mục, văn bản được dẫn, số liệu, tổng",
        description="Đọc báo cáo (.txt .md .html .docx .pdf), chỉ ra mục, văn bản được dẫn, số liệu và chỗ cần xem.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="tệp cần đọc")
    parser.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")
    parser.add_argument("--html", metavar="OUT", type=Path, help="ghi một trang HTML có đánh dấu")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read every file; one that cannot be read is told on stderr and the rest goes on. 0, or 1 when any failed."""
    failed, documents = 0, []
    many = len(arguments.files) > 1 and sys.stderr.isatty()
    for number, name in enumerate(arguments.files, 1):
        if many:
            print(f"\r{number}/{len(arguments.files)} ", end="", file=sys.stderr, flush=True)
        document = _document(name)
        if "error" in document:
            failed = 1
            print(f"trienkhai read: {name}: {document['error']['message']}", file=sys.stderr)
        if arguments.json:
            shown = {key: value for key, value in document.items() if key != "source"}
            print(json.dumps(shown, ensure_ascii=False), flush=True)
        elif "error" not in document and not arguments.html:
            print(_summary(document))
        if arguments.html:
            documents.append(document)
    if arguments.html:
        from trienkhai.reading.page import page

        arguments.html.write_text(page(documents), "utf-8")
    return failed


def _document(name: str) -> dict[str, Any]:
    """One file as JSON. Text is read here; everything else is opened in a child process with limits."""
    path = Path(name)
    try:
        if path.is_dir() or not path.exists():
            what = "là thư mục, không phải tệp" if path.is_dir() else "không có tệp này"
            raise Refusal("“{name}” {what}. Hãy kiểm tra đường dẫn.", code="unreadable", name=name, what=what)
        if _is_text(path):
            from trienkhai.reading import read_file, to_json

            found = read_file(path)
            return to_json(name, found) | {"source": found.text}
        # The sandbox is a room below this one: the door finds it by name, the room itself does not know it.
        sandbox = importlib.import_module("trienkhai.files.sandbox")
        answer = sandbox.run("read", path, name=path.name)
        return {**answer["reading"], "document": name}
    except Refusal as refusal:
        return {"document": name, "error": {"code": refusal.code, "message": str(refusal)}}
    except OSError as error:
        return {"document": name, "error": {"code": "unreadable", "message": f"Không mở được tệp: {error.strerror}."}}


def _is_text(path: Path) -> bool:
    """A text file holds nothing that could do harm when it is opened."""
    if path.suffix.lower() in (".html", ".htm", ".docx", ".docm", ".pdf"):
        return False
    with path.open("rb") as file:
        head = file.read(4096)
    return not head.startswith((b"PK", b"%PDF", b"\xd0\xcf", b"<")) and b"%PDF-" not in head[:1024]


_QUALIFIERS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}


def _summary(document: dict[str, Any]) -> str:
    lines = [str(document["document"])]
    lines.append(f"  Văn bản được dẫn: {len(document['citations'])}")
    for c in document["citations"]:
        facts = ", ".join(str(c[k]) for k in ("key", "date", "issuer") if c[k])
        lines.append(f"    {_flat(c['text'])}" + (f"  [{facts}]" if facts else ""))
    lines.append(f"  Số liệu: {len(document['figures'])}")
    for i, f in enumerate(document["figures"]):
        lines.append(
            f"    {i + 1:>3}. {_QUALIFIERS.get(f['qualifier'], '')}{_flat(f['text'])} {f['unit'] or ''}".rstrip()
        )
    for t in document["totals"]:
        figures = document["figures"]
        parts = " + ".join(_value(figures[i]) for i in t["parts"])
        verdict = "khớp" if t["holds"] else "KHÔNG KHỚP"
        lines.append(f"  Tổng {_value(figures[t['total']])} = {parts}: {verdict}")
    for f in document["findings"]:
        lines.append(f"  Cần xem: {f['message']}")
    return "\n".join(lines)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _value(figure: dict[str, Any]) -> str:
    from decimal import Decimal

    return format_number(Decimal(str(figure["value"])))
