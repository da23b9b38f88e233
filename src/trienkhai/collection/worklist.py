"""A narrative as it is worked through: which of its figures are shown, what is marked in its text, how far one is.

A report may hold ten thousand figures: they are listed by few columns, and only those of one page are read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from trienkhai.reading.doubts import Doubt, at_places, bare_marks, doubts
from trienkhai.vietnamese import fold

from .matching import SURE
from .wording import finding_in_words

PER_PAGE = 50
AROUND = 160  # characters of the sentence shown on either side of a figure
MARK_KINDS = {"rejected": "rejected", "taken": "accepted", "changed": "accepted", "waiting": "figure"}
COLUMNS = (
    "pk", "start", "end", "state", "doubt", "indicator_id", "confidence", "measure", "sentence_start", "sentence_end",
)  # fmt: skip

Span = tuple[int, int]


@dataclass(frozen=True)
class Item:
    """A proposal by what the list and the marks need of it."""

    pk: int
    start: int
    end: int
    state: str
    doubt: str
    indicator_id: int | None
    confidence: float
    measure: str
    sentence_start: int
    sentence_end: int

    @property
    def waiting(self) -> bool:
        """Whether nobody has decided on it."""
        return self.state == "waiting"


def preselected(proposal: Any) -> bool:
    """Only what nothing speaks against is chosen beforehand; the rest waits for a person's choice."""
    return bool(proposal.indicator_id and proposal.confidence >= SURE and not proposal.doubt)


def doubtful(proposal: Any) -> bool:
    """There is something to look at closely: a guess that is not sure, or a reason against it."""
    return bool((proposal.indicator_id or proposal.doubt) and not preselected(proposal))


FILTERS: dict[str, Callable[[Item], bool]] = {
    "all": lambda one: True,
    "waiting": lambda one: one.waiting,
    "proposed": lambda one: one.waiting and bool(one.indicator_id or one.doubt),
    "sure": lambda one: one.waiting and preselected(one),
    "doubt": lambda one: one.waiting and doubtful(one),
    "none": lambda one: one.waiting and not one.indicator_id and not one.doubt,
}


@dataclass(frozen=True)
class Worklist:
    """The figures of a narrative, those that are shown, and how many are decided."""

    items: list[Item]
    shown: list[Item]
    show: str
    words: str

    @property
    def waiting(self) -> int:
        """How many nobody has decided on."""
        return sum(one.waiting for one in self.items)

    def page(self, asked: str, at: str = "") -> Page[Item]:
        """The page of that number, or the one on which the proposal `at` stands."""
        pages = Paginator(self.shown, PER_PAGE)
        place = next((place for place, one in enumerate(self.shown) if str(one.pk) == at), None)
        return pages.get_page(asked if place is None else place // PER_PAGE + 1)

    def first_waiting(self) -> Item | None:
        """The next one to decide on, in the order of the text."""
        return next((one for one in self.items if one.waiting), None)

    def tabs(self) -> list[tuple[str, str, bool, int]]:
        """(label, address, current, how many) of every filter."""
        labels = {
            "all": _("Tất cả"),
            "waiting": _("Chờ xác nhận"),
            "proposed": _("Có đề xuất"),
            "sure": _("Đề xuất chắc"),
            "doubt": _("Cần xem kỹ"),
            "none": _("Không có đề xuất"),
        }
        return [
            (label, f"?show={key}#proposals", key == self.show, sum(map(FILTERS[key], self.items)))
            for key, label in labels.items()
        ]


def worklist(narrative: Any, *, show: str = "all", words: str = "") -> Worklist:
    """The figures that pass the filter and whose sentence holds every word, marks ignored. One query."""
    items = [Item(*row) for row in narrative.proposals.values_list(*COLUMNS)]
    show = show if show in FILTERS else "all"
    shown = [one for one in items if FILTERS[show](one)]
    if wanted := fold(words).split():
        shown = [one for one in shown if _holds(narrative.text, one, wanted)]
    return Worklist(items, shown, show, words)


def _holds(text: str, item: Item, wanted: Sequence[str]) -> bool:
    said = fold(f"{text[item.sentence_start : item.sentence_end]} {item.measure}")
    return all(word in said for word in wanted)


def facts_of(narrative: Any) -> dict[Span, Mapping[str, Any]]:
    """What the text states of each figure (period, scope, basis), by its place."""
    return {(one["start"], one["end"]): one for one in narrative.reading.get("figures", [])}


def doubts_of(narrative: Any, further: Iterable[Mapping[str, Any]] = ()) -> list[Doubt]:
    """Every finding in the language of the page, with its places; after those of the reading what is `further`."""
    return doubts([*narrative.reading.get("findings", []), *further], narrative.text, finding_in_words)


def marks_of(
    narrative: Any, listed: Worklist, here: Iterable[Item], found: list[Doubt], documents: Mapping[int, int]
) -> list[dict[str, Any]]:
    """Figures linked to their row (on another page where it stands there), citations to their document, and places of
    findings. `documents`: start of a citation → number of the document in the list."""
    wrong, on_page = at_places(found), {one.pk for one in here}
    marks = [
        {
            "start": one.start,
            "end": one.end,
            "kind": MARK_KINDS[one.state],
            "href": f"#p{one.pk}" if one.pk in on_page else f"?at={one.pk}#p{one.pk}",
            "id": f"m{one.pk}",
            "doubted": (one.start, one.end) in wrong,
        }
        for one in listed.items
    ]
    for place, one in enumerate(narrative.reading.get("citations", [])):
        span = (one["start"], one["end"])
        marks.append({"start": span[0], "end": span[1], "kind": "citation", "id": f"cite{place}"})
        marks[-1] |= {"href": f"#d{documents.get(span[0], 0)}", "doubted": span in wrong}
    return marks + bare_marks(wrong, marks)
