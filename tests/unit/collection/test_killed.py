"""The server killed while sending, and two who send at once: real processes and threads on the real database."""

import json
import signal
import subprocess
import sys
import threading
from typing import Any

import pytest
from django.db import connection

from tests.unit.collection.asking import Asking
from trienkhai.collection import actions, counting, queries
from trienkhai.collection.errors import AlreadySent
from trienkhai.collection.models import Figure, Submission
from trienkhai.journal.models import Entry
from trienkhai.units.models import Post, Unit

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = """
import json, sys, time, django
from django.conf import settings
from trienkhai import settings as ours
database, submission, post, last = json.loads(sys.argv[1])
given = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
settings.configure(**given | {"DATABASES": {"default": database}})
django.setup()
from django.db import connection
from trienkhai.collection import actions
from trienkhai.collection.models import Submission
from trienkhai.units.models import Post

done = 0

def stop_after(execute, sql, params, many, context):
    global done
    answer = execute(sql, params, many, context)
    done += 1
    if done == last:
        print("stopped", flush=True)
        time.sleep(60)
    return answer

sending = {"submission": Submission.objects.get(pk=submission), "by": Post.objects.get(pk=post)}
with connection.execute_wrapper(stop_after):
    actions.send(**sending)
print("sent", flush=True)
time.sleep(60)
"""


def killed_while_sending(submission: Submission, by: Post, *, after: int) -> str:
    """A process that sends, killed after so many statements of its own, or once all was done."""
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    database = {name: connection.settings_dict[name] for name in names}
    told = json.dumps([database, submission.pk, by.pk, after])
    worker = subprocess.Popen([sys.executable, "-X", "utf8", "-c", PROGRAM, told], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    said = worker.stdout.readline().strip()
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    return said


def state_of(submission: Submission) -> tuple[Any, ...]:
    """What the database holds of the sending."""
    submission.refresh_from_db()
    counting = list(Figure.objects.filter(counts=True).order_by("pk").values_list("value", flat=True))
    told = Entry.objects.filter(verb="submission.sent").count()
    return submission.state, submission.sent_at is not None, counting, told


@pytest.mark.parametrize("after", [2, 5, 7, 8])
def test_killed_in_the_middle_the_draft_is_as_it_was_and_is_sent_afterwards(asking: Asking, after: int) -> None:
    asking.answer(asking.round("mot"), classes=10)
    draft = asking.begin(asking.round("hai"))
    asking.enter(draft, classes=(12, "", "đếm lại"), attended=90)
    before = state_of(draft)
    assert before == ("draft", False, [10], 1)
    assert killed_while_sending(draft, asking.cast.officer_an, after=after) == "stopped"
    assert state_of(draft) == before
    assert asking.standing(draft).value == 12
    asking.send(draft)
    assert state_of(draft) == ("sent", True, [12, 90], 2)


def test_killed_after_the_end_all_is_sent(asking: Asking) -> None:
    draft = asking.begin(asking.round())
    asking.enter(draft, classes=12)
    assert killed_while_sending(draft, asking.cast.officer_an, after=1000) == "sent"
    assert state_of(draft) == ("sent", True, [12], 1)
    with pytest.raises(AlreadySent):
        asking.send(draft)


def together(*deeds: Any) -> list[BaseException | None]:
    """All at once, each in a thread with a connection of its own; what each raised, in order."""
    gate, outcomes = threading.Barrier(len(deeds)), [None] * len(deeds)

    def work(place: int, deed: Any) -> None:
        try:
            gate.wait(timeout=20)
            deed()
        except BaseException as error:
            outcomes[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=pair) for pair in enumerate(deeds)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    return outcomes


def test_of_two_clicks_at_the_same_moment_one_sends(asking: Asking) -> None:
    by, round = asking.cast.officer_an, asking.round()
    draft = asking.begin(round)
    asking.enter(draft, classes=12)
    pages = [Submission.objects.get(pk=draft.pk) for _ in range(3)]
    outcomes = together(*(lambda page=page: actions.send(submission=page, by=by) for page in pages))
    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadySent", "AlreadySent", "NoneType"]
    assert state_of(draft) == ("sent", True, [12], 1)


def test_a_second_sender_waits_for_the_first_and_is_told(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first holds its claim while the second makes its own."""
    by = asking.cast.officer_an
    draft = asking.begin(asking.round())
    asking.enter(draft, classes=12)
    claimed, slow = threading.Event(), counting.count

    def count(*given: Any) -> None:
        claimed.set()
        threading.Event().wait(0.5)
        slow(*given)

    monkeypatch.setattr(actions, "count", count)
    pages = [Submission.objects.get(pk=draft.pk) for _ in range(2)]

    def second() -> None:
        claimed.wait(timeout=20)
        actions.send(submission=pages[1], by=by)

    outcomes = together(lambda: actions.send(submission=pages[0], by=by), second)
    assert outcomes[0] is None and isinstance(outcomes[1], AlreadySent)
    assert state_of(draft) == ("sent", True, [12], 1)


def test_two_rounds_sent_at_once_leave_one_figure_per_cell(asking: Asking) -> None:
    by, drafts = asking.cast.officer_an, []
    for code, value in (("mot", 12), ("hai", 13), ("ba", 14)):
        drafts.append(asking.begin(asking.round(code)))
        asking.enter(drafts[-1], classes=value)
    assert together(*(lambda one=one: actions.send(submission=one, by=by) for one in drafts)) == [None] * 3
    assert len(asking.counting()) == 1
    assert [queries.latest_of(one)[0].sent_at is not None for one in drafts] == [True] * 3
    deeds = [lambda one=one: actions.send_back(submission=one, text="Xem lại.", by=by) for one in drafts[:2]]
    last = asking.begin(asking.round("bon"))
    asking.enter(last, classes=(15, "", "đếm lại"))
    assert together(*deeds, lambda: actions.send(submission=last, by=by)) == [None] * 3
    assert asking.counting() == [15]


def test_two_first_clicks_make_one_draft(asking: Asking) -> None:
    round, by = asking.round(), asking.cast.officer_an
    unit = Unit.objects.get(pk=by.unit_id)
    outcomes = together(*(lambda: actions.begin(round=round, unit=unit, by=by) for _ in range(3)))
    assert outcomes == [None] * 3
    assert Submission.objects.count() == 1 and Entry.objects.filter(verb="submission.begun").count() == 1
