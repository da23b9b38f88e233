"""One self-contained page: each text beside what was read in it. Everything escaped, no script, nothing fetched."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from trienkhai.reading.doubts import Doubt, at_places, bare_marks, doubts, notes
from trienkhai.reading.marking import marked
from trienkhai.vietnamese import format_number

# The look of the pages of the product, taken as files: this room knows nothing of the room that serves them.
_SHEETS = Path(__file__).parents[1] / "kit" / "static" / "kit"
_LOOK = ("tokens.css", "base.css", "reading.css")

_STYLE = """
main{overflow-wrap:anywhere;max-width:var(--page);margin-inline:auto;padding:var(--gap-4)}
.document{display:flex;flex-direction:column;gap:var(--gap-3);margin-block-end:var(--gap-6)}
.document>*{min-width:0;overflow-wrap:anywhere}
.beside{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--gap-4);align-items:start}
.lists{display:flex;flex-direction:column;gap:var(--gap-4)}
.lists ol,.lists ul{display:flex;flex-direction:column;gap:var(--gap-2);padding:0;list-style:none}
.lists li{padding:var(--gap-2) var(--gap-3);background:var(--surface);border:1px solid var(--edge);
 border-radius:var(--radius)}
.lists li:target,.marked :target{outline:3px solid var(--focus)}
.finding{border-inline-start:4px solid var(--bad)!important}.wrong{color:var(--bad)}
.tag{display:inline-block;padding:0 var(--gap-2);font-size:var(--size-small);background:var(--surface-2);
 border:1px solid var(--edge);border-radius:var(--radius)}
