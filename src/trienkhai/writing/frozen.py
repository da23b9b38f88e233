"""An outline as JSON and back: what an approved edition keeps. Sorted keys, no spaces that vary, UTF-8."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from trienkhai.vietnamese import N_, Refusal

from .outline import Block, Outline

FORMAT = 1
BLOCKS: dict[str, type] = {kind.__name__: kind for kind in get_args(Block)}


class BadOutline(Refusal):
    """The JSON is not an outline of a form this version knows."""

    code = "bad_outline"


def to_json(outline: Outline) -> str:
    """Return the outline as canonical JSON text: equal outlines give equal text, ready to be hashed as UTF-8."""
    return json.dumps({"format": FORMAT, "outline": _encode(outline)}, ensure_ascii=False, sort_keys=True, indent=1)


def from_json(text: str | bytes) -> Outline:
    """Return the outline that `to_json` wrote. Raises BadOutline for anything else."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise BadOutline(
                N_("Bản lưu có dạng {given}, phần mềm này đọc dạng {known}. Hãy nâng cấp phần mềm."),
                given=str(data["format"]),
                known=str(FORMAT),
            )
        outline = _decode(data["outline"], Outline)
    except (KeyError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise BadOutline(
            N_("Bản lưu của báo cáo bị hỏng ({reason}). Hãy khôi phục tệp từ bản sao lưu."), reason=str(error)
        ) from error
    assert isinstance(outline, Outline)
    return outline


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        data = {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **data} if type(value).__name__ in BLOCKS else data
    if isinstance(value, tuple | list):
        return [_encode(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(value: Any, hint: Any) -> Any:
    if hint == Block:
        kind = BLOCKS[value["is"]]
        return _decode({key: item for key, item in value.items() if key != "is"}, kind)
    if get_origin(hint) in (Union, UnionType):
        return None if value is None else _decode(value, get_args(hint)[0])
    if get_origin(hint) is tuple:
        return tuple(_decode(item, get_args(hint)[0]) for item in value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is Decimal:
        return Decimal(value)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{key: _decode(item, hints[key]) for key, item in value.items()})
    return value
