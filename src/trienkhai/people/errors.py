"""Why a person cannot be added or changed as asked."""

from trienkhai.vietnamese import Refusal


class CannotAdd(Refusal):
    """The login or the telephone number belongs to somebody else, or is none."""

    code = "cannot_add"


class CannotChange(Refusal):
    """What is asked would lock the person out of their own affairs."""

    code = "cannot_change"
