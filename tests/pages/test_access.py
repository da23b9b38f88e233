"""The access matrix: every door of the pages × everybody, as rows of a table."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.cast import BEGINNING, Cast, make_cast, make_person
from tests.unit.collection.asking import ASKED_AT, Asking, make_form
from tests.unit.collection.test_narratives import TEXT, keep
from trienkhai.collection import narratives
from trienkhai.collection.models import Figure
from trienkhai.directives import actions as directives
from trienkhai.editions import actions as editions
from trienkhai.editions.words import Words
from trienkhai.files.actions import keep_made
from trienkhai.units.actions import add_steps, give_post, prepare_reorganisation
from trienkhai.units.models import Role
from trienkhai.units.planning import Step

# --- who --------------------------------------------------------------------------------------------------------------
# The things of the table belong to xã An, unless their name says something else.
WHO = {
    "anon": "nobody signed in",
    "offic": "xã An's own officer: enters and sends",
    "read": "who only reads at xã An",
    "head": "everything at xã An",
    "below": "the officer of Thôn 1, below xã An",
    "besid": "the officer of xã Bồ, beside",
    "above": "everything at the province, above",
    "leadr": "the province's leader: reviews, approves, publishes",
    "formr": "everything at xã Cù, which is no more and went into xã An",
    "ended": "was at xã An until a day in the past",
    "none": "holds no post anywhere",
    "alien": "everything in another province",
}

# --- what -------------------------------------------------------------------------------------------------------------
# A door with its things, and how each is answered. What a POST is given stands in DATA below: where it is enough, the
# deed is done for whoever may (302), else the door tells what is missing (422, 409) to whoever may, and to nobody else.
DOORS = """
                                               anon  offic read  head  below besid above leadr formr ended none  alien
