"""The units of an invented country: provinces, districts, communes, small changes in mid 2024, and a great reform.

The reform has the shape of that of 1 July 2025 in Viet Nam: no districts any more, 34 provinces of 63, 3,321 communes
of 10,600, a hundred-odd communes untouched, and about one commune in eleven split between two new ones.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ROOT = "vn"
CHANGES, REFORM = date(2024, 7, 1), date(2025, 7, 1)
SHARES = [Decimal(share) for share in ("0.9", "0.75", "0.6", "0.5", "0.85", "0.6667")]
Placement = tuple[str, str | None, date | None, date | None]
Succession = tuple[str, str, date, Decimal]


@dataclass(slots=True)
class District:
    """A district as it is in the first month, with its communes in the order of their codes."""

    code: str
    province: str
    communes: list[str]


@dataclass(slots=True)
class Units:
    """All placements and successions, and the districts they are made of. `ended`: communes gone in mid 2024."""

    provinces: list[str]
    districts: list[District]
    placements: list[Placement] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)


def invent(*, provinces: int, districts: int, communes: int) -> Units:
    """The same country for the same numbers."""
    dice = random.Random(f"{provinces} {districts} {communes}")
    units = _before(dice, provinces, districts, communes)
    homes = _change_in_mid_2024(units)
    _reform(dice, units, homes)
    return units


def _before(dice: random.Random, provinces: int, districts: int, communes: int) -> Units:
    names = [f"tinh_{number:02}" for number in range(1, provinces + 1)]
    per_province = divide(districts, [dice.uniform(0.5, 1.5) for _ in names])
    per_district = iter(divide(communes, [dice.uniform(0.5, 1.5) for _ in range(districts)]))
    made: list[District] = []
    number = 0
    for province, count in zip(names, per_province, strict=True):
        for _ in range(count):
            size = next(per_district)
            codes = [f"xa_{number + place:05}" for place in range(1, size + 1)]
            made.append(District(f"huyen_{len(made) + 1:03}", province, codes))
            number += size
    return Units(names, made)


def divide(whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` things by weight, one at least to each."""
    rest, total = whole - len(weights), sum(weights)
    parts = [rest * weight / total for weight in weights]
    found = [1 + int(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (int(parts[place]) - parts[place], place))
    for place in by_remainder[: whole - sum(found)]:
        found[place] += 1
    return found


def _change_in_mid_2024(units: Units) -> dict[str, list[str]]:
    """A few communes join their neighbour, a few move to the next district. Gives what each province has then."""
    homes: dict[str, list[str]] = {province: [] for province in units.provinces}
    for place, district in enumerate(units.districts):
        follower = units.districts[(place + 1) % len(units.districts)]
        for position, commune in enumerate(district.communes):
            number = int(commune[3:])
            if len(district.communes) < 3:
                changed = False
            elif number % 200 == 50:
                heir = district.communes[position + 1 if position + 1 < len(district.communes) else position - 1]
                units.placements.append((commune, district.code, None, CHANGES))
                units.successions.append((commune, heir, CHANGES, Decimal(1)))
                units.ended.add(commune)
                continue
            else:
                changed = number % 250 == 100 and follower.province == district.province
            if changed:
                units.placements.append((commune, district.code, None, CHANGES))
                units.placements.append((commune, follower.code, CHANGES, REFORM))
            else:
                units.placements.append((commune, district.code, None, REFORM))
            homes[district.province].append(commune)
    return homes


def _reform(dice: random.Random, units: Units, homes: dict[str, list[str]]) -> None:
    units.placements.append((ROOT, None, None, None))
    becomes = _provinces_anew(dice, units)
    units.placements += [(district.code, district.province, None, REFORM) for district in units.districts]
    units.successions += [
        (district.code, becomes[district.province], REFORM, Decimal(1)) for district in units.districts
    ]
    count = round(sum(len(district.communes) for district in units.districts) * 3321 / 10600)
    after = divide(max(len(homes), count), [len(homes[name]) for name in homes])
    number = 0
    for (province, communes), count in zip(homes.items(), after, strict=True):
        number = _communes_anew(dice, units, communes, becomes[province], count, number)


def _provinces_anew(dice: random.Random, units: Units) -> dict[str, str]:
    """11 of 63 stay, the others join by twos and threes."""
    staying = set(dice.sample(units.provinces, max(1, round(len(units.provinces) * 11 / 63))))
    joining = [province for province in units.provinces if province not in staying]
    groups = max(1, round(len(joining) * 23 / 52)) if joining else 0
    becomes = {province: province for province in staying}
    for place, province in enumerate(joining):
        becomes[province] = f"tinhm_{place * groups // len(joining) + 1:02}"
    for province in units.provinces:
        units.placements.append((province, ROOT, None, None if province in staying else REFORM))
        if province not in staying:
            units.successions.append((province, becomes[province], REFORM, Decimal(1)))
    units.placements += [(code, ROOT, REFORM, None) for code in sorted(set(becomes.values()) - staying)]
    return becomes


def _communes_anew(
    dice: random.Random, units: Units, communes: list[str], province: str, count: int, number: int
) -> int:
    """One province's communes become `count`; neighbours join, some are split. Gives the number of new codes so far."""
    staying = {commune for commune in communes if int(commune[3:]) % 81 == 40}
    joining = [commune for commune in communes if commune not in staying]
    groups = max(1, min(len(joining), count - len(staying)))
    codes = [f"xam_{number + place:04}" for place in range(1, groups + 1)]
    last = {row[0]: place for place, row in enumerate(units.placements)}
    for commune in staying:
        old = units.placements[last[commune]]
        units.placements[last[commune]] = (*old[:3], REFORM)
        units.placements.append((commune, province, REFORM, None))
    units.placements += [(code, province, REFORM, None) for code in codes]
    for place, commune in enumerate(joining):
        group = place * groups // len(joining)
        if groups > 1 and dice.random() < 0.09:
            share = dice.choice(SHARES)
            other = group + 1 if group + 1 < groups else group - 1
            units.successions.append((commune, codes[group], REFORM, share))
            units.successions.append((commune, codes[other], REFORM, 1 - share))
        else:
            units.successions.append((commune, codes[group], REFORM, Decimal(1)))
    return number + groups
