"""The mark of a classified paper: MẬT, TỐI MẬT or TUYỆT MẬT standing alone in the head."""

from __future__ import annotations

import re

from trienkhai.reading.opening.refusals import refuse
from trienkhai.reading.view import tidy

_MARK = re.compile(r"(?:Độ mật|ĐỘ MẬT)?\s*:?\s*[(\[]?\s*(?P<mark>(?:TUYỆT|TỐI)\s+MẬT|MẬT)\s*[)\]]?")
_HEAD_LINES = 60


def refuse_classified(text: str, name: str) -> None:
    """Raise `classified` where one of the first lines, or a cell in them, is nothing but the mark."""
    lines = [line for line in text[:12000].splitlines() if line.strip()][:_HEAD_LINES]
    for line in lines:
        for cell in line.split("\t"):
            found = _MARK.fullmatch(tidy(cell).strip("*_#|> ."))
            if found:
                raise refuse("classified", name, mark=" ".join(found["mark"].split()))
