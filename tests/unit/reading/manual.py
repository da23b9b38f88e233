"""Print the page "Các dạng viết được đọc" of the manual: `python -m tests.unit.reading.manual` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.unit.reading.test_citations import shown
from trienkhai.reading import citations, dates, issuers, laws, read, signs, titles
from trienkhai.reading.lexicon import table
from trienkhai.reading.messages import TEMPLATES
from trienkhai.reading.register import REASONS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "manual" / "cac-dang-viet-duoc-doc.md"
HEAD = """\
# Các dạng viết được đọc

Trang này được in từ chính các bảng từ và mẫu mà chương trình dùng để đọc báo cáo: mỗi ví dụ trong bảng được đọc khi in
trang, bên cạnh là điều đọc được, và máy kiểm tra lại sau mỗi lần thay đổi.
Chữ viết hoa hay thường, `uỷ` hay `ủy`, `khoá` hay `khóa`, dấu gạch dài hay ngắn, chữ tổ hợp hay dựng sẵn đều như nhau.
"""
QUALIFIERS = {"at_least": "ít nhất", "about": "khoảng", "at_most": "nhiều nhất"}
KINDS = {"count": "số đếm", "percent": "phần trăm", "money": "tiền", "ratio": "tỷ số", "measure": "số đo"}
FORMS = {"party": "Đảng", "state": "Nhà nước"}


def page() -> str:
    """The whole page."""
    parts = [_citations(), _types(), _letters(), _bodies(), _laws(), _patterns(), _figures(), _checks()]
    return "\n".join([HEAD, *parts])


def _rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _citations() -> str:
    out = ["## 1. Nhắc tới văn bản\n"]
    head = ("viết", "loại", "số", "ký hiệu", "ngày", "cơ quan", "số, ký hiệu đầy đủ")
    for group in table("variants")["group"]:
        out.append(f"### {group['title']}\n")
        if group.get("none"):
            out.append("\n".join(f"- {text}" for text in group["texts"]) + "\n")
            continue
        found = [(shown(c) + " ").split(" | ") for text in group["texts"] for c in read(text).citations]
        rows = [(f"`{text}`", *rest[:3], _day(rest[3]), rest[4], *rest[6:]) for text, *rest in found]
        out.append(_rows(head, rows))
    return "\n".join(out)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""


def _types() -> str:
    rows = [
        (e["name"], _code([*e["codes"], *e.get("also", [])]), _code(e.get("short", [])), "; ".join(e["examples"]))
        for e in table("types")["type"]
    ]
    return "## 2. Loại văn bản\n\n" + _rows(("loại", "chữ trong ký hiệu", "viết tắt", "ví dụ"), rows)


def _letters() -> str:
    lists = table("signs")
    return "\n".join(
        [
            "## 3. Chữ viết tắt của cơ quan trong ký hiệu\n",
            f"Thể thức Đảng (số và loại nối bằng gạch ngang): {_code(lists['party'])}.\n",
            f"Thể thức Nhà nước (nối bằng gạch chéo): {_code(lists['state'])}.\n",
            "Chữ khác cũng được đọc khi đứng sau tên loại văn bản: `Quyết định số 22/QĐ-THCS`.\n",
        ]
    )


def _bodies() -> str:
    rows = [
        ("; ".join(e["words"]), _code(e["letters"]), FORMS[e["form"]], "; ".join(e["examples"]))
        for e in table("bodies")["kind"]
    ]
    lists = table("issuers")
    return "\n".join(
        [
            "## 4. Cơ quan ban hành\n",
            _rows(("cơ quan", "chữ trong ký hiệu", "thể thức", "ví dụ"), rows),
            "Tên trọn vẹn: " + "; ".join(lists["closed"]) + ".\n",
            "Tên có phần sau (địa danh, ngành): " + "; ".join(lists["open"]) + ".\n",
            "Ngành: " + "; ".join(lists["fields"]) + ".\n",
            _rows(("viết", "cơ quan"), [(f"`{text}`", name) for text, name in lists["examples"]]),
        ]
    )


def _laws() -> str:
    return "## 5. Luật được biết theo tên\n\n" + "; ".join(sorted(table("laws")["titles"])) + ".\n"


def _patterns() -> str:
    """The examples that stand beside each piece of the patterns."""
    named = {
        "Ngày": [dates._TAIL_DAY],
        "Số, ký hiệu": [signs.sign_pattern(), citations._types()[1]],
        "Tên cơ quan": [issuers._STEP, issuers._PLENUM],
        "Khóa, nhiệm kỳ": [issuers.TERM],
        "Văn bản gọi bằng tên": [titles._PLENUM, titles._SESSION, titles._congress_step(), titles._OWNER],
        "Năm của luật": [laws._YEAR],
    }
    rows = [
        (name, "; ".join(f"`{one}`" for pattern in found for one in _beside(pattern))) for name, found in named.items()
    ]
    return "## 6. Từng phần của mẫu\n\n" + _rows(("phần", "ví dụ cạnh mẫu"), rows)


def _beside(pattern: re.Pattern[str]) -> Iterator[str]:
    for line in pattern.pattern.splitlines():
        if found := re.search(r"[ ]{2,}# (.+)$", line):
            yield found[1].partition(": ")[0].strip().replace("`", "")


def _figures() -> str:
    said = [
        (
            f"`{text}`",
            _shown_number(figure.value),
            KINDS[figure.kind],
            figure.unit or "",
            QUALIFIERS.get(figure.qualifier or "", ""),
        )
        for text in _texts_of_figures()
        for figure in read(text).figures
    ]
    plain = "\n".join(f"- {text}" for text in table("contexts")["examples"])
    return "\n".join(
        [
            "## 7. Số liệu\n",
            _rows(("viết", "giá trị", "loại", "đơn vị", "mức"), said),
            "Không phải số liệu:\n",
            plain + "\n",
        ]
    )


def _texts_of_figures() -> list[str]:
    qualified = [text for texts in table("qualifiers")["examples"].values() for text in texts]
    return [*qualified, *(text for text, *_ in table("measures")["examples"])]


def _shown_number(value: float) -> str:
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _checks() -> str:
    rows = [(f"`{code}`", sentence) for code, sentence in TEMPLATES.items()]
    known = [(f"`{code}`", sentence) for code, sentence in REASONS.items()]
    return "\n".join(
        [
            "## 8. Điều được nhắc xem lại\n",
            _rows(("mã", "lời nhắc"), rows),
            "Khi tra sổ văn bản, lý do nhận hoặc không nhận một văn bản:\n",
            _rows(("mã", "lý do"), known),
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE)
