"""Words that a line end had parted, as PDF files mark them."""

from __future__ import annotations

import re

MARK = "\x02"  # pdfium's sign for a hyphen at the end of a line; older versions say U+FFFE
_HYPHEN = re.compile("(?P<before>.)[\ufffe\x02\u00ad](?:[ ]*\r?\n[ ]*|[ ]+)?(?=(?P<after>\\S))")
_MARKS = "\ufffe\x02\u00ad"


def mended(text: str) -> str:
    """`35\ufffe⏎NQ/TW` is 35-NQ/TW; between small letters a line-end hyphen is dropped."""
    return _HYPHEN.sub(lambda found: found["before"] + _kept(found["before"], found["after"]), text)


def mended_lines(lines: list[str]) -> list[str]:
    """The same for lines: the first word of the next line comes up; as many lines as before."""
    out = list(lines)
    for n in range(len(out) - 1):
        line, following = out[n].rstrip(), out[n + 1].lstrip()
        if len(line) > 1 and line[-1] in _MARKS and following:
            word, _, rest = following.partition(" ")
            out[n], out[n + 1] = line[:-1] + _kept(line[-2], word[0]) + word, rest
    return [mended(line).rstrip("".join(_MARKS)) for line in out]


def _kept(before: str, after: str) -> str:
    return "" if before.islower() and after.islower() else "-"