.filter{display:flex;flex-wrap:wrap;gap:var(--gap-1) var(--gap-3);margin-block:var(--gap-2);padding:0;border:0}
.lists:has(.filter [value=doubted]:checked) .figures>li:not(.doubted),
.lists:has(.filter [value=total]:checked) .figures>li:not(.total),
.lists:has(.filter [value=count]:checked) .figures>li:not(.count),
.lists:has(.filter [value=percent]:checked) .figures>li:not(.percent),
.lists:has(.filter [value=money]:checked) .figures>li:not(.money),
.lists:has(.filter [value=ratio]:checked) .figures>li:not(.ratio),
.lists:has(.filter [value=measure]:checked) .figures>li:not(.measure){display:none}
@media (min-width:60rem){.beside{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
 .beside>*{max-height:calc(100vh - 2rem);overflow:auto;position:sticky;inset-block-start:1rem}}
@media print{.filter{display:none}.beside{display:block}.beside>*{max-height:none;overflow:visible;position:static}
 .lists li{break-inside:avoid}.marked{border:0}}
"""

_KINDS = {"count": "số đếm", "percent": "tỷ lệ %", "money": "tiền", "ratio": "tỷ số", "measure": "đo lường"}
_QUALIFIERS = {"at_least": "ít nhất ", "at_most": "nhiều nhất ", "about": "khoảng "}
_BASES = {"cumulative": "lũy kế", "comparison": "so sánh"}
_PLACES = {"page": "trang", "paragraph": "đoạn", "table": "bảng", "row": "hàng", "column": "cột", "line": "dòng"}


def page(documents: list[dict[str, Any]]) -> str:
    """HTML for the documents of `trienkhai read`, each with its text (`text`, or `source` for text files)."""
    look = "\n".join((_SHEETS / name).read_text("utf-8") for name in _LOOK)
    body = "\n".join(_document(d, f"d{number}") for number, d in enumerate(documents, 1))
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Kết quả đọc</title><style>{look}{_STYLE}</style></head><body><main>"
        f"{_contents(documents)}\n{body}\n</main></body></html>\n"
    )


def _contents(documents: list[dict[str, Any]]) -> str:
    if len(documents) < 2:
        return "<h1>Kết quả đọc</h1>"
    lines = "".join(
        f'<li><a href="#d{number}">{escape(str(d["document"]))}</a>: {_summary(d)}</li>'
        for number, d in enumerate(documents, 1)
    )
    return f'<h1>Kết quả đọc</h1><nav aria-label="Các tệp"><ol>{lines}</ol></nav>'


def _summary(d: dict[str, Any]) -> str:
    if "error" in d:
        return f'<span class="wrong">{escape(d["error"]["message"])}</span>'
    counts = [(len(d["figures"]), "số liệu"), (len(d["citations"]), "văn bản được dẫn")]
    return ", ".join(f"{n} {what}" for n, what in [*counts, (len(d["findings"]), "chỗ cần xem")])


def _document(d: dict[str, Any], name: str) -> str:
    head = f'<section class="document" id="{name}"><h2>{escape(str(d["document"]))}</h2><p>{_summary(d)}</p>'
    if "error" in d:
        return f"{head}</section>"
    text = d.get("text") or d.get("source") or ""
    found = doubts(d["findings"], text, lambda one: str(one["message"]), name)
    there = at_places(found)
    marks = _marks(d, name, there)
    shown = marked(text, marks + bare_marks(there, marks), notes(found))
    lists = _findings(found) + _figures(d, name, there) + _citations(d, name)
    return (
        f'{head}<div class="beside"><div class="marked" role="region" tabindex="0" aria-label="Văn bản">{shown}</div>'
        f'<div class="lists" role="region" tabindex="0" aria-label="Những gì đọc được">{lists}</div></div></section>'
    )


def _marks(d: dict[str, Any], name: str, there: dict[tuple[int, int], list[Doubt]]) -> list[dict[str, Any]]:
    marks = []
    for kind, short, listed in (("figure", "m", d["figures"]), ("citation", "c", d["citations"])):
        for number, one in enumerate(listed, 1):
            span = (one["start"], one["end"])
            mark = {"start": span[0], "end": span[1], "kind": kind, "doubted": span in there}
            marks.append(mark | {"id": f"{name}{short}{number}", "href": f"#{name}l{short}{number}"})
    return marks


def _findings(found: list[Doubt]) -> str:
    if not found:
        return ""
    lines = "".join(f'<li class="finding" id="{one.name}">{_finding(one)}</li>' for one in found)
    return f"<section><h3>Chỗ cần xem ({len(found)})</h3><ol>{lines}</ol></section>"


def _finding(one: Doubt) -> str:
    places = " · ".join(f'<a href="#{name}">«{escape(_short(words))}»</a>' for name, words in one.places)
    return f'<p><strong>{one.number}.</strong> {escape(one.message)}</p><p class="small">{places}</p>'


def _figures(d: dict[str, Any], name: str, there: dict[tuple[int, int], list[Doubt]]) -> str:
    if not d["figures"]:
        return "<section><h3>Số liệu (0)</h3></section>"
    totals = {total["total"] for total in d["totals"]}
    lines, counts = [], {"all": len(d["figures"])}
    for number, one in enumerate(d["figures"]):
        wrong = there.get((one["start"], one["end"]), [])
        classes = [one["kind"], *(["doubted"] if wrong else []), *(["total"] if number in totals else [])]
        counts |= {kind: counts.get(kind, 0) + 1 for kind in classes}
        link = f'<a href="#{name}m{number + 1}"><strong>{escape(_short(one["text"]))}</strong></a>'
        said = f"<p>{link} {escape(_unit(one))}</p>{_stated(one)}{_why(wrong)}"
        lines.append(f'<li class="{" ".join(classes)}" id="{name}lm{number + 1}">{said}</li>')
    lists = f'<ol class="figures">{"".join(lines)}</ol>{_totals(d)}'
    return f"<section><h3>Số liệu ({len(lines)})</h3>{_filter(name, counts)}{lists}</section>"


def _filter(name: str, counts: dict[str, int]) -> str:
    labels = {"all": "tất cả", "doubted": "cần xem", "total": "tổng", **_KINDS}
    choices = [(kind, label) for kind, label in labels.items() if counts.get(kind)]
    if len(choices) < 3:
        return ""
    boxes = "".join(
        f'<label><input type="radio" name="{name}" value="{kind}"{" checked" if kind == "all" else ""}> '
        f"{label} ({counts[kind]})</label>"
        for kind, label in choices
    )
    return f'<fieldset class="filter"><legend class="visually-hidden">Lọc số liệu</legend>{boxes}</fieldset>'


def _unit(one: dict[str, Any]) -> str:
    how = _QUALIFIERS.get(one["qualifier"] or "", "").strip()
    return f"{one['unit'] or ''}{f' ({how})' if how else ''}".strip()


def _stated(one: dict[str, Any]) -> str:
    value = format_number(Decimal(str(one["value"])))
    said = [_KINDS[one["kind"]] + (f": {value}" if value != one["text"] else "")]
    said += [f"kỳ: {one['period']}"] if one.get("period") else []
    said += [f"phạm vi: {one['scope']}"] if one.get("scope") else []
    said += [_BASES[one["basis"]]] if one.get("basis") in _BASES else []
    if place := one.get("place"):
        said.append(", ".join(f"{_PLACES.get(key, key)} {at}" for key, at in place.items()))
    return f'<p class="small">{" ".join(f"""<span class="tag">{escape(_short(s))}</span>""" for s in said)}</p>'


def _why(wrong: list[Doubt]) -> str:
    return "".join(
        f'<p class="small wrong"><a href="#{one.name}">cần xem {one.number}</a>: {escape(one.message)}</p>'
        for one in wrong
    )


def _totals(d: dict[str, Any]) -> str:
    lines = []
    for one in d["totals"]:
        figures = d["figures"]
        parts = " + ".join(_short(figures[part]["text"]) for part in one["parts"])
        verdict = "khớp" if one["holds"] else '<strong class="wrong">không khớp</strong>'
        lines.append(f"<li>{escape(_short(figures[one['total']]['text']))} = {escape(parts)}: {verdict}</li>")
    return f"<h3>Tổng và các phần ({len(lines)})</h3><ul>{''.join(lines)}</ul>" if lines else ""


def _citations(d: dict[str, Any], name: str) -> str:
    lines = ""
    for number, c in enumerate(d["citations"], 1):
        facts = escape(" · ".join(str(c[key]) for key in ("type", "key", "date", "issuer") if c[key]))
        link = f'<a href="#{name}c{number}">{escape(_short(c["text"]))}</a>'
        lines += f'<li id="{name}lc{number}"><p>{link}</p><p class="small muted">{facts}</p></li>'
    return f"<section><h3>Văn bản được dẫn ({len(d['citations'])})</h3><ul>{lines}</ul></section>"


def _short(words: str, most: int = 120) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
