"""An edition from its first draft to what is kept for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from trienkhai.collection.models import Round
from trienkhai.files.actions import Readable, keep_made, store
from trienkhai.files.models import StoredFile
from trienkhai.files.queries import content_of
from trienkhai.journal.actions import record, seal
from trienkhai.journal.queries import last_seal
from trienkhai.units.models import Post, Unit
from trienkhai.vietnamese import N_
from trienkhai.writing import Outline, write_docx, write_pdf

from .composing import outline_of
from .errors import AlreadyDone, CannotEdit, CannotIssue, ChangedMeanwhile
from .freezing import figures_content, issued_outline, outline_content
from .material import gather
from .models import Edition, EditionFile
from .signs import default_symbol
from .words import Words

MEANWHILE = N_("Báo cáo vừa thay đổi trong lúc duyệt. Hãy xem lại bản mới rồi duyệt.")


@transaction.atomic
def begin(
    *,
    unit: Unit,
    round: Round,
    by: Post,
    layout: str = "state",
    words: Words | None = None,
    corrects: Edition | None = None,
    now: datetime | None = None,
) -> Edition:
    """A draft, rendered live from the figures in force; where one is there that nobody wrote in yet, that one (a second
    click, perhaps in another tab)."""
    now = now or timezone.now()
    Round.objects.select_for_update().get(pk=round.pk)  # one beginning at a time
    blank = Edition.objects.filter(unit=unit, line=by.line_id, round=round, corrects=corrects, state="draft")
    if untouched := blank.filter(words_version=1, begun_by=by.person_id).first():
        return untouched
    made = Edition.objects.create(
        unit=unit,
        line=by.line,
        round=round,
        layout=layout,
        words=(words or Words()).stored(),
        accepted_only=corrects is not None and corrects.accepted_only,
        corrects=corrects,
        begun_by_id=by.person_id,
        begun_at=now,
    )
    record("edition.begun", made, by=by, at=now)
    return made


@transaction.atomic
def write(
    *,
    edition: Edition,
    words: Words,
    layout: str,
    accepted_only: bool,
    seen: int,
    by: Post,
    now: datetime | None = None,
) -> None:
    """Save the words. `seen`: the version on the person's page; another one means that somebody saved meanwhile."""
    changed = Edition.objects.filter(pk=edition.pk, state="draft", words_version=seen).update(
        words=words.stored(), layout=layout, accepted_only=accepted_only, words_version=seen + 1
    )
    if not changed:
        edition.refresh_from_db()
        if edition.state != "draft":
            raise CannotEdit(N_("Báo cáo đã được duyệt, lời văn không sửa được nữa. Muốn sửa, hãy lập bản đính chính."))
        raise ChangedMeanwhile(
            N_("Người khác vừa lưu lời văn khác. Chữ của anh chị còn trên trang này: hãy so lại rồi lưu lần nữa.")
        )
    record("edition.written", edition, by=by, at=now or timezone.now())


def approve(*, edition: Edition, by: Post, seen: int | None = None, now: datetime | None = None) -> None:
    """Freeze figures, words and signer. All inputs are read in one transaction; the files are written and synced before
    the rows that name them. `seen`: the version of the words on the leader's page."""
    now = now or timezone.now()
    if edition.state != "draft":
        raise AlreadyDone(N_("Báo cáo này đã được duyệt."))
    words = Words.of(edition.words)
    if not words.summary.strip() or not words.signer_name.strip():
        raise CannotEdit(N_("Hãy ghi trích yếu và người ký trước khi duyệt."))
    with _one_moment():
        locked = _held(edition)
        if (locked.state, locked.words_version) != ("draft", edition.words_version if seen is None else seen):
            raise ChangedMeanwhile(MEANWHILE)
        material = gather(locked, now)
        outline = keep_made(outline_content(outline_of(material)), kind="json")
        figures = keep_made(figures_content(material.figures), kind="parquet")
        Edition.objects.filter(pk=edition.pk).update(state="approved", approved_by=by.person_id, approved_at=now)
        _keep(edition, "outline", outline, "outline.json", now)
        _keep(edition, "figures", figures, "figures.parquet", now)
        record("edition.approved", edition, by=by, at=now, digest=outline.sha256)


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction whose every query sees the same moment: a figure sent while we read is in all of it or in none."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":  # SQLite lets nobody else write meanwhile
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _held(edition: Edition) -> Edition:
    """The edition as it is now, kept from changing."""
    try:
        return Edition.objects.select_for_update().get(pk=edition.pk)
    except OperationalError:  # PostgreSQL: changed by somebody for whom we had to wait
        raise ChangedMeanwhile(MEANWHILE) from None


