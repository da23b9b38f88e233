"""Longer periods made of shorter ones."""

from tests.spec.rule import Chapter, Rule

QUARTER = """
    period  | part_of | position
    2026-01 | 2026-Q1 | 1
    2026-02 | 2026-Q1 | 2
    2026-03 | 2026-Q1 | 3
"""
TWO_UNITS = """
    unit  | parent
    tinh  |
    xa_an | tinh
"""
ASKED = """
    unit  | period
    xa_an | 2026-01
    xa_an | 2026-02
    xa_an | 2026-03
"""


def _kind(over_time: str, over_units: str = "sum") -> str:
    return f"""
        indicator | over_units | over_time
        lop       | {over_units} | {over_time}
    """


def _three(title: str, says: str, over_time: str, value: str, basis: str = "computed", qualifier: str = "") -> Rule:
    return Rule(
        title=title,
        says=says,
        units=TWO_UNITS,
        indicators=_kind(over_time),
        periods=QUARTER,
        figures="""
            unit  | period  | value | qualifier
            xa_an | 2026-01 | 8     | at_least
            xa_an | 2026-02 | 5     |
        """,
        asked=ASKED,
        totals=f"""
            unit | period  | value   | qualifier | reported | expected | basis
            tinh | 2026-01 | 8       | at_least  | 1        | 1        | computed
            tinh | 2026-02 | 5       |           | 1        | 1        | computed
            tinh | 2026-03 |         |           | 0        | 1        |
            tinh | 2026-Q1 | {value} | {qualifier} | 2      | 3        | {basis}
        """,
    )


