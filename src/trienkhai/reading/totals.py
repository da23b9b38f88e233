"""Figures that the text itself breaks into parts: `72 trang (cấp tỉnh 01; cấp huyện 07; cấp xã 64)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from trienkhai.reading.figures import Quantity
from trienkhai.reading.lexicon import any_of, table
from trienkhai.reading.tables import sum_rows

_OPEN = re.compile(r"[^().;\n]{0,120}?\(", re.S)
_LEAD = re.compile(r"^[ ]?(?:trong[ ]đó|gồm|bao[ ]gồm|cụ[ ]thể|chia[ ]ra|gồm[ ]có|trong[ ]đó[ ]có)?[ :,]*", re.I)
_STRONG = re.compile(r"(?:gồm|bao[ ]gồm|chia[ ]ra|chia[ ]thành|cụ[ ]thể)[^.;]{0,12}$", re.I)
_RUNNING = re.compile(
    r"""
    [^.;()\n]{0,90}?(?:
        [.;,:]?[ ](?P<lead>trong[ ]đó|bao[ ]gồm|gồm|chia[ ]ra|cụ[ ]thể)[ :,]   # 63 dự án, trong đó có 24
      | :[ ]                                                                    # 10 cuộc: cấp tỉnh 3
    )
    | (?P<of>[^.;()\n]{0,70}?,?[ ]có[ ])                                        # Trong 60 lớp đã mở, có 20
    """,
    re.X | re.I,
)
_MOST = 40
_OUT_OF = re.compile(r"(?:^|[^\w])trong(?:[ ]tổng)?(?:[ ]số)?[ ]$", re.I)


def totals(text: str, found: Sequence[Quantity]) -> list[tuple[int, tuple[int, ...], bool]]:
    """(index of the total, indices of its parts, whether they add up) for every breakdown in the text."""
    out: list[tuple[int, tuple[int, ...], bool]] = []
    used: set[int] = set()
    for index, quantity in enumerate(found):
        if index in used or quantity.kind == "percent":
            continue
        group = _in_brackets(text, found, index) or _running(text, found, index) or _summed_up(text, found, index)
        if group:
            parts, holds = group
            out.append((index, parts, holds))
            used.update(parts)
    return [*out, *_in_tables(text, found)]


def _in_tables(text: str, found: Sequence[Quantity]) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """The row of sums of a table, column by column; shares in percent are not added up."""
    index = (
        {quantity.start: i for i, quantity in enumerate(found) if quantity.kind != "percent"} if "\t" in text else {}
    )
    for start, summed in sum_rows(text):
        parts = tuple(index[s] for s in summed if s in index)
        if start in index and len(parts) == len(summed):
            yield index[start], parts, _adds_up(found[index[start]], [found[i] for i in parts])


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
    if len(parts) < 2 or lead["of"]:
        return None
    named = (lead["lead"] or "").lower() in ("gồm", "bao gồm", "chia ra")
    at_once = _opens_at_once(text, whole, lead) and _alike(text, whole, [found[i] for i in parts])
    if ((named or at_once) and _ends_with(text, found[parts[-1]], end)) or _is_partition(
        text, lead.end(), [found[i] for i in parts]
    ):
        return parts, False
    return None


def _opens_at_once(text: str, whole: Quantity, lead: re.Match[str]) -> bool:
    """`25 nhà văn hóa: 10 nhà xây mới, 14 nhà sửa chữa`: the colon stands right behind what is counted."""
    behind = whole.unit[1] if whole.unit else whole.end
    return text[behind : lead.end()].strip() == ":"


def _alike(text: str, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether no part is above the whole and all are counted in the same things."""
    return all(p.value <= whole.value for p in parts) and len({_head(text, p) for p in parts}) == 1


def _head(text: str, quantity: Quantity) -> str:
    return text[quantity.unit[0] : quantity.unit[1]].lower().split()[0] if quantity.unit else ""


_SUM = re.compile(r"(?:tổng[ ]cộng|tổng[ ]số|cộng|cả[ ]thảy|tất[ ]cả|tổng)(?:[ ](?:là|có|được))?[ ]?:?[ ]$", re.I)

_SUM_OF = re.compile(r"(?<![^\W_])tổng[ ][^,.;:()\n\d]{1,30}[ ]$", re.I)  # tổng tiền thưởng 10 triệu đồng


def _summed_up(text: str, found: Sequence[Quantity], index: int) -> tuple[tuple[int, ...], bool] | None:
    """`8 lớp nghề, 4 lớp kỹ năng, tổng cộng 12 lớp`: the whole stands behind its parts, in one sentence."""
    whole = found[index]
    said = _SUM.search(text[max(0, whole.start - 16) : whole.start])
    if not said and not _SUM_OF.search(text[max(0, whole.start - 40) : whole.start]):
        return None
    begin = _sentence_start(text, whole.start)
    before = [i for i in range(max(0, index - _MOST), index) if found[i].start >= begin]
    alike = [i for i in before if found[i].kind == whole.kind and found[i].to is None]
    same = [i for i in alike if _head(text, found[i]) == _head(text, whole)]
    for parts in (same, alike):
        longest = _longest_that_adds_up(whole, [found[i] for i in reversed(parts)])
        if longest:
            return tuple(parts[-longest:]), True
    complete = said and len(same) > 1 and len(same) == len(alike) and all(found[i].value < whole.value for i in same)
    return (tuple(same), False) if complete and "cộng" in text[whole.start - 16 : whole.start].lower() else None


def _sentence_start(text: str, position: int) -> int:
    reach = max(0, position - 900)
    return max((m.end() for m in re.compile(r"\n|[.;:](?=[ ])").finditer(text, reach, position)), default=reach)


def _ends_with(text: str, last: Quantity, end: int) -> bool:
    """Whether nothing but a word or two follows the last part in its sentence: then the list claims to be complete."""
    unit_end = last.unit[1] if last.unit and last.unit[0] >= last.end else last.end
    rest = text[unit_end:end].strip(" .")
    return len(rest.split()) <= 2 and not re.search(r"[\d,;:()]", rest)


def _sentence_end(text: str, position: int) -> int:
    found = re.compile(r"\n|\.(?=[ ]|$)|;[ ](?=[^\n]{0,60}trong đó)").search(text, position, position + 900)
    return found.start() if found else min(len(text), position + 900)


def _same_kind(whole: Quantity, found: Sequence[Quantity], first: int, end: int) -> tuple[int, ...]:
    parts = []
    for i in range(first, min(len(found), first + _MOST)):
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
    return labelled == len(parts) or _is_partition(text, start, parts)


def _is_partition(text: str, start: int, parts: Sequence[Quantity]) -> bool:
    """Whether the parts are named by all of a set that makes up a whole: `tập thể 8, cá nhân 12`."""
    named, position = [], start
    for part in parts:
        end = part.unit[1] if part.unit and part.unit[0] >= part.end else part.end
        named.append(text[position:end].lower())
        position = end
    return any(_covers(members, named) for members in table("partitions")["sets"])


def _covers(members: list[str], named: list[str]) -> bool:
    words = re.compile(rf"(?<![^\W_])(?:{any_of(members)})(?![^\W_])")
    found = [words.findall(name) for name in named]
    return len(named) == len(members) and all(found) and {f[-1] for f in found} == set(members)
