"""Why units and posts cannot be changed as asked. `field` names the input of a form beside which the reason belongs."""

from trienkhai.vietnamese import Refusal


class CannotPlace(Refusal):
    """The tree would not be a tree, or the day lies before what is already recorded."""

    code = "cannot_place"
    field = ""


class WrongDay(CannotPlace):
    """Another day would do."""

    field = "since"


class WrongParent(CannotPlace):
    """Another parent would do."""

    field = "parent"


class WrongCode(CannotPlace):
    """Another code would do."""

    field = "code"


class WrongName(CannotPlace):
    """Another name would do."""

    field = "name"


class WrongHeirs(CannotPlace):
    """Other successors or shares would do."""

    field = "heir_1"


class CannotHold(Refusal):
    """The post cannot be given or ended so."""

    code = "cannot_hold"
    field = ""


class WrongBegin(CannotHold):
    """Another first day would do."""

    field = "since"


class WrongEnd(CannotHold):
    """Another last day would do."""

    field = "until"


class WrongRow(Refusal):
    """A row of an imported table cannot be taken."""

    code = "wrong_row"


class BadTable(Refusal):
    """Rows of an imported table are wrong; nothing of the table was taken. `reasons`: by number of the row."""

    code = "bad_table"

    def __init__(self, reasons: dict[int, str]) -> None:
        self.reasons = reasons
        super().__init__("{rows}", rows="; ".join(f"{number}: {reason}" for number, reason in reasons.items()))


class CannotReorganise(Refusal):
    """A reorganisation cannot be prepared, applied or taken back so."""

    code = "cannot_reorganise"
    field = ""


class ChangedMeanwhile(CannotReorganise):
    """Somebody else was quicker, perhaps oneself in another tab."""

    code = "changed_meanwhile"
