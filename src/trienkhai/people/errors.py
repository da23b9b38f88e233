"""Why a person cannot be added or changed as asked. `field` names the input beside which the reason belongs."""

from trienkhai.vietnamese import Refusal


class CannotAdd(Refusal):
    """The login or the telephone number belongs to somebody else, or is none."""

    code = "cannot_add"
    field = ""


class WrongLogin(CannotAdd):
    """Another login would do."""

    field = "login"


class WrongPersonName(CannotAdd):
    """Another way to write the name would do."""

    field = "name"


class WrongTelephone(CannotAdd):
    """Another number, or none, would do."""

    field = "telephone"


class CannotChange(Refusal):
    """What is asked would lock the person out of their own affairs."""

    code = "cannot_change"
