"""Invented content of the gallery: houses, classes, entries of contests; units that exist nowhere."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHEN = datetime(2026, 2, 5, 14, 5, tzinfo=timezone.get_fixed_timezone(7 * 60))
TEXT = (
    "Thực hiện Kế hoạch số 15/KH-UBND, xã đã mở 12 lớp cho hơn 480 học viên.\n"
    "Đã sửa 37 căn nhà, trong đó có 9 căn của hộ cao tuổi.\n"
    "Ước cả năm khoảng 50 căn <chưa nghiệm thu>."
)
DRAWING = SafeString(
    '<svg viewBox="0 0 320 90" width="320" height="90" style="pointer-events: none" font-family="sans-serif">'
    '<g fill="#0b5a86"><rect x="80" y="10" width="220" height="18"/><rect x="80" y="36" width="150" height="18"/>'
    '<rect x="80" y="62" width="60" height="18"/></g><g font-size="13" fill="#1b2733">'
    '<text x="8" y="24">Xã An Đổi</text><text x="8" y="50">Xã Bình Ẩn</text>'
    '<text x="8" y="76">Xã Cát Ớt</text></g></svg>'
)


class SampleForm(forms.Form):
    """A form as Django keeps it, here with answers that are wrong."""

    name = forms.CharField(label=gettext_lazy("Tên đơn vị"), max_length=80)
    day = forms.DateField(label=gettext_lazy("Hạn gửi"), help_text=gettext_lazy("Ví dụ 15/02/2026."))
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    scope = forms.ChoiceField(
        label=gettext_lazy("Phạm vi"),
        choices=[("own", gettext_lazy("Riêng đơn vị")), ("whole", gettext_lazy("Cả cấp dưới"))],
        widget=forms.RadioSelect,
    )


def samples(request: HttpRequest) -> dict[str, Any]:
    """Everything the template shows."""
    numbers = {"n": Decimal("30850"), "share": Decimal("97.84"), "odd": Decimal("1.234"), "about": Decimal(50)}
    return {
        "sample_form": SampleForm({"name": "", "day": "32/13/2026", "note": _("Đã gọi điện nhắc.")}),
        "numbers": numbers,
        "when": WHEN,
        "today": WHEN.date(),
        "page": Paginator(range(95), 20).get_page(request.GET.get("page", 2)),
        **_lists(),
        **_reading(),
    }


def _lists() -> dict[str, Any]:
    return {
        "crumbs": [(_("Kỳ báo cáo"), "#c"), (_("Quý I năm 2026"), "#q"), (_("Các thành phần của trang"), None)],
        "tabs": [
            (_("Đã gửi"), "#sent", True, 12), (_("Chưa gửi"), "#silent", False, 2), (_("Mọi đơn vị"), "#all", False),
        ],
        "options": [("q1", _("Quý I năm 2026")), ("q2", _("Quý II năm 2026"))],
        "scopes": [("own", _("Riêng đơn vị")), ("whole", _("Cả cấp dưới"))],
        "columns": [_("Đơn vị"), {"label": _("Số lớp"), "number": True}, _("Tình trạng")],
        "rows": [
            [{"text": "Xã An Đổi", "href": "#an"}, Decimal(1012), {"text": _("đã nhận"), "badge": "good"}],
            ["Xã Bình Ẩn", Decimal("97.5"), {"text": _("trả lại"), "badge": "warning"}],
            ["Phường Cát Ớt", None, {"text": _("chưa gửi"), "badge": "bad"}],
        ],
        "wide": list(range(1, 13)),
        "chart_columns": [_("Đơn vị"), {"label": _("Số lớp"), "number": True}],
        "chart_rows": [["Xã An Đổi", Decimal(22)], ["Xã Bình Ẩn", Decimal(15)], ["Phường Cát Ớt", Decimal(6)]],
        "drawing": DRAWING,
        "pairs": [(_("Người nhập"), "Trần Thị Ổn"), (_("Nguồn"), _("Ô C7 của tệp so-lieu.xlsx"), "#cell")],
        "remarks": [
            {"text": _("Số lớp lớn hơn số giảng viên có thể dạy. Đề nghị kiểm tra lại."), "who": "Lê Văn Đặng",
             "when": WHEN, "where": _("Lớp tập huấn"), "href": "#cell"},
            {"text": _("Phần nhà ở đã đủ.")},
        ],
        "history": [
            {"when": WHEN, "what": _("Gửi số liệu"), "who": "Trần Thị Ổn", "href": "#s", "seal": "9f2c-71ab"},
            {"when": WHEN, "what": _("Đã trả lại"), "who": "Lê Văn Đặng", "note": _("2 nhận xét")},
        ],
    }  # fmt: skip


def _reading() -> dict[str, Any]:
    def span(piece: str, kind: str, **more: Any) -> dict[str, Any]:
        start = TEXT.index(piece)
        return {"start": start, "end": start + len(piece), "kind": kind, "id": f"m{start}", **more}

    return {
        "text": TEXT,
        "marks": [
            span("15/KH-UBND", "citation", href="#documents", label=_("Văn bản được nhắc đến")),
            span("12", "accepted", href="#p1", label=_("Đã xác nhận")),
            span("480", "figure", href="#p2", label=_("Chờ xác nhận"), current=True),
            span("37 căn nhà, trong đó có 9 căn", "total"),
            span("9", "figure", href="#p3"),
            span("50", "rejected", href="#p4", label=_("Đã bỏ")),
            span("<chưa nghiệm thu>", "finding"),
        ],
        "proposals": [
            {"id": "p1", "shows": f"m{TEXT.index('12')}", "label": _("Lớp tập huấn"), "value": Decimal(12)},
            {"id": "p2", "shows": f"m{TEXT.index('480')}", "label": _("Học viên"), "value": Decimal(480)},
        ],
    }
