"""Words that speak against a figure: plans, comparisons, sums over longer times, unfinished work, other places.

Patterns are written with marks (`tặng` is not `tăng`); for reports written without marks the same patterns without.
"""

from __future__ import annotations

import re
import unicodedata

from trienkhai.vietnamese import clean

_SPELLINGS = {"kì": "kỳ", "luỹ": "lũy", "quí": "quý", "luý": "lũy"}
_SPELLING = re.compile(rf"\b(?:{'|'.join(_SPELLINGS)})\b")


def said(text: str) -> str:
    """Small composed letters, single blanks, one spelling; as long as the same text folded."""
    plain = " ".join(clean(text).lower().split())
    return _SPELLING.sub(lambda found: _SPELLINGS[found[0]], plain)


def bare(pattern: str) -> str:
    """A pattern without marks, its letters' case kept: `\\W` stays what it is."""
    pieces = unicodedata.normalize("NFD", pattern)
    return "".join(c for c in pieces if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")


class Signal:
    """A pattern over `said` text."""

    def __init__(self, pattern: str) -> None:
        self._marked, self._plain = re.compile(pattern, re.VERBOSE), re.compile(bare(pattern), re.VERBOSE)

    def search(self, text: str, *, plain: bool) -> re.Match[str] | None:
        """The first place in a text written with or without marks."""
        return (self._plain if plain else self._marked).search(text)

    def finditer(self, text: str, *, plain: bool) -> list[re.Match[str]]:
        """All places."""
        return list((self._plain if plain else self._marked).finditer(text))


# --- govern what follows in their sentence ---

AHEAD = Signal(
    r"""\b(?:
        phấn[ ]đấu                          # phấn đấu mở thêm 10 lớp
      | dự[ ]kiến                           # dự kiến mở 9 lớp
      | sẽ                                  # sẽ mở 4 lớp
      | (?:sắp|thời[ ]gian|quý|năm|tháng|kỳ)[ ]tới    # quý tới mở 4 lớp
      | đề[ ]ra                             # mục tiêu đề ra 20 căn
    )\b"""
)
COMPARED_AT_ONCE = Signal(r"^\W*(?:so[ ]với|cùng[ ]kỳ)\b")  # So với cùng kỳ, xã mở 9 lớp
CUMULATIVE = Signal(
    r"""\b(?:
        lũy[ ]kế | cộng[ ]dồn               # lũy kế 2.655 hồ sơ
      | cộng[ ]cả[ ](?:\w+[ ])?(?:quý|năm|kỳ|tháng)\b    # cộng cả quý trước là 30 lớp; not cộng cả xã
      | từ[ ]đầu[ ](?:năm|nhiệm[ ]kỳ)       # từ đầu năm đến nay
      | từ[ ]năm[ ]\d{4}                    # từ năm 2024 đến nay
      | từ[ ]trước[ ]đến[ ]nay
    )\b"""
)
TO_THIS_DAY = Signal(r"\b(?:tính[ ])?đến[ ]nay\b")  # đến nay có 148 mô hình

# --- speak of the figure beside them alone ---

PLAN = Signal(
    r"\b(?:kế[ ]hoạch(?![ ]số|[ ]\d)|chỉ[ ]tiêu|mục[ ]tiêu|được[ ]giao|định[ ]mức|nhu[ ]cầu)\b"  # kế hoạch năm: 15 căn
)
PLAN_AFTER = Signal(
    r"\b(?:(?:kế[ ]hoạch|chỉ[ ]tiêu)(?:[ ]\w+){0,2}[ ]giao|theo[ ]chỉ[ ]tiêu|được[ ]giao)\b"  # 20 căn theo chỉ tiêu
)
AS_PLANNED = Signal(
    r"\b(?:thực[ ]hiện|theo|triển[ ]khai|hoàn[ ]thành)(?:[ ]\w+)?[ ]kế[ ]hoạch\b"  # thực hiện kế hoạch năm, xã mở 9 lớp
)
COMPARED = Signal(r"\b(?:so[ ]với|cùng[ ]kỳ|bình[ ]quân|trung[ ]bình)\b")  # cùng kỳ năm 2025: 7 mô hình
DIFFERENCE = Signal(
    r"""\b(?:tăng|giảm|vượt|(?:cao|thấp|nhiều|ít)[ ]hơn|chênh(?:[ ]lệch)?)     # tăng 6 mô hình
        (?:[ ](?:thêm|được|cùng[ ]kỳ|\w+[ ]trước))*\s*$"""  # nhiều hơn cùng kỳ năm trước 3 lớp
)
AT_FIRST = Signal(r"(?<!tháng[ ])\bđầu[ ](?:quý|kỳ|năm|tháng)\b")  # đầu quý 40 người
UNFINISHED_BEFORE = Signal(
    r"(?<!chỉ[ ])\b(?:còn|đang|chưa)(?:[ ](?:lại|khoảng|trên|hơn|sửa|xây|làm))?\s*$"  # còn 2 căn
)
WAITING = Signal(
    r"""\b(?:
        đang[ ](?:trong[ ]hạn|xử[ ]lý|giải[ ]quyết)     # đang trong hạn: 48 hồ sơ
      | tồn[ ]đọng | còn[ ]tồn | chưa[ ]đến[ ]hạn | phải[ ]giải[ ]quyết
    )\b"""
)
UNFINISHED_AFTER = Signal(
    r"""^(?:\s*\w+){0,5}?\s*\b(?:
        còn[ ]lại                                       # 3 căn nhà còn lại
      | (?:sửa[ ])?dở | dở[ ]dang
      | đang[ ](?:sửa|xây|triển[ ]khai|làm|xử[ ]lý|trong[ ]hạn)     # 2 căn đang sửa dở
      | chưa[ ]\w+                                      # 2 thôn chưa mở
    )\b"""
)
BEGUN = Signal(
    r"\b(?:khởi[ ]công|động[ ]thổ|khởi[ ]động)(?:[ ](?!xong|hoàn)\w+){0,4}\s*$"  # đã khởi công 5 căn nhà
)
SENT_AWAY = Signal(
    r"\bcử\b(?:[ ]\w+){0,8}?[ ](?:dự|tham[ ]dự|tham[ ]gia|đi|học)\b"  # Hội nghị xã cử người dự (a row of a table)
)
ELSEWHERE = Signal(
    r"(?<!người[ ])(?<!viên[ ])\b(?:cử|(?:tham[ ]gia|tham[ ]dự|dự|đi)(?:[ ]đầy[ ]đủ)?)\s*$"  # cử 4 người
)
BY_OTHERS = Signal(
    r"\bdo[ ](?:ủy[ ]ban[ ]nhân[ ]dân[ ]|ubnd[ ])?(?:tỉnh|huyện|thành[ ]phố|trung[ ]ương|cấp[ ]trên|sở|bộ|ngành)\b"
    r"(?:[ ]\w+){0,4}?[ ](?:tổ[ ]chức|mở|phát[ ]động|triệu[ ]tập)\b"  # 2 lớp bồi dưỡng do tỉnh tổ chức
)

# --- headings, places, times ---

TO_DO = Signal(
    r"""\b(?:phương[ ]hướng|nhiệm[ ]vụ|kế[ ]hoạch|dự[ ]kiến|mục[ ]tiêu)\b.*
            \b(?:quý|năm|tháng|tới|tiếp[ ]theo|trọng[ ]tâm|kỳ[ ]sau)\b          # III. NHIỆM VỤ QUÝ IV
      | ^\W*(?:\w{1,4}\W+)?(?:phương[ ]hướng|nhiệm[ ]vụ[ ]và[ ]giải[ ]pháp|dự[ ]kiến)"""
)
WIDER = Signal(
    r"\b(?:toàn|cả|bình[ ]quân|cấp)[ ](?P<level>tỉnh|thành[ ]phố|huyện|quận|xã|phường|thị[ ]trấn|nước|quốc)\b"
)
OWN = Signal(r"\b(?:toàn[ ])?(?:xã|phường)\b")
ANOTHER = Signal(r"\d|\b(?:trước|ngoái|sau|tới|đầu[ ](?:năm|quý|kỳ|tháng|nhiệm[ ]kỳ))\b")
# In the text as written: what is named or numbered below the unit, at the head of its clause or beside the figure.
_PART = r"""(?P<part>(?:thôn|ấp|bản|buôn|làng|xóm|khóm|tổ[ ]dân[ ]phố|khu[ ]phố
    | trường(?:\s(?:tiểu[ ]học|thcs|thpt|mầm[ ]non))?|chi[ ]hội|chi[ ]đoàn|chi[ ]bộ)\s(?-i:[A-ZĐ]\w*|\d+))"""
PART = re.compile(
    rf"(?:^|[,;.:-]\s?)\s*(?:(?:riêng|tại|ở|trong[ ]đó)\s)?{_PART}", re.IGNORECASE | re.VERBOSE
)  # Thôn Đông mở 9 lớp
PART_BESIDE = re.compile(
    rf"\b(?:riêng|tại|ở|của)\s{_PART}(?:\s(?-i:[A-ZĐ]\w*)){{0,3}}\s?(?:\(|:|(?:có|là|đạt|mở|trồng)\s)?$",
    re.IGNORECASE | re.VERBOSE,
)  # nhiều nhất ở ấp Đông (1.100 cây)
