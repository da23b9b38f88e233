"""Why a file is not taken, and what its owner can do. Imports no Django."""

from trienkhai.vietnamese import N_

ADVICE = {  # what kinds.recognise found: (code of the refusal, sentence)
    "ods": ("old_format", N_("Tệp .ods chưa đọc được. Hãy mở tệp, chọn «Lưu lại thành .xlsx» rồi nộp tệp .xlsx.")),
    "xls": ("old_format", N_("Tệp .xls, .xlsb không nhận. Hãy mở tệp, chọn «Lưu lại thành .xlsx» rồi nộp lại.")),
    "ppt": ("not_taken", N_("Tệp trình chiếu không nhận. Hãy lưu lại thành .pdf rồi nộp tệp .pdf.")),
    "program": ("program", N_("Đây là chương trình chạy được, không phải tài liệu. Tệp không được nhận.")),
    "archive": ("archive", N_("Đây là tệp nén. Hãy giải nén rồi nộp từng tài liệu bên trong.")),
    "macros": ("macros", N_("Tệp có chứa macro nên không nhận. Hãy lưu lại thành .docx hoặc .xlsx rồi nộp lại.")),
    "encrypted": ("encrypted", N_("Tệp đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nộp tệp không có mật khẩu.")),
    "expands": ("expands_too_far", N_("Tệp nở ra quá lớn khi mở nên không nhận. Hãy tạo lại tệp từ tài liệu gốc.")),
    "entities": (
        "external_entities",
        N_("Tệp có khai báo thực thể bên ngoài nên không nhận. Hãy lưu lại tệp bằng Word hoặc Excel rồi nộp lại."),
    ),
    "template": (
        "external_template",
        N_("Tệp gọi một bản mẫu ở máy khác nên không nhận. Hãy chép nội dung sang tài liệu mới rồi nộp tài liệu đó."),
    ),
    "unknown": (
        "not_taken",
        N_("Không nhận ra loại tệp. Chỉ nhận .docx, .doc, .odt, .rtf, .xlsx, .pdf, .html, .txt, .csv, .png và .jpg."),
    ),
}
