"""Units, places and posts: made, moved, succeeded, given and ended."""

from .catalogue import load_kinds, load_roles
from .import_people import Slip, import_people
from .import_units import import_units
from .import_vietnam import import_vietnam
from .naming import add_unit, create_unit, refresh_names, rename
from .posts import add_person_with_post, end_post, give_post
from .tree import begin_earlier, end_unit, place

__all__ = [
    "Slip",
    "add_person_with_post",
    "add_unit",
    "begin_earlier",
    "create_unit",
    "end_post",
    "end_unit",
    "give_post",
    "import_people",
    "import_units",
    "import_vietnam",
    "load_kinds",
    "load_roles",
    "place",
    "refresh_names",
    "rename",
]