CHAPTER = Chapter(
    title="Cộng theo thời gian",
    says="Bảng periods nói kỳ dài gồm những kỳ nào, theo thứ tự. Kỳ dài được làm ra cho từng đơn vị trước, "
    "rồi mới cộng theo cây đơn vị. Mức độ đầy đủ đếm từng đầu mối trong từng kỳ thành phần.",
    rules=[
        _three(
            "Số phát sinh được cộng",
            "Trên 8 và 5, tháng ba im lặng: trên 13, đủ 2 trên 3.",
            "sum",
            "13",
            qualifier="at_least",
        ),
        _three("Số cuối kỳ lấy kỳ sau cùng có số", "Tháng ba im lặng nên lấy tháng hai.", "last", "5"),
        _three("Số lớn nhất trong kỳ", "Trên 8 lớn hơn 5.", "max", "8", qualifier="at_least"),
        _three(
            "Số không gộp theo thời gian thì để trống",
            "Người của hai tháng có thể là cùng một người.",
            "none",
            "",
            basis="",
        ),
        Rule(
            title="Số báo cáo cho cả kỳ dài thay số làm ra của đơn vị ấy",
            says="Xã An báo cáo quý là 20: lấy 20 thay cho 8 + 5, và coi như đã trả lời cả ba tháng.",
            units=TWO_UNITS,
            periods=QUARTER,
            asked=ASKED,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 8
                xa_an | 2026-02 | 5
                xa_an | 2026-Q1 | 20
            """,
            totals="""
                unit | period  | value | reported | expected
                tinh | 2026-01 | 8     | 1        | 1
                tinh | 2026-02 | 5     | 1        | 1
                tinh | 2026-03 |       | 0        | 1
                tinh | 2026-Q1 | 20    | 3        | 3
            """,
        ),
        Rule(
            title="Không áp dụng cho cả kỳ dài",
            says="Dòng quý không có giá trị: cả ba tháng là không áp dụng.",
            units=TWO_UNITS,
            periods=QUARTER,
            asked=ASKED,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 8
                xa_an | 2026-Q1 |
            """,
            totals="""
                unit | period  | value | reported | expected | not_applicable
                tinh | 2026-01 | 8     | 1        | 1        | 0
                tinh | 2026-02 |       | 0        | 1        | 0
                tinh | 2026-03 |       | 0        | 1        | 0
                tinh | 2026-Q1 |       | 0        | 3        | 3
            """,
        ),
        Rule(
            title="Hỏi riêng kỳ dài chỉ đếm nơi không hỏi kỳ thành phần",
            says="Xã An được hỏi tháng một và cả quý: đếm tháng. Xã Bộ chỉ được hỏi quý: đếm quý.",
            periods=QUARTER,
            asked="""
                unit  | period
                xa_an | 2026-01
                xa_an | 2026-Q1
                xa_bo | 2026-Q1
            """,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 8
            """,
            totals="""
                unit | period  | value | reported | expected
                tinh | 2026-01 | 8     | 1        | 1
                tinh | 2026-Q1 | 8     | 1        | 2
            """,
        ),
        Rule(
            title="Số toàn bộ của kỳ dài chỉ làm ra khi mọi kỳ thành phần đều có",
            says="Tỉnh khai đủ ba tháng cho lop, thiếu một tháng cho giay: chỉ lop có số toàn bộ của quý.",
            units=TWO_UNITS,
            indicators="""
                indicator
                giay
                lop
            """,
            periods=QUARTER,
            asked="""
                unit  | indicator | period
                xa_an | lop       | 2026-01
                xa_an | giay      | 2026-01
            """,
            figures="""
                unit | indicator | period  | scope | value
                tinh | lop       | 2026-01 | whole | 1
                tinh | lop       | 2026-02 | whole | 2
                tinh | lop       | 2026-03 | whole | 3
                tinh | giay      | 2026-01 | whole | 1
                tinh | giay      | 2026-02 | whole | 2
            """,
            totals="""
                unit | indicator | period  | value | basis   | expected
                tinh | giay      | 2026-01 | 1     | claimed | 1
                tinh | lop       | 2026-01 | 1     | claimed | 1
                tinh | giay      | 2026-02 | 2     | claimed | 0
                tinh | lop       | 2026-02 | 2     | claimed | 0
                tinh | lop       | 2026-03 | 3     | claimed | 0
                tinh | giay      | 2026-Q1 |       |         | 1
                tinh | lop       | 2026-Q1 | 6     | claimed | 1
            """,
        ),
        Rule(
            title="Phân tổ có ở một tháng thì được chờ trong cả quý",
            says="Tháng một có số theo giới, tháng hai có số chung: cả hai ô của quý chờ đủ hai tháng.",
            units=TWO_UNITS,
            periods=QUARTER,
            asked="""
                unit  | period
                xa_an | 2026-01
                xa_an | 2026-02
            """,
            figures="""
                unit  | period  | breakdown | value
                xa_an | 2026-01 | sex=f     | 3
                xa_an | 2026-02 |           | 5
            """,
            totals="""
                unit | period  | breakdown | value | reported | expected
                tinh | 2026-01 | sex=f     | 3     | 1        | 1
                tinh | 2026-02 |           | 5     | 1        | 1
                tinh | 2026-Q1 |           | 5     | 1        | 2
                tinh | 2026-Q1 | sex=f     | 3     | 1        | 2
            """,
        ),
        Rule(
            title="Năm gồm các quý, quý gồm các tháng",
            says="Quý hai được báo cáo thẳng; quý một làm ra từ các tháng. Năm đếm ba tháng và một quý.",
            units=TWO_UNITS,
            periods="""
                period  | part_of | position
                2026-01 | 2026-Q1 | 1
                2026-02 | 2026-Q1 | 2
                2026-03 | 2026-Q1 | 3
                2026-Q1 | 2026    | 1
                2026-Q2 | 2026    | 2
            """,
            asked="""
                unit  | period
                xa_an | 2026-01
                xa_an | 2026-02
                xa_an | 2026-03
                xa_an | 2026-Q2
            """,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 1
                xa_an | 2026-03 | 2
                xa_an | 2026-Q2 | 4
            """,
            totals="""
                unit | period  | value | reported | expected
                tinh | 2026    | 7     | 3        | 4
                tinh | 2026-01 | 1     | 1        | 1
                tinh | 2026-02 |       | 0        | 1
                tinh | 2026-03 | 2     | 1        | 1
                tinh | 2026-Q1 | 3     | 2        | 3
                tinh | 2026-Q2 | 4     | 1        | 1
            """,
        ),
        Rule(
            title="Kỳ báo cáo theo chế độ riêng",
            says="Tháng báo cáo từ ngày 15 tháng trước đến 14 tháng này; ngày của kỳ nằm trong bảng periods.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                xa_an | tinh   |            | 2026-02-15
                xa_bo | tinh   | 2026-02-15 |
            """,
            periods="""
                period | since      | until      | part_of | position
                ky_01  | 2025-12-15 | 2026-01-15 |         |
                ky_02  | 2026-01-15 | 2026-02-15 |         |
            """,
            figures="""
                unit  | period | value
                xa_an | ky_01  | 4
                xa_an | ky_02  | 5
            """,
            totals="""
                unit | period | value | expected
                tinh | ky_01  | 4     | 1
                tinh | ky_02  | 5     | 1
            """,
        ),
        Rule(
            title="Tỷ lệ của kỳ dài là thương của hai tổng của kỳ dài",
            says="Không phải trung bình của các tháng; tỷ lệ báo cáo của tháng không đi vào quý.",
            units=TWO_UNITS,
            periods=QUARTER,
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                dung_han  | sum        | sum       |           |             |
                ho_so     | sum        | sum       |           |             |
                ty_le     | ratio      |           | dung_han  | ho_so       | 100
            """,
            asked="""
                unit  | indicator | period
                xa_an | ho_so     | 2026-01
            """,
            figures="""
                unit  | indicator | period  | value
                xa_an | dung_han  | 2026-01 | 1
                xa_an | ho_so     | 2026-01 | 4
                xa_an | dung_han  | 2026-02 | 6
                xa_an | ho_so     | 2026-02 | 6
                tinh  | ty_le     | 2026-03 | 50
            """,
            totals="""
                unit | indicator | period  | value | basis
                tinh | dung_han  | 2026-01 | 1     | computed
                tinh | ho_so     | 2026-01 | 4     | computed
                tinh | ty_le     | 2026-01 | 25    | computed
                tinh | dung_han  | 2026-02 | 6     | computed
                tinh | ho_so     | 2026-02 | 6     | computed
                tinh | ty_le     | 2026-02 | 100   | computed
                tinh | ty_le     | 2026-03 | 50    | claimed
                tinh | dung_han  | 2026-Q1 | 7     | computed
                tinh | ho_so     | 2026-Q1 | 10    | computed
                tinh | ty_le     | 2026-Q1 | 70    | computed
            """,
        ),
        Rule(
            title="Thứ tự của các kỳ là position, không phải ngày",
            says="Tháng một đứng sau tháng hai trong bảng: số cuối kỳ là số của tháng một.",
            units=TWO_UNITS,
            indicators=_kind("last"),
            periods="""
                period  | part_of | position
                2026-01 | 2026-Q1 | 2
                2026-02 | 2026-Q1 | 1
            """,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 8
                xa_an | 2026-02 | 5
            """,
            totals="""
                unit | period  | value
                tinh | 2026-01 | 8
                tinh | 2026-02 | 5
                tinh | 2026-Q1 | 8
            """,
        ),
        Rule(
            title="Số toàn bộ khai cho kỳ dài thay số toàn bộ làm ra",
            says="Ba tháng khai 3 mỗi tháng, cả quý khai 50: dùng 50. Số toàn bộ không làm ai “đã trả lời”.",
            units=TWO_UNITS,
            periods=QUARTER,
            asked=ASKED,
            figures="""
                unit  | period  | scope | value
                tinh  | 2026-01 | whole | 3
                tinh  | 2026-02 | whole | 3
                tinh  | 2026-03 | whole | 3
                tinh  | 2026-Q1 | whole | 50
                xa_an | 2026-01 | own   | 1
            """,
            totals="""
                unit | period  | value | basis    | reported | expected
                tinh | 2026-01 | 1     | computed | 1        | 1
                tinh | 2026-02 | 3     | claimed  | 0        | 1
                tinh | 2026-03 | 3     | claimed  | 0        | 1
                tinh | 2026-Q1 | 50    | claimed  | 1        | 3
            """,
            findings="""
                unit | period  | claimed | computed
                tinh | 2026-01 | 3       | 1
            """,
        ),
        Rule(
            title="Mọi dạng của kỳ",
            says="Năm, nửa năm, quý, tháng, ngày, từ ngày đến ngày; không có bảng periods thì không kỳ nào gồm kỳ nào.",
            units=TWO_UNITS,
            figures="""
                unit  | period                | value
                xa_an | 2026                  | 1
                xa_an | 2026-H1               | 2
                xa_an | 2026-Q1               | 3
                xa_an | 2026-01               | 4
                xa_an | 2026-01-31            | 5
                xa_an | 2025-12-15/2026-01-14 | 6
            """,
            totals="""
                unit | period                | value
                tinh | 2025-12-15/2026-01-14 | 6
                tinh | 2026                  | 1
                tinh | 2026-01               | 4
                tinh | 2026-01-31            | 5
                tinh | 2026-H1               | 2
                tinh | 2026-Q1               | 3
            """,
        ),
    ],
)
