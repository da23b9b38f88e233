"""Why units and posts cannot be changed as asked."""

from trienkhai.vietnamese import Refusal


class CannotPlace(Refusal):
    """The tree would not be a tree, or the day lies before what is already recorded."""

    code = "cannot_place"


class CannotHold(Refusal):
    """The post cannot be given or ended so."""

    code = "cannot_hold"


class BadRow(Refusal):
    """A row of an imported table is wrong; nothing of the table was taken."""

    code = "bad_row"
