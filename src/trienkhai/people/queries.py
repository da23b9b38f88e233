"""Questions about people."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from trienkhai.vietnamese import fold

from .models import Person, login_from


def search_people(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """People whose name, login or telephone holds every word, marks ignored."""
    for word in fold(words).split():
        people = people.filter(Q(folded__contains=word) | Q(login__contains=word) | Q(telephone__contains=word))
    return people


def person_named(login: str) -> Person | None:
    """By login, however it is typed."""
    return Person.objects.filter(login=login_from(login)).first()
