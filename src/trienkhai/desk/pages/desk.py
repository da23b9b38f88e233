"""The first page after sign-in: what I have to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from trienkhai.collection.wording import period_in_words
from trienkhai.units.gates import acting_post

from .. import queries


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Answers owed, answers to review, rounds to follow, reports to finish."""
    post = acting_post(request)
    followed = queries.followed(post)
    context = {
        "to_answer": [(row, period_in_words(row.round.period)) for row in queries.to_answer(post)],
        "to_review": queries.to_review(post),
        "followed": [(found, period_in_words(found.period)) for found in followed],
        "editions": queries.editions_waiting(post),
    }
    return render(request, "desk/desk.html", context | {"nothing": not any(context.values())})
