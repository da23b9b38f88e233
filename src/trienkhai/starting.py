"""What comes before a command works on an installation: Django with its settings, and the folder of its state."""

import importlib
import os
import secrets
from pathlib import Path

from trienkhai.vietnamese import Refusal


def start_django() -> None:
    """Load settings and rooms; takes half a second, so only commands that need it pay."""
    module = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trienkhai.settings")
    import django

    try:
        importlib.import_module(module)
    except ValueError as error:  # a setting of the environment that cannot be used
        raise Refusal("{reason}", reason=error) from error
    django.setup()


def make_state(state: Path) -> None:
    """The state folder and the secret key, readable by their owner only."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    (state / "static").mkdir(exist_ok=True)  # WhiteNoise warns where there is none
    key = state / "secret_key"
    if not key.exists():
        part = state / "secret_key.part"
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        part.rename(key)
