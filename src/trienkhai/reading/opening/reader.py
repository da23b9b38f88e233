"""`read_file(path)`: open, take the text out, read it, and remember where everything stood."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from trienkhai.reading.marks import Citation, Figure, Finding, Reading, Section
from trienkhai.reading.opening import pdf, plain, web, word, wordtext
from trienkhai.reading.opening.furniture import body_of
from trienkhai.reading.opening.heads import refuse_classified
from trienkhai.reading.opening.kinds import content_of, kind_of
from trienkhai.reading.opening.notices import Notice, as_finding
from trienkhai.reading.opening.recognised import page_of
from trienkhai.reading.opening.refusals import refuse
from trienkhai.reading.reader import read


@dataclass(frozen=True)
class FileReading:
    """The text of a file, its reading, and its kind (`txt`, `html`, `docx`, `pdf`); offsets count in `text`.

    `unread` are the pages that hold only a picture of text. What must be said about how the text was come by stands
    among the findings of the reading.
    """

    text: str
    reading: Reading
    kind: str
    unread: tuple[int, ...] = ()
    _starts: tuple[int, ...] = field(default=(0,), repr=False)  # where each place begins in `text`
    _places: tuple[dict[str, int], ...] = field(default=(), repr=False)

    def place_of(self, mark: Citation | Figure | Finding | Section) -> dict[str, int]:
        """`{"paragraph": n}` of a .docx, `{"page": p, "line": n}` of a .pdf, else `{"line": n}`; all count from 1.

        In a note of a .docx `paragraph` is the one that refers to it, and `footnote` or `endnote` its number.
        """
        index = bisect_right(self._starts, mark.start) - 1
        return dict(self._places[index]) if self._places else {"line": index + 1}


@dataclass
class _Opened:
    """What came out of a file: lines with their places, or a text whose lines are the places."""

    lines: list[str] = field(default_factory=list)
    places: list[dict[str, int]] = field(default_factory=list)
    text: str | None = None
    notices: list[Notice] = field(default_factory=list)
    running: str = ""  # heads of pages, which may say that a paper is classified
    unread: list[int] = field(default_factory=list)


def read_file(path: Path | str, *, recognised: Mapping[int, str] | None = None) -> FileReading:
    """Read a .txt, .md, .html, .docx or .pdf. Raises Refusals with the codes of `refusals.TEMPLATES`.

    `recognised`: for pages that are pictures, what `tesseract … tsv` wrote; a picture file is page 1.
    """
    path = Path(path)
    content = content_of(path)
    kind = kind_of(content, path, recognised is not None)
    opened = _opened(content, kind, path.name, recognised)
    text, starts = _joined(opened.lines) if opened.text is None else (opened.text, _line_starts(opened.text))
    refuse_classified(opened.running, path.name)
    refuse_classified(text, path.name)
    if not text.strip("\ufeff \t\r\n"):
        raise refuse("empty" if recognised is None else "nothing_recognised", path.name)
    reading = read(text)
    said = tuple(as_finding(notice, text) for notice in _noticed(opened, starts))
    reading = replace(reading, findings=said + reading.findings)
    return FileReading(text, reading, kind, tuple(opened.unread), tuple(starts), tuple(opened.places))


def _opened(content: bytes, kind: str, name: str, recognised: Mapping[int, str] | None) -> _Opened:
    if kind == "docx":
        return _word(content, name)
    if kind == "picture":
        return _pages(pdf.Pages([page_of((recognised or {}).get(1, ""))]), [1], [])
    if kind == "pdf":
        found = pdf.pages_of(content, name)
        if len(found.unread) == len(found.lines) and recognised is None:
            raise refuse("scanned", name, pages=len(found.unread))
        seen = {page: recognised[page] for page in found.unread if page in recognised} if recognised else {}
        for page, tsv in seen.items():
            found.lines[page - 1] = page_of(tsv)
        opened = _pages(found, list(seen), [page for page in found.unread if page not in seen])
        return _with_old_fonts(opened, found.fonts)
    if kind == "html":
        text, notices = plain.with_old_fonts(web.text_of(content))
        return _Opened(text=_composed(text), notices=notices)
    text, notices = plain.decoded(content, name)
    return _Opened(text=text, notices=notices)


def _word(content: bytes, name: str) -> _Opened:
    body, running = word.text_of(content, name)
    opened = _Opened(body.lines, body.places, running=running)
    return _with_old_fonts(opened, set(body.converted))


def _pages(pages: pdf.Pages, seen: list[int], unread: list[int]) -> _Opened:
    body = body_of(pages.lines, pages.marks)
    opened = _Opened([p.text for p in body], [{"page": p.page, "line": p.line} for p in body], unread=unread)
    for code, numbers in (("recognised", seen), ("pages_unread", unread)):
        if numbers:
            line = next((n for n, place in enumerate(opened.places) if place["page"] == numbers[0]), 0)
            opened.notices.append(Notice(code, line, {"pages": _in_words(numbers)}))
    return opened


def _with_old_fonts(opened: _Opened, schemes: set[str]) -> _Opened:
    """Restore what the names of fonts did not tell; say it once for each scheme. Notices count in lines here."""
    single = [line.replace("\n", "\v") for line in opened.lines]  # a forced line end within a paragraph
    text, notices = plain.with_old_fonts("\n".join(single))
    if notices:
        opened.lines = [line.replace("\v", "\n") for line in text.split("\n")]
    found = {f"converted_{scheme}" for scheme in schemes} | {notice.code for notice in notices}
    opened.notices += [Notice(code) for code in sorted(found)]
    opened.lines = [_composed(line) for line in opened.lines]
    return opened


def _composed(text: str) -> str:
    """Letters in one piece; soft hyphens, which no old font made a letter of, are gone."""
    return unicodedata.normalize("NFC", text.replace(wordtext.SOFT_HYPHEN, ""))


def _noticed(opened: _Opened, starts: list[int]) -> list[Notice]:
    """The notices with places in the text, which those about lines do not have yet."""
    if opened.text is not None or not opened.lines:
        return opened.notices
    return [replace(notice, start=starts[min(notice.start, len(starts) - 1)]) for notice in opened.notices]


def _in_words(pages: list[int]) -> str:
    """`1–3, 7`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


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
