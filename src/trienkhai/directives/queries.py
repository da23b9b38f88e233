"""Questions about documents: search, the chain from a directive to what puts it into practice, what may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trienkhai.reading.register import Registered
from trienkhai.units.models import Post, Unit
from trienkhai.vietnamese import fold, sort_key

from .catalogue import CENTRAL, PARTY, DocumentType, document_types, may_be_one_term, type_name
from .gates import documents_seen
from .models import Basis, Document
from .signs import Sign, search_key

DEPTH = 12  # levels of a chain that are followed: more than any hierarchy has

MOST_CITED = 50  # documents cited in one paper that are looked up
MOST_NUMBERS = 900  # numbers in one question: SQLite may be built to take no more than 999 values


def folded(*, sign: Sign | None, type: str, issuer: str, summary: str) -> str:
    """What search compares. The sign stands first between spaces, without leading zeros and with dashes only."""
    return f" {search_key(str(sign)) if sign else ''} {fold(f'{type_name(type)} {issuer} {summary}')} "[:1000]


def search_documents(documents: QuerySet[Document], words: str) -> QuerySet[Document]:
    """Those that hold every word, marks ignored; signs with or without their zero: `05-CT/TU`, `5 - ct/tu`."""
    for word in re.sub(r"\s*[-/]\s*", "-", fold(words)).split():
        if re.fullmatch(r"\d+-.+", word):
            documents = documents.filter(folded__contains=f" {search_key(word)}")
        elif word.isdecimal():
            documents = documents.filter(Q(folded__contains=f" {int(word)}-") | Q(folded__contains=word))
        else:
            documents = documents.filter(Q(folded__contains=word) | Q(folded__contains=word.replace("-", "/")))
    return documents


def years(documents: QuerySet[Document]) -> list[int]:
    """The years in which they were issued, the newest first."""
    return [day.year for day in documents.order_by().dates("issued_on", "year", order="DESC")]


def units_of(documents: QuerySet[Document]) -> QuerySet[Unit]:
    """The units in whose registers they stand, in Vietnamese order."""
    return Unit.objects.filter(pk__in=documents.order_by().values("unit"))


def types_in_order() -> list[DocumentType]:
    """All types in Vietnamese order of their names."""
    return sorted(document_types(), key=lambda one: sort_key(one.name))


def bases_of(document: Document, seen: QuerySet[Document]) -> list[Document]:
    """What it rests on, as far as the reader may see it, the oldest first."""
    return list(seen.filter(put_into_practice_by__document=document).order_by("issued_on", "pk"))


@dataclass(frozen=True)
class Branch:
    """A document that puts another into practice, and those that rest on it in turn."""

    document: Document
    branches: tuple[Branch, ...]


def put_into_practice(document: Document, seen: QuerySet[Document]) -> tuple[Branch, ...]:
    """Down the hierarchy, as far as the reader may see: one query per level, each document once."""
    below: dict[int, list[Document]] = {}
    met, level = {document.pk}, [document.pk]
    for _ in range(DEPTH):
        links = Basis.objects.filter(rests_on__in=level).values_list("rests_on", "document")
        pairs = [(above, pk) for above, pk in links if pk not in met]
        if not pairs:
            break
        found = seen.in_bulk({pk for _, pk in pairs})
        for above, pk in sorted(pairs):
            if pk in found and pk not in met:
                met.add(pk)
                below.setdefault(above, []).append(found[pk])
        level = list(found)
    return _branches(document.pk, below)


def _branches(pk: int, below: dict[int, list[Document]]) -> tuple[Branch, ...]:
    ordered = sorted(below.get(pk, ()), key=lambda one: (one.unit.sort, one.issued_on, one.pk))
    return tuple(Branch(one, _branches(one.pk, below)) for one in ordered)


def count_branches(branches: Iterable[Branch]) -> int:
    """How many documents a tree holds."""
    return sum(1 + count_branches(branch.branches) for branch in branches)


def cited(documents: QuerySet[Document], signs: Iterable[Sign]) -> list[Document]:
    """Registered documents with one of these signs. Two with one sign are both named: a person knows which is meant."""
    wanted = Q()
    for sign in list(signs)[:MOST_CITED]:
        wanted |= Q(form=sign.form, number=sign.number, symbol=sign.symbol)
    return list(documents.filter(wanted)[:MOST_CITED]) if wanted else []


def register_candidates(post: Post, numbers: Iterable[str]) -> list[Registered]:
    """Documents that the post may see with one of these numbers, for `reading.register.resolve`; one query over them.

    Numbers as in citations (`35`, `30a`); the first MOST_NUMBERS of a paper are looked up.
    """
    wanted = list(dict.fromkeys(numbers))[:MOST_NUMBERS]
    if not wanted:
        return []
    rows = documents_seen(post).filter(number__in=wanted).order_by("pk")
    return [
        Registered(pk, type_name(kind), number, symbol, issuer, issued_on, form)
        for pk, kind, number, symbol, issuer, issued_on, form in rows.values_list(
            "pk", "type", "number", "symbol", "issuer", "issued_on", "form"
        )
    ]


def would_circle(document: Document, rests_on: Document) -> bool:
    """Whether `rests_on` already rests on the document, by whatever detour."""
    met, level = {rests_on.pk}, {rests_on.pk}
    while level and document.pk not in met:
        level = set(Basis.objects.filter(document__in=level).values_list("rests_on", flat=True)) - met
        met |= level
    return document.pk in met


def look_alikes(
    documents: QuerySet[Document],
    *,
    sign: Sign | None,
    type: str,
    issuer: str,
    issued_on: date,
    besides: Document | None = None,
) -> list[Document]:
    """Documents that may be this one (domain: section 4). Same number, type and issuer, and of legal documents the year
    in the sign, of other State documents the year of issue, of the Party's the term; in doubt they are named."""
    if sign is None:
        return []
    found = documents.filter(number=sign.number, type=type, form=sign.form)
    if besides is not None:
        found = found.exclude(pk=besides.pk)
    return [one for one in found.order_by("issued_on", "pk") if _may_be_same(one, sign, issuer, issued_on)]


def _may_be_same(one: Document, sign: Sign, issuer: str, issued_on: date) -> bool:
    other = Sign(one.form, one.number, one.symbol)
    central = sign.issuer_code.split("-")[0] in CENTRAL
    if fold(one.issuer) != fold(issuer) and not (central and one.symbol == sign.symbol):
        return False  # UBND, TU, ĐU stand for many bodies, TW for few: there the same sign is named
    if sign.form == PARTY:
        return may_be_one_term(one.issued_on, issued_on, central=central)
    return (other.year or one.issued_on.year) == (sign.year or issued_on.year)
