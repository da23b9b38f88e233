"""The sign of a document, in the State's form `15/KH-UBND` or the Party's `05-CT/TU` (domain: section 4). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trienkhai.vietnamese import N_, clean, fold

from .catalogue import PARTY, STATE, DocumentType, document_types
from .errors import NotASign

SIGN = re.compile(
    r"""(?:số\s*:?\s*)?                       # Số: 15/KH-UBND
        (?P<number>\d{1,5})
        (?P<join>[-/]|\s(?=[^\W\d_]+/))       # 15/…  05-…  84 QĐ/TWĐTN, the dash lost
        (?:(?P<year>(?:19|20)\d\d)/)?         # 30/2020/NĐ-CP
        (?P<rest>[^\W\d_][^\W_]*(?:[-/.][^\W_]+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
MOST = 60  # letters of a symbol


@dataclass(frozen=True)
class Sign:
    """`number` without leading zeros; `symbol` all that follows the first mark: CT/TU, KH-UBND, 2020/NĐ-CP."""

    form: str
    number: str
    symbol: str

    def __str__(self) -> str:
        """As it is printed: two digits at least."""
        return f"{self.number.zfill(2)}{'-' if self.form == PARTY else '/'}{self.symbol}"

    @property
    def year(self) -> int | None:
        """The year inside the sign of a legal document: 30/2020/NĐ-CP → 2020."""
        first = self.symbol.partition("/")[0]
        return int(first) if self.form == STATE and re.fullmatch(r"\d{4}", first) else None

    @property
    def type_code(self) -> str:
        """The piece that may be the code of a type: KH of KH-UBND, CT of CT/TU, NĐ of 2020/NĐ-CP."""
        symbol = self.symbol.partition("/")[2] if self.year else self.symbol
        return re.split(r"[-/]", symbol)[0]

    @property
    def issuer_code(self) -> str:
        """What stands for the body that issued it: TU of CT/TU, UBND of KH-UBND."""
        pieces = re.split(r"[-/]", self.symbol.partition("/")[2] if self.year else self.symbol)
        return pieces[1] if len(pieces) > 1 else pieces[0]


def parse_sign(text: str) -> Sign:
    """A sign as people type it: spaces and long dashes inside, zeros in front. Raises NotASign."""
    given = " ".join(clean(text).split())
    tight = re.sub(r"\s*([-/])\s*", r"\1", given)
    if DAY.fullmatch(tight):
        raise NotASign(N_("«{given}» là ngày tháng, không phải số, ký hiệu. Hãy ghi như 15/KH-UBND."), given=given)
    found = SIGN.fullmatch(tight)
    if not found or int(found["number"]) == 0 or len(found["rest"]) > MOST - 5:
        raise NotASign(
            N_("«{given}» không phải là số, ký hiệu văn bản. Hãy ghi như 15/KH-UBND hoặc 05-CT/TU."), given=given
        )
    form = STATE if found["join"] == "/" else PARTY
    if form == PARTY and "/" not in found["rest"]:
        raise NotASign(
            N_("«{given}» thiếu dấu gạch chéo. Ký hiệu của Đảng ghi như 05-CT/TU, của Nhà nước như 15/KH-UBND."),
            given=given,
        )
    year = f"{found['year']}/" if found["year"] else ""
    return Sign(form, found["number"].lstrip("0"), f"{year}{found['rest']}")


def types_of(sign: Sign) -> list[DocumentType]:
    """Types whose code the sign carries. Two are as good as none: a person decides."""
    return [one for one in document_types() if sign.type_code in (one.codes(sign.form) or ())]


def contradicts(sign: Sign, kind: DocumentType) -> DocumentType | None:
    """Another type to which the code of the sign belongs, where it does not belong to the one given."""
    found = types_of(sign)
    return found[0] if found and kind not in found else None


def search_key(text: str) -> str:
    """What search compares of a sign: `05-CT/TU`, `5 - ct/tu` and `5/CT-TU` are all `5-ct-tu`."""
    tight = re.sub(r"\s*[-/]\s*", "-", fold(text))
    return re.sub(r"^0+(?=\d)", "", tight)
