"""A reorganisation in words: its steps, and what becomes of each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from trienkhai.kit.formats import percent
from trienkhai.vietnamese import sort_key

from .. import planning
from ..reorganisation_forms import WORDS

MOST_NAMED = 12
MOST_SHOWN = 400

Names = Mapping[str, str]


def names_of(effects: planning.Effects, known: Names) -> dict[str, str]:
    """Code → name, those of new units too."""
    return dict(known) | {code: called.name for code, called in effects.created.items()}


def sentence(step: planning.Step, names: Names, kinds: Names) -> str:
    """A step as people say it, without its verb."""
    units = _listed(names.get(code, code) for code in step.units)
    heirs = _listed(
        names.get(code, code) if share == 1 else f"{names.get(code, code)} ({percent(share * 100)})"
        for code, share in step.heirs
    )
    parent, new = names.get(step.parent, step.parent), f"{step.name} ({step.code})"
    kind = kinds.get(step.kind, step.kind)
    return {
        planning.MERGE: _("{units} → {new}, đơn vị mới") if step.code else _("{units} → {heirs}"),
        planning.SPLIT: _("{units} → {heirs}"),
        planning.MOVE: _("{units} về dưới {parent}"),
        planning.RENAME: _("{units} thành «{name}»"),
        planning.KIND: _("{units} thành loại {kind}"),
        planning.ABOLISH: _("mọi đơn vị loại {kind} dưới {parent}; đơn vị trên kế tục"),
        planning.END: _("{units}; {heirs} kế tục") if step.heirs else _("{units}; đơn vị trên kế tục"),
        planning.NEW: _("{new}, trực thuộc {parent}"),
    }[step.verb].format(units=units, heirs=heirs, parent=parent, new=new, name=step.name, kind=kind)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    if len(every) <= MOST_NAMED:
        return ", ".join(every)
    more = _("và {count} đơn vị khác").format(count=len(every) - MOST_NAMED)
    return f"{', '.join(every[:MOST_NAMED])} {more}"


def verb_of(step: planning.Step) -> Any:
    return WORDS[step.verb]


@dataclass(frozen=True)
class Change:
    """What becomes of one unit: before, after, and a badge."""

    code: str
    name: str
    label: str
    kind: str
    before: str
    after: str
    line: str = ""


def changes(
    effects: planning.Effects, main: str, names: Names, kinds: Names, line_names: Names
) -> tuple[list[Change], int]:
    """Every unit concerned, in Vietnamese order, and how many more than are shown."""
    rows = [_named(code, pair, names, kinds) for code, pair in effects.named.items()]
    for line, one in sorted(effects.lines.items(), key=lambda pair: pair[0] != main):
        where = "" if line == main else line_names.get(line, line)
        rows += _in_line(one, effects, where, names)
    rows.sort(key=lambda row: (row.line, sort_key(row.name), row.code))
    return rows[:MOST_SHOWN], max(0, len(rows) - MOST_SHOWN)


def _in_line(one: planning.InLine, effects: planning.Effects, where: str, names: Names) -> Iterable[Change]:
    def name(code: str | None) -> str:
        return names.get(code, code) if code else "—"

    for code, heirs in one.ended.items():
        to = ", ".join(
            name(heir) if share == 1 else f"{name(heir)} ≈ {percent(share * 100)}" for heir, share in heirs.items()
        )
        after = _("kết thúc; {heirs} kế tục").format(heirs=to)
        yield Change(code, name(code), _("Kết thúc"), "warning", _("đang hoạt động"), after, where)
    for code, (before, after_code) in one.moved.items():
        yield Change(
            code, name(code), _("Chuyển"), "info",
            _("trực thuộc {parent}").format(parent=name(before)),
            _("trực thuộc {parent}").format(parent=name(after_code)), where,
        )  # fmt: skip
    for code, parent in one.placed.items():
        new = code in effects.created and not where
        label = _("Mới") if new else _("Vào hệ thống")
        after = _("trực thuộc {parent}").format(parent=name(parent))
        yield Change(code, name(code), label, "good", _("chưa có"), after, where)


def _named(code: str, pair: tuple[planning.Called, planning.Called], names: Names, kinds: Names) -> Change:
    before, after = (_called(one, kinds) for one in pair)
    label = _("Đổi loại") if pair[0].name == pair[1].name else _("Đổi tên")
    return Change(code, pair[0].name, label, "info", before, after)


def _called(called: planning.Called, kinds: Names) -> str:
    parts = [called.name, kinds.get(called.kind, called.kind), called.official_code]
    return " · ".join(part for part in parts if part)
