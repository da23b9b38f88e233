"""PDF files: text page by page, without page numbers and running heads, line-end hyphens mended."""

from __future__ import annotations

import re
from collections import Counter

from trienkhai.reading.opening.refusals import refuse

MOST_PAGES = 5000
MOST_LETTERS = 30_000_000
_PAGE_NUMBER = re.compile(r"\s*(?:(?:[Tt]rang|TRANG)\s*)?[-–—]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—]?\s*")
_HYPHEN = re.compile("(?P<before>.)[\ufffe\x02\u00ad](?:[ ]*\r?\n[ ]*)?(?=(?P<after>\\S))")


def pages_of(content: bytes, name: str) -> list[list[tuple[int, str]]]:
    """For every page its kept lines: (number of the line on the page, from 1, text)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise refuse("encrypted", name) from error
        raise refuse("unreadable", name, where="tệp PDF bị hỏng") from error
    try:
        pages = _texts(document, name)
    except pypdfium2.PdfiumError as error:
        raise refuse("unreadable", name, where="có trang PDF bị hỏng") from error
    finally:
        document.close()
    if sum(len(re.sub(r"\W", "", page)) for page in pages) < 8:
        raise refuse("scanned", name)
    return _without_running_heads([_lines(page) for page in pages])


def _texts(document: object, name: str) -> list[str]:
    pages: list[str] = []
    letters = 0
    if len(document) > MOST_PAGES:  # type: ignore[arg-type]
        raise refuse("expands_too_far", name, where=f"hơn {MOST_PAGES} trang")
    for index in range(len(document)):  # type: ignore[arg-type]
        page = document[index]  # type: ignore[index]
        textpage = page.get_textpage()
        pages.append(textpage.get_text_bounded())
        textpage.close()
        page.close()
        letters += len(pages[-1])
        if letters > MOST_LETTERS:
            raise refuse("expands_too_far", name, where=f"trang {index + 1}")
    return pages


def mended(text: str) -> str:
    """`35\ufffe⏎NQ/TW` is 35-NQ/TW; between small letters a line-end hyphen is dropped."""

    def joined(found: re.Match[str]) -> str:
        before, after = found["before"], found["after"]
        keep = not (before.islower() and after.islower())
        return before + ("-" if keep else "")

    return _HYPHEN.sub(joined, text)


def _lines(page: str) -> list[tuple[int, str]]:
    lines = mended(page).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return [(number, line.rstrip()) for number, line in enumerate(lines, 1)]


def _without_running_heads(pages: list[list[tuple[int, str]]]) -> list[list[tuple[int, str]]]:
    """Drop page numbers, and lines that stand at the edge of at least three and of half of all pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line) for _, line in _edge(page)})
    repeated = {shape for shape, count in edges.items() if shape and count >= max(3, len(pages) // 2)}
    out = []
    for page in pages:
        drop = {number for number, line in _edge(page) if _PAGE_NUMBER.fullmatch(line) or _shape(line) in repeated}
        out.append([(number, line) for number, line in page if number not in drop])
    return out


def _edge(page: list[tuple[int, str]]) -> list[tuple[int, str]]:
    filled = [(number, line) for number, line in page if line.strip()]
    return filled[:2] + filled[-2:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())) if len(line) < 120 else ""
