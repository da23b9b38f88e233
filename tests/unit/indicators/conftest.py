"""The kinds of units that the forms of the catalogue name."""

import pytest

from trienkhai.units.models import UnitKind


@pytest.fixture
def kinds(db: None) -> list[UnitKind]:
    return [UnitKind.objects.get_or_create(code=code, defaults={"name": code})[0] for code in ("commune", "ward")]
