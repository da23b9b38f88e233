"""One database's part of `bench page`: `python -m bench.province_page sqlite|postgresql COMMUNES FORMS [PROFILE]`."""

from __future__ import annotations

import cProfile
import html
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

TICKS = os.sysconf("SC_CLK_TCK")
RUNS, BLOCK = 5, 4  # least of so many blocks of so many requests: a server's clock ticks a hundred times a second
ENOUGH = 20.0  # seconds after which no further block is begun

BARE = (
    '{% for row in rows %}<tr{% if row.total %} class="total"{% endif %}><th scope="row">'
    '{% if row.href %}<a href="{{ row.href }}">{{ row.name }}</a>{% else %}{{ row.name }}{% endif %}</th>'
    '{% for cell in row.cells %}<td class="{{ cell.kind }}"><a href="{{ cell.href }}">{{ cell.text }}</a>'
    "{{ cell.after }}</td>{% endfor %}</tr>{% endfor %}"
)
ROW = re.compile(r'<tr( class="total")?><th scope="row">(?:<a href="([^"]*)">)?([^<]*)(?:</a>)?</th>(.*?)</tr>', re.S)
CELL = re.compile(r'<td class="([^"]*)"><a href="([^"]*)">([^<]*)</a>(.*?)</td>', re.S)


def main(words: list[str]) -> int:
    """Make the province, look at its page, and print a line for each measurement."""
    database, communes, forms, profile = [*words, ""][:4]
    if database == "postgresql":
        os.environ["DATABASE_URL"] = os.environ["TRIENKHAI_TEST_POSTGRESQL"]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from bench import province_year

    started = time.perf_counter()
    year = province_year.make(int(communes), int(forms))
    analyse()
    said = f"{len(year.forms) * province_year.PER_FORM} indicators, {communes} communes, 12 months, the page 2025"
    line(f"page, {database}: database made", f"{time.perf_counter() - started:.1f} s", said)
    for name, figure, remark in measure(year, profile):
        line(f"page, {database}: {name}", figure, remark)
    return 0


def line(name: str, figure: str, remark: str) -> None:
    print(f"{name:<44} {figure:>12}  {remark}", flush=True)


def analyse() -> None:
    """What a running server has done after such a load."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time of one look, here and in the database server."""

    here: float
    server: float

    @property
    def whole(self) -> float:
        return self.here + self.server

    def __str__(self) -> str:
        return f"{1000 * self.whole:.1f} ms"

    @property
    def remark(self) -> str:
        return f"{1000 * self.here:.1f} ms here, {1000 * self.server:.1f} ms in the database server"


def least(look: Callable[[], object], before: Callable[[], object] | None = None) -> Cost:
    """Of several blocks the cheapest. `before` runs, unmeasured, before each look."""
    found: list[Cost] = []
    until = time.monotonic() + ENOUGH
    while len(found) < RUNS and (not found or time.monotonic() < until):
        here = server = 0.0
        for _ in range(BLOCK):
            if before:
                before()
            there, began = server_seconds(), time.process_time()
            look()
            here += time.process_time() - began
            server += server_seconds() - there
        found.append(Cost(here / BLOCK, server / BLOCK))
    return min(found, key=lambda cost: cost.whole)


def server_seconds() -> float:
    """Processor time that the processes of the database server have used; 0 with SQLite, which works in ours."""
    return sum(_ticks(pid) for pid in _server()) / TICKS


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _server() -> list[int]:
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
        return [row[0] for row in cursor.fetchall()]


def measure(year: Any, profile: str) -> Iterator[tuple[str, str, str]]:
    """(name, figure, remark)."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(year.post.person, backend="trienkhai.people.backends.LoginOrTelephone")

    def look() -> str:
        answer = client.get(year.address)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    began = time.process_time()
    page = look()
    yield "the very first look", f"{1000 * (time.process_time() - began):.0f} ms", "here; code loaded, templates parsed"
    bare = bare_table(page)
    template = least(bare)
    yield "the same table in a bare template", str(template), f"{page.count('<td')} cells, {len(page) // 1024} KiB page"
    warm = least(look)
    with CaptureQueriesContext(connection) as queries:
        look()
    yield "page, warm", str(warm), f"{warm.remark}; {len(queries)} queries"
    yield "page, warm / bare template", f"{warm.whole / template.whole:.2f} ×", "goal ≤ 2"
    cold = least(look, before=lambda: change_one(year))
    yield (
        "page, after one commune's change",
        str(cold),
        f"{cold.remark}; {cold.whole / template.whole:.1f} × the template",
    )
    yield "that change", str(least(lambda: change_one(year))), "returned, corrected, sent again"
    if profile:
        watched = cProfile.Profile()
        watched.runcall(lambda: [look() for _ in range(10)])
        watched.dump_stats(profile)


def bare_table(page: str) -> Callable[[], object]:
    """A look at the table of the page alone, from strings that are ready."""
    from django.template import Context, Engine
    from django.utils.safestring import mark_safe

    body = page[page.index("<tbody>") + len("<tbody>") : page.index("</tbody>")]
    rows = [
        {
            "total": bool(total),
            "href": html.unescape(href or ""),
            "name": html.unescape(name),
            "cells": [
                {"kind": kind, "href": html.unescape(to), "text": html.unescape(text), "after": mark_safe(after)}
                for kind, to, text, after in CELL.findall(cells)
            ],
        }
        for total, href, name, cells in ROW.findall(body)
    ]
    template = Engine().from_string(BARE)

    def look() -> str:
        return template.render(Context({"rows": rows}))

    assert look() == body, "the bare template says something else than the page"
    return look


def change_one(year: Any) -> None:
    """A commune's answer of the last month is returned, corrected in one figure and sent again."""
    from trienkhai.collection import actions
    from trienkhai.collection.entering import Entry, enter
    from trienkhai.collection.models import Figure, Submission

    wanted = {"round__form": year.forms[0], "round__period": f"{year.period}-12", "unit__code": "xa-1"}
    submission = Submission.objects.select_related("round").get(**wanted)
    actions.send_back(submission=submission, text="Xem lại.", by=year.post)
    submission = Submission.objects.select_related("round").get(**wanted)
    row = Figure.objects.filter(submission=submission, revision=submission.revision, value__isnull=False)[0]
    more = Entry(row.indicator_id, value=(row.value or 0) + Decimal(1), seen=row.pk, reason="sửa")
    enter(submission=submission, entries=[more], by=year.post)
    actions.send(submission=submission, by=year.post)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
