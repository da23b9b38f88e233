"""Text written with fonts from before Unicode (TCVN3, VNI): recognised by its syllables, restored letter for letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from trienkhai.reading.lexicon import table

_TOKEN = re.compile(r"[A-Za-z\u00a1-\u00ff\u03bc]+")
_FOREIGN = re.compile(r"[\u00a1-\u00ff\u03bc]")
_UNICODE = re.compile(r"[\u0100-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")  # letters that no such font has
_SYLLABLE = re.compile(
    r"""
    (?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?     # ngh
    (?:ươ[iu]?|uyê|iê[u]?|yê[u]?|uô[i]?|oa[iyo]?|uâ[y]?|uy[aêu]?|oe[o]?|ư[aiu]?|ia|iu|ua|ue|uê|ui|uơ
      |a[iouy]?|ă|â[uy]|â|e[o]?|ê[u]?|i|o[io]?|ô[i]?|ơ[i]?|u|y)    # iê
    (?:ch|ng|nh|[cmnpt])?                                          # m
    """,
    re.X,
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
LEAST_WORDS = 3


@dataclass(frozen=True)
class Restored:
    """A text as it was meant, as long as before; `scheme` is `tcvn3` or `vni`, None where nothing was changed."""

    text: str
    scheme: str | None = None
    first: tuple[int, int] = (0, 0)  # the first line that was changed


def scheme_of_font(font: str) -> str | None:
    """`.VnTimeH` → `tcvn3`, `VNI-Times` → `vni`, any other None."""
    name = font.lower().lstrip("@")
    return next(
        (scheme for scheme in ("tcvn3", "vni") if name.startswith(tuple(table("legacy")[scheme]["fonts"]))), None
    )


def restored_run(text: str, font: str) -> str:
    """A piece of text whose font is known; fonts of capitals show capitals."""
    scheme = scheme_of_font(font)
    if scheme is None or _UNICODE.search(text):  # typed as Unicode, whatever the font says
        return text
    out = _converter(scheme)(text)
    capitals = tuple(table("legacy")[scheme]["capital_fonts"])
    return out.upper() if capitals and font.lower().endswith(capitals) else out


def restored(text: str) -> Restored:
    """Restore the lines that only make Vietnamese words when their letters are read as an old font had them."""
    if not _FOREIGN.search(text):
        return Restored(text)
    lines = text.splitlines(keepends=True)
    best = max((_Evidence(lines, scheme) for scheme in ("tcvn3", "vni")), key=lambda evidence: evidence.gained)
    return best.restored() if best.speaks else Restored(text)


def plausible_share(text: str) -> float:
    """How many of the words with letters beyond ASCII are Vietnamese syllables, from 0 to 1; 0 without such words."""
    words = [w for w in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)) if not w.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


class _Evidence:
    """What the lines say for a scheme: words that are syllables only when restored, and those that are so already."""

    def __init__(self, lines: list[str], scheme: str) -> None:
        self.lines, self.scheme, self.convert = lines, scheme, _converter(scheme)
        self.votes = [self._vote(line) for line in lines]
        self.gained = sum(vote[0] for vote in self.votes)
        self.against = sum(vote[1] for vote in self.votes)

    def _vote(self, line: str) -> tuple[int, int]:
        """(words that only the scheme explains, words that it makes worse)."""
        if not _FOREIGN.search(line) or _UNICODE.search(line):
            return 0, 0
        better = worse = 0
        for word in {found for found in _TOKEN.findall(line) if _FOREIGN.search(found)}:
            before, after = _is_syllable(word), _is_syllable(self.convert(word))
            better += after and not before
            worse += not after
        return better, worse

    @property
    def speaks(self) -> bool:
        """Whether enough words say so."""
        return self.gained >= LEAST_WORDS and self.gained > 3 * self.against

    def restored(self) -> Restored:
        """Lines with evidence are changed, lines without any go with the line before."""
        out, at, first, last = [], 0, (0, 0), True
        for line, (better, worse) in zip(self.lines, self.votes, strict=True):
            if better or worse or _UNICODE.search(line):
                last = better > worse
            new = self.convert(line) if last and _FOREIGN.search(line) else line
            if new != line and first == (0, 0):
                first = (at, at + len(line.rstrip()))
            out.append(new)
            at += len(line)
        return Restored("".join(out), self.scheme, first)


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word.lower())))
    return _SYLLABLE.fullmatch(letters) is not None


@cache
def _converter(scheme: str) -> Callable[[str], str]:
    letters = table("legacy")[scheme]
    pairs: dict[int, str] = {ord(pair[0]): pair[1] for pair in letters["pairs"]}
    if scheme == "tcvn3":
        pairs[0x3BC] = "à"  # a micro sign that was normalised
        return lambda text: text.translate(pairs)
    marks: dict[str, tuple[str, str]] = {mark: (hat, tone) for mark, hat, tone in letters["marks"]}
    marks |= {mark.upper(): both for mark, both in marks.items()}
    vowel = re.compile(f"(?P<vowel>[aeiouyôöAEIOUYÔÖ])(?P<mark>[{''.join(marks)}])")

    def compose(found: re.Match[str]) -> str:
        hat, tone = marks[found["mark"]]
        return unicodedata.normalize("NFC", found["vowel"].translate(pairs) + hat) + tone

    def convert(text: str) -> str:
        out, last = [], 0
        for found in vowel.finditer(text):
            out += [text[last : found.start()].translate(pairs), compose(found)]
            last = found.end()
        return "".join([*out, text[last:].translate(pairs)])

    return convert
