"""How well a figure fits a cell: a sum of a few weights, each of which can be said in words.

The sum is a logarithm of odds, so that evidence adds up as in naive Bayes; `choosing` makes a probability of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .learning import Memory
from .places import Place
from .targets import Phrase, Target, Vocabulary, holds
from .words import Term, key, terms

# Weights, set by hand on the reports 01–20 of the bench.
PHRASE_LEAST, PHRASE_RARE, RARE_MOST = 1.6, 0.5, 6.5  # a phrase found whole: 2 to 5
COVERAGE = 1.6  # half a phrase says less than half
RARE_TERM, LACKING, SUBJECT = 0.8, -1.0, 1.3
NOUN, NOUN_ALONE, NOUN_OPEN, NOUN_OTHER = 1.6, 2.6, 0.9, -2.6
PERCENT = 0.8  # a form asks few percentages
DEED, DEED_OTHER = 0.7, -1.3
DEFINED, DEFINED_MOST = 0.4, 1.2
MOST_OF_ALL, NOT_MOST_OF_ALL = 2.6, -2.6
SECTION, SAME_SECTION, ROW_OF_SECTION = 0.5, 0.5, 2.0
CATEGORY, CATEGORY_FOLLOWS, CATEGORY_STRAYS, CATEGORY_MISSED = 1.4, 3.2, -1.5, -3.0
RATIO, RATIO_WHOLE = -0.3, -3.0
AIM = 3.0
CLOSE = 0.6  # the weight of a place that belongs to the figure
LONGEST_NOUN = 8  # words
NEAR = 120  # characters between figures that belong to one list

# Nouns that say only that somebody or something is counted: the words around say what.
OPEN_NOUNS = frozenset(
    ("người", "lượt", "em", "bạn", "cháu", "đại biểu", "trường hợp", "cuộc", "bản", "cái", "điểm", "bộ", "đơn vị")
)

AIMS = ("mục tiêu", "chỉ tiêu", "kế hoạch", "cùng kỳ")  # each makes a figure doubtful, too

JOINING = frozenset(
    map(key, ("có", "đạt", "gồm", "với", "tới", "đến", "lên", "chỉ", "còn", "trên", "hơn", "gần", "khoảng"))
)


@dataclass(frozen=True)
class Previous:
    """The cell proposed for the figure before, if any, and where that figure ends."""

    target: Target
    end: int
    sentence: int
    text: str = ""


@dataclass(frozen=True)
class Score:
    """How well, and by what: (code, words) in the order of weight."""

    target: Target
    value: float
    reasons: tuple[tuple[str, str], ...]


class Scorer:
    """Compares places with the targets of a round."""

    def __init__(self, vocabulary: Vocabulary, memory: Memory) -> None:
        self._words = vocabulary
        self._memory = memory
        self._counted = lru_cache(maxsize=1 << 14)(self._compare_noun)
        self._said: list[str] = []  # the deeds of the place that is looked at
        self._aims = [vocabulary.keys(words) for words in AIMS]
        self._open = {vocabulary.keys(noun) for noun in OPEN_NOUNS}

    def scores(self, place: Place, previous: Previous | None) -> list[Score]:
        """All cells that anything speaks for, the best first."""
        found: list[Score] = []
        self._said = self._words.deeds_in((*place.label, *place.before)) or self._words.deeds_in(place.near_after)
        for indicator in self._spoken_of(place, previous):
            found += self._of_indicator(place, self._words.by_indicator[indicator], previous)
        return sorted(found, key=lambda score: -score.value)

    def _spoken_of(self, place: Place, previous: Previous | None) -> Mapping[int | str, None]:
        speaking = self._words.speaking
        found = {indicator: None for term in place.zones for indicator in speaking.get(term, ())}
        found |= dict.fromkeys(self._memory.indicators(place.phrase) & self._words.by_indicator.keys())
        if place.of_the_most:
            found |= dict.fromkeys(self._words.of_the_most)
        if previous is not None:
            found[previous.target.indicator_id] = None
        return found

    def _of_indicator(self, place: Place, targets: list[Target], previous: Previous | None) -> list[Score]:
        whole = targets[0]
        if not _may_hold(place, whole):
            return []
        value, against, reasons = self._indicator(place, whole, previous)
        follows = previous is not None and previous.target.indicator_id == whole.indicator_id
        follows = follows and _follows(place, previous)
        named = {target.cell: self._category(place, target, follows) for target in targets if target.breakdown}
        scores = []
        for target in targets:
            more, why = self._cell(place, target, named, previous)
            learnt, confirmed, exact = self._memory.weight(place.phrase, target.cell)
            if confirmed:  # what speaks against the noun, and against the words before it, the office knew
                why = (("confirmed", str(confirmed)), *why)
                learnt -= sum(against) if exact else against[0]
            if target.breakdown and named[target.cell] is None and learnt <= 0:
                continue
            scores.append(Score(target, value + more + learnt, (*why, *reasons)))
        return scores

    def _indicator(
        self, place: Place, target: Target, previous: Previous | None
    ) -> tuple[float, tuple[float, float], tuple[tuple[str, str], ...]]:
        """(what speaks for the indicator whatever the breakdown, what of it is against it: noun, deed; the reasons)."""
        value, phrase, zone = self._best_phrase(place, target)
        reasons = [(zone, phrase)] if phrase else []
        weight, deed = self._deed(target)
        if deed and weight > 0:
            reasons.append(("deed", deed))
        noun = self._noun(place, target)
        noun += self._lacking(place, target) if noun < NOUN else 0.0
        value += noun + weight + self._defined(place, target) + self._most_of_all(place, target)
        section = self._words.sections[target.indicator_id]
        if section & set(place.heading_keys):
            value += SECTION
            reasons.append(("heading", place.headings[0] if place.headings else ""))
        if place.column and place.label and noun >= 0 and self._row_of_section(place, target):
            value += ROW_OF_SECTION
        if previous and previous.sentence == place.figure["sentence"][0] and previous.target.section == target.section:
            value += SAME_SECTION
        if previous and previous.target.indicator_id == target.indicator_id and self._is_aim(place, previous):
            value += AIM
        if place.figure["kind"] == "ratio":
            value += RATIO_WHOLE if target.whole_of is not None else RATIO
        return value, (min(0.0, noun), min(0.0, weight)), tuple(reasons)

    def _best_phrase(self, place: Place, target: Target) -> tuple[float, str, str]:
        best = (0.0, "", "")
        for phrase in self._words.phrases[target.indicator_id]:
            value, zone = self._phrase(place, phrase)
            if value > best[0]:
                best = (value, phrase.text, zone)
        return best

    def _phrase(self, place: Place, phrase: Phrase) -> tuple[float, str]:
        """By how much of it stands near; a phrase that says much counts more."""
        if place.zones.keys().isdisjoint(phrase.terms):
            return 0.0, ""
        covered, strongest, zone = 0.0, 0.0, ""
        for term in phrase.terms:
            weight, where = place.zones.get(term, (0.0, ""))
            covered += weight * self._words.weights[term]
            if weight > strongest:
                strongest, zone = weight, where
        value = (covered / phrase.weight) ** COVERAGE * (PHRASE_LEAST + PHRASE_RARE * min(phrase.weight, RARE_MOST))
        if any(len(term) > 1 and self._is_near(place, term) and self._words.is_rare(term) for term in phrase.terms):
            value += RARE_TERM
        if self._is_subject(place, (phrase,)) or place.column == phrase.keys:
            value += SUBJECT
        return value, zone

    def _is_aim(self, place: Place, previous: Previous) -> bool:
        """`đạt 61%, mục tiêu 70%`: of what is counted before."""
        if place.unit or previous.sentence != place.figure["sentence"][0]:
            return False
        return any(holds(place.near_before, words) for words in self._aims)

    def _row_of_section(self, place: Place, target: Target) -> bool:
        """`Lớp học | người tham gia`: the row names the section «Lớp học» in which people are counted, too."""
        if not place.unit or not self._words.are_people(place.unit) or place.unit != place.column:
            return False
        return bool(set(terms(place.label)) & set(terms(self._words.section_words[target.indicator_id])))

    @staticmethod
    def _is_subject(place: Place, phrases: Iterable[Phrase]) -> bool:
        words = [_bare_end(said) for said in (place.near_before, place.label) if said]
        return any(said[-len(one.keys) :] == one.keys for one in phrases for said in words if one.keys)

    @staticmethod
    def _is_near(place: Place, term: Term) -> bool:
        return place.zones.get(term, (0.0, ""))[0] >= CLOSE

    def _defined(self, place: Place, target: Target) -> float:
        """Words of the definition that no other indicator of the form uses."""
        said = self._words.definitions[target.indicator_id]
        return min(DEFINED_MOST, DEFINED * sum(self._is_near(place, term) for term in said & place.zones.keys()))

    def _most_of_all(self, place: Place, target: Target) -> float:
        """The largest or smallest of several is another quantity than their sum."""
        asked = target.indicator_id in self._words.of_the_most
        if place.of_the_most:
            return MOST_OF_ALL if asked else NOT_MOST_OF_ALL
        return NOT_MOST_OF_ALL if asked else 0.0

    def _noun(self, place: Place, target: Target) -> float:
        """Whether what is counted may be what the indicator counts."""
        unit = place.unit
        if place.figure["kind"] == "percent":
            return PERCENT
        if not unit:
            return NOUN_OPEN / 2
        said = place.near_after[:LONGEST_NOUN] if _begins(place.near_after, unit) else unit
        value = self._counted(unit, said, unit == place.column, target.indicator_id)
        if value == 0.0 and not self._words.are_people(unit):  # `Hội nghị: 5 cuộc`
            return NOUN_OPEN if self._is_subject(place, self._words.phrases[target.indicator_id]) else 0.0
        return value

    def _compare_noun(
        self, unit: tuple[str, ...], said: tuple[str, ...], in_column: bool, indicator: int | str
    ) -> float:
        phrases = self._words.phrases[indicator]
        if any(_begins(said, phrase.keys) for phrase in phrases):  # `khóa` goes on with `học`
            return NOUN
        measure = self._words.measures[indicator]
        if self._words.are_people(unit) and not self._words.are_people(measure):
            return NOUN_OTHER * (2 if in_column else 1)  # the row names what they took part in
        if len(unit) > 1 and any(phrase.keys[-len(unit) :] == unit for phrase in phrases):
            return NOUN_OPEN  # `người học` of `lượt người học`
        is_open = unit[:1] in self._open or unit[:2] in self._open
        if _begins(unit, measure) and not is_open and self._words.is_only_measure(indicator):
            return NOUN_ALONE
        if _begins(unit, measure) or _begins(measure, unit):
            return NOUN_OPEN
        if is_open or any(phrase.keys[1 : 1 + len(unit)] == unit for phrase in phrases):  # `nhà` of `căn nhà`
            return 0.0
        categories = (self._words.categories[cell.cell] for cell in self._words.by_indicator[indicator][1:])
        if any(_begins(phrase.keys, unit) for phrase in phrases):
            return NOUN_OPEN
        return NOUN_OPEN if any(_begins(unit, words) for said in categories for words in said) else NOUN_OTHER

    def _lacking(self, place: Place, target: Target) -> float:
        needed = self._words.needed.get(target.indicator_id)
        return LACKING if needed and not any(self._is_near(place, term) for term in needed) else 0.0

    def _deed(self, target: Target) -> tuple[float, str]:
        own = self._words.own_deeds[target.indicator_id]
        deeds = self._said
        if not deeds or not own:
            return 0.0, ""
        return (DEED, deeds[-1]) if deeds[-1] in own else (DEED_OTHER, deeds[-1])

    def _category(self, place: Place, target: Target, follows: bool) -> str | None:
        """The zone in which the category is named for this figure alone; behind a figure of the same indicator the
        whole clause: `; phụ nữ chiếm hơn nửa, cụ thể 301 lượt`."""
        for keys in self._words.categories[target.cell]:
            for zone, words in (
                ("after", place.near_after),
                ("before", place.near_before),
                ("column", place.column),
                ("label", place.label),
                ("clause", place.before if follows and place.clause_alone else ()),
            ):
                if holds(words, keys):
                    return zone
        return None

    def _cell(
        self,
        place: Place,
        target: Target,
        named: Mapping[tuple[int | str, str], str | None],
        previous: Previous | None,
    ) -> tuple[float, tuple[tuple[str, str], ...]]:
        if not target.breakdown:
            return (CATEGORY_MISSED if any(named.values()) else 0.0), ()
        zone = named[target.cell]
        if zone != "after" and any(other == "after" for other in named.values()):
            return CATEGORY_MISSED, ()
        reason = (("category", target.category_words[0]),)
        if previous is None or not _follows(place, previous):
            return (CATEGORY, reason)
        if previous.target.indicator_id == target.indicator_id:
            return CATEGORY_FOLLOWS, reason
        named_itself = self._noun(place, target) >= NOUN  # `3 giải tập thể` after `340 bài dự thi`
        return CATEGORY + (0.0 if named_itself else CATEGORY_STRAYS), reason


def _follows(place: Place, previous: Previous | None) -> bool:
    return previous is not None and place.figure["start"] - previous.end <= NEAR


def _may_hold(place: Place, target: Target) -> bool:
    """Percentages and counts do not mix; money belongs to what is measured in đồng."""
    kind = place.figure["kind"]
    if kind == "money":
        return target.measure.endswith("đồng")
    return (kind == "percent") == target.percent and not target.measure.endswith("đồng")


def _begins(words: tuple[str, ...], start: tuple[str, ...]) -> bool:
    return bool(start) and words[: len(start)] == start


def _bare_end(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without verbs at the end that only join: `lượt người học đạt`."""
    last = len(words)
    while last and words[last - 1] in JOINING:
        last -= 1
    return words[max(0, last - LONGEST_NOUN) : last]
