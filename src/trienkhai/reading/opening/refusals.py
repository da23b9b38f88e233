"""Why a file is not read, each a sentence for the person who handed it in: what, where, what to do."""

from __future__ import annotations

from trienkhai.vietnamese import N_, Refusal


class FileRefused(Refusal):
    """A file that is not read; `code` says why in one ASCII word."""


TEMPLATES = {
    "empty": N_("Tệp “{name}” rỗng. Hãy kiểm tra lại tệp nguồn rồi gửi lại."),
    "encrypted": N_("Tệp “{name}” có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại."),
    "not_what_it_claims": N_(
        "Tệp “{name}” mang đuôi {claim} nhưng nội dung là {found}. Hãy lưu lại đúng định dạng rồi gửi lại."
    ),
    "macros": N_("Tệp “{name}” chứa macro. Hãy lưu thành .docx không có macro rồi gửi lại."),
    "too_large": N_("Tệp “{name}” lớn hơn {limit} MB. Hãy giảm dung lượng ảnh hoặc tách tệp rồi gửi lại."),
    "expands_too_far": N_(
        "Tệp “{name}” bung ra quá lớn ({where}), giống tệp nén gây hại. Hãy mở bằng Word, lưu bản mới rồi gửi lại."
    ),
    "external_entities": N_(
        "Tệp “{name}” có khai báo DTD hoặc thực thể XML ở phần {where}, không được phép."
        " Hãy mở bằng Word, lưu bản mới rồi gửi lại."
    ),
    "scanned": N_(
        "Tệp “{name}” là bản quét; chưa cài Tesseract: apt install tesseract-ocr-vie."
        " Hãy nhờ người quản trị cài, hoặc gửi bản Word hay bản PDF có lớp chữ."
    ),
    "nothing_recognised": N_(
        "Tệp “{name}” là bản quét nhưng không nhận dạng được chữ nào. Hãy quét lại rõ hơn, thẳng và đúng chiều,"
        " hoặc gửi bản Word."
    ),
    "no_office": N_(
        "Tệp “{name}” cần LibreOffice mới đọc được; chưa cài LibreOffice: apt install libreoffice-writer-nogui."
        " Hãy nhờ người quản trị cài, hoặc mở tệp và lưu lại thành .docx rồi gửi."
    ),
    "classified": N_(
        "Tệp “{name}” có dấu “{mark}” ở phần đầu. Văn bản mật không được đọc và không được lưu ở đây;"
        " hãy gửi qua đường dành cho văn bản mật."
    ),
    "unreadable": N_(
        "Không đọc được tệp “{name}”: {where}."
        " Hãy mở bằng phần mềm soạn thảo, lưu bản mới (.docx hoặc .pdf) rồi gửi lại."
    ),
}


def refuse(code: str, name: str, **values: object) -> FileRefused:
    """The refusal for a code of TEMPLATES, to be raised."""
    return FileRefused(TEMPLATES[code], code=code, name=name, **values)
