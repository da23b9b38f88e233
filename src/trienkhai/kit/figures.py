"""A figure and a coverage as HTML, made in Python: a table of totals has hundreds, and an include costs more."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trienkhai.kit import formats


def figure(
    value: Decimal | int | None,
    *,
    decimals: int | str | None = None,
    qualifier: str | None = None,
    estimate: bool = False,
    not_applicable: bool = False,
    percent: bool = False,
    unit: str = "",
    href: str = "",
) -> SafeString:
    """Silence, "not applicable" and 0 are three answers; an estimate has ≈, a qualifier its word before the number."""
    if not_applicable:
        return _silent(escape(_("không áp dụng")), href)
    if value is None or value == "":
        word = escape(_("chưa có số liệu"))
        return _silent(f'<span aria-hidden="true">–</span><span class="visually-hidden">{word}</span>', href)
    number = formats.percent(value, decimals) if percent else formats.number(value, decimals)
    inside = _estimate() if estimate else ""
    if qualifier:
        inside += f'<span class="figure__sign">{escape(formats.qualifier(qualifier))} </span>'
    inside += f'<span class="figure__value">{escape(number)}</span>'
    if unit:
        inside += f" {escape(unit)}"
    return mark_safe(f'<span class="figure">{_linked(inside, href)}</span>')  # every part is escaped above


def coverage(
    reported: Any, expected: Any, not_applicable: Any = 0, href: str = "", answers: bool = False
) -> SafeString:
    """ "12/14 đơn vị" with a bar of as many steps as units were expected; `answers`: of a longer period, where each
    unit is counted once for each of its parts: "40/48 báo cáo"."""
    done, asked, without = (int(part or 0) for part in (reported, expected, not_applicable))
    if not asked:
        return format_html('<span class="muted">{}</span>', _("không đơn vị nào được hỏi"))
    names = {"reported": formats.number(done), "expected": formats.number(asked)}
    counted = _("%(reported)s/%(expected)s báo cáo") if answers else _("%(reported)s/%(expected)s đơn vị")
    words = _linked(escape(counted % names), href)
    if without:
        aside = escape(_("%(count)s không áp dụng") % {"count": formats.number(without)})
        words += f' <span class="muted small">({aside})</span>'
    return mark_safe(
        f'<span class="coverage">{_bar(done, without, asked)}<span class="number">{words}</span></span>'
    )  # numbers and escaped text only


def _linked(inside: str, href: str) -> str:
    return f'<a href="{escape(href)}">{inside}</a>' if href else inside


def _silent(inside: str, href: str) -> SafeString:
    return mark_safe(f'<span class="figure figure--silent">{_linked(inside, href)}</span>')


def _estimate() -> str:
    word = escape(_("ước tính"))
    return (
        f'<span class="figure__sign" title="{word}"><span aria-hidden="true">≈ </span>'
        f'<span class="visually-hidden">{word} </span></span>'
    )


def _bar(done: int, without: int, asked: int) -> str:
    return (
        f'<svg class="coverage__bar" viewBox="0 0 {asked} 1" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><rect class="coverage__na" width="{done + without}" height="1"></rect>'
        f'<rect class="coverage__done" width="{done}" height="1"></rect></svg>'
    )
