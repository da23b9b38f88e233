"""A province in the middle of its work, made by the same actions as the pages use: for tests that look at pages.

One open round asks three communes: xã An answered from a narrative and was accepted, xã Bồ writes with a narrative half
decided, xã Cà is silent. The province has a document, an issued report and one being written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from tests.cast import Cast
from trienkhai.collection import actions, entering, narratives
from trienkhai.collection.models import Figure, Narrative, Round, Submission
from trienkhai.collection.queries import cells_of_round
from trienkhai.demo.narrative import narrative as narrative_docx
from trienkhai.directives.actions import register
from trienkhai.directives.models import Document
from trienkhai.editions import actions as editions
from trienkhai.editions.models import Edition
from trienkhai.editions.words import Words
from trienkhai.indicators.models import Form
from trienkhai.units.models import Post

PERIOD = "2026-Q3"
FORM = "community_services"
TITLE = "Học tập cộng đồng quý III"


@dataclass(frozen=True)
class World:
    """What the pages show."""

    document: Document
    round: Round
    accepted: Submission
    draft: Submission
    narrative: Narrative
    figure: Figure
    issued: Edition
    edition: Edition


def ask(cast: Cast, title: str = TITLE, period: str = PERIOD, document: Document | None = None) -> Round:
    """An open round of the province for its three communes."""
    made = actions.prepare_round(
        code="round-" + str(Round.objects.count() + 1),
        title=title,
        unit=cast.tinh,
        line=cast.line,
        form=Form.objects.get(code=FORM),
        period=period,
        deadline=timezone.now() + timedelta(days=9),
        units=[cast.xa_an, cast.xa_bo, cast.xa_ca],
        document=document,
        instructions="Chỉ tính việc đã xong.",
        by=cast.officer,
    )
    actions.open_round(round=made, by=cast.officer)
    return Round.objects.get(pk=made.pk)


def enter(submission: Submission, by: Post, **figures: int) -> None:
    """Figures by the codes of their indicators."""
    cells = {cell.indicator.code: cell for cell in cells_of_round(submission.round) if not cell.breakdown}
    entries = [entering.Entry(cells[code].indicator.pk, value=Decimal(value)) for code, value in figures.items()]
    entering.enter(submission=submission, entries=entries, by=by)


def upload(submission: Submission, by: Post) -> Narrative:
    """The invented report, its first proposal taken and its second rejected."""
    content = narrative_docx(submission.round.period, date(2026, 10, 2))
    made = narratives.upload(submission=submission, content=content, name="bao-cao.docx", by=by)
    first, second = [one for one in made.proposals.order_by("start") if one.indicator_id][:2]
    narratives.take(proposal=first, indicator=first.indicator, breakdown=first.breakdown, by=by)
    narratives.reject(proposal=second, by=by)
    return made


def make_world(cast: Cast) -> World:
    """In a database that holds the cast and the catalogue."""
    document = register(
        type="ke_hoach", sign="86/KH-UBND", issuer="Ủy ban nhân dân tỉnh Đông Giang", issued_on=date(2026, 1, 20),
        summary="Tổ chức học tập cộng đồng", by=cast.officer,
    )  # fmt: skip
    asked = ask(cast, document=document)
    accepted = actions.begin(round=asked, unit=cast.xa_an, by=cast.officer_an)
    upload(accepted, cast.officer_an)
    enter(accepted, cast.officer_an, learners=348, attendances=612, attendances_expected=650)
    actions.send(submission=accepted, by=cast.officer_an)
    actions.accept(submission=Submission.objects.get(pk=accepted.pk), by=cast.officer)
    draft = actions.begin(round=asked, unit=cast.xa_bo, by=cast.officer_bo)
    narrative = upload(draft, cast.officer_bo)
    return World(
        document=document,
        round=asked,
        accepted=Submission.objects.get(pk=accepted.pk),
        draft=draft,
        narrative=narrative,
        figure=Figure.objects.get(submission=accepted, source__kind="span", counts=True),
        issued=_issued(cast, asked),
        edition=_begun(cast, asked),
    )


def _begun(cast: Cast, asked: Round) -> Edition:
    words = Words(
        summary="Kết quả học tập cộng đồng", issuer="ỦY BAN NHÂN DÂN TỈNH ĐÔNG GIANG", signer_name="Lê Văn Lãnh"
    )
    return editions.begin(unit=cast.tinh, round=asked, words=words, by=cast.officer)


def _issued(cast: Cast, asked: Round) -> Edition:
    made = _begun(cast, asked)
    editions.approve(edition=made, by=cast.leader)
    made.refresh_from_db()
    editions.issue(edition=made, number=15, symbol="BC-UBND", day=timezone.localdate(), by=cast.officer)
    made.refresh_from_db()
    return made


def pages_of(world: World) -> list[tuple[str, str]]:
    """(who may look, address) of every main page."""
    asked = f"unit=tinh&period={PERIOD}&form={FORM}"
    edition, draft = f"/editions/{world.edition.pk}/", f"/submissions/{world.draft.pk}/"
    province = [
        "/", "/rounds/", "/rounds/prepare/", f"/rounds/{world.round.code}/", f"/submissions/{world.accepted.pk}/",
        f"/narratives/{world.accepted.narratives.get().pk}/", f"/figures/{world.figure.pk}/",
        f"/totals/?{asked}", f"/totals/part/?{asked}&indicator=classes",
        "/editions/", edition, f"{edition}write/", f"/editions/{world.issued.pk}/",
        "/documents/", "/documents/register/", f"/documents/{world.document.pk}/",
        "/indicators/", "/indicators/classes/", "/indicators/forms/", f"/indicators/forms/{FORM}/",
        "/profile/", "/profile/password/",
    ]  # fmt: skip
    commune = ["/", draft, f"{draft}check/", f"/narratives/{world.narrative.pk}/"]
    people = "/units/-/people/"
    manager = ["/units/", "/units/-/list/", "/units/-/add/", "/units/xa_an/", people, f"{people}add/"]
    return [
        *(("officer", address) for address in province),
        *(("officer_bo", address) for address in commune),
        *(("administrator", address) for address in manager),
    ]


def doors_of(world: World) -> list[str]:
    """Addresses that belong to the province: nobody from elsewhere gets anything there."""
    numbered = [address for _who, address in pages_of(world) if any(part.isdigit() for part in address.split("/"))]
    return [
        *numbered, f"/rounds/{world.round.code}/", f"/totals/?unit=tinh&period={PERIOD}&form={FORM}", "/units/xa_an/",
        f"/totals/part/?unit=tinh&period={PERIOD}&form={FORM}&indicator=classes",
        f"/narratives/{world.narrative.pk}/file/", f"/editions/{world.issued.pk}/docx/",
    ]  # fmt: skip
