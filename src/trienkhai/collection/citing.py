"""What the documents cited in a narrative are in the register: found there, chosen by a person, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from trienkhai.directives.catalogue import document_types, terms
from trienkhai.directives.gates import documents_seen
from trienkhai.directives.models import Document
from trienkhai.directives.queries import register_candidates
from trienkhai.journal.actions import record
from trienkhai.kit.formats import typed_day
from trienkhai.reading.marks import Citation
from trienkhai.reading.register import REASONS, Resolution, register_dates, resolve
from trienkhai.units.models import Post
from trienkhai.vietnamese import N_, Refusal, fold

from .entering import hold
from .models import CitationChoice, Narrative

FIELDS = ("start", "end", "text", "type", "number", "symbol", "date", "issuer", "form", "key")


@dataclass(frozen=True)
class Cited:
    """A document that the narrative cites, all its mentions together.

    `document`: the one of the register that it is, `chosen` where a person said so; else `candidates`, two or more, or
    none. `reasons` are codes of `reading.register.REASONS`. `facts` fill the form of the register.
    """

    number: int
    words: str
    places: tuple[tuple[str, str], ...]  # (id of the mark, words there)
    start: int  # of the first mention
    document: Document | None
    chosen: bool
    candidates: tuple[Document, ...]
    reasons: tuple[str, ...]
    facts: str  # sign=…&type=…

    @property
    def reasons_in_words(self) -> str:
        """What speaks for the document, or why there is none, in the language of the page."""
        return " ".join(gettext(REASONS[code]) for code in self.reasons if code in REASONS)


@dataclass(frozen=True)
class Citations:
    """The documents cited, to which of them each mention belongs, and what the register says against them."""

    cited: tuple[Cited, ...]
    number_of: Mapping[int, int]  # start of a mention → number of its document
    findings: tuple[dict[str, Any], ...]


def citations_of(narrative: Narrative, post: Post) -> Citations:
    """What each citation means in the registers that the post may see. Few queries, however many citations."""
    mentions = [Citation(*(one.get(name) for name in FIELDS)) for one in narrative.reading.get("citations", [])]
    if not mentions:
        return Citations((), {}, ())
    register = register_candidates(post, [one.number for one in mentions if one.number])
    answers = resolve(mentions, register, terms())
    chosen = dict(narrative.citation_choices.values_list("start", "document"))
    known = {*chosen.values(), *(pk for answer in answers for pk in answer.candidates)}
    documents = documents_seen(post).in_bulk(known)
    groups: dict[Any, list[int]] = {}
    for place, (mention, answer) in enumerate(zip(mentions, answers, strict=True)):
        groups.setdefault(_group(mention, answer, chosen), []).append(place)
    cited = tuple(
        _cited(number, [(place, mentions[place]) for place in places], answers[places[0]], chosen, documents)
        for number, places in enumerate(groups.values(), 1)
    )
    number_of = {mentions[place].start: n for n, places in enumerate(groups.values(), 1) for place in places}
    return Citations(cited, number_of, tuple(map(_as_json, register_dates(mentions, answers, register))))


def _group(mention: Citation, answer: Resolution, chosen: Mapping[int, int]) -> Any:
    """Mentions of one document; one sign that means different documents stays apart."""
    name = mention.key or fold(" ".join(mention.text.split()))
    return name, mention.type if not mention.key else "", chosen.get(mention.start), answer.id, answer.candidates


def _cited(
    number: int,
    mentions: list[tuple[int, Citation]],
    answer: Resolution,
    chosen: Mapping[int, int],
    documents: Mapping[int, Document],
) -> Cited:
    first = mentions[0][1]
    fullest = max((one for _place, one in mentions), key=lambda one: sum(map(bool, (one.symbol, one.date, one.issuer))))
    choice = chosen.get(first.start)
    return Cited(
        number=number,
        words=" ".join(fullest.text.split()),
        places=tuple((f"cite{place}", one.text) for place, one in mentions),
        start=first.start,
        document=documents.get(choice or answer.id or 0),
        chosen=choice is not None,
        candidates=tuple(documents[pk] for pk in answer.candidates if pk in documents),
        reasons=answer.reasons,
        facts=_facts(fullest),
    )


def _facts(mention: Citation) -> str:
    """What the mention says, as the form of the register takes it."""
    sign = mention.key or ""
    kind = next((one.code for one in document_types() if one.name == mention.type), "")
    day = _day(mention.date)
    facts = {"sign": sign, "type": kind, "issued_on": day, "issuer": mention.issuer or ""}
    return urlencode({name: value for name, value in facts.items() if value})


def _day(text: str | None) -> str:
    try:
        return typed_day(datetime.fromisoformat(text).date()) if text else ""
    except ValueError:  # a day that cannot be stays with its finding
        return ""


def _as_json(finding: Any) -> dict[str, Any]:
    values, others = dict(finding.values), [list(span) for span in finding.others]
    said = {"start": finding.start, "end": finding.end, "code": finding.code, "message": finding.message}
    return said | {"values": values, "others": others}


@transaction.atomic
def choose(*, narrative: Narrative, start: int, document: int, by: Post, now: datetime | None = None) -> CitationChoice:
    """Say which of the documents that fit is meant, for all mentions of it; `start`: where the first one stands."""
    now = now or timezone.now()
    hold(narrative.submission)
    found = citations_of(narrative, by)
    cited = next((one for one in found.cited if one.start == start), None)
    if cited is None or document not in {one.pk for one in cited.candidates}:
        raise Refusal(N_("Hãy chọn một trong các văn bản được nêu."), code="not_a_candidate")
    _forget(narrative, _mentions(found, cited))
    rows = [
        CitationChoice(narrative=narrative, start=place, document_id=document, by_id=by.person_id, at=now)
        for place in _mentions(found, cited)
    ]
    CitationChoice.objects.bulk_create(rows)
    record("citation.chosen", narrative, by=by, at=now)
    return rows[0]


@transaction.atomic
def reconsider(*, narrative: Narrative, start: int, by: Post, now: datetime | None = None) -> None:
    """Back to what the register says by itself."""
    now = now or timezone.now()
    hold(narrative.submission)
    found = citations_of(narrative, by)
    cited = next((one for one in found.cited if one.start == start and one.chosen), None)
    if cited is None:
        return  # perhaps a moment ago, in another tab
    _forget(narrative, _mentions(found, cited))
    record("citation.reconsidered", narrative, by=by, at=now)


def _mentions(found: Citations, cited: Cited) -> list[int]:
    return [start for start, number in found.number_of.items() if number == cited.number]


def _forget(narrative: Narrative, starts: Iterable[int]) -> None:
    CitationChoice.objects.filter(narrative=narrative, start__in=list(starts)).delete()
