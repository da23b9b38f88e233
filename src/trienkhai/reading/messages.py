"""What each finding says: one Vietnamese sentence a code, with `{names}` that the finding's values fill."""

from __future__ import annotations

from trienkhai.vietnamese import N_

TEMPLATES = {
    "scanned": N_(
        "Tệp là bản quét; chưa cài Tesseract: apt install tesseract-ocr-vie."
        " Tệp đã được lưu; hãy gõ số liệu từ bản gốc."
    ),
    "scanned_long": N_(
        "Tệp là bản quét dài {pages} trang, nhiều hơn {most} trang nên chưa nhận dạng. Tệp đã được lưu; hãy gõ số liệu"
        " từ bản gốc, hoặc tách tệp rồi tải lên từng phần."
    ),
    "nothing_recognised": N_(
        "Tệp là bản quét, máy không nhận dạng được chữ nào. Tệp đã được lưu; hãy gõ số liệu từ bản gốc."
    ),
    "no_office": N_(
        "Chưa cài LibreOffice nên chưa đọc được tệp: apt install libreoffice-writer-nogui."
        " Tệp đã được lưu; hãy gõ số liệu từ bản gốc."
    ),
    "recognised": N_("Chữ ở trang {pages} do máy nhận dạng từ bản quét (OCR); hãy so từng số với bản gốc."),
    "pages_unread": N_("Trang {pages} là ảnh quét, chưa đọc được chữ; hãy xem bản gốc."),
    "converted_tcvn3": N_("Văn bản gõ bằng phông TCVN3 (.VnTime) cũ, đã chuyển sang Unicode; hãy soát lại chữ."),
    "converted_vni": N_("Văn bản gõ bằng phông VNI cũ, đã chuyển sang Unicode; hãy soát lại chữ."),
    "converted_cp1258": N_("Tệp dùng bảng mã Windows-1258 cũ, đã chuyển sang Unicode; hãy soát lại chữ."),
    "impossible_date": N_("Ngày “{day}” không thể có; kiểm tra lại ngày của văn bản."),
    "future_date": N_("Ngày “{day}” muộn hơn hẳn các ngày khác trong văn bản; kiểm tra lại năm."),
    "type_contradicts_sign": N_("Ký hiệu “{symbol}” là của {types}, không phải {type}."),
    "two_dates": N_("{key} ghi ngày {day}, chỗ khác ghi ngày {other}."),
    "date_contradicts_sign": N_("Ngày “{day}” khác năm ghi trong số, ký hiệu {key}."),
    "after_today": N_("Ngày “{day}” chưa tới; kiểm tra lại ngày của văn bản."),
    "register_date": N_("{key} ghi ngày {day}, sổ văn bản ghi ngày {other}."),
    "doubled_type": N_("Loại văn bản viết hai lần trong “{text}”; thường viết {key}."),
    "lost_dash": N_("Số, ký hiệu “{text}” thiếu dấu nối; thường viết {key}."),
    "cannot_issue": N_("{issuer} không ban hành văn bản mang ký hiệu {key}; kiểm tra lại cơ quan hoặc ký hiệu."),
    "other_form": N_("Số, ký hiệu {key} viết theo thể thức khác của cơ quan ban hành; thường viết {proper}."),
    "sum_differs": N_("Tổng ghi {total}, nhưng các phần {parts} cộng lại không bằng."),
    "ratio_over_whole": N_("Tỷ số {ratio}: phần lớn hơn toàn bộ."),
    "percent_differs": N_("{ratio} là {right}, nhưng ở đây ghi {percent}."),
    "percent_over_100": N_("{percent} là tỷ lệ của một phần thì không thể lớn hơn toàn bộ."),
    "subset_larger": N_("{part} là một phần của {whole} nhưng lại lớn hơn."),
    "stated_differently": N_("Ở đây ghi {here}, chỗ khác cùng nội dung ấy ghi {other}."),
    "cumulative_falls": N_("Số lũy kế {cumulative} nhỏ hơn {other} đã có."),
    "magnitude_jump": N_("{number} có lẽ nhầm dấu chấm với dấu phẩy; hợp lý hơn là {likely}."),
}
