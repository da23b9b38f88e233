"""`read_file(path)`: open, take the text out, read it, and remember where everything stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from trienkhai.reading.marks import Citation, Figure, Finding, Reading, Section
from trienkhai.reading.opening import pdf, plain, web, word
from trienkhai.reading.opening.heads import refuse_classified
from trienkhai.reading.opening.kinds import content_of, kind_of
from trienkhai.reading.opening.refusals import refuse
from trienkhai.reading.reader import read


@dataclass(frozen=True)
class FileReading:
    """The text of a file, its reading, and its kind (`txt`, `html`, `docx`, `pdf`); offsets count in `text`."""

    text: str
    reading: Reading
    kind: str
    _starts: tuple[int, ...] = field(default=(0,), repr=False)  # where each place begins in `text`
    _places: tuple[dict[str, int], ...] = field(default=(), repr=False)

    def place_of(self, mark: Citation | Figure | Finding | Section) -> dict[str, int]:
        """`{"paragraph": n}` of a .docx, `{"page": p, "line": n}` of a .pdf, else `{"line": n}`; all count from 1."""
        index = bisect_right(self._starts, mark.start) - 1
        return dict(self._places[index]) if self._places else {"line": index + 1}


def read_file(path: Path | str) -> FileReading:
    """Read a .txt, .md, .html, .docx or .pdf. Raises Refusals with the codes of `refusals.TEMPLATES`."""
    path = Path(path)
    content = content_of(path)
    kind = kind_of(content, path)
    text, starts, places, running = _opened(content, kind, path.name)
    refuse_classified(running, path.name)
    refuse_classified(text, path.name)
    if not text.strip("\ufeff \t\r\n"):
        raise refuse("empty", path.name)
    return FileReading(text, read(text), kind, tuple(starts), tuple(places))


def _opened(content: bytes, kind: str, name: str) -> tuple[str, list[int], list[dict[str, int]], str]:
    if kind == "docx":
        blocks, running = word.paragraphs_of(content, name)
        text, starts = _joined(blocks)
        return text, starts, [{"paragraph": n} for n in range(1, len(blocks) + 1)], running
    if kind == "pdf":
        lines = [(p, n, line) for p, page in enumerate(pdf.pages_of(content, name), 1) for n, line in page]
        text, starts = _joined([line for _, _, line in lines])
        return text, starts, [{"page": p, "line": n} for p, n, _ in lines], ""
    text = web.text_of(content) if kind == "html" else plain.decoded(content, name)
    return text, _line_starts(text), [], ""


def _joined(blocks: list[str]) -> tuple[str, list[int]]:
    starts, at = [], 0
    for block in blocks:
        starts.append(at)
        at += len(block) + 1
    return "\n".join(blocks), starts or [0]


def _line_starts(text: str) -> list[int]:
    starts, at = [0], 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        starts.append(at)
    return starts
