"""Filters and tags of the pages: {% load kit %}. The gallery shows each."""

from __future__ import annotations

import json
import re
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from trienkhai.kit import figures, formats
from trienkhai.reading.marking import marked

register = template.Library()
register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("typed", formats.typed)
register.filter("day", formats.day)
register.filter("typed_day", formats.typed_day)
register.filter("moment", formats.moment)
register.filter("qualifier", formats.qualifier)

register.simple_tag(figures.figure)
register.simple_tag(figures.coverage)

HTMX = {
    "includeIndicatorStyles": False,  # forms.css has them; the CSP allows no inline style
    "allowEval": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,  # pages with figures are not kept in the browser of a shared computer
    "refreshOnHistoryMiss": True,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "409", "swap": True, "error": True},
        {"code": "413", "swap": True, "error": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}
STYLE_ATTRIBUTE = re.compile(r'\sstyle="[^"]*"')  # e.g.  style="pointer-events: none"


@register.simple_tag
def htmx_config() -> SafeString:
    """The configuration of htmx for a meta tag in single quotes."""
    return mark_safe(json.dumps(HTMX))


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """The block of that name once more: the title of a page is also its heading."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return block.render(context) if block else SafeString("")


@register.simple_tag
def field_id(name: str, given: str | None = None) -> str:
    """The id of a field: the one given, else as Django's forms name it."""
    return given or f"id_{name}"


@register.simple_tag
def given(value: Any) -> Any:
    """A parameter that may be missing: `{% given x as x %}` makes it empty text, since filters refuse a missing one."""
    return value


@register.simple_tag
def form_problems(form: BaseForm | None = None, errors: Any = None) -> list[tuple[str, str]]:
    """(id of the field or empty, message) for everything wrong with a form."""
    if not isinstance(form, BaseForm):
        return list(errors or [])
    problems = [("", str(text)) for text in form.non_field_errors()]
    for field in form:
        problems += [(field.id_for_label or field.auto_id, f"{field.label}: {text}") for text in field.errors]
    return problems


@register.simple_tag
def table_rows(columns: list[Any], rows: list[list[Any]]) -> list[list[dict[str, Any]]]:
    """Cells as dicts with text, href, number, badge; a column of numbers makes its cells numbers."""
    return [[_cell(cell, columns[place]) for place, cell in enumerate(row)] for row in rows or []]


def _cell(cell: Any, column: Any) -> dict[str, Any]:
    made = dict(cell) if isinstance(cell, dict) else {"text": cell}
    made.setdefault("number", isinstance(column, dict) and column.get("number", False))
    if made["number"] and not isinstance(made.get("text"), (str, Promise)):
        made["text"] = formats.number(made.get("text"))
    return made


@register.filter
def as_list(value: Any) -> list[Any]:
    """One text becomes a list of one."""
    return [value] if isinstance(value, (str, Promise)) else list(value or [])


@register.filter
def same(key: Any, value: Any) -> bool:
    """Whether a choice is the chosen one: 5 and "5" are, None and "" are."""
    return ("" if key is None else str(key)) == ("" if value is None else str(value))


@register.filter
def without_styles(svg: Any) -> SafeString:
    """A drawing of ours without style attributes, which the CSP would block. Only text already marked safe stays."""
    return mark_safe(STYLE_ATTRIBUTE.sub("", svg)) if isinstance(svg, SafeString) else format_html("{}", svg)


@register.simple_tag
def marked_text(text: str, marks: Any, notes: Any = ()) -> SafeString:
    """The text, escaped, with <mark> around each span; see reading.marking for marks that overlap, and for notes."""
    return mark_safe(marked(text, marks, notes or ()))


def _block(name: str, content: str, **parameters: Any) -> SafeString:
    return SafeString(render_to_string(f"kit/blocks/{name}.html", {"content": content, **parameters}))


@register.simple_block_tag
def card(content: str, title: str = "", id: str = "", level: int = 2, kind: str = "", href: str = "") -> SafeString:
    """A card around content."""
    return _block("card", content, title=title, id=id, level=level, kind=kind, href=href)


@register.simple_block_tag
def datatable(content: str, caption: str, id: str = "", kind: str = "", hide_caption: bool = False) -> SafeString:
    """A table in its own scroll region; `caption` names both."""
    return _block("datatable", content, caption=caption, id=id, kind=kind, hide_caption=hide_caption)


@register.simple_block_tag
def panel(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A notice with free content."""
    return _block("panel", content, kind=kind, title=title)


@register.simple_block_tag
def disclosure(content: str, summary: str, open: bool = False) -> SafeString:
    """Content that opens on demand."""
    return _block("disclosure", content, summary=summary, open=open)
