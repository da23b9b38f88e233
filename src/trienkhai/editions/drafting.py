"""A report as it would read now, without an edition: for the command line."""

from __future__ import annotations

from trienkhai.collection.models import Round
from trienkhai.units.models import Unit
from trienkhai.vietnamese import N_, Refusal
from trienkhai.writing import write_docx, write_html, write_pdf

from .composing import outline_of
from .material import gather
from .models import Edition
from .queries import summary_of
from .words import Words


class CannotDraft(Refusal):
    """The round or the unit is not there, or the file's ending says no kind that is written."""

    code = "cannot_draft"


def draft_report(*, code: str, unit_code: str | None, layout: str, accepted_only: bool, ending: str) -> bytes:
    """The bytes of the .docx, .pdf or .html."""
    round = Round.objects.select_related("unit", "line", "form").filter(code=code).first()
    if round is None:
        raise CannotDraft(N_("Không có kỳ báo cáo mã «{given}». Xem mã ở địa chỉ của trang kỳ báo cáo."), given=code)
    unit = Unit.objects.filter(code=unit_code).first() if unit_code else round.unit
    if unit is None:
        raise CannotDraft(N_("Không có đơn vị mã «{given}»."), given=unit_code)
    words = Words(summary=summary_of(round), issuer=unit.name.upper(), archive="VT")
    edition = Edition(
        unit=unit, line=round.line, round=round, layout=layout, accepted_only=accepted_only, words=words.stored()
    )
    outline = outline_of(gather(edition))
    if ending == ".docx":
        return write_docx(outline, layout)
    if ending == ".pdf":
        return write_pdf(outline, layout)
    if ending == ".html":
        return write_html(outline, layout).encode()
    raise CannotDraft(N_("Chỉ viết được tệp .docx, .pdf hoặc .html, không phải «{ending}»."), ending=ending)
