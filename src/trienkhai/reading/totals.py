"""Figures that the text itself breaks into parts: `72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 64)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from trienkhai.reading.figures import Quantity

_OPEN = re.compile(r"[^().;\n]{0,120}?\(", re.S)
_LEAD = re.compile(r"^[ ]?(?:trong[ ]đó|gồm|bao[ ]gồm|cụ[ ]thể|chia[ ]ra|gồm[ ]có|trong[ ]đó[ ]có)?[ :,]*", re.I)
_STRONG = re.compile(r"(?:gồm|bao[ ]gồm|chia[ ]ra|chia[ ]thành|cụ[ ]thể)[^.;]{0,12}$", re.I)
_RUNNING = re.compile(
    r"""
    [^.;()\n]{0,90}?(?:
        [.;,:]?[ ](?P<lead>trong[ ]đó|bao[ ]gồm|gồm|chia[ ]ra|cụ[ ]thể)[ :,]   # 63 dự án, trong đó có 24
      | :[ ]                                                                    # 10 cuộc: cấp tỉnh 3
    )
    | (?P<of>[^.;()\n]{0,70},[ ]có[ ])                                          # Trong 60 lớp đã mở, có 20
    """,
    re.X | re.I,
)
_OUT_OF = re.compile(r"(?:^|[^\w])trong(?:[ ]tổng)?(?:[ ]số)?[ ]$", re.I)


def totals(text: str, found: Sequence[Quantity]) -> list[tuple[int, tuple[int, ...], bool]]:
    """(index of the total, indices of its parts, whether they add up) for every breakdown in the text."""
    out: list[tuple[int, tuple[int, ...], bool]] = []
    used: set[int] = set()
    for index, quantity in enumerate(found):
        if index in used or quantity.kind == "percent":
            continue
        group = _in_brackets(text, found, index) or _running(text, found, index)
        if group:
            parts, holds = group
            out.append((index, parts, holds))
            used.update(parts)
    return out


def _in_brackets(text: str, found: Sequence[Quantity], index: int) -> tuple[tuple[int, ...], bool] | None:
    whole = found[index]
    limit = found[index + 1].start if index + 1 < len(found) else len(text)
    opening = _OPEN.match(text, whole.end, limit)
    if not opening:
        return None
    closing = text.find(")", opening.end(), opening.end() + 1200)
    if closing < 0:
        return None
    inside = text[opening.end() : closing]
    if inside.rstrip().endswith(("…", "...", "v.v", "v.v.", "..", "vv")):
        return None
    parts = _same_kind(whole, found, index + 1, closing)
    if len(parts) < 2:
        return None
    holds = _adds_up(whole, [found[i] for i in parts])
    return (parts, holds) if holds or _is_breakdown(text, opening.end(), whole, [found[i] for i in parts]) else None


def _running(text: str, found: Sequence[Quantity], index: int) -> tuple[tuple[int, ...], bool] | None:
    whole = found[index]
    limit = found[index + 1].start if index + 1 < len(found) else len(text)
    lead = _RUNNING.match(text, whole.end, limit)
    if not lead or (lead["of"] and not _OUT_OF.search(text[max(0, whole.start - 16) : whole.start])):
        return None
    end = _sentence_end(text, lead.end())
    parts = _same_kind(whole, found, index + 1, end)
    longest = _longest_that_adds_up(whole, [found[i] for i in parts])
    if longest:
        return parts[:longest], True
    if (
        len(parts) > 1
        and (lead["lead"] or "").lower() in ("gồm", "bao gồm", "chia ra")
        and _ends_with(text, found[parts[-1]], end)
    ):
        return parts, False
    return None


def _ends_with(text: str, last: Quantity, end: int) -> bool:
    """Whether nothing follows the last part in its sentence: then the list claims to be complete."""
    unit_end = last.unit[1] if last.unit and last.unit[0] >= last.end else last.end
    return not text[unit_end:end].strip(" .")


def _sentence_end(text: str, position: int) -> int:
    found = re.compile(r"\n|\.(?=[ ]|$)|;[ ](?=[^\n]{0,60}trong đó)").search(text, position, position + 900)
    return found.start() if found else min(len(text), position + 900)


def _same_kind(whole: Quantity, found: Sequence[Quantity], first: int, end: int) -> tuple[int, ...]:
    parts = []
    for i in range(first, min(len(found), first + 40)):
        if found[i].start >= end:
            break
        if found[i].kind == whole.kind and found[i].to is None:
            parts.append(i)
    return tuple(parts)


def _longest_that_adds_up(whole: Quantity, parts: Sequence[Quantity]) -> int:
    """How many of the first parts (two at least) make up the whole, as many as possible; 0 for none."""
    wanted, total, longest = Decimal(str(whole.value)), Decimal(0), 0
    for count, part in enumerate(parts, 1):
        total += Decimal(str(part.value))
        if total == wanted and count > 1:
            longest = count
    return longest


def _adds_up(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    return sum(Decimal(str(p.value)) for p in parts) == Decimal(str(whole.value))


def _is_breakdown(text: str, start: int, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether a bracket that does not add up still claims to: every part labelled by level, or `gồm`."""
    inside = text[start : parts[-1].end]
    if re.match(r"[ ]?(?:gồm|bao gồm|chia ra)", inside, re.I):
        return True
    labelled = sum(
        bool(
            re.search(
                r"cấp (?:tỉnh|huyện|xã|cơ sở|trung ương)[ :]{1,2}\D{0,6}$",
                text[max(start, p.start - 24) : p.start],
                re.I,
            )
        )
        for p in parts
    )
    return labelled == len(parts)
