"""What each finding says: one Vietnamese sentence a code, with `{names}` that the finding's values fill."""

from __future__ import annotations

from trienkhai.vietnamese import N_

TEMPLATES = {
    "impossible_date": N_("Ngày “{day}” không thể có; kiểm tra lại ngày của văn bản."),
    "future_date": N_("Ngày “{day}” muộn hơn hẳn các ngày khác trong văn bản; kiểm tra lại năm."),
    "type_contradicts_sign": N_("Ký hiệu “{symbol}” là của {types}, không phải {type}."),
    "two_dates": N_("{key} ghi ngày {day}, chỗ khác ghi ngày {other}."),
    "sum_differs": N_("Tổng ghi {total}, nhưng các phần {parts} cộng lại không bằng."),
    "ratio_over_whole": N_("Tỷ số {ratio}: phần lớn hơn toàn bộ."),
}
