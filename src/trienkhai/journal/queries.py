"""Read the journal, and check that nobody changed it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.db.models import Exists, OuterRef

from trienkhai.journal.chain import Line, link
from trienkhai.journal.models import Entry, Seal

PRINTED_SEAL = re.compile(r"(?P<number>[1-9][0-9]{0,17})-(?P<hash>[0-9a-f]{8,64})")  # 12-3f9a0c5be1d27a40


@dataclass(frozen=True)
class Trouble:
    """Something that is not as it was kept: where, and what is wrong, for a person to read."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def last_seal() -> Seal | None:
    """The newest link of the chain; str() of it is what editions print."""
    return Seal.objects.order_by("-number").first()


def history_of(what: models.Model) -> models.QuerySet[Entry]:
    """What was done to one thing, oldest first."""
    return Entry.objects.filter(kind=what._meta.label_lower, object_id=what.pk).order_by("id")


def verify(since: str | None = None) -> list[Trouble]:
    """Make the whole chain again and name what differs: rows changed, deleted or inserted, seals missing.

    `since`: a seal as printed on an edition (`12-3f9a0c5be1d27a40`). It must be a link of this chain: only so does a
    chain that was made anew from its beginning, or lost its end, come to light.
    """
    last = last_seal()
    troubles = list(_troubles_of_chain(last.number)) if last else []
    known = Seal.objects.filter(pk=OuterRef("seal_id"))
    troubles += [
        Trouble(f"Dòng nhật ký {id}", "mang một con dấu không tồn tại: con dấu đã bị xóa.")
        for id in Entry.objects.filter(~Exists(known), seal_id__isnull=False).values_list("id", flat=True)
    ]
    if since is not None:
        troubles += _trouble_since(since)
    return troubles


def _troubles_of_chain(until: int) -> Iterator[Trouble]:
    """Compare each seal up to number `until` (later ones are being made while we look) with its entries."""
    entries = _entries_by_seal(until)
    number_of_entries, lines = next(entries, (None, []))
    expected, previous_hash = 1, ""
    for seal in Seal.objects.filter(number__lte=until).order_by("number").iterator():
        where = f"Con dấu số {seal.number}"
        if seal.number != expected:
            yield Trouble(where, f"thiếu con dấu trước nó (mong đợi số {expected}).")
        elif seal.previous_hash != previous_hash:
            yield Trouble(where, "không nối với con dấu ngay trước nó.")
        found: list[Line] = []
        if number_of_entries == seal.number:
            found = lines
            number_of_entries, lines = next(entries, (None, []))
        yield from _troubles_of_seal(seal, found, where)
        expected, previous_hash = seal.number + 1, seal.hash


def _troubles_of_seal(seal: Seal, lines: list[Line], where: str) -> Iterator[Trouble]:
    if len(lines) != seal.count:
        what = "bị xóa bớt" if len(lines) < seal.count else "bị thêm vào"
        yield Trouble(where, f"đóng {seal.count} dòng nhật ký, nay có {len(lines)}: có dòng {what}.")
    elif lines[-1].id != seal.last_entry_id:
        yield Trouble(where, f"dòng cuối là {lines[-1].id}, con dấu ghi {seal.last_entry_id}: có dòng bị tráo.")
    elif link(seal.previous_hash, seal.number, seal.at, lines) != seal.hash:
        yield Trouble(where, f"nội dung các dòng {lines[0].id} đến {lines[-1].id} hoặc của con dấu đã bị sửa.")


def _entries_by_seal(until: int) -> Iterator[tuple[int, list[Line]]]:
    """All sealed entries in one pass: (number of the seal, its lines in order of id)."""
    rows = (
        Entry.objects.filter(seal__number__lte=until)
        .order_by("seal__number", "id")
        .values_list("seal__number", *Line._fields)
        .iterator()
    )
    for number, group in groupby(rows, key=lambda row: row[0]):
        yield number, [Line(*row[1:]) for row in group]


def _trouble_since(printed: str) -> list[Trouble]:
    where = f"Con dấu {printed}"
    parts = PRINTED_SEAL.fullmatch(printed.strip().rstrip("…"))
    if not parts:
        return [Trouble(where, "không đúng dạng. Hãy chép lại như in trên báo cáo, ví dụ 12-3f9a0c5be1d27a40.")]
    seal = Seal.objects.filter(number=int(parts["number"])).first()
    if seal is None:
        return [Trouble(where, "không có trong nhật ký này: nhật ký đã mất phần cuối, hoặc là của nơi khác.")]
    if not seal.hash.startswith(parts["hash"]):
        return [Trouble(where, f"nhật ký này có con dấu số {seal.number} khác: nhật ký đã được làm lại.")]
    return []
