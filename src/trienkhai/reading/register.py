"""Which document of a register a citation means: one that fits is the answer, two are as good as none.

What makes a document one (domain: section 4): legal documents number, year, type and issuer; other State documents
number, type, issuer and the year of issue; the Party's number, type, issuer and the term.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from trienkhai.reading.bodies import body_of, letters_of, may_be_one, may_sign
from trienkhai.reading.evidence import Evidence, evidence_of, real_day
from trienkhai.reading.marks import Citation, Finding, finding
from trienkhai.vietnamese import N_

PARTY = "party"


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of a register: `type` in words (`kế hoạch`), `number` without leading zeros, `form` state or party."""

    id: int
    type: str
    number: str
    symbol: str  # what follows the number: KH-UBND, CT/TU, 2020/NĐ-CP
    issuer: str  # as printed
    date: date
    form: str


class Term(Protocol):
    """A term of the Party: at the centre since `central`, below since some day between the two others."""

    @property
    def name(self) -> str: ...  # XIII
    @property
    def central(self) -> date: ...
    @property
    def local_first(self) -> date: ...
    @property
    def local_last(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means: `id` of the one document that fits, else None; `candidates`: all that fit.

    `reasons` are codes of REASONS: what speaks for the one that fits, or why there is none.
    """

    id: int | None
    candidates: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether more than a number or a sign that many bodies may write speaks for the document."""
        return self.id is not None and "alone" not in self.reasons


REASONS = {
    "number": N_("Cùng loại và số văn bản."),
    "sign": N_("Cùng số, ký hiệu."),
    "key": N_("Số, ký hiệu đầy đủ có ở chỗ khác trong văn bản."),
    "issuer": N_("Cùng cơ quan ban hành."),
    "date": N_("Cùng ngày ban hành."),
    "year": N_("Cùng năm ban hành."),
    "term": N_("Cùng khóa, nhiệm kỳ."),
    "alone": N_("Chỉ trùng số, ký hiệu; cơ quan và ngày ban hành không được nhắc."),
    "two": N_("Có nhiều văn bản phù hợp như nhau; cần người chọn."),
    "no_number": N_("Văn bản được nhắc bằng tên, không có số."),
    "not_registered": N_("Sổ văn bản không có số này."),
    "other_type": N_("Số này trong sổ là của loại văn bản khác."),
    "other_sign": N_("Số này trong sổ có ký hiệu khác."),
    "other_issuer": N_("Số này trong sổ là của cơ quan khác."),
    "other_date": N_("Văn bản mang số này trong sổ có ngày khác."),
    "other_year": N_("Văn bản mang số này trong sổ thuộc năm khác."),
    "other_term": N_("Văn bản mang số này trong sổ thuộc khóa khác."),
}


def resolve(
    citations: Sequence[Citation], register: Iterable[Registered], terms: Sequence[Term] = ()
) -> tuple[Resolution, ...]:
    """One answer a citation, in their order. `terms`, oldest first: without them every term is possible."""
    rows: dict[str, list[Registered]] = defaultdict(list)
    for row in register:
        rows[row.number.lower()].append(row)
    return tuple(_answer(known, rows, terms) for known in evidence_of(citations))


def _answer(known: Evidence, rows: Mapping[str, Sequence[Registered]], terms: Sequence[Term]) -> Resolution:
    if not known.number:
        return Resolution(None, (), ("no_number",))
    left = rows.get(known.number.lower(), ())
    if not left:
        return Resolution(None, (), ("not_registered",))
    reasons = ["sign" if known.symbol else "number"] + (["key"] if known.borrowed else [])
    for code, fits in _TESTS:
        fitting = [row for row in left if fits(known, row, terms)]
        if not fitting:
            return Resolution(None, (), (f"other_{code}",))
        left = fitting
    left = _nearest(known, left)
    ids = tuple(row.id for row in left)
    if len(left) > 1:
        return Resolution(None, ids, (*reasons, "two"))
    return Resolution(ids[0], ids, (*reasons, *(_spoken_for(known, left[0]) or _alone(known, left[0]))))


def _nearest(known: Evidence, rows: Sequence[Registered]) -> Sequence[Registered]:
    """Of several that fit, those whose day, then whose type and issuer are the very ones that the text gives."""
    tests: tuple[Callable[[Registered], bool], ...] = (
        lambda row: known.day == row.date,
        lambda row: known.type_is_written and known.type == row.type,
        lambda row: bool(known.issuer) and _same_place(known.issuer or "", row.issuer),
    )
    for test in tests:
        rows = [row for row in rows if test(row)] or rows
    return rows


def _same_place(one: str, other: str) -> bool:
    first, second = body_of(one), body_of(other)
    return bool(first.words) and first.words == second.words and first.kind == second.kind


def _spoken_for(known: Evidence, row: Registered) -> list[str]:
    said = [("issuer", known.issuer), ("date", known.day == row.date), ("term", known.term or known.years)]
    return [code for code, true in said if true] + (["year"] if known.year and not known.day else [])


def _alone(known: Evidence, row: Registered) -> list[str]:
    return [] if known.symbol and _is_unique(row) else ["alone"]


_UNIQUE = {"TW", "TƯ", "CP", "TTg", "QH", "UBTVQH", "CTN"}  # letters of one body in the country


def _is_unique(row: Registered) -> bool:
    return not _UNIQUE.isdisjoint(letters_of(row.symbol))


# --- what must agree --------------------------------------------------------------------------------------------------

_ANY_PAPER = {"văn bản", "công văn"}  # words that people use for any paper when its sign follows
_ONE_CODE = {"quyết định", "quy định"}  # both are QĐ in the Party's signs


def _type(known: Evidence, row: Registered, terms: Sequence[Term]) -> bool:
    if known.type is None or known.type == row.type:
        return True
    if known.type in _ANY_PAPER and known.symbol:
        return _plain(known.symbol) == _plain(row.symbol)
    if row.form == PARTY and {known.type, row.type} <= _ONE_CODE:
        return True
    return known.type.startswith(row.type + " ") or row.type.startswith(known.type + " ")


def _plain(symbol: str) -> str:
    """Letters as compared: dashes and slashes alike, `TƯ` as `TW`."""
    return re.sub(r"[-/.\s]+", "-", symbol.upper()).replace("TƯ", "TW")


def _sign(known: Evidence, row: Registered, terms: Sequence[Term]) -> bool:
    if not known.symbol:
        return True
    mine, theirs = _plain(known.symbol), _plain(row.symbol)
    return mine == theirs or (mine.isdigit() and theirs.startswith(mine + "-"))  # Nghị định 15/2022


def _issuer(known: Evidence, row: Registered, terms: Sequence[Term]) -> bool:
    if not known.issuer:
        return True
    named = body_of(known.issuer)
    return may_be_one(named, body_of(row.issuer)) and (bool(known.symbol) or may_sign(named, row.symbol))


def _year_in(symbol: str) -> str | None:
    first = symbol.partition("/")[0]
    return first if re.fullmatch(r"(?:19|20)\d\d", first) else None


def _date(known: Evidence, row: Registered, terms: Sequence[Term]) -> bool:
    """Another day is only a slip where the rest makes the document one; else it is another document."""
    if known.day is None or known.day == row.date or (known.symbol and _year_in(row.symbol)):
        return True
    if not (known.issuer or (known.symbol and _is_unique(row))):
        return False
    return row.form == PARTY or known.day.year == row.date.year


def _year(known: Evidence, row: Registered, terms: Sequence[Term]) -> bool:
    year = known.day.year if known.day and row.form != PARTY else known.year
    return year is None or year == row.date.year or bool(known.day and known.symbol and _year_in(row.symbol))


def _term(known: Evidence, row: Registered, terms: Sequence[Term]) -> bool:
    if row.form != PARTY:
        number = re.search(r"QH(\d+)$", row.symbol)
        return not (known.term and number) or roman(known.term) == int(number[1])
    if known.day and known.day != row.date and not _one_term(known.day, row, terms):
        return False
    if known.years:
        began = next((place for place, term in enumerate(terms) if term.local_first.year == known.years[0]), None)
        return began is None or _within(row, terms, began)
    if not known.term or not _is_central(row):
        return True  # committees below count their own congresses
    names = [term.name for term in terms]
    if known.term in names:
        return _within(row, terms, names.index(known.term))
    return not terms or roman(known.term) > roman(names[0]) or row.date < terms[0].central


def _is_central(row: Registered) -> bool:
    return "TW" in _plain(row.symbol)


def _begins(row: Registered, term: Term) -> tuple[date, date]:
    return (term.central, term.central) if _is_central(row) else (term.local_first, term.local_last)


def _within(row: Registered, terms: Sequence[Term], place: int) -> bool:
    """Whether it may have been issued in that term; between two days of the data nobody can tell, so yes."""
    if row.date < _begins(row, terms[place])[0]:
        return False
    return place + 1 == len(terms) or row.date <= _begins(row, terms[place + 1])[1]


def _one_term(day: date, row: Registered, terms: Sequence[Term]) -> bool:
    earlier, later = sorted((day, row.date))
    bounds = (_begins(row, term) for term in terms)
    return not any(earlier < first and later >= last for first, last in bounds)


_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """`XIV` → 14; plain digits as they are."""
    if text.isdigit():
        return int(text)
    values = [_DIGITS[letter] for letter in text.upper()]
    return sum(
        -one if any(one < after for after in values[place + 1 : place + 2]) else one for place, one in enumerate(values)
    )


_TESTS: tuple[tuple[str, Callable[[Evidence, Registered, Sequence[Term]], bool]], ...] = (
    ("type", _type),
    ("sign", _sign),
    ("issuer", _issuer),
    ("year", _year),
    ("date", _date),
    ("term", _term),
)


def register_dates(
    citations: Sequence[Citation], resolutions: Sequence[Resolution], register: Iterable[Registered]
) -> list[Finding]:
    """Citations that mean a document of the register but give it another day."""
    days = {row.id: row.date for row in register}
    found = []
    for citation, answer in zip(citations, resolutions, strict=True):
        day = real_day(citation.date)
        if answer.id is not None and day and day != days[answer.id]:
            other = days[answer.id].strftime("%d/%m/%Y")
            values = {"day": day.strftime("%d/%m/%Y"), "other": other, "key": citation.key or citation.text}
            found.append(finding(citation, "register_date", **values))
    return found
