"""What is done in this room: definitions taken from files, targets set."""

from .catalogue import CATALOGUE, Loaded, import_indicators, load_catalogue, take
from .targets import import_targets, set_target, set_targets

__all__ = [
    "CATALOGUE",
    "Loaded",
    "import_indicators",
    "import_targets",
    "load_catalogue",
    "set_target",
    "set_targets",
    "take",
]
