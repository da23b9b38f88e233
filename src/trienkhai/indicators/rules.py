"""The rules of consolidation of an indicator, in sentences for people (consolidation.md)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from trienkhai.kit.formats import number

from .models import Indicator


def over_units(indicator: Indicator) -> str:
    """How the figures of several units become one."""
    return {
        "sum": _("Cộng số của đơn vị với số của mọi đơn vị dưới."),
        "min": _("Lấy số nhỏ nhất trong các đơn vị."),
        "max": _("Lấy số lớn nhất trong các đơn vị."),
        "none": _("Không cộng được qua các đơn vị: chỉ xem số của từng đơn vị."),
        "ratio": _("Chia tổng của phần trên cho tổng của phần dưới; không lấy trung bình các tỷ lệ."),
    }[indicator.over_units]


def over_time(indicator: Indicator) -> str:
    """How the figures of several periods become one."""
    if indicator.over_units == "ratio":
        return _("Tính lại từ hai phần của cả kỳ dài.")
    return {
        "sum": _("Cộng các kỳ ngắn thành kỳ dài."),
        "last": _("Kỳ dài lấy số của kỳ ngắn sau cùng có số: đây là số tại một thời điểm."),
        "max": _("Kỳ dài lấy số lớn nhất của các kỳ ngắn."),
        "none": _("Không cộng được qua các kỳ: chỉ xem số của từng kỳ."),
    }[indicator.over_time]


def in_short(indicator: Indicator) -> tuple[str, str]:
    """(over units, over time) in a word or two, for lists."""
    ratio = _("tỷ lệ")
    units = {"sum": _("cộng"), "min": _("nhỏ nhất"), "max": _("lớn nhất"), "none": _("không cộng"), "ratio": ratio}
    times = {"sum": _("cộng"), "last": _("số cuối kỳ"), "max": _("lớn nhất"), "none": _("không cộng")}
    is_ratio = indicator.over_units == "ratio"
    return units[indicator.over_units], ratio if is_ratio else times[indicator.over_time]


def formula(indicator: Indicator) -> str:
    """`100 × A / B`; empty for anything but a ratio."""
    if indicator.numerator is None or indicator.denominator is None:
        return ""
    factor = "" if indicator.factor == 1 else f"{number(indicator.factor)} × "
    return f"{factor}{indicator.numerator.name} / {indicator.denominator.name}"
