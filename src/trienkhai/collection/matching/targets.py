"""What a round asks, as the words by which reports speak of it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from .words import Term, content, terms

# Deeds by which offices say how a figure came about. A deed that a cell's own words do not know speaks against it.
DEEDS = (
    "mở",  # mở 12 lớp
    "khai giảng",  # khai giảng 14 lớp
    "tổ chức",  # tổ chức 3 hội nghị
    "in",  # in 600 cuốn
    "biên soạn",  # biên soạn 3 đầu sách
    "phát",  # phát 700 phiếu hẹn
    "trồng",  # trồng 1.200 cây
    "sửa",  # sửa 7 căn nhà
    "xây",  # xây mới 4 căn
    "bàn giao",  # bàn giao 5 ngôi nhà
    "trao",  # trao 13 giải
    "tặng",  # tặng 40 xe đạp
    "cấp",  # cấp 215 thẻ
    "nhận",  # nhận 233 bài thi
    "trả",  # trả kết quả cho 846 hồ sơ
    "giải quyết",  # giải quyết 533 hồ sơ
    "đăng ký",  # đăng ký 5 mô hình
    "hỗ trợ",  # hỗ trợ 3.000 cây giống
    "lắp",  # lắp 45 bóng đèn
    "đăng",  # đăng 26 tin
    "cử",  # cử 4 đại biểu
    "nhân rộng",  # nhân rộng 3 mô hình cũ
    "duy trì",  # duy trì 9 tủ sách
    "mua",  # mua 200 cuốn
    "giành",  # giành 2 giải
    "đoạt",  # đoạt 2 giải
    "đạt",  # đạt 2 giải
    "ươm",  # ươm 5.000 cây
    "mượn",  # mượn 90 cuốn
    "mời",  # mời 300 đại biểu
    "triệu tập",  # triệu tập 195 đại biểu
    "dự",  # dự 3 hội nghị do tỉnh mở
)

PEOPLE = (
    "người", "em", "bạn", "cháu", "đại biểu", "học viên", "học sinh", "thí sinh", "khách", "nam", "nữ",
    "tình nguyện viên", "cộng tác viên",
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """A cell that the round asks for, with the words by which reports speak of it.

    `computed`: a ratio that the form shows but nobody enters; a figure that speaks of it belongs to no cell.
    `whole_of`: the indicator that is the upper part of a ratio of which this one is the lower: of `480/500` the 480 is
    the other's. `stock`: the figure of the last day, which is not added over time.
    """

    indicator_id: int | str
    breakdown: str
    name: str
    measure: str
    words: tuple[str, ...]
    category_words: tuple[str, ...] = ()
    section: str = ""
    definition: str = ""
    computed: bool = False
    whole_of: int | str | None = None
    stock: bool = False

    @property
    def percent(self) -> bool:
        """Whether figures for it are percentages."""
        return self.measure == "%"

    @property
    def cell(self) -> tuple[int | str, str]:
        """(indicator, breakdown)."""
        return self.indicator_id, self.breakdown


MONEY = {"đồng": 1, "nghìn đồng": 10**3, "ngàn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9, "tỉ đồng": 10**9}


def value_for(figure: Mapping[str, Any], target: Target | None) -> Decimal:
    """The figure's value as the cell counts it: money, read in đồng, in the indicator's measure."""
    value = Decimal(str(figure["value"]))
    if figure["kind"] == "money" and target is not None:
        return value / MONEY.get(target.measure.lower(), 1)
    return value


@dataclass(frozen=True)
class Phrase:
    """One way of naming an indicator: its terms, and how much all of them together say."""

    text: str
    keys: tuple[str, ...]
    terms: tuple[Term, ...]
    weight: float


@dataclass(frozen=True)
class Vocabulary:
    """The targets of a round, ready to be compared; made once for a report."""

    targets: Sequence[Target]
    plain: bool = False

    @cached_property
    def phrases(self) -> dict[int | str, tuple[Phrase, ...]]:
        """By indicator."""
        return {
            whole.indicator_id: tuple(self._phrase(text) for text in self._texts(whole, parts))
            for whole, *parts in self.by_indicator.values()
        }

    def _texts(self, whole: Target, parts: Sequence[Target]) -> list[str]:
        """Its words and its name, but for those that name a category: `giải tập thể` is found by `tập thể`."""
        categories = [self.keys(word) for part in parts for word in part.category_words]
        texts = list(dict.fromkeys((*whole.words, _bare(whole.name))))
        return [text for text in texts if not any(holds(self.keys(text), words) for words in categories)]

    @cached_property
    def weights(self) -> dict[Term, float]:
        """How much a term says: more, the fewer indicators it speaks of."""
        spoken: dict[Term, set[int | str]] = defaultdict(set)
        for whole, *parts in self.by_indicator.values():
            for text in self._texts(whole, parts):
                for term in terms(self.keys(text)):
                    spoken[term].add(whole.indicator_id)
        return {term: math.log(1 + 12 / len(found)) for term, found in spoken.items()}

    @cached_property
    def named(self) -> dict[Term, dict[int | str, None]]:
        """The indicators of whose phrases a term is a part."""
        found: dict[Term, dict[int | str, None]] = defaultdict(dict)
        for indicator, phrases in self.phrases.items():
            for phrase in phrases:
                for term in phrase.terms:
                    found[term][indicator] = None
        return found

    @cached_property
    def speaking(self) -> dict[Term, tuple[int | str, ...]]:
        """The indicators of which a term may speak: by a phrase, by what is counted, by a category."""
        found: dict[Term, dict[int | str, None]] = defaultdict(dict, {t: dict(one) for t, one in self.named.items()})
        for target in self.targets:
            for words in (self.measures[target.indicator_id], *self.categories.get(target.cell, ())):
                for term in terms(words):
                    found[term][target.indicator_id] = None
        return {term: tuple(indicators) for term, indicators in found.items()}

    @cached_property
    def by_indicator(self) -> dict[int | str, list[Target]]:
        """The cells of each indicator, the whole first."""
        found: dict[int | str, list[Target]] = defaultdict(list)
        for target in self.targets:
            found[target.indicator_id].append(target)
        return dict(found)

    @cached_property
    def categories(self) -> dict[tuple[int | str, str], tuple[tuple[str, ...], ...]]:
        """The words of each category, as keys."""
        return {
            target.cell: tuple(self.keys(word) for word in target.category_words)
            for target in self.targets
            if target.breakdown
        }

    @cached_property
    def measures(self) -> dict[int | str, tuple[str, ...]]:
        """The keys of each indicator's unit of measure."""
        return {target.indicator_id: self.keys(target.measure) for target in self.targets}

    @cached_property
    def definitions(self) -> dict[int | str, frozenset[Term]]:
        """The pairs of words that stand in one indicator's definition alone."""
        said = {t.indicator_id: set(terms(self.keys(t.definition))) for t in self.targets if not t.breakdown}
        count = Counter(term for found in said.values() for term in found)
        return {one: frozenset(t for t in found if count[t] == 1) - self.weights.keys() for one, found in said.items()}

    @cached_property
    def of_the_most(self) -> frozenset[int | str]:
        """Indicators of the largest or smallest of several: `lớp đông nhất`."""
        (most,) = self.keys("nhất")
        return frozenset(t.indicator_id for t in self.targets if most in self.keys(" ".join((t.name, *t.words))))

    def is_rare(self, term: Term) -> bool:
        """Whether it speaks of one indicator alone, beside ratios of it."""
        return term in self._rare

    @cached_property
    def _rare(self) -> frozenset[Term]:
        computed = {target.indicator_id for target in self.targets if target.computed}
        return frozenset(term for term, said in self.named.items() if len(said.keys() - computed) <= 1)

    @cached_property
    def needed(self) -> dict[int | str, frozenset[Term]]:
        """Of indicators that are never named without a word of their own (`đúng hạn`): those words."""
        found = {}
        for indicator, phrases in self.phrases.items():
            own = [self._rare.intersection(t for t in phrase.terms if len(t) > 1) for phrase in phrases]
            if phrases and all(own):
                found[indicator] = frozenset[Term]().union(*own)
        return found

    def is_only_measure(self, indicator: int | str) -> bool:
        """Whether it alone is counted so, and no other is named by its measure."""
        measure = self.measures[indicator]
        return indicator in self._alone and bool(measure)

    @cached_property
    def _alone(self) -> frozenset[int | str]:
        starts = {
            other: {phrase.keys[:size] for phrase in phrases for size in range(1, len(phrase.keys) + 1)}
            for other, phrases in self.phrases.items()
        }
        return frozenset(
            one
            for one, measure in self.measures.items()
            if not any(
                other != one and (measure in said or measure == self.measures[other]) for other, said in starts.items()
            )
        )

    @cached_property
    def deeds(self) -> dict[tuple[str, ...], str]:
        """The deeds as keys, with the words as written."""
        return {self.keys(deed): deed for deed in DEEDS}

    @cached_property
    def own_deeds(self) -> dict[int | str, frozenset[str]]:
        """The deeds that each indicator's words, name and definition know."""
        return {
            target.indicator_id: frozenset(
                self.deeds_in(content(" . ".join((target.name, *target.words, target.definition)), plain=self.plain))
            )
            for target in self.targets
        }

    @cached_property
    def _people(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.keys(noun) for noun in PEOPLE)

    def are_people(self, counted: tuple[str, ...]) -> bool:
        """Whether people are counted: `người tham gia`, `lượt học viên`, `lượt`; not `lượt xe`."""
        turns = counted[:1] == self.keys("lượt")
        counted = counted[1:] if turns else counted
        return (turns and not counted) or any(counted[:size] in self._people for size in (1, 2, 3))

    @cached_property
    def section_words(self) -> dict[int | str, tuple[str, ...]]:
        """The section of the form in which each indicator stands, in order."""
        return {
            target.indicator_id: tuple(word for word in self.keys(target.section) if len(word) > 1)
            for target in self.targets
        }

    @cached_property
    def sections(self) -> dict[int | str, frozenset[str]]:
        """The words of the section of the form in which each indicator stands."""
        return {indicator: frozenset(said) for indicator, said in self.section_words.items()}

    def keys(self, phrase: str) -> tuple[str, ...]:
        """The keys of a phrase as they are compared here."""
        return content(phrase, plain=self.plain)

    def deeds_in(self, keys: Sequence[str]) -> list[str]:
        """The deeds among the words, in order."""
        found = []
        for at, word in enumerate(keys):
            deed = self.deeds.get((word, keys[at + 1])) if at + 1 < len(keys) else None
            deed = deed or self.deeds.get((word,))
            if deed:
                found.append(deed)
        return found

    def _phrase(self, text: str) -> Phrase:
        keys = self.keys(text)
        found = terms(keys)
        return Phrase(text, keys, found, sum(self.weights[term] for term in found))


def holds(words: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    """Whether the keys stand among the words, side by side."""
    size = len(keys)
    return any(words[i : i + size] == keys for i in range(len(words) - size + 1))


def _bare(name: str) -> str:
    """`Số căn nhà đã sửa` without the word that every name begins with."""
    return name.removeprefix("Số ").removeprefix("Tỷ lệ ")
