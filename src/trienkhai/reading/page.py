"""One self-contained page with the marks in the text: everything escaped, no script, nothing fetched."""

from __future__ import annotations

from html import escape
from typing import Any

_STYLE = """
body{max-width:50rem;margin:2rem auto;padding:0 1rem;
 font:1.05rem/1.6 "Times New Roman",Tinos,serif;color:#1b1b1b;background:#fff}
pre{white-space:pre-wrap;font:inherit;overflow-wrap:anywhere}mark{border-radius:.2em;padding:0 .1em;color:inherit}
.c{background:#d7e8fb}.f{background:#fbeeb8}.x{outline:2px solid #b3261e}.error{color:#b3261e}li{margin:.2rem 0}
"""


def page(documents: list[dict[str, Any]]) -> str:
    """HTML for the documents of `trienkhai read`, each with its text (`text`, or `source` for text files)."""
    body = "\n".join(_document(d) for d in documents)
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Kết quả đọc</title><style>{_STYLE}</style></head><body><main>\n{body}\n</main></body></html>\n"
    )


def _document(d: dict[str, Any]) -> str:
    title = f"<h1>{escape(str(d['document']))}</h1>"
    if "error" in d:
        return f'<section>{title}<p class="error">{escape(d["error"]["message"])}</p></section>'
    text = d.get("text") or d.get("source") or ""
    findings = "".join(f"<li>{escape(f['message'])}</li>" for f in d["findings"])
    legend = '<p><mark class="c">văn bản được dẫn</mark> · <mark class="f">số liệu</mark></p>'
    return (
        f"<section>{title}{legend}{f'<ul>{findings}</ul>' if findings else ''}<pre>{_marked(text, d)}</pre></section>"
    )


def _marked(text: str, d: dict[str, Any]) -> str:
    wrong = {(f["start"], f["end"]) for f in d["findings"]}
    marks = sorted(
        [(c["start"], c["end"], "c", _citation(c)) for c in d["citations"]]
        + [(f["start"], f["end"], "f", _figure(f)) for f in d["figures"]]
    )
    out, last = [], 0
    for start, end, kind, title in marks:
        if start < last:
            continue
        classes = kind + (" x" if (start, end) in wrong else "")
        out.append(escape(text[last:start]))
        out.append(f'<mark class="{classes}" title="{escape(title)}">{escape(text[start:end])}</mark>')
        last = end
    return "".join(out) + escape(text[last:])


def _citation(c: dict[str, Any]) -> str:
    return " · ".join(str(c[k]) for k in ("type", "key", "date", "issuer") if c[k])


def _figure(f: dict[str, Any]) -> str:
    how = {"at_least": "ít nhất ", "at_most": "nhiều nhất ", "about": "khoảng "}.get(f["qualifier"] or "", "")
    return f"{how}{f['value']} {f['unit'] or ''}".strip()
