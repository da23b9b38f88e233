"""Why a round, a submission or a figure cannot be changed as asked."""

from __future__ import annotations

from trienkhai.vietnamese import Refusal


class CannotAsk(Refusal):
    """The round is incomplete, or already as asked for."""

    code = "cannot_ask"


class CannotAnswer(Refusal):
    """The round is closed, the unit was not asked, or somebody else is writing its answer."""

    code = "cannot_answer"


class AlreadySent(Refusal):
    """Sent a moment ago, perhaps in another tab: nothing more to do."""

    code = "already_sent"


class NothingToSend(Refusal):
    """A submission without any figure."""

    code = "nothing_to_send"


class AlreadyDecided(Refusal):
    """Somebody accepted or returned it a moment ago, or decided on the proposal."""

    code = "already_decided"


class CannotEnter(Refusal):
    """A figure that cannot stand in this cell."""

    code = "cannot_enter"


class CellTaken(Refusal):
    """The cell already holds another figure of this draft; a person says whether it is replaced."""

    code = "cell_taken"


class CannotTotal(Refusal):
    """Nothing can be added up: the day is too early, or somebody's figures would lie nowhere."""

    code = "cannot_total"
