"""Units, places and posts: made, moved, succeeded, given and ended."""

from .catalogue import load_kinds, load_roles
from .naming import add_unit, create_unit, refresh_names, rename
from .posts import add_person_with_post, end_post, give_post
from .tree import end_unit, place

__all__ = [
    "add_person_with_post",
    "add_unit",
    "create_unit",
    "end_post",
    "end_unit",
    "give_post",
    "load_kinds",
    "load_roles",
    "place",
    "refresh_names",
    "rename",
]
