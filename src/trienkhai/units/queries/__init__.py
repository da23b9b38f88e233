"""Questions about units: the tree of a day, who lies in whose reach, what lists show."""

from .lists import (
    Branch,
    Standing,
    current_units,
    designations,
    kinds,
    lines,
    people_seen_from,
    placements,
    posts_held_by,
    posts_in,
    posts_of,
    roles,
    search_units,
    standings,
    successions,
    tree,
    with_posts,
)
from .reaching import Reach, reach
from .story import Told, story_of
from .tree import ancestors, children, place_of, subtree, today

__all__ = [
    "Branch",
    "Reach",
    "Standing",
    "Told",
    "ancestors",
    "children",
    "current_units",
    "designations",
    "kinds",
    "lines",
    "people_seen_from",
    "place_of",
    "placements",
    "posts_held_by",
    "posts_in",
    "posts_of",
    "reach",
    "roles",
    "search_units",
    "standings",
    "story_of",
    "subtree",
    "successions",
    "today",
    "tree",
    "with_posts",
]
