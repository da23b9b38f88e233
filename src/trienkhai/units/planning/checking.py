"""What stands against a plan: ends, parents, what is recorded later, a tree that is none."""

from __future__ import annotations

from trienkhai.vietnamese import N_, format_date

from ..models import DEEPEST
from .gathering import Gathering
from .model import NEW, InLine, Step, Tree


class Checking(Gathering):
    """The checks, after all steps are gathered."""

    def check_ends(self) -> None:
        for code, heirs in self.main.ended.items():
            step = self.ended_in[code]
            for heir in heirs:
                if heir in self.main.ended:
                    words = N_(
                        "Đơn vị kế tục «{heir}» cũng kết thúc cùng ngày (bước {other}). Hãy chọn đơn vị còn lại."
                    )
                    self.say(step, words, heir=self.called(heir), other=self.ended_in[heir])
            if code in self.moved_in:
                self.say(
                    self.moved_in[code],
                    N_("Trái với bước {other}: «{unit}» kết thúc cùng ngày."),
                    other=step,
                    unit=self.called(code),
                )
        for (code, _what), step in self.named_in.items():
            if code in self.ended_in:
                self.say(
                    step,
                    N_("Trái với bước {other}: «{unit}» kết thúc cùng ngày."),
                    other=self.ended_in[code],
                    unit=self.called(code),
                )

    def check_parents(self) -> None:
        """Nobody comes under a unit that is unknown or ends."""
        for code, step in self.made_in.items():
            parent = self.main.placed[code]
            if not parent:
                self.say(step, N_("Hãy chọn nơi trực thuộc của «{unit}»."), unit=self.called(code))
            elif self.known(Step(step, NEW), parent):
                self.not_ending(step, parent)
        for code, step in self.moved_in.items():
            self.not_ending(step, str(self.main.moved[code][1]))

    def not_ending(self, step: int, parent: str) -> None:
        if parent in self.main.ended:
            self.say(
                step,
                N_("«{unit}» kết thúc cùng ngày (bước {other}), nên không thể có đơn vị dưới nó."),
                unit=self.called(parent),
                other=self.ended_in[parent],
            )

    def check_later(self) -> None:
        """What is recorded from the day on would be lost or contradicted."""
        day = self.world.day
        for code, step in {**self.moved_in, **self.ended_in}.items():
            stand = self.tree[code]
            at = stand.later or (stand.since if stand.since >= day else None)
            if at:
                self.say(
                    step,
                    N_("«{unit}» đã có thay đổi chỗ được ghi từ ngày {day}. Hãy chọn ngày hiệu lực khác."),
                    unit=stand.name,
                    day=format_date(at),
                )
        for (code, _what), step in self.named_in.items():
            stand = self.tree[code]
            at = stand.named_later or (stand.named_since if stand.named_since and stand.named_since >= day else None)
            if at:
                self.say(
                    step,
                    N_("«{unit}» đã có tên hoặc loại được ghi từ ngày {day}. Hãy chọn ngày hiệu lực khác."),
                    unit=stand.name,
                    day=format_date(at),
                )

    def check_tree(self, one: InLine, tree: Tree) -> None:
        """After the day it is a tree, not too deep; and whoever follows a moved unit has nothing recorded later."""
        after = one.parents_after(tree)
        touched = set(one.moved) | set(one.placed)
        said_in = self.carried | self.moved_in | self.made_in
        for code in after:
            chain = [code]
            while (above := after.get(chain[-1])) is not None and above not in chain:
                chain.append(above)
            cause = next((said_in[c] for c in chain if c in touched and c in said_in), 0)
            if above is not None and code in touched:
                self.say(cause, N_("«{unit}» không thể đứng dưới chính mình."), unit=self.called(code))
            if len(chain) > DEEPEST:
                self.say(cause, N_("Hệ thống chỉ có tối đa {most} cấp."), most=DEEPEST)
            stand = tree.get(code)
            if stand and stand.later and code not in self.moved_in and touched & set(chain):
                self.say(
                    cause,
                    N_("«{unit}» đã có thay đổi chỗ được ghi từ ngày {day}. Hãy chọn ngày hiệu lực khác."),
                    unit=stand.name,
                    day=format_date(stand.later),
                )
