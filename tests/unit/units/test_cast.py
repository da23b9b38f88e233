"""The cast stands as its table says."""

from tests.cast import Cast
from trienkhai.units.queries import place_of, reach, today


def test_the_cast_stands_where_its_table_says(cast: Cast) -> None:
    assert place_of(cast.thon_1, cast.line, today()).parent == cast.xa_an
    assert place_of(cast.xa_cu, cast.line, today()) is None
    names = {unit.code for unit in reach(cast.officer_an).units()}
    assert names == {"xa_an", "thon_1", "thon_2", "xa_cu"}
    assert len(cast.units()) == 11
