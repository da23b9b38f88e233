"""Whatever is done to a file, it is taken as what it is or refused with a reason; nothing else happens."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.files import made
from trienkhai.files import inside, kinds
from trienkhai.vietnamese import Refusal

SOUND = {
    "a.docx": made.word(),
    "a.xlsx": made.workbook(),
    "a.pdf": made.pdf(made.encryption(b"")),
    "a.csv": b"ma;ten\n",
}
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=8)), max_size=6)
QUIET = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", SOUND)
@QUIET
@given(changes=CHANGES, end=st.integers(0, 1 << 20) | st.none())
def test_a_damaged_file_is_taken_or_refused(
    tmp_path: Path, name: str, changes: list[tuple[int, bytes]], end: int | None
) -> None:
    content = bytearray(SOUND[name])
    for place, change in changes:
        start = place % len(content)
        content[start : start + len(change)] = change
    path = tmp_path / "content"
    path.write_bytes(content[: end % len(content)] if end else content)
    with contextlib.suppress(Refusal):
        kinds.check(path, name)
    if name != "a.pdf":
        with contextlib.suppress(Refusal):
            inside.table(path, name=name)


@QUIET
@given(content=st.binary(max_size=600))
def test_any_bytes_are_taken_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "content"
    path.write_bytes(content)
    with contextlib.suppress(Refusal):
        kinds.check(path, "a.csv")
        inside.table(path, name="a.csv")
