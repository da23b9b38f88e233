"""Totals, and the figures behind them, as files: from the address of the page, for whoever may see the page."""

from __future__ import annotations

import tempfile
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from trienkhai.collection.errors import CannotTotal
from trienkhai.collection.wording import period_in_words
from trienkhai.files.pages import answer_made, answer_open
from trienkhai.kit.formats import in_words, language
from trienkhai.kit.pages import conflict
from trienkhai.units.gates import acting_post
from trienkhai.writing.spreadsheets_long import ENDINGS, LongTable, write_long

from .. import forms as asking
from .. import tracing
from ..exporting import book_of, long_of
from ..gathering import table_of

MOST_IN_A_BOOK = 100_000  # figures: ten seconds to write, and more than people look through


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """The table of the page of that address."""
    post = acting_post(request)
    asked, ending = _wanted(request, post)
    try:
        table = table_of(asked, post)
    except CannotTotal as refusal:
        return conflict(request, in_words(refusal))
    name = f"{table.title} {table.period_label}"
    if ending == ".xlsx":
        return answer_made(book_of(table, _site(request)), name=name, kind="xlsx")
    return _long(long_of(table, _site(request)), ending, name)


@require_GET
def figures(request: HttpRequest) -> HttpResponseBase:
    """Every figure behind the totals of that address, with its source."""
    post = acting_post(request)
    asked, ending = _wanted(request, post)
    found = tracing.figures_for(asked, post)
    if ending == ".xlsx" and found.count() > MOST_IN_A_BOOK:
        return conflict(request, _("Có quá nhiều số liệu cho một bảng tính. Hãy tải tệp CSV hoặc Parquet."))
    name = _("Số liệu gốc: {unit}").format(unit=asked.unit.name) + f" {period_in_words(asked.period)}"
    table = LongTable(name, (*tracing.FIGURES, *tracing.SOURCES), tracing.traced_rows(found, _site(request)))
    return _long(table, ending, name)


def _wanted(request: HttpRequest, post: Any) -> tuple[asking.Asked, str]:
    """What the address asks for, and the ending of the file."""
    asked = asking.read(request, post)
    ending = f".{request.GET.get('format', '')}"
    if asked is None or ending not in ENDINGS:
        raise Http404
    return asked, ending


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _long(table: LongTable, ending: str, name: str) -> HttpResponseBase:
    """Made wholly before it is sent, on the disk: a download that begins is a file that is right to its end."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        write_long(file, table, ending, marked=True, language=language())
    except BaseException:
        file.close()
        raise
    return answer_open(file, name=name, kind=ending[1:])
