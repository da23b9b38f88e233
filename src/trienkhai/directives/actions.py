"""Documents: taken into a register, changed, given their file, linked to what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from trienkhai.files.actions import UNREAD, Upload, store, store_opened
from trienkhai.files.models import StoredFile
from trienkhai.journal.actions import record
from trienkhai.units.models import Post, Unit
from trienkhai.vietnamese import N_, Refusal, format_date

from .catalogue import STATE, document_type
from .errors import AlreadyRegistered, CannotLink, CannotRegister
from .head import Proposal, propose, signs_cited
from .models import Basis, Document
from .queries import folded, would_circle
from .signs import Sign, contradicts, parse_sign

EARLIEST = date(1945, 9, 2)
KEPT = (*UNREAD, "not_readable")  # no text in it, and yet a paper to keep


@dataclass(frozen=True)
class Paper:
    """A file that was taken in, what its head proposes for the register, and the documents that it cites in full."""

    stored: StoredFile
    name: str
    proposal: Proposal
    cited: tuple[Sign, ...] = ()


def take_paper(*, content: bytes | Upload, name: str) -> Paper:
    """Open the file in the child process, keep it, and propose what its head says.

    Raises what files and reading refuse: papers marked MẬT, TỐI MẬT, TUYỆT MẬT among them, which are not kept.
    """
    name = name.strip()[-200:] or "van-ban"
    try:
        opened = store_opened(content, name=name, job="read")
    except Refusal as refusal:
        if refusal.code not in KEPT:
            raise
        if not isinstance(content, bytes):
            content.seek(0)
        return Paper(store(content, name=name), name, Proposal())
    citations = opened.found.get("reading", opened.found)["citations"]
    return Paper(opened.stored, name, propose(opened.found["text"], citations), tuple(signs_cited(citations)))


@transaction.atomic
def register(
    *,
    type: str,
    sign: str,
    issuer: str,
    issued_on: date,
    summary: str,
    by: Post,
    rests_on: Iterable[Document] = (),
    issuing_unit: Unit | None = None,
    file: StoredFile | None = None,
    file_name: str = "",
    now: datetime | None = None,
) -> Document:
    """Take a document into the register of the post's unit.

    `type` is a code of document_types.toml (`ke_hoach`), `sign` as printed (`15/KH-UBND`) or empty. Raises NotASign,
    CannotRegister, AlreadyRegistered.
    """
    now = now or timezone.now()
    values = _checked(type=type, sign=sign, issuer=issuer, issued_on=issued_on, summary=summary, now=now)
    document = Document(
        **values, unit=by.unit, issuing_unit=issuing_unit, registered_by_id=by.person_id, registered_at=now
    )
    if file is not None:
        document.file, document.file_name = file, _file_name(file_name, document)
    _save(document)
    record("document.registered", document, by=by, at=now, digest=file.sha256 if file else "")
    for above in rests_on:
        link(document=document, rests_on=above, by=by, now=now)
    return document


@transaction.atomic
def change(
    *,
    document: Document,
    type: str,
    sign: str,
    issuer: str,
    issued_on: date,
    summary: str,
    by: Post,
    now: datetime | None = None,
) -> None:
    """Correct what the register says. Raises as `register` does."""
    now = now or timezone.now()
    values = _checked(type=type, sign=sign, issuer=issuer, issued_on=issued_on, summary=summary, now=now)
    for name, value in values.items():
        setattr(document, name, value)
    _save(document)
    record("document.changed", document, by=by, at=now)


@transaction.atomic
def attach(*, document: Document, file: StoredFile, file_name: str, by: Post, now: datetime | None = None) -> None:
    """Put a file, taken in by `take_paper`, beside the document, in place of the one before, whose content is kept."""
    document.file, document.file_name = file, _file_name(file_name, document)
    document.save(update_fields=["file", "file_name"])
    record("document.file_attached", document, by=by, at=now or timezone.now(), digest=file.sha256)


@transaction.atomic
def link(*, document: Document, rests_on: Document, by: Post, now: datetime | None = None) -> None:
    """Say that the document puts the other into practice. Saying it again changes nothing. Raises CannotLink."""
    if document.pk == rests_on.pk:
        raise CannotLink(N_("Một văn bản không thể căn cứ vào chính nó."))
    if would_circle(document, rests_on):
        raise CannotLink(
            N_("«{above}» đã căn cứ vào «{below}», nên không thể ghi ngược lại."),
            above=rests_on.title,
            below=document.title,
        )
    _, made = Basis.objects.get_or_create(document=document, rests_on=rests_on)
    if made:
        record("document.linked", document, by=by, at=now or timezone.now())


@transaction.atomic
def unlink(*, document: Document, rests_on: Document, by: Post, now: datetime | None = None) -> None:
    """Take the basis back; doing it again changes nothing."""
    gone, _ = Basis.objects.filter(document=document, rests_on=rests_on).delete()
    if gone:
        record("document.unlinked", document, by=by, at=now or timezone.now())


def _checked(*, type: str, sign: str, issuer: str, issued_on: date, summary: str, now: datetime) -> dict[str, Any]:
    """The columns of a document, if they can be right."""
    kind = document_type(type)
    if kind is None:
        raise CannotRegister(N_("Hãy chọn loại văn bản."), code="unknown_type")
    issuer, summary = " ".join(issuer.split()), " ".join(summary.split())
    if not issuer or not summary:
        raise CannotRegister(N_("Hãy ghi nơi ban hành và trích yếu."), code="incomplete")
    if len(issuer) > 200 or len(summary) > 600:
        raise CannotRegister(N_("Nơi ban hành dài nhất 200 chữ, trích yếu dài nhất 600 chữ."), code="too_long")
    parsed = parse_sign(sign) if sign.strip() else None
    check_day(issued_on, parsed, timezone.localdate(now))
    if parsed and (other := contradicts(parsed, kind)):
        raise CannotRegister(
            N_("Ký hiệu «{sign}» là của loại «{other}», không phải «{kind}». Hãy xem lại loại hoặc ký hiệu."),
            code="sign_of_another_type",
            sign=parsed,
            other=other.name,
            kind=kind.name,
        )
    return {
        "type": type,
        "form": parsed.form if parsed else STATE,
        "number": parsed.number if parsed else "",
        "symbol": parsed.symbol if parsed else "",
        "issuer": issuer,
        "issued_on": issued_on,
        "summary": summary,
        "folded": folded(sign=parsed, type=type, issuer=issuer, summary=summary),
    }


def check_day(issued_on: date, sign: Sign | None, today: date) -> None:
    """A day of issue lies between the first Independence Day and today, in the year that the sign names."""
    if not EARLIEST <= issued_on <= today:
        raise CannotRegister(
            N_("Ngày ban hành {day} không thể đúng: phải từ {first} đến hôm nay, {today}."),
            code="impossible_day",
            day=format_date(issued_on),
            first=format_date(EARLIEST),
            today=format_date(today),
        )
    if sign and sign.year and sign.year != issued_on.year:
        raise CannotRegister(
            N_("Ký hiệu «{sign}» ghi năm {year}, nhưng ngày ban hành là {day}. Hãy xem lại trên văn bản."),
            code="year_differs",
            sign=sign,
            year=sign.year,
            day=format_date(issued_on),
        )


def _file_name(name: str, document: Document) -> str:
    return name.strip()[-200:] or document.title


def _save(document: Document) -> None:
    """Write it, unless it stands in the register already, perhaps since a moment ago in another tab."""
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        same = _twins(document).first()
        if same is None:
            raise
        raise AlreadyRegistered(
            N_("{title} ngày {day} của {issuer} đã có trong sổ của đơn vị."),
            document_id=same.pk,
            title=same.title,
            day=format_date(same.issued_on),
            issuer=same.issuer,
        ) from None


def _twins(document: Document) -> QuerySet[Document]:
    """What the register's unique constraints compare."""
    columns = ["unit_id", "type", "issuer", "issued_on", "number", "symbol", *([] if document.number else ["summary"])]
    same = {name: getattr(document, name) for name in columns}
    return Document.objects.filter(**same).exclude(pk=document.pk)
