"""What a register offers for the numbers cited in a paper."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.unit.directives.test_keeping import registered
from trienkhai.directives.queries import register_candidates
from trienkhai.reading.register import Registered


def test_candidates_are_rows_of_the_registers_that_the_post_sees(cast: Cast, django_assert_num_queries: Any) -> None:
    above = registered(cast.officer)
    own = registered(cast.officer_an, sign="15/KH-UBND", issuer="Ủy ban nhân dân xã An Đường")
    registered(cast.officer_bo, sign="15/KH-UBND", issuer="Ủy ban nhân dân xã Bồ Đề Hạ")
    registered(cast.stranger, sign="15/KH-UBND", issuer="Ủy ban nhân dân tỉnh Lạ Thủy")
    registered(cast.officer, sign="16/KH-UBND")
    assert [one.id for one in register_candidates(cast.officer_an, ["15", "15", "7"])] == [above.pk, own.pk]
    assert register_candidates(cast.officer, ["16"]) == [
        Registered(
            above.pk + 4, "kế hoạch", "16", "KH-UBND", "Ủy ban nhân dân tỉnh Đông Giang", date(2026, 2, 5), "state"
        )
    ]
    with django_assert_num_queries(0):
        assert register_candidates(cast.officer, []) == []


def test_a_paper_with_many_numbers_asks_once(cast: Cast) -> None:
    registered(cast.officer)
    with CaptureQueriesContext(connection) as asked:
        assert len(register_candidates(cast.officer_an, [str(number) for number in range(5000)])) == 1
    assert len([one for one in asked.captured_queries if 'FROM "directives_document"' in one["sql"]]) == 1
