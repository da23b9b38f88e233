"""A province's year of figures in the database, written in bulk; rows as the pages would have written them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction

from trienkhai.collection.models import ACCEPTED, Asked, Round, Source, Submission
from trienkhai.indicators.actions import load_catalogue
from trienkhai.indicators.models import Form, FormLine, Indicator
from trienkhai.people.models import Person
from trienkhai.units.actions import create_unit, give_post, load_kinds, load_roles
from trienkhai.units.models import Line, Placement, Post, Role, Unit, UnitKind, path_piece
from trienkhai.vietnamese import fold, sort_key

YEAR = 2025
BEGAN = date(YEAR, 1, 1)
MONTHS = [f"{YEAR}-{month:02}" for month in range(1, 13)]
AT = datetime(YEAR + 1, 1, 5, tzinfo=UTC)
PER_FORM = 20  # indicators; the last one a ratio of the two before it

# One statement for all figures, the same on both databases.
FIGURES = """
    INSERT INTO collection_figure (unit_id, indicator_id, period, breakdown, scope, submission_id, revision, version,
        value, qualifier, withdrawn, source_id, reason, at, sent_at, counts)
    SELECT s.unit_id, l.indicator_id, r.period, '', 'own', s.id, 1, 1,
        (s.unit_id * 7919 + l.indicator_id * 104729 + r.id * 1299709) %% 9000 + 100, '',
        %s, %s, '', s.sent_at, s.sent_at, %s
    FROM collection_submission s
    JOIN collection_round r ON r.id = s.round_id
    JOIN indicators_formline l ON l.form_id = r.form_id
    JOIN indicators_indicator i ON i.id = l.indicator_id
    WHERE i.over_units <> 'ratio'
"""


@dataclass(frozen=True)
class Year:
    """What was made."""

    post: Post
    forms: list[Form]
    period: str = str(YEAR)

    @property
    def address(self) -> str:
        """Of the page of the first form for the whole year."""
        return f"/totals/?unit={self.post.unit.code}&period={self.period}&form={self.forms[0].code}"


@transaction.atomic
def make(communes: int, forms: int) -> Year:
    """A province with so many communes, and so many forms of 20 indicators, all answered in every month."""
    load_kinds()
    load_roles()
    load_catalogue()
    line = Line.objects.get(code="admin")
    kind = UnitKind.objects.get(code="province")
    province = create_unit(code="tinh", name="Tỉnh Đông Giang", kind=kind, line=line, parent=None, since=BEGAN, by=None)
    person = Person(login="ha.buoi", created_at=AT)
    person.write_name("Hà Thị Bưởi")
    person.save()
    roles = [Role.objects.get(code="administrator")]
    post = give_post(person=person, unit=province, line=line, roles=roles, since=BEGAN, by=None)
    _communes(province, line, communes)
    made = [_form(number) for number in range(forms)]
    _answers(post, made, list(Unit.objects.exclude(pk=province.pk)))
    return Year(post, made)


def _communes(province: Unit, line: Line, count: int) -> None:
    kind = UnitKind.objects.get(code="commune")
    names = [f"Xã Đông Giang {number}" for number in range(1, count + 1)]
    units = Unit.objects.bulk_create(
        Unit(code=f"xa-{number}", name=name, kind=kind, folded=fold(name), sort=sort_key(name), created_at=AT)
        for number, name in enumerate(names, 1)
    )
    above = path_piece(province.pk)
    Placement.objects.bulk_create(
        Placement(unit=unit, line=line, parent=province, since=BEGAN, path=above + path_piece(unit.pk))
        for unit in units
    )


def _form(number: int) -> Form:
    form = Form.objects.create(code=f"bieu-{number}", name=f"Biểu số {number + 1}", position=100 + number)
    made: list[Indicator] = []
    for place in range(PER_FORM):
        ratio = place == PER_FORM - 1
        parts = {"numerator": made[-2], "denominator": made[-1], "factor": 100, "decimals": 1} if ratio else {}
        name = f"Chỉ tiêu {number + 1}.{place + 1}"
        made.append(
            Indicator.objects.create(
                code=f"ct-{number}-{place}", name=name, folded=fold(name), measure="%" if ratio else "lượt người",
                over_units="ratio" if ratio else "sum", over_time="last" if place % 5 == 4 else "sum",
                position=place, **parts,
            )
        )  # fmt: skip
    FormLine.objects.bulk_create(
        FormLine(form=form, position=place, indicator=one) for place, one in enumerate(made, 1)
    )
    return form


def _answers(post: Post, forms: list[Form], units: list[Unit]) -> None:
    rounds = Round.objects.bulk_create(
        Round(
            code=f"{form.code}-{period}", title=f"{form.name} {period}", unit=post.unit, line=post.line, form=form,
            period=period, deadline=AT + timedelta(days=9), state="open", created_by=post.person, created_at=AT,
        )
        for form in forms
        for period in MONTHS
    )  # fmt: skip
    Asked.objects.bulk_create(Asked(round=round, unit=unit) for round in rounds for unit in units)
    Submission.objects.bulk_create(
        Submission(
            round=round, unit=unit, state=ACCEPTED, begun_through=unit, begun_by=post.person, begun_at=AT,
            sent_by=post.person, sent_at=AT, decided_by=post.person, decided_at=AT,
        )
        for round in rounds
        for unit in units
    )  # fmt: skip
    source = Source.objects.create(kind=Source.TYPED, person=post.person, through=post.unit, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, [False, source.pk, True])
