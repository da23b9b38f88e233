"""Saved web pages: the body of the article, without menus, scripts and footers."""

from __future__ import annotations

import logging
import re

_NAMED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.I)


def text_of(content: bytes) -> str:
    """The text of a page; blocks stand on lines of their own."""
    page = _decoded(content)
    everything = _visible(page)
    article = _article(page)
    return article if len(article) >= 200 and len(article) >= len(everything) // 8 else everything


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = _NAMED.search(content[:4096])
    for encoding in ("utf-8-sig", named[1].decode("ascii") if named else "cp1258"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def _article(page: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            page, include_comments=False, include_tables=True, favor_recall=True, output_format="txt"
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""
    return found or ""


def _visible(page: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    tree.strip_tags(
        [
            "script",
            "style",
            "noscript",
            "nav",
            "footer",
            "header",
            "aside",
            "form",
            "button",
            "select",
            "svg",
            "iframe",
            "template",
        ]
    )
    root = tree.body or tree.root
    text = root.text(separator="\n") if root else ""
    inline = re.sub(r"[ \t\xa0]*\n\s*\n\s*", "\n\n", text)
    joined = re.sub(r"(?<=[^\n.:;!?])\n(?=[^\n])", " ", inline)
    return re.sub(r"[ \t\xa0]{2,}", " ", joined).strip()
