"""A table of old and new units made into steps of a draft: the whole table or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from trienkhai.kit.formats import in_words
from trienkhai.vietnamese import N_, Refusal, fold

from .. import planning
from ..errors import BadTable, CannotReorganise, WrongRow
from ..models import Line, Reorganisation, Unit, UnitKind
from ..planning import Called, Step
from ..queries import world_of
from .drafting import By, add_steps, prepare_reorganisation
from .naming import CODE, tidy
from .tables import Row, rows_of, share_of

COLUMNS = {
    "old": ["ma_cu", "old_code", "don_vi_cu"],
    "new": ["ma_moi", "new_code", "don_vi_moi"],
    "name": ["ten", "ten_moi"],
    "kind": ["loai", "loai_moi"],
    "parent": ["truc_thuoc", "cap_tren"],
    "official_code": ["ma_chinh_thuc"],
    "share": ["phan", "ty_le"],
}


@transaction.atomic
def import_steps(
    *, reorganisation: Reorganisation, seen: int, table: list[list[str]], by: By, now: datetime | None = None
) -> int:
    """Steps at the end of the draft; how many. A row says that `old` goes on in `new`, wholly or with a share.

    Several old ones of one new unit are a merger; one old unit with several rows is a split. A row without `new` ends
    the old unit, one without `old` is a new unit; where both are the same the unit goes on, perhaps with another name
    or kind. Raises BadTable with every wrong row.
    """
    rows = rows_of(table, COLUMNS, ["old", "new"])
    reader = _Reader(reorganisation)
    wrong: dict[int, str] = {}
    for number, row in rows.items():
        try:
            reader.take(row)
        except Refusal as refusal:
            wrong[number] = in_words(refusal)
    if wrong:
        raise BadTable(wrong)
    steps = reader.steps()
    add_steps(reorganisation=reorganisation, seen=seen, steps=steps, by=by, now=now)
    return len(steps)


@transaction.atomic
def import_reorganisation(
    *, title: str, basis: str, day: date, unit: Unit, line: Line, table: list[list[str]], by: By
) -> tuple[Reorganisation, int]:
    """A new draft with the steps of the table, and how many. A draft of the same name and day is not added to."""
    if Reorganisation.objects.filter(title=" ".join(title.split()), day=day, unit=unit, line=line).exists():
        raise CannotReorganise(
            N_("Đã có đợt sắp xếp «{title}» cùng ngày. Hãy bỏ bản nháp đó trước, hoặc đặt tên khác."), title=title
        )
    made = prepare_reorganisation(title=title, basis=basis, day=day, unit=unit, line=line, by=by)
    return made, import_steps(reorganisation=made, seen=made.version, table=table, by=by)


@dataclass
class _New:
    """What the rows tell about a unit that goes on or begins."""

    name: str = ""
    kind: str = ""
    parent: str = ""
    official_code: str = ""


@dataclass
class _Reader:
    """Gathers rows; `heirs` by old unit, in the order of the file."""

    reorganisation: Reorganisation
    heirs: dict[str, dict[str, Decimal | None]] = field(default_factory=dict)
    news: dict[str, _New] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = world_of(self.reorganisation.line, self.reorganisation.day, None).tree
        self.official: dict[str, list[str]] = {}
        for code, stand in self.tree.items():
            if stand.official_code:
                self.official.setdefault(stand.official_code.lower(), []).append(code)
        self.kinds = {word: kind.code for kind in UnitKind.objects.all() for word in (kind.code, fold(kind.name))}

    def code_of(self, given: str) -> str:
        """A unit's own code, or the official code that only one of those standing has."""
        given = given.lower()
        found = self.official.get(given, [])
        return found[0] if given not in self.tree and len(found) == 1 else given

    def take(self, row: Row) -> None:
        old, new = self.code_of(row["old"]), self.code_of(row["new"])
        if not old and not new:
            raise WrongRow(N_("Thiếu «{column}»."), column="old")
        if old and old not in self.tree:
            raise WrongRow(N_("Không có đơn vị nào có mã «{given}» vào ngày hiệu lực."), given=row["old"])
        if new:
            self.tell(new, row)
        if old and new != old:
            self.hand_on(old, new, row["share"])

    def hand_on(self, old: str, new: str, share: str) -> None:
        heirs = self.heirs.setdefault(old, {})
        if new in heirs or (not new and heirs) or "" in heirs:
            raise WrongRow(N_("«{old}» đã được ghi ở một dòng trên."), old=old)
        heirs[new] = share_of(share) if share else None

    def tell(self, new: str, row: Row) -> None:
        known = self.news.setdefault(new, _New())
        if new not in self.tree and not CODE.fullmatch(new):
            raise WrongRow(N_("Mã «{given}» không dùng được: chỉ gồm chữ không dấu, số, gạch dưới và gạch ngang."),
                           given=new)  # fmt: skip
        if row["kind"]:
            if fold(row["kind"]) not in self.kinds:
                raise WrongRow(N_("Không có loại đơn vị «{kind}»."), kind=row["kind"])
            known.kind = self.kinds[fold(row["kind"])]
        known.name = tidy(row["name"]) if row["name"] else known.name
        known.parent = self.code_of(row["parent"]) or known.parent
        known.official_code = row["official_code"] or known.official_code
        if not known.name and new not in self.tree:
            raise WrongRow(N_("Thiếu tên của đơn vị mới «{given}» (cột name)."), given=new)

    # --- steps --------------------------------------------------------------------------------------------------------

    def steps(self) -> list[Step]:
        mergers = self._mergers()
        made = [step.code for step in mergers if step.code]
        new = [self._new(code) for code in self.news if code not in self.tree and code not in made]
        ends = [self._end(old, heirs) for old, heirs in self.heirs.items() if len(heirs) != 1 or "" in heirs]
        going_on = [step for code, told in self.news.items() if code in self.tree for step in self._named(code, told)]
        return [*new, *mergers, *ends, *going_on]

    def _mergers(self) -> list[Step]:
        """One for each unit into which others go whole."""
        olds: dict[str, list[str]] = {}
        for old, heirs in self.heirs.items():
            if len(heirs) == 1 and "" not in heirs:
                olds.setdefault(next(iter(heirs)), []).append(old)
        return [
            Step(0, planning.MERGE, tuple(units), ((code, Decimal(1)),))
            if code in self.tree
            else self._into_new(code, tuple(units))
            for code, units in olds.items()
        ]

    def _into_new(self, code: str, units: tuple[str, ...]) -> Step:
        told = self.news[code]
        kind = told.kind or self.tree[units[0]].kind
        return Step(0, planning.MERGE, units, parent=told.parent, code=code, name=told.name, kind=kind,
                    official_code=told.official_code)  # fmt: skip

    def _new(self, code: str) -> Step:
        first = next((old for old, heirs in self.heirs.items() if code in heirs), None)
        told = self.news[code]
        if first is not None:  # a part of a split: by default what it was a part of
            told.kind = told.kind or self.tree[first].kind
            told.parent = told.parent or (self.tree[first].parent or "")
        return Step(0, planning.NEW, parent=told.parent, code=code, name=told.name, kind=told.kind,
                    official_code=told.official_code)  # fmt: skip

    def _end(self, old: str, heirs: dict[str, Decimal | None]) -> Step:
        if "" in heirs:
            return Step(0, planning.END, (old,))
        return Step(0, planning.SPLIT, (old,), tuple((heir, share or Decimal(0)) for heir, share in heirs.items()))

    def _named(self, code: str, told: _New) -> list[Step]:
        """Another name, kind or parent of a unit that goes on."""
        stand, steps = self.tree[code], []
        was = Called(stand.name, stand.kind, stand.official_code)
        if (told.name or was.name, told.official_code or was.official_code) != (was.name, was.official_code):
            steps.append(Step(0, planning.RENAME, (code,), name=told.name or was.name,
                              official_code=told.official_code))  # fmt: skip
        if told.kind and told.kind != was.kind:
            steps.append(Step(0, planning.KIND, (code,), kind=told.kind))
        if told.parent and told.parent != stand.parent:
            steps.append(Step(0, planning.MOVE, (code,), parent=told.parent))
        return steps
