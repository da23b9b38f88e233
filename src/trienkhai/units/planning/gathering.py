"""Steps gathered into effects, each with what is wrong about itself."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from trienkhai.vietnamese import N_, format_date

from ..errors import CannotReorganise
from .model import Called, Effects, Heirs, InLine, Step, Tree, Trouble, World, largest

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")  # xa_an  phuong-7  79


class Gathering:
    """What the steps say, unit by unit."""

    def __init__(self, world: World) -> None:
        self.world, self.tree = world, world.tree
        self.main = InLine()
        self.effects = Effects(lines={world.line: self.main})
        self.troubles: list[Trouble] = []
        self.ended_in: dict[str, int] = {}
        self.moved_in: dict[str, int] = {}
        self.made_in: dict[str, int] = {}
        self.named_in: dict[tuple[str, str], int] = {}
        self.implied: set[str] = set()  # succeeded by whoever stands above, as nothing else was said
        self.carried: dict[str, int] = {}

    def say(self, step: int, words: str, **values: Any) -> None:
        self.troubles.append(Trouble(step, CannotReorganise(words, **values)))

    def called(self, code: str) -> str:
        """The name, for messages."""
        if code in self.tree:
            return self.tree[code].name
        return self.effects.created[code].name if code in self.effects.created else code

    # --- what steps name ----------------------------------------------------------------------------------------------

    def known(self, step: Step, code: str, *, may_be_new: bool = True) -> bool:
        """Whether the unit stands on the day, in reach, or is made by a step."""
        if may_be_new and code in self.effects.created:
            return True
        if code not in self.tree:
            words = (
                N_("«{unit}» không có chỗ trong hệ thống vào ngày {day}.")
                if code in self.world.used
                else N_("Không có đơn vị có mã «{unit}».")
            )
            self.say(step.position, words, unit=code, day=format_date(self.world.day))
        elif self.world.within is not None and code not in self.world.within:
            self.say(step.position, N_("«{unit}» nằm ngoài phạm vi của anh chị."), unit=self.called(code))
        else:
            return True
        return False

    def make(self, step: Step) -> None:
        if not CODE.fullmatch(step.code):
            words = N_("Mã «{given}» không dùng được: chỉ gồm chữ không dấu, số, gạch dưới và gạch ngang.")
            self.say(step.position, words, given=step.code)
        elif step.code in self.world.used or step.code in self.effects.created:
            self.say(step.position, N_("Mã «{given}» đã dùng cho một đơn vị khác. Hãy chọn mã khác."), given=step.code)
        elif not step.name:
            self.say(step.position, N_("Hãy ghi tên đơn vị mới «{given}»."), given=step.code)
        elif step.kind not in self.world.kinds:
            self.say(step.position, N_("Hãy chọn loại của đơn vị mới «{name}»."), name=step.name)
        else:
            self.effects.created[step.code] = Called(step.name, step.kind, step.official_code)
            self.main.placed[step.code] = step.parent or self.above_the_first(step)
            self.made_in[step.code] = step.position

    def above_the_first(self, step: Step) -> str:
        """Where a new unit stands by default: where the first of those that it succeeds stood."""
        first = self.tree.get(step.units[0]) if step.units else None
        return (first.parent or "") if first else ""

    # --- steps --------------------------------------------------------------------------------------------------------

    def do_new(self, step: Step) -> None:
        """Made already; its parent is checked with all others."""

    def do_merge(self, step: Step) -> None:
        target = step.code or (step.heirs[0][0] if step.heirs else "")
        if not target or not self.known(step, target):
            if not target:
                self.say(step.position, N_("Hãy chọn đơn vị nhận sáp nhập, hoặc ghi đơn vị mới."))
            return
        olds = [code for code in step.units if code != target]
        if not olds:
            self.say(step.position, N_("Hãy chọn các đơn vị được sáp nhập."))
        for code in olds:
            self.end(step, code, {target: Decimal(1)})

    def do_split(self, step: Step) -> None:
        if len(step.heirs) < 2:
            self.say(step.position, N_("Chia tách cần ít nhất hai đơn vị kế tục."))
        else:
            self.do_end(step)

    def do_end(self, step: Step) -> None:
        heirs = dict(step.heirs)
        if len(heirs) != len(step.heirs):
            self.say(step.position, N_("Một đơn vị kế tục được ghi hai lần."))
            return
        if [code for code in heirs if not self.known(step, code)]:
            return
        if heirs and (min(heirs.values()) <= 0 or sum(heirs.values()) != 1):
            total = f"{Decimal(sum(heirs.values()) * 100).normalize():f}".replace(".", ",")
            words = N_("Mỗi phần để lại phải lớn hơn 0 và tổng các phần phải là 100 %, hiện là {total} %.")
            self.say(step.position, words, total=total)
            return
        if not step.units:
            self.say(step.position, N_("Hãy chọn đơn vị kết thúc hoạt động."))
        for code in step.units:
            self.end(step, code, heirs)

    def do_abolish(self, step: Step) -> None:
        if step.kind not in self.world.kinds:
            self.say(step.position, N_("Hãy chọn cấp (loại đơn vị) được bỏ."))
            return
        if not self.known(step, step.parent, may_be_new=False):
            return
        found = [code for code in self.below(step.parent) if self.tree[code].kind == step.kind]
        if not found:
            self.say(
                step.position,
                N_("Dưới «{unit}» không có đơn vị nào thuộc loại này vào ngày đó."),
                unit=self.called(step.parent),
            )
        for code in found:
            if code not in self.ended_in or code in self.implied:
                self.end(step, code, {})

    def do_move(self, step: Step) -> None:
        if not step.parent or not self.known(step, step.parent):
            if not step.parent:
                self.say(step.position, N_("Hãy chọn đơn vị cấp trên mới."))
            return
        for code in step.units:
            if not self.known(step, code, may_be_new=False) or self.is_own(step, code):
                continue
            if code in self.moved_in:
                self.against(step, code, self.moved_in[code])
            elif self.tree[code].parent != step.parent:
                self.moved_in[code] = step.position
                self.main.moved[code] = (self.tree[code].parent, step.parent)

    def do_rename(self, step: Step) -> None:
        if not step.name:
            self.say(step.position, N_("Hãy ghi tên mới."))
            return
        for code in step.units:
            self.designate(step, code, "name", name=step.name, official_code=step.official_code)

    def do_kind(self, step: Step) -> None:
        if step.kind not in self.world.kinds:
            self.say(step.position, N_("Hãy chọn loại mới."))
            return
        for code in step.units:
            self.designate(step, code, "kind", kind=step.kind)

    # --- what steps do ------------------------------------------------------------------------------------------------

    def end(self, step: Step, code: str, heirs: Heirs) -> None:
        if not self.known(step, code, may_be_new=False) or self.is_own(step, code):
            return
        if code in self.ended_in:
            self.against(step, code, self.ended_in[code])
        elif code in heirs:
            self.say(step.position, N_("«{unit}» không thể kế tục chính mình."), unit=self.called(code))
        elif not heirs and self.tree[code].parent is None:
            self.say(
                step.position, N_("«{unit}» không có đơn vị trên; hãy chọn đơn vị kế tục."), unit=self.called(code)
            )
        else:
            self.ended_in[code] = step.position
            self.main.ended[code] = dict(heirs)
            if not heirs:
                self.implied.add(code)

    def designate(self, step: Step, code: str, what: str, **changed: str) -> None:
        if not self.known(step, code, may_be_new=False):
            return
        if (code, what) in self.named_in:
            self.against(step, code, self.named_in[code, what])
            return
        self.named_in[code, what] = step.position
        stand = self.tree[code]
        before, after = self.effects.named.get(code, (Called(stand.name, stand.kind, stand.official_code),) * 2)
        given = {key: value for key, value in changed.items() if value}
        self.effects.named[code] = (before, Called(**{**vars(after), **given}))

    def is_own(self, step: Step, code: str) -> bool:
        if code == self.world.own:
            self.say(
                step.position, N_("Chỉ cấp trên mới được chuyển đơn vị của anh chị hoặc ghi đơn vị kết thúc hoạt động.")
            )
        return code == self.world.own

    def against(self, step: Step, code: str, other: int) -> None:
        self.say(
            step.position,
            N_("Trái với bước {other}: «{unit}» đã có thay đổi cùng loại ở bước đó."),
            other=other,
            unit=self.called(code),
        )

    def below(self, code: str) -> list[str]:
        """Codes of the units below on the day, whatever the depth."""
        children: dict[str | None, list[str]] = {}
        for stand in self.tree.values():
            children.setdefault(stand.parent, []).append(stand.code)
        found, waiting = [], [code]
        while waiting:
            below = children.get(waiting.pop(), [])
            found += below
            waiting += below
        return found

    def settle_implied(self) -> None:
        """Where nobody was named the unit above succeeds, or what is left of it; so with the place of a new unit."""
        for code in self.implied:
            heir = self.survivor(self.tree[code].parent, self.main, self.tree)
            if heir is None:
                self.say(
                    self.ended_in[code],
                    N_("«{unit}» không còn đơn vị trên để kế tục; hãy chọn đơn vị kế tục."),
                    unit=self.called(code),
                )
            else:
                self.main.ended[code] = {heir: Decimal(1)}
        for code, parent in self.main.placed.items():
            if parent in self.implied:
                self.main.placed[code] = self.survivor(parent, self.main, self.tree)
        self.effects.named = {code: pair for code, pair in self.effects.named.items() if pair[0] != pair[1]}

    def survivor(self, code: str | None, one: InLine, tree: Tree) -> str | None:
        """The unit itself, or who goes on in its stead in the line."""
        seen: set[str | None] = set()
        while code in one.ended and code not in seen:
            seen.add(code)
            heirs = one.ended[code] if code is not None else {}
            implied = tree[code].parent if code in tree else None
            code = largest(heirs) if heirs else implied
        return None if code in seen else code

    def carry_children(self, one: InLine, tree: Tree) -> None:
        """Units below an ended one go to its heir, where that is one; below a split somebody has to say."""
        for stand in tree.values():
            if stand.parent not in one.ended or stand.code in one.ended or stand.code in one.moved:
                continue
            heirs = one.ended[stand.parent]
            if len(heirs) > 1 and one is self.main:
                words = N_("Dưới «{unit}» còn «{below}». Hãy thêm bước chuyển «{below}».")
                self.say(self.ended_in[stand.parent], words, unit=self.called(stand.parent), below=stand.name)
                continue
            heir = largest(heirs)
            if heir == stand.code:  # taken over by one that stood below: it takes the place of the ended one
                heir = self.survivor(tree[stand.parent].parent, one, tree)
            if heir is not None or tree[stand.parent].parent is None:
                one.moved[stand.code] = (stand.parent, heir)
                self.carried.setdefault(stand.code, self.ended_in[stand.parent])
