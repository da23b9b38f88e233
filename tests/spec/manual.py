"""Print the rules as the manual page "Cách cộng số liệu": `python -m tests.spec.manual` writes it anew."""

from pathlib import Path

from tests.spec.rule import ONE_SUM, PROVINCE, Chapter, Rule, rows_of
from tests.spec.rules import CHAPTERS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "manual" / "cach-cong-so-lieu.md"
HEAD = """\
# Cách cộng số liệu

Trang này được in từ chính các bảng mà máy kiểm tra mỗi lần thay đổi: điều viết ở đây là điều chương trình làm.
Mỗi quy tắc có những bảng đưa vào và bảng phải ra. Cột không được nhắc đến thì để như thường lệ: một chỉ tiêu `lop`
cộng theo đơn vị và theo thời gian, kỳ `2026-01`, phạm vi `own`; tỉnh `tinh` có ba xã `xa_an`, `xa_bo`, `xa_ca`.

| bảng | nội dung |
|---|---|
| figures | số liệu: phạm vi `own` là của chính đơn vị, `whole` là của cả mọi cấp dưới; ô trống là “không áp dụng” |
| units | đơn vị đứng dưới ai, từ ngày nào (`since`) đến trước ngày nào (`until`) |
| indicators | cách gộp theo đơn vị (`over_units`) và theo thời gian (`over_time`) |
| successions | từ ngày nào ai kế tục ai, với phần bao nhiêu |
| asked | ai được hỏi chỉ tiêu nào, kỳ nào |
| periods | ngày của các kỳ, kỳ dài gồm những kỳ nào |
| totals | tổng; mức độ đầy đủ (`reported`, `expected`, `not_applicable`); gốc (`basis`): cộng được, số khai, hỗn hợp |
| findings | số khai (`claimed`) không khớp với số cộng được (`computed`) |

Các trường hợp mà quy tắc để ngỏ được quyết định trong [các ghi chép quyết định](../adr/), từ số 0101.
"""
CAPTIONS = {"totals": "Kết quả", "findings": "Chỗ không khớp", "problems": "Bị từ chối"}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_chapter(number, chapter) for number, chapter in enumerate(CHAPTERS, 1))])


def _chapter(number: int, chapter: Chapter) -> str:
    rules = (_rule(f"{number}.{place}", rule) for place, rule in enumerate(chapter.rules, 1))
    return "\n".join([f"## {number}. {chapter.title}\n", f"{chapter.says}\n", *rules])


def _rule(number: str, rule: Rule) -> str:
    parts = [f"### {number}. {rule.title}\n", f"{rule.says}\n"]
    for name, text in rule.given().items():
        if text not in (PROVINCE, ONE_SUM):
            parts += [f"`{name}`\n", _table(text)]
    if rule.restate:
        parts.append(f"Tính lại theo ngày {rule.restate.isoformat()}.\n")
    for name, caption in CAPTIONS.items():
        if text := getattr(rule, name):
            parts += [f"**{caption}** (`{name}`)\n" if name != "problems" else f"**{caption}**\n", _table(text)]
    return "\n".join(parts)


def _table(text: str) -> str:
    header, rows = rows_of(text)
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE)