def _keep(edition: Edition, kind: str, stored: StoredFile, name: str, now: datetime) -> None:
    EditionFile.objects.create(edition=edition, kind=kind, file=stored, name=name, at=now)


def issue(*, edition: Edition, number: int, day: date, by: Post, symbol: str = "", now: datetime | None = None) -> None:
    """Number and date are entered once; .docx and .pdf are made from what was frozen, and kept."""
    now = now or timezone.now()
    symbol = symbol.strip() or default_symbol(edition)
    if edition.state == "issued":
        raise AlreadyDone(N_("Báo cáo này vừa được ban hành, có thể trong một cửa sổ khác."))
    if edition.state != "approved":
        raise CannotIssue(N_("Báo cáo phải được duyệt trước khi ban hành, và chỉ ban hành một lần."))
    if not 0 < number < 100_000:
        raise CannotIssue(N_("Số văn bản phải từ 1 đến 99.999."))
    if edition.approved_at and day < timezone.localdate(edition.approved_at):
        raise CannotIssue(N_("Ngày ban hành không thể trước ngày duyệt."))
    _refuse_taken(edition, number, symbol, day)
    outline = final_outline(edition, number, symbol, day)
    docx = keep_made(write_docx(outline, edition.layout), kind="docx")
    pdf = keep_made(write_pdf(outline, edition.layout), kind="pdf")
    base = f"bao-cao-{number:02d}-{day.year}"
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=edition.unit_id)  # one number at a time
        _refuse_taken(edition, number, symbol, day)
        if not Edition.objects.filter(pk=edition.pk, state="approved").update(
            state="issued", number=number, symbol=symbol, issued_on=day, issued_by=by.person_id, issued_at=now
        ):
            raise AlreadyDone(N_("Báo cáo này vừa được ban hành, có thể trong một cửa sổ khác."))
        _keep(edition, "docx", docx, f"{base}.docx", now)
        _keep(edition, "pdf", pdf, f"{base}.pdf", now)
        record("edition.issued", edition, by=by, at=now, digest=docx.sha256)


def _refuse_taken(edition: Edition, number: int, symbol: str, day: date) -> None:
    """One number of a register is given once a year (Decree 30/2020/NĐ-CP, article 15)."""
    same = Edition.objects.filter(unit=edition.unit_id, state="issued", number=number, symbol=symbol)
    if same.filter(issued_on__year=day.year).exists():
        raise CannotIssue(N_("Số {number} đã dùng trong năm {year}. Hãy ghi số khác."), number=number, year=day.year)


def final_outline(edition: Edition, number: int, symbol: str, day: date) -> Outline:
    """What is printed: the frozen outline with number, date and the last seal."""
    seal()
    last = last_seal()
    frozen = edition.files.get(kind="outline")
    return issued_outline(content_of(frozen.file), number=number, symbol=symbol, day=day, seal=str(last or "–"))


def attach_scan(
    *, edition: Edition, content: bytes | Readable, name: str, by: Post, now: datetime | None = None
) -> None:
    """The signed paper beside the files; once, since it is what was signed."""
    now = now or timezone.now()
    if edition.state != "issued" or edition.files.filter(kind="scan").exists():
        raise CannotIssue(N_("Chỉ kèm một bản ký cho báo cáo đã ban hành."))
    stored = store(content, name=name)
    if stored.kind not in ("pdf", "png", "jpg"):
        raise CannotIssue(N_("Bản ký phải là tệp .pdf, .png hoặc .jpg."))
    with transaction.atomic():
        _keep(edition, "scan", stored, name[:200], now)
        record("edition.scan_attached", edition, by=by, at=now, digest=stored.sha256)


def correct(*, edition: Edition, by: Post, now: datetime | None = None) -> Edition:
    """A new draft with the same words that names the issued one; that one stays as it is."""
    if edition.state != "issued":
        raise CannotEdit(N_("Chỉ đính chính báo cáo đã ban hành; bản chưa ban hành thì sửa trực tiếp."))
    return begin(
        unit=edition.unit,
        round=edition.round,
        layout=edition.layout,
        words=Words.of(edition.words),
        corrects=edition,
        by=by,
        now=now,
    )
