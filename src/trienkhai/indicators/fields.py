"""Take values out of a table of a file one by one; what is missing, of the wrong kind or unknown is remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from trienkhai.vietnamese import fold

from .errors import Problem

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)


class Fields:
    """One table. `place` goes into every problem; tables inside share the list of problems."""

    def __init__(
        self, place: str, table: dict[str, Any], problems: list[Problem] | None = None, above: str = ""
    ) -> None:
        self.place, self.above, self.table, self.code = place, above, dict(table), ""
        self.problems: list[Problem] = [] if problems is None else problems

    def wrong(self, key: str, reason: str) -> None:
        """Remember a mistake."""
        self.problems.append(Problem(self.place, f"{self.above}{key}" if key else "", reason))

    def _take(self, key: str, kind: type | tuple[type, ...], expected: str, required: bool) -> Any:
        value = self.table.pop(key, None)
        if value is None or value in ("", []):
            if required:
                self.wrong(key, "còn thiếu")
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"phải là {expected}")
            return None
        return value

    def text(self, key: str, longest: int, *, required: bool = True) -> str:
        """A text without line breaks, of at most `longest` letters."""
        value = " ".join((self._take(key, str, "chữ", required) or "").split())
        if len(value) > longest:
            self.wrong(key, f"dài quá {longest} chữ")
        return value[:longest]

    def slug(self, key: str, *, required: bool = True) -> str:
        """A short ASCII code."""
        value = str(self._take(key, str, "mã", required) or "")
        if value and not CODE.fullmatch(value):
            self.wrong(key, "không phải là mã: chỉ dùng chữ thường không dấu, chữ số, dấu - hoặc _")
        return value

    def choice(self, key: str, options: Iterable[str], default: str) -> str:
        """One of a few words."""
        value = str(self._take(key, str, "chữ", False) or default)
        if value not in options:
            self.wrong(key, f"phải là một trong: {', '.join(options)}")
        return value

    def whole(self, key: str, default: int, *, most: int) -> int:
        """A whole number from 0 to `most`."""
        value = self._take(key, int, "số nguyên", False)
        value = default if value is None else int(value)
        if not 0 <= value <= most:
            self.wrong(key, f"phải từ 0 đến {most}")
        return value

    def decimal(self, key: str, default: Decimal) -> Decimal:
        """A positive number of at most 5 digits before the mark and 4 after it."""
        value = self._take(key, (int, float, str), "số", False)
        try:
            number = default if value is None else Decimal(str(value))
        except InvalidOperation:
            number = Decimal(0)
        if not (number.is_finite() and 0 < number < 100_000 and number == round(number, 4)):
            self.wrong(key, "phải là số dương, nhỏ hơn 100000, nhiều nhất 4 chữ số thập phân")
            return default
        return number

    def day(self, key: str) -> date | None:
        """A day: a date of TOML, or text such as 2026-12-31."""
        value = self._take(key, (date, str), "ngày như 2026-12-31", False)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                self.wrong(key, "phải là ngày như 2026-12-31")
                return None
        return value if isinstance(value, date) else None

    def yes(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self._take(key, bool, "true hoặc false", False)
        return default if value is None else bool(value)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        found = self._take(key, list, "danh sách chữ", False) or []
        if not all(isinstance(word, str) and word.strip() for word in found):
            self.wrong(key, "phải là danh sách chữ")
            return ()
        return tuple(dict.fromkeys(found))

    def tables(self, key: str, *, required: bool = False) -> list[Fields]:
        """The tables of a list `[[key]]`."""
        found = self._take(key, list, "danh sách bảng", required) or []
        if not all(isinstance(table, dict) for table in found):
            self.wrong(key, "phải là danh sách bảng")
            return []
        return [Fields(self.place, t, self.problems, f"{self.above}{key}[{n}].") for n, t in enumerate(found, 1)]

    def check_words(self, words: Iterable[str], examples: Iterable[str]) -> None:
        """Examples, where given, must use the words: every example one of them, every word in one example."""
        folded = [f" {re.sub(r'[^a-z0-9]+', ' ', fold(example))} " for example in examples]
        pieces = {word: f" {re.sub(r'[^a-z0-9]+', ' ', fold(word)).strip()} " for word in words}
        if not folded:
            return
        for word, piece in pieces.items():
            if not any(piece in example for example in folded):
                self.wrong("words", f"chưa có câu ví dụ nào dùng «{word}»")
        for number, example in enumerate(folded, 1):
            if not any(piece in example for piece in pieces.values()):
                self.wrong("examples", f"câu ví dụ {number} không dùng từ nào trong words")

    def done(self) -> None:
        """All is taken: what is left nobody knows, most often a slip of the pen."""
        for key in self.table:
            self.wrong(key, "là khóa lạ; hãy xem lại chính tả")
