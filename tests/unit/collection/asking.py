"""A small form, rounds that ask it of the cast, and answers in one line each: for tests of collection, editions, desk.

Indicators: classes, learners (of which sex=f, not complete), models (kind=collective + kind=individual, complete),
attended, invited, rate = 100 × attended / invited, share (a percentage without parts, one decimal, not added up).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.cast import Cast
from trienkhai.collection import actions, entering, queries
from trienkhai.collection.models import Figure, Round, Submission
from trienkhai.indicators.models import Category, Dimension, Form, FormLine, Indicator, IndicatorDimension
from trienkhai.units.models import Post, Unit

PERIOD = "2026-Q1"  # after the merger of xa_cu, over today
DEADLINE = datetime(2026, 4, 10, 16, 59, tzinfo=UTC)
ASKED_AT = datetime(2026, 3, 1, 2, tzinfo=UTC)

PLAIN = [  # code, name, measure, words
    ("classes", "Số lớp học đã mở", "lớp", ["lớp học", "lớp"]),
    ("learners", "Số lượt người học", "lượt người", ["lượt người học", "học viên"]),
    ("models", "Số mô hình đăng ký", "mô hình", ["mô hình"]),
    ("attended", "Số lượt người dự", "lượt người", ["lượt người dự"]),
    ("invited", "Số lượt người được mời", "lượt người", ["lượt người được mời"]),
]


def make_form() -> Form:
    """The form `small`, with its indicators."""
    made: dict[str, Indicator] = {}
    rows = [(*row, "sum", {}) for row in PLAIN]
    rows.append(("share", "Tỷ lệ hộ dùng nước sạch", "%", ["hộ dùng nước sạch"], "none", {"decimals": 1}))
    for place, (code, name, measure, words, over_units, more) in enumerate(rows):
        made[code] = Indicator.objects.create(
            code=code, name=name, measure=measure, words=words, over_units=over_units, position=place, **more
        )
    parts = {"numerator": made["attended"], "denominator": made["invited"], "factor": 100, "decimals": 1}
    made["rate"] = Indicator.objects.create(
        code="rate", name="Tỷ lệ dự", measure="%", words=["tỷ lệ dự"], over_units="ratio", position=9, **parts
    )
    kind = _dimension("kind", {"collective": ("tập thể",), "individual": ("cá nhân",)})
    sex = _dimension("sex", {"f": ("nữ",)})
    IndicatorDimension.objects.create(indicator=made["models"], dimension=kind, complete=True)
    IndicatorDimension.objects.create(indicator=made["learners"], dimension=sex, complete=False)
    form = Form.objects.create(code="small", name="Biểu nhỏ")
    broken_down = {"models": kind, "learners": sex}
    for place, (code, indicator) in enumerate(made.items(), 1):
        section = "I. Học tập" if place < 4 else "II. Hội nghị"
        FormLine.objects.create(
            form=form, position=place, section=section, indicator=indicator, dimension=broken_down.get(code)
        )
    return form


def _dimension(code: str, categories: dict[str, tuple[str, ...]]) -> Dimension:
    made = Dimension.objects.create(code=code, name=code)
    for place, (category, words) in enumerate(categories.items()):
        Category.objects.create(dimension=made, code=category, name=words[0], words=list(words), position=place)
    return made


@dataclass
class Asking:
    """Rounds by the province's officer, answers by whoever holds the post."""

    cast: Cast
    form: Form
    clock: datetime = ASKED_AT
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.indicators = {one.code: one for one in Indicator.objects.select_related("numerator", "denominator")}

    def tick(self) -> datetime:
        """Every deed has its own minute."""
        self.clock += timedelta(minutes=1)
        return self.clock

    def round(
        self, code: str = "mot", *, units: Any = ("xa_an", "xa_bo", "xa_ca"), opened: bool = True, **more: Any
    ) -> Round:
        """Asked by the province of these units."""
        given: dict[str, Any] = {
            "title": f"Học tập cộng đồng ({code})", "unit": self.cast.tinh, "line": self.cast.line, "form": self.form,
            "period": PERIOD, "deadline": DEADLINE, "by": self.cast.officer, "now": self.tick(),
            "units": [getattr(self.cast, one) if isinstance(one, str) else one for one in units],
        }  # fmt: skip
        made = actions.prepare_round(code=code, **given | more)
        if opened:
            actions.open_round(round=made, by=self.cast.officer, now=self.tick())
            made.refresh_from_db()
        return made

    def begin(self, round: Round, by: Post | None = None, unit: Unit | None = None) -> Submission:
        """By xã An unless somebody else is named; for the own unit unless another one is."""
        by = by or self.cast.officer_an
        return actions.begin(round=round, unit=unit or by.unit, by=by, now=self.tick())

    def enter(self, submission: Submission, by: Post | None = None, /, **values: Any) -> entering.Outcome:
        """`classes=12`, `models__kind_collective=3`, `classes__whole=80`, `classes=None` (empty), `classes="x"` (not
        applicable), `classes=(12, "at_least", "the reason")`; on the page as it stands."""
        standing = {figure.place: figure for figure in queries.latest_of(submission)}
        entries = []
        for name, said in values.items():
            code, breakdown, scope = self.cell(name)
            place = (self.indicators[code].pk, breakdown, scope)
            value, qualifier, reason = said if isinstance(said, tuple) else (said, "", "")
            number = None if value in (None, "x") else Decimal(str(value))
            seen = standing[place].pk if place in standing else 0
            entries.append(
                entering.Entry(
                    *place, number, not_applicable=value == "x", qualifier=qualifier, seen=seen, reason=reason
                )
            )
        return entering.enter(
            submission=submission, entries=entries, by=by or self.cast.officer_an, now=self.tick()
        )  # fmt: skip

    @staticmethod
    def cell(name: str) -> tuple[str, str, str]:
        """`models__kind_collective` → (models, kind=collective, own)."""
        code, *rest = name.split("__")
        scope = "whole" if "whole" in rest else "own"
        parts = [one.replace("_", "=", 1) for one in rest if one != "whole"]
        return code, ";".join(parts), scope

    def send(self, submission: Submission, by: Post | None = None) -> Submission:
        actions.send(submission=submission, by=by or self.cast.officer_an, now=self.tick())
        submission.refresh_from_db()
        return submission

    def accept(self, submission: Submission) -> Submission:
        actions.accept(submission=submission, by=self.cast.officer, now=self.tick())
        submission.refresh_from_db()
        return submission

    def send_back(self, submission: Submission, text: str = "Xem lại số lớp.", **remarks: str) -> Submission:
        told = {self.indicators[code].pk: words for code, words in remarks.items()}
        actions.send_back(submission=submission, text=text, remarks=told, by=self.cast.officer, now=self.tick())
        submission.refresh_from_db()
        return submission

    def answer(self, round: Round, by: Post | None = None, /, **values: Any) -> Submission:
        """Begun, entered, sent."""
        submission = self.begin(round, by)
        self.enter(submission, by, **values)
        return self.send(submission, by)

    def counting(self, name: str = "classes", unit: Unit | None = None) -> list[Any]:
        """The values in force in that cell: one or none."""
        code, breakdown, scope = self.cell(name)
        rows = Figure.objects.filter(
            unit=unit or self.cast.xa_an, indicator__code=code, breakdown=breakdown, scope=scope, counts=True
        )
        return [row.value for row in rows]

    def standing(self, submission: Submission, name: str = "classes") -> Figure | None:
        """What the draft or the sent answer holds in the cell."""
        code, *rest = self.cell(name)
        place = (self.indicators[code].pk, *rest)
        return next((figure for figure in queries.latest_of(submission) if figure.place == place), None)