desk:desk                                 GET  302   200   200   200   200   200   200   200   200   403   403   200
desk:totals                               GET  302   200   200   200   200   200   200   200   200   403   403   200
desk:totals?unit=xa_an                    GET  302   200   200   200   404   404   200   200   404   403   403   404
desk:part?unit=xa_an&indicator=classes    GET  302   200   200   200   404   404   200   200   404   403   403   404
desk:export?unit=xa_an&format=xlsx        GET  302   200   200   200   404   404   200   200   404   403   403   404
desk:export_figures?unit=xa_an&format=csv GET  302   200   200   200   404   404   200   200   404   403   403   404
people:sign_in                            GET  200   302   302   302   302   302   302   302   302   302   302   302
people:sign_in                            POST 200   302   302   302   302   302   302   302   302   302   302   302
people:sign_out                           POST 302   302   302   302   302   302   302   302   302   302   302   302
people:language                           POST 302   302   302   302   302   302   302   302   302   302   302   302
people:profile                            GET  302   200   200   200   200   200   200   200   200   200   200   200
people:profile                            POST 302   302   302   302   302   302   302   302   302   302   302   302
people:password                           GET  302   200   200   200   200   200   200   200   200   200   200   200
people:password                           POST 302   422   422   422   422   422   422   422   422   422   422   422
kit:gallery                               GET  302   200   200   200   200   200   200   200   200   403   403   200
kit:confirm                               GET  302   200   200   200   200   200   200   200   200   403   403   200
kit:problem/403                           GET  302   403   403   403   403   403   403   403   403   403   403   403
units:units                               GET  302   200   200   200   200   200   200   200   200   403   403   200
units:list                                GET  302   200   200   200   200   200   200   200   200   403   403   200
units:unit/xa_an                          GET  302   200   200   200   404   404   200   200   404   403   403   404
units:unit/xa_cu                          GET  302   200   200   200   404   404   200   200   200   403   403   404
units:unit/tinh                           GET  302   404   404   404   404   404   200   200   404   403   403   404
units:choose_post                         GET  302   302   302   302   302   302   302   302   302   302   302   302
units:choose_post                         POST 302   422   422   422   422   422   422   422   422   422   422   422
units:add                                 GET  302   403   403   200   403   403   200   403   200   403   403   200
units:add                                 POST 302   403   403   422   403   403   422   403   422   403   403   422
units:rename/xa_an                        GET  302   403   403   200   404   404   200   403   404   403   403   404
units:rename/xa_an                        POST 302   403   403   422   404   404   422   403   404   403   403   404
units:move/xa_an                          GET  302   403   403   403   404   404   200   403   404   403   403   404
units:move/xa_an                          POST 302   403   403   403   404   404   422   403   404   403   403   404
units:end/xa_an                           GET  302   403   403   403   404   404   200   403   404   403   403   404
units:end/xa_an                           POST 302   403   403   403   404   404   422   403   404   403   403   404
units:lines                               GET  302   200   200   200   200   200   200   200   200   403   403   200
units:place_in_line/xa_an                 GET  302   403   403   200   404   404   200   403   404   403   403   404
units:place_in_line/xa_an                 POST 302   403   403   422   404   404   422   403   404   403   403   404
units:reorganisations                     GET  302   403   403   200   403   403   200   403   200   403   403   200
units:prepare_reorganisation              GET  302   403   403   200   403   403   200   403   403   403   403   200
units:prepare_reorganisation              POST 302   403   403   422   403   403   422   403   403   403   403   422
units:reorganisation/reorganisation       GET  302   403   403   200   404   404   200   403   404   403   403   404
units:change_reorganisation/reorganisation GET  302   403   403   200   404   404   200   403   404   403   403   404
units:change_reorganisation/reorganisation POST 302   403   403   422   404   404   422   403   404   403   403   404
units:discard_reorganisation/reorganisation GET  302   403   403   200   404   404   200   403   404   403   403   404
units:discard_reorganisation/reorganisation POST 302   403   403   422   404   404   422   403   404   403   403   404
units:apply_reorganisation/reorganisation GET  302   403   403   200   404   404   200   403   404   403   403   404
units:apply_reorganisation/reorganisation POST 302   403   403   422   404   404   422   403   404   403   403   404
units:take_back_reorganisation/reorganisation GET  302   403   403   302   404   404   302   403   404   403   403   404
units:take_back_reorganisation/reorganisation POST 302   403   403   422   404   404   422   403   404   403   403   404
units:import_steps/reorganisation         GET  302   403   403   200   404   404   200   403   404   403   403   404
units:import_steps/reorganisation         POST 302   403   403   422   404   404   422   403   404   403   403   404
units:add_step/reorganisation/move        GET  302   403   403   200   404   404   200   403   404   403   403   404
units:add_step/reorganisation/move        POST 302   403   403   422   404   404   422   403   404   403   403   404
units:change_step/reorganisation/1        GET  302   403   403   200   404   404   200   403   404   403   403   404
units:change_step/reorganisation/1        POST 302   403   403   422   404   404   422   403   404   403   403   404
units:drop_step/reorganisation/1          POST 302   403   403   302   404   404   302   403   404   403   403   404
desk:reorganisation_effects/reorganisation GET  302   403   403   200   404   404   200   403   404   403   403   404
units:people                              GET  302   403   403   200   403   403   200   403   200   403   403   200
units:add_person                          GET  302   403   403   200   403   403   200   403   200   403   403   200
units:add_person                          POST 302   403   403   422   403   403   422   403   422   403   403   422
units:person/person                       GET  302   403   403   200   403   403   200   403   404   403   403   404
units:change_person/person                GET  302   403   403   200   403   403   200   403   404   403   403   404
units:change_person/person                POST 302   403   403   422   403   403   422   403   404   403   403   404
units:reset_password/person               GET  302   403   403   200   403   403   200   403   404   403   403   404
units:reset_password/person               POST 302   403   403   200   403   403   200   403   404   403   403   404
units:set_active/person                   GET  302   403   403   200   403   403   200   403   404   403   403   404
units:set_active/person                   POST 302   403   403   302   403   403   302   403   404   403   403   404
units:give_post/person                    GET  302   403   403   200   403   403   200   403   404   403   403   404
units:give_post/person                    POST 302   403   403   422   403   403   422   403   404   403   403   404
units:end_post/post                       GET  302   403   403   200   403   403   200   403   404   403   403   404
units:end_post/post                       POST 302   403   403   422   403   403   422   403   404   403   403   404
indicators:list                           GET  302   200   200   200   200   200   200   200   200   403   403   200
indicators:forms                          GET  302   200   200   200   200   200   200   200   200   403   403   200
indicators:form/small                     GET  302   200   200   200   200   200   200   200   200   403   403   200
indicators:indicator/classes              GET  302   200   200   200   200   200   200   200   200   403   403   200
indicators:regimes                        GET  302   200   200   200   200   200   200   200   200   403   403   200
indicators:targets                        GET  302   200   200   200   200   200   200   200   200   403   403   200
indicators:targets?unit=xa_an             GET  302   200   200   200   404   404   200   200   404   403   403   404
indicators:targets                        POST 302   403   403   403   404   404   302   403   404   403   403   404
directives:list                           GET  302   200   200   200   200   200   200   200   200   403   403   200
directives:register                       GET  302   200   403   200   200   200   200   403   403   403   403   200
directives:register                       POST 302   422   403   422   422   422   422   403   403   403   403   422
directives:document/document              GET  302   200   200   200   200   404   200   200   404   403   403   404
directives:change/document                GET  302   200   403   200   403   404   403   403   404   403   403   404
directives:change/document                POST 302   422   403   422   403   404   403   403   404   403   403   404
directives:file/document                  GET  302   200   200   200   200   404   200   200   404   403   403   404
directives:attach/document                POST 302   422   403   422   403   404   403   403   404   403   403   404
directives:link/document                  POST 302   404   403   404   403   404   403   403   404   403   403   404
directives:unlink/document                POST 302   404   403   404   403   404   403   403   404   403   403   404
collection:rounds                         GET  302   200   200   200   200   200   200   200   200   403   403   200
collection:prepare                        GET  302   403   403   200   403   403   200   403   403   403   403   200
collection:prepare                        POST 302   403   403   422   403   403   422   403   403   403   403   422
collection:round/r-open                   GET  302   200   200   200   200   404   200   200   404   403   403   404
collection:round/r-prepared               GET  302   404   404   404   404   404   200   200   404   403   403   404
collection:round/r-old                    GET  302   200   200   200   404   404   200   200   200   403   403   404
collection:change/r-open                  GET  302   403   403   403   403   404   200   403   404   403   403   404
collection:change/r-open                  POST 302   403   403   403   403   404   422   403   404   403   403   404
collection:change/r-prepared              GET  302   404   404   404   404   404   200   403   404   403   403   404
collection:open/r-prepared                POST 302   404   404   404   404   404   302   403   404   403   403   404
collection:close/r-open                   POST 302   403   403   403   403   404   302   403   404   403   403   404
collection:begin/r-open                   POST 302   302   403   302   404   404   302   403   404   403   403   404
collection:begin/r-fresh                  POST 302   302   403   302   404   404   302   403   404   403   403   404
collection:begin/r-old                    POST 302   403   403   403   404   404   403   403   403   403   403   404
collection:submission/draft               GET  302   200   200   200   404   404   403   403   404   403   403   404
collection:submission/sent                GET  302   200   200   200   404   404   200   200   404   403   403   404
collection:submission/proxy               GET  302   200   200   200   200   404   403   403   404   403   403   404
collection:enter/draft                    POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:enter/sent                     POST 302   409   403   409   404   404   403   403   404   403   403   404
collection:enter/proxy                    POST 302   403   403   302   302   404   403   403   404   403   403   404
collection:upload/draft                   POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:check/draft                    GET  302   200   200   200   404   404   403   403   404   403   403   404
collection:check/draft                    POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:check/sent                     GET  302   302   302   302   404   404   302   302   404   403   403   404
collection:check/sent                     POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:check/proxy                    POST 302   403   403   302   302   404   403   403   404   403   403   404
collection:accept/draft                   POST 302   403   403   403   404   404   302   302   404   403   403   404
collection:accept/sent                    POST 302   403   403   403   404   404   302   302   404   403   403   404
collection:send_back/sent                 POST 302   403   403   403   404   404   302   302   404   403   403   404
collection:narrative/narrative_draft      GET  302   200   200   200   404   404   403   403   404   403   403   404
collection:narrative/narrative_sent       GET  302   200   200   200   404   404   200   200   404   403   403   404
collection:narrative_file/narrative_draft GET  302   200   200   200   404   404   403   403   404   403   403   404
collection:narrative_file/narrative_sent  GET  302   200   200   200   404   404   200   200   404   403   403   404
collection:cite/narrative_draft           POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:cite/narrative_sent            POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:decide/proposal_draft          POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:decide/proposal_sent           POST 302   302   403   302   404   404   403   403   404   403   403   404
collection:figure/figure_draft            GET  302   200   200   200   404   404   403   403   404   403   403   404
collection:figure/figure_sent             GET  302   200   200   200   404   404   200   200   404   403   403   404
editions:editions                         GET  302   200   200   200   200   200   200   200   200   403   403   200
editions:begin                            POST 302   403   403   302   403   403   302   403   403   403   403   404
editions:begin#r-old                      POST 302   403   403   404   403   403   302   403   403   403   403   404
editions:edition/edition_draft            GET  302   200   200   200   404   404   403   403   404   403   403   404
editions:edition/edition_approved         GET  302   200   200   200   404   404   200   200   404   403   403   404
editions:write/edition_draft              GET  302   403   403   200   404   404   403   403   404   403   403   404
editions:write/edition_draft              POST 302   403   403   422   404   404   403   403   404   403   403   404
editions:write/edition_issued             POST 302   403   403   422   404   404   403   403   404   403   403   404
editions:approve/edition_draft            POST 302   403   403   302   404   404   403   403   404   403   403   404
editions:issue/edition_approved           POST 302   403   403   302   404   404   403   403   404   403   403   404
editions:scan/edition_issued              POST 302   403   403   302   404   404   403   403   404   403   403   404
editions:correct/edition_issued           POST 302   403   403   302   404   404   403   403   404   403   403   404
editions:file/edition_draft/docx          GET  302   200   200   200   404   404   403   403   404   403   403   404
editions:file/edition_issued/docx         GET  302   200   200   200   404   404   200   200   404   403   403   404
editions:file/edition_issued/figures      GET  302   200   200   200   404   404   200   200   404   403   403   404
editions:file/edition_issued/scan         GET  302   404   404   404   404   404   404   404   404   403   403   404
demo:cast                                 GET  404   404   404   404   404   404   404   404   404   404   404   404
demo:start                                GET  404   404   404   404   404   404   404   404   404   404   404   404
demo:play                                 POST 404   404   404   404   404   404   404   404   404   404   404   404
"""


@dataclass
class World:
    """One of everything, and a browser for everybody."""

    cast: Cast
    things: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)


def make_world() -> World:
    """The cast, a document, rounds, submissions, narratives, figures and editions in every state."""
    world = World(make_cast())
    asking = Asking(world.cast, make_form())
    posts = _posts(world.cast)
    _answers(world, asking, posts["head"])
    _editions(world, asking, posts["head"])
    _documents(world)
    world.things["reorganisation"] = _reorganisation(world.cast, posts["head"])
    for who in WHO:
        world.clients[who] = Client() if who == "anon" else world.cast.sign_in(Client(), posts[who])
    return world


def _posts(cast: Cast) -> dict[str, Any]:
    made = {
        "offic": cast.officer_an, "below": cast.officer_thon, "besid": cast.officer_bo, "above": cast.administrator,
        "leadr": cast.leader, "ended": cast.ended, "none": cast.nobody, "alien": cast.stranger,
    }  # fmt: skip
    for who, unit, role in (
        ("read", cast.xa_an, "reader"),
        ("head", cast.xa_an, "administrator"),
        ("formr", cast.xa_cu, "administrator"),
    ):
        made[who] = give_post(
            person=make_person(who, f"Người {who}"), unit=unit, line=cast.line,
            roles=[Role.objects.get(code=role)], since=BEGINNING, by=None, now=ASKED_AT,
        )  # fmt: skip
    return made


ROUNDS = ("r-open", "r-sent", "r-fresh", "r-prepared")


def _answers(world: World, asking: Asking, head: Any) -> None:
    cast, things = world.cast, world.things
    asked = ["xa_an", "xa_ca", "thon_1"]
    rounds = {code: asking.round(code, units=asked, opened=code != "r-prepared") for code in ROUNDS}
    drafted = asking.begin(rounds["r-open"])
    things["narrative_draft"] = keep(drafted, TEXT, cast.officer_an)
    asking.enter(drafted, classes=11)
    sent = asking.begin(rounds["r-sent"])
    things["narrative_sent"] = keep(sent, TEXT + " ", cast.officer_an)
    things["proposal_sent"] = things["narrative_sent"].proposals.get(text="12")
    narratives.take(
        proposal=things["proposal_sent"], indicator=asking.indicators["classes"], breakdown="", by=cast.officer_an
    )
    asking.send(sent)
    things |= {"draft": drafted, "sent": sent, "proposal_draft": things["narrative_draft"].proposals.get(text="12")}
    for name, submission in (("figure_draft", drafted), ("figure_sent", sent)):
        things[name] = Figure.objects.filter(submission=submission).last()
    things["proxy"] = asking.begin(rounds["r-open"], head, cast.thon_1)
    asking.enter(things["proxy"], head, classes=3)
    asking.round("r-old", period="2025", units=["xa_cu"])
    things["round"] = rounds["r-open"]


def _editions(world: World, asking: Asking, head: Any) -> None:
    round = world.things["round"]
    words = Words(summary="Kết quả", issuer="UBND XÃ AN ĐƯỜNG", signer_name="Người ký")
    for name in ("issued", "approved", "draft"):  # a draft that nobody wrote in would be begun only once
        edition = editions.begin(unit=head.unit, round=round, words=words, by=head)
        if name != "draft":
            editions.approve(edition=edition, by=head)
            edition.refresh_from_db()
        if name == "issued":
            day = timezone.localdate(edition.approved_at)
            editions.issue(edition=edition, number=1, day=day, by=head)
        world.things[f"edition_{name}"] = edition


def _documents(world: World) -> None:
    given: dict[str, Any] = {"type": "ke_hoach", "issued_on": BEGINNING, "summary": "Mở lớp"}
    given |= {"by": world.cast.officer_an, "file": keep_made(b"Mo 12 lop.", kind="txt"), "file_name": "ke-hoach.txt"}
    world.things["document"] = directives.register(sign="07/KH-UBND", issuer="UBND xã An Đường", **given)
    world.things["person"] = world.cast.officer_an.person
    world.things["post"] = world.cast.officer_an


def _reorganisation(cast: Cast, head: Any) -> Any:
    day = timezone.localdate() + timedelta(days=9)
    made = prepare_reorganisation(title="Sắp xếp", basis="", day=day, unit=cast.xa_an, line=cast.line, by=head)
    add_steps(reorganisation=made, seen=1, steps=[Step(0, "end", ("thon_1",))], by=head)
    return made


# --- the test ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Named as the plugin's fixture, so that the rows run on both databases; but made once for all of them."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES_ROOT=Path(files)), pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "seal", lambda: None)  # it asks to be outermost, and we undo all of it
        with transaction.atomic():
            yield make_world()
            transaction.set_rollback(True)


DATA: dict[str, dict[str, Any]] = {
    "people:language": {"language": "en"},
    "people:profile": {"name": "Tên Mới", "language": "vi"},
    "units:set_active": {"active": "0"},
    "indicators:targets": {"unit": "xa_an", "period": "2026"},
    "directives:link": {"rests_on": "x"},
    "directives:unlink": {"rests_on": "x"},
    "collection:begin": {"unit": "xa_an"},
    "collection:begin/r-old": {"unit": "xa_cu"},
    "collection:send_back": {"text": "Xem lại."},
    "collection:decide": {"verb": "reject"},
    "collection:cite": {"start": "0", "document": "1"},
    "editions:begin": {"round": "r-open"},
    "editions:begin#r-old": {"round": "r-old"},
    "editions:issue": {"number": "2", "symbol": "BC-UBND", "day": f"{timezone.localdate():%d/%m/%Y}"},
    "demo:play": {"login": "officer_an"},
}


def rows() -> list[Any]:
    """(door, verb, {who: status}) of each line of the table."""
    head, *lines = [line.split() for line in DOORS.strip().splitlines()]
    assert head == list(WHO)
    return [pytest.param(*row[:2], dict(zip(WHO, row[2:], strict=True)), id=f"{row[1]} {row[0]}") for row in lines]


def name_of(door: str) -> str:
    """`units:unit/xa_an` → `units:unit`."""
    return re.split("[/?#]", door)[0]


def address(world: World, door: str) -> str:
    """`collection:round/r-open` stands for the page of the round of that code, `…/draft` for that of the thing."""
    path, _, query = door.partition("?")
    things = path.partition("#")[0].split("/")[1:]
    known = [getattr(world.things[one], "pk", None) if one in world.things else one for one in things]
    return reverse(name_of(door), args=known) + (f"?{query}" if query else "")


def knock(world: World, who: str, verb: str, door: str) -> str:
    """The status; what was changed is undone."""
    client, path = world.clients[who], address(world, door)
    data = DATA.get(door) or DATA.get(name_of(door)) or {"nothing": ""}
    kept = copy.deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(path) if verb == "GET" else client.post(path, data)
        for close in answer._resource_closers if answer.streaming else ():  # `answer.close()` closes the database too
            close()
        transaction.set_rollback(True)
    client.cookies = kept
    to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?next=")
    assert to_sign_in == (who == "anon" and answer.status_code == 302 and name_of(door) not in OPEN), (who, answer.url)
    return str(answer.status_code)


OPEN = ("people:sign_in", "people:sign_out", "people:language")


@pytest.mark.parametrize(("door", "verb", "expected"), rows())
def test_who_may_pass(db: World, door: str, verb: str, expected: dict[str, str]) -> None:
    found = {who: knock(db, who, verb, door) for who in WHO}
    assert found == expected, f"{door:42}{verb:5}" + " ".join(f"{status:5}" for status in found.values())


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Every named door of the project."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            assert isinstance(pattern, URLPattern)
            yield f"{space}{pattern.name}"


def test_every_door_has_its_rows() -> None:
    told = {name_of(line.split()[0]) for line in DOORS.strip().splitlines()[1:]}
    assert told == set(names(get_resolver()))


def test_what_changes_something_is_never_done_by_a_link(db: World) -> None:
    """A door without a row for GET refuses it."""
    only = [row.values[0] for row in rows() if row.values[1] == "POST"]
    shown = {name_of(row.values[0]) for row in rows() if row.values[1] == "GET"}
    found = {door: knock(db, "head", "GET", door) for door in only if name_of(door) not in shown}
    assert len(found) > 15 and set(found.values()) <= {"405", "404"}, found
