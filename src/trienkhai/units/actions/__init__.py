"""Units, places and posts: made, moved, succeeded, given and ended."""

from .catalogue import load_kinds, load_roles
from .drafting import (
    add_steps,
    change_reorganisation,
    change_step,
    discard_reorganisation,
    drop_step,
    prepare_reorganisation,
)
from .import_people import Slip, import_people
from .import_steps import import_reorganisation, import_steps
from .import_units import import_units
from .import_vietnam import import_vietnam
from .naming import add_unit, create_unit, refresh_names, refresh_names_of_the_day, rename
from .posts import add_person_with_post, end_post, give_post
from .reorganising import apply_reorganisation, take_back_reorganisation
from .tree import begin_earlier, end_unit, place, place_in_line
from .vietnam_shares import settle_shares

__all__ = [
    "Slip",
    "add_person_with_post",
    "add_steps",
    "add_unit",
    "apply_reorganisation",
    "begin_earlier",
    "change_reorganisation",
    "change_step",
    "create_unit",
    "discard_reorganisation",
    "drop_step",
    "end_post",
    "end_unit",
    "give_post",
    "import_people",
    "import_reorganisation",
    "import_steps",
    "import_units",
    "import_vietnam",
    "load_kinds",
    "load_roles",
    "place",
    "place_in_line",
    "prepare_reorganisation",
    "refresh_names",
    "refresh_names_of_the_day",
    "rename",
    "settle_shares",
    "take_back_reorganisation",
]
