"""States, doubts and findings in words, by language."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trienkhai.indicators import periods
from trienkhai.kit.formats import language
from trienkhai.reading.messages import TEMPLATES

from .matching import SURE
from .models import Proposal, Round

STATE_WORDS = {
    "silent": _("chưa báo cáo"),
    "draft": _("đang soạn"),
    "returned": _("bị trả lại"),
    "sent": _("đã gửi"),
    "accepted": _("đã chấp nhận"),
}
STATE_KINDS = {"silent": "bad", "draft": "info", "returned": "warning", "sent": "info", "accepted": "good"}
ROUND_WORDS = {"draft": _("đang chuẩn bị"), "open": _("đang mở"), "closed": _("đã đóng")}
ROUND_KINDS = {"draft": "neutral", "open": "good", "closed": "neutral"}
PROPOSAL_WORDS = {
    "waiting": _("chờ xác nhận"),
    "taken": _("đã nhận"),
    "changed": _("đã sửa và nhận"),
    "rejected": _("đã bỏ"),
}
PROPOSAL_KINDS = {"waiting": "warning", "taken": "good", "changed": "info", "rejected": "neutral"}
SOURCE_WORDS = {
    "typed": _("gõ tay"),
    "cell": _("ô bảng tính"),
    "span": _("câu trong báo cáo"),
    "categories": _("cộng từ các nhóm"),
}
BASIS_WORDS = {"cumulative": _("lũy kế"), "comparison": _("so sánh")}
VERY_SURE = 0.85
SCOPE_WORDS = {"own": _("của chính đơn vị"), "whole": _("cả đơn vị và cấp dưới")}
DOUBTS = {
    "other_period": _("Có thể thuộc kỳ khác: «{words}»."),
    "other_scope": _("Nói về nơi khác: «{words}»."),
    "comparison": _("Là số so sánh, không phải kết quả của kỳ."),
    "cumulative": _("Là số lũy kế, không phải của riêng kỳ."),
    "plan": _("Là kế hoạch, chỉ tiêu, không phải kết quả."),
    "unfinished": _("Việc chưa làm xong: «{words}»."),
    "part": _("Có vẻ là một phần của {words}."),
    "range": _("Là một khoảng, không phải một số."),
    "two": _("Có thể thuộc chỉ tiêu khác: «{words}»; hãy chọn."),
    "again": _("Báo cáo còn nêu số khác cho cùng chỉ tiêu."),
    "no_whole": _("Chỉ thấy số của một nhóm; có thể là số chung."),
    "total": _("Tổng nêu trong báo cáo không khớp các phần của nó."),
    "recognised": _("Máy nhận dạng từ bản quét; hãy so với bản gốc."),
    "check": _("Có chỗ cần kiểm tra ở số này."),
    # Of narratives read by earlier versions.
    "other_year": _("Câu nói về năm {words}, không phải kỳ này."),
}
WHYS = {
    "after": _("ngay sau số có «{words}»"),
    "before": _("trước số có «{words}»"),
    "earlier": _("câu nói về «{words}»"),
    "label": _("hàng của bảng ghi «{words}»"),
    "column": _("cột của bảng ghi «{words}»"),
    "lead": _("danh sách nói về «{words}»"),
    "heading": _("mục nói về «{words}»"),
    "category": _("nêu nhóm «{words}»"),
    "deed": _("việc «{words}»"),
    "confirmed": _("đơn vị đã xác nhận {words} lần"),
}


def doubt_in_words(proposal: Proposal) -> str:
    """Why the figure is not pre-selected; empty where nothing speaks against it."""
    code, _bar, words = proposal.doubt.partition("|")
    return str(DOUBTS[code]).format(words=words) if code in DOUBTS else ""


def why_in_words(proposal: Proposal) -> str:
    """What speaks for the proposed cell: `ngay sau số có «lớp học»; việc «mở»`."""
    said = [line.partition("|") for line in proposal.why.split("\n")]
    return "; ".join(str(WHYS[code]).format(words=words) for code, _bar, words in said if code in WHYS)


def confidence_in_words(confidence: float) -> str:
    """How sure the proposal is; the percentage stands beside it."""
    return str(_("rất chắc") if confidence >= VERY_SURE else _("khá chắc") if confidence >= SURE else _("chưa chắc"))


def finding_in_words(finding: Mapping[str, Any]) -> str:
    """The sentence of a finding as kept with its narrative; those read before findings had values are Vietnamese."""
    template = TEMPLATES.get(finding.get("code", ""))
    if template and "values" in finding:
        with suppress(LookupError, ValueError):  # a template that has changed since
            return gettext(template).format(**finding["values"])
    return str(finding["message"])


def period_in_words(code: str) -> str:
    """«Quý III năm 2026», in the language of the page."""
    return periods.label(code, language())


def round_in_words(found: Round) -> dict[str, Any]:
    """What every list of rounds shows: the round, its period, its state and the colour of that."""
    return {
        "round": found,
        "period": period_in_words(found.period),
        "state": ROUND_WORDS[found.state],
        "kind": ROUND_KINDS[found.state],
    }
