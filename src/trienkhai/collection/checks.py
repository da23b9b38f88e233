"""What does not add up in a draft, shown before it goes up; nothing here stops a person who has looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from trienkhai.indicators import periods
from trienkhai.indicators.models import Indicator
from trienkhai.kit.formats import number

from .models import Figure, Proposal, Submission
from .queries import complete_breakdowns, latest_of

JUMP = 10  # times more or less than last period: perhaps a slip of dot and comma


@dataclass(frozen=True)
class Check:
    """A doubt about one cell, or about the whole draft (no indicator)."""

    message: str
    indicator_id: int | None = None

    def __str__(self) -> str:
        return self.message


def checks_of(submission: Submission) -> list[Check]:
    """Every doubt, in the order of the cells."""
    figures = {f.place: f for f in latest_of(submission) if not f.withdrawn}
    return [
        *_totals(figures),
        *_subsets(figures),
        *_jumps(figures, submission),
        *_waiting(submission),
    ]


def _totals(figures: Mapping[tuple[int, str, str], Figure]) -> list[Check]:
    """A stated total beside its categories, where the dimension is complete."""
    found = []
    for pk, breakdowns in complete_breakdowns({place[0] for place in figures}):
        for scope in ("own", "whole"):
            total = figures.get((pk, "", scope))
            parts = [figures.get((pk, breakdown, scope)) for breakdown in breakdowns]
            values = [part.value or Decimal(0) for part in parts if part is not None]
            if total is None or total.value is None or len(values) != len(parts) or sum(values) == total.value:
                continue
            message = _("«{indicator}» ghi {total}, nhưng cộng các nhóm được {sum}.").format(
                indicator=total.indicator.name,
                total=number(total.value),
                sum=number(sum(values, Decimal(0))),
            )
            found.append(Check(message, pk))
    return found


def _subsets(figures: Mapping[tuple[int, str, str], Figure]) -> list[Check]:
    """A percentage whose numerator is larger than its denominator."""
    found = []
    for ratio in Indicator.objects.filter(over_units="ratio", factor=100).select_related("numerator", "denominator"):
        part, whole = (figures.get((pk, "", "own")) for pk in (ratio.numerator_id, ratio.denominator_id))  # type: ignore[arg-type]
        if part and whole and part.value is not None and whole.value is not None and part.value > whole.value:
            message = _("«{part}» ({a}) lớn hơn «{whole}» ({b}).").format(
                part=part.indicator.name,
                a=number(part.value),
                whole=whole.indicator.name,
                b=number(whole.value),
            )
            found.append(Check(message, part.indicator_id))
    return found


def _jumps(figures: Mapping[tuple[int, str, str], Figure], submission: Submission) -> list[Check]:
    """Ten times more or less than the same unit's figure of the period before."""
    before = periods.previous(submission.round.period)
    earlier = Figure.objects.filter(unit=submission.unit_id, period=before, counts=True, value__gt=0) if before else []
    found = []
    for old in earlier:
        new = figures.get(old.place)
        if new is None or not new.value or old.value is None:
            continue
        if new.value >= JUMP * old.value or JUMP * new.value <= old.value:
            message = _("«{indicator}»: {new}, kỳ trước {old}. Hãy xem lại dấu chấm, dấu phẩy.").format(
                indicator=new.indicator.name, new=number(new.value), old=number(old.value)
            )
            found.append(Check(message, new.indicator_id))
    return found


def _waiting(submission: Submission) -> list[Check]:
    waiting = Proposal.objects.filter(narrative__submission=submission, state=Proposal.WAITING).count()
    if not waiting:
        return []
    return [Check(_("Còn {count} số trong báo cáo tường thuật chưa được xem.").format(count=waiting))]
