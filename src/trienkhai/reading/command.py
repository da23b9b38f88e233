"""`trienkhai read`: files in; a summary, JSON lines or a marked-up page out."""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import signal
import sys
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from typing import Any

from trienkhai.vietnamese import Refusal, format_number

_EXAMPLE = """\
Ví dụ:
  $ trienkhai read bao-cao.txt"""
_PROCESSES = 2
_ENOUGH = 250_000  # bytes of text: below, starting the processes takes longer than reading


def add_parsers(subparsers: Any) -> None:
    """Add `read` to the table of commands."""
    parser = subparsers.add_parser(
        "read",
        help="đọc báo cáo: mục, văn bản được dẫn, số liệu, tổng",
        description="Đọc báo cáo (.txt .md .html .docx .pdf), chỉ ra mục, văn bản được dẫn, số liệu và chỗ cần xem. "
        "Nhiều tệp được đọc bằng hai tiến trình; kết quả theo thứ tự đã nêu.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="tệp cần đọc")
    parser.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")
    parser.add_argument("--html", metavar="OUT", type=Path, help="ghi một trang HTML: văn bản có đánh dấu bên các số")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read every file; one that cannot be read is told on stderr and the rest goes on. 0, or 1 when any failed."""
    failed, documents = 0, []
    progress = _Progress(len(arguments.files))
    with closing(_documents(arguments.files)) as read:
        for name, document in zip(arguments.files, read, strict=True):
            progress.wipe()
            if "error" in document:
                failed = 1
                print(f"trienkhai read: {name}: {_flat(document['error']['message'])}", file=sys.stderr)
            if arguments.json:
                shown = {key: value for key, value in document.items() if key != "source"}
                print(json.dumps(shown, ensure_ascii=False), flush=True)
            elif "error" not in document and not arguments.html:
                print(_summary(document), flush=True)
            if arguments.html:
                documents.append(document)
            progress.step()
    progress.wipe()
    if arguments.html:
        from trienkhai.reading.page import page

        arguments.html.write_text(page(documents), "utf-8")
    return failed


class _Progress:
    """`3/12` on a terminal while several files are read; nothing in a pipe."""

    def __init__(self, files: int) -> None:
        self.done, self.files = 0, files
        self.shown = files > 1 and sys.stderr.isatty()
        self._say(f"0/{files}")

    def step(self) -> None:
        """One file more."""
        self.done += 1
        self._say(f"{self.done}/{self.files}")

    def wipe(self) -> None:
        """Clear the line, so that what is printed now stands on its own."""
        self._say("")

    def _say(self, words: str) -> None:
        if self.shown:
            print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


# --- reading ----------------------------------------------------------------------------------------------------------


def _documents(names: Sequence[str]) -> Generator[dict[str, Any]]:
    """Each file as JSON, in order; several are read by two processes, which Ctrl-C ends with this one."""
    if len(names) == 1 or sum(map(_work, names)) < _ENOUGH:
        yield from map(_document, names)
        return
    # Spawned, not forked: what this process has opened or started is not taken along.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(_PROCESSES, len(names)), mp_context=context, initializer=_leave_interrupts)
    try:
        futures = [pool.submit(_document, name) for name in names]
        for name, future in zip(names, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:  # a process was killed: what it left is read here
                yield _document(name)
    finally:
        _end(pool)


def _work(name: str) -> int:
    """Bytes of a text; a file that is opened in a child of its own is always worth a second process."""
    try:
        return Path(name).stat().st_size if _is_text(Path(name)) else _ENOUGH
    except OSError:
        return 0


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; only the first one answers it, with one line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(pool: ProcessPoolExecutor) -> None:
    """Drop what waits and do not wait for what runs."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
        process.join(5)


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
    except Exception as error:  # a fault of ours in one file does not cost the others
        fault = f"Chương trình gặp lỗi khi đọc tệp này ({type(error).__name__}: {error}). Hãy báo cho người phát triển."
        return {"document": name, "error": {"code": "failed", "message": fault}}


def _is_text(path: Path) -> bool:
    """A text file holds nothing that could do harm when it is opened."""
    from trienkhai.reading.opening.kinds import is_text

    return is_text(path)


# --- the summary ------------------------------------------------------------------------------------------------------

_QUALIFIERS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_BASES = {"cumulative": "lũy kế", "comparison": "so sánh"}


def _summary(document: dict[str, Any]) -> str:
    lines = [str(document["document"])]
    lines.append(f"  Văn bản được dẫn: {len(document['citations'])}")
    for c in document["citations"]:
        facts = ", ".join(str(c[k]) for k in ("key", "date", "issuer") if c[k])
        lines.append(f"    {_flat(c['text'])}" + (f"  [{facts}]" if facts else ""))
    lines.append(f"  Số liệu: {len(document['figures'])}")
    lines += [f"    {number:>3}. {_figure(f)}" for number, f in enumerate(document["figures"], 1)]
    for t in document["totals"]:
        figures = document["figures"]
        parts = " + ".join(_value(figures[i]) for i in t["parts"])
        verdict = "khớp" if t["holds"] else "KHÔNG KHỚP"
        lines.append(f"  Tổng {_value(figures[t['total']])} = {parts}: {verdict}")
    lines += [_finding(f, document) for f in document["findings"]]
    return "\n".join(lines)


def _figure(f: dict[str, Any]) -> str:
    """`≥ 480 lượt người  [kỳ: quý III; phạm vi: toàn xã; lũy kế]`."""
    said = f"{_QUALIFIERS.get(f['qualifier'], '')}{_flat(f['text'])} {f['unit'] or ''}".rstrip()
    stated = [f"kỳ: {_flat(f['period'])}"] if f.get("period") else []
    stated += [f"phạm vi: {_flat(f['scope'])}"] if f.get("scope") else []
    stated += [_BASES[f["basis"]]] if f.get("basis") in _BASES else []
    return f"{said}  [{'; '.join(stated)}]" if stated else said


def _finding(f: dict[str, Any], document: dict[str, Any]) -> str:
    """The sentence, then both places: the words there and where they stand."""
    text = document.get("text") or document.get("source") or ""
    spans = [(f["start"], f["end"]), *map(tuple, f.get("others", ()))]
    places = [f"«{_flat(text[start:end])}» ở dòng {text.count(chr(10), 0, start) + 1}" for start, end in spans if end]
    return f"  Cần xem: {f['message']}" + (f" ({'; '.join(places)})" if places else "")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _value(figure: dict[str, Any]) -> str:
    from decimal import Decimal

    return format_number(Decimal(str(figure["value"])))
