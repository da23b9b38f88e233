"""Rules 8 and 9."""

from tests.spec.rule import Chapter, Rule

ON_TIME = """
    indicator | over_units | over_time | numerator | denominator | factor
    dung_han  | sum        | sum       |           |             |
    ho_so     | sum        | sum       |           |             |
    ty_le     | ratio      |           | dung_han  | ho_so       | 100
"""

CHAPTER = Chapter(
    title="Tỷ lệ",
    says="Tỷ lệ được tính từ tổng của tử và tổng của mẫu, không bao giờ là trung bình của các tỷ lệ.",
    rules=[
        Rule(
            title="Tỷ lệ là thương của hai tổng",
            says="9 trên 10 và 50 trên 100 là 59 trên 110, không phải 70 %. Làm tròn một lần, sáu chữ số.",
            indicators=ON_TIME,
            figures="""
                unit  | indicator | value
                xa_an | dung_han  | 9
                xa_an | ho_so     | 10
                xa_bo | dung_han  | 50
                xa_bo | ho_so     | 100
            """,
            totals="""
                unit | indicator | value     | reported | expected | basis
                tinh | dung_han  | 59        | 2        | 3        | computed
                tinh | ho_so     | 110       | 2        | 3        | computed
                tinh | ty_le     | 53.636364 | 2        | 3        | computed
            """,
        ),
        Rule(
            title="Mẫu bằng không thì không có tỷ lệ",
            says="Không có hồ sơ nào thì không nói được tỷ lệ đúng hạn.",
            indicators=ON_TIME,
            figures="""
                unit  | indicator | value
                xa_an | dung_han  | 0
                xa_an | ho_so     | 0
            """,
            totals="""
                unit | indicator | value | basis    | estimate
                tinh | dung_han  | 0     | computed |
                tinh | ho_so     | 0     | computed |
                tinh | ty_le     |       |          |
            """,
        ),
        Rule(
            title="Mức độ đầy đủ của tỷ lệ là của phần thiếu nhiều hơn",
            says="Tử có 2 trên 3, mẫu có 1 trên 3: lấy của mẫu.",
            indicators=ON_TIME,
            figures="""
                unit  | indicator | value
                xa_an | dung_han  | 9
                xa_an | ho_so     | 10
                xa_bo | dung_han  |
            """,
            totals="""
                unit | indicator | value | reported | expected | not_applicable
                tinh | dung_han  | 9     | 1        | 3        | 1
                tinh | ho_so     | 10    | 1        | 3        | 0
                tinh | ty_le     | 90    | 1        | 3        | 0
            """,
        ),
        Rule(
            title="Từ chỉ mức và gốc của tỷ lệ",
            says="Tử là “trên 9” nên tỷ lệ là “khoảng”; mẫu là số khai nên gốc là hỗn hợp.",
            indicators=ON_TIME,
            figures="""
                unit  | indicator | scope | value | qualifier
                xa_an | dung_han  | own   | 9     | at_least
                tinh  | ho_so     | whole | 10    |
            """,
            totals="""
                unit | indicator | value | qualifier | basis
                tinh | dung_han  | 9     | at_least  | computed
                tinh | ho_so     | 10    |           | claimed
                tinh | ty_le     | 90    | about     | mixed
            """,
        ),
        Rule(
            title="Tỷ lệ báo cáo mà không có tử và mẫu thì chỉ đứng ở đơn vị ấy",
            says="97,8 % của xã An được giữ nguyên ở xã An và không gộp lên tỉnh.",
            indicators=ON_TIME,
            leaves=True,
            asked="""
                unit  | indicator
                xa_an | ho_so
            """,
            figures="""
                unit  | indicator | value | qualifier
                xa_an | ty_le     | 97.8  | at_least
            """,
            totals="""
                unit  | indicator | value | qualifier | reported | expected | basis
                tinh  | ho_so     |       |           | 0        | 1        |
                xa_an | ho_so     |       |           | 0        | 1        |
                tinh  | ty_le     |       |           | 0        | 0        |
                xa_an | ty_le     | 97.8  | at_least  | 0        | 0        | claimed
            """,
        ),
        Rule(
            title="Tỷ lệ báo cáo ở nơi đã tính được là chỗ cần đối chiếu",
            says="Tính được 90, báo cáo 95: lấy 90 và nêu ra.",
            indicators=ON_TIME,
            leaves=True,
            asked="""
                unit  | indicator
                xa_an | ho_so
                xa_an | dung_han
            """,
            figures="""
                unit  | indicator | scope | value
                xa_an | dung_han  | own   | 9
                xa_an | ho_so     | own   | 10
                xa_an | ty_le     | own   | 94
                xa_an | ty_le     | whole | 95
            """,
            totals="""
                unit  | indicator | value | basis
                tinh  | dung_han  | 9     | computed
                xa_an | dung_han  | 9     | computed
                tinh  | ho_so     | 10    | computed
                xa_an | ho_so     | 10    | computed
                tinh  | ty_le     | 90    | computed
                xa_an | ty_le     | 90    | computed
            """,
            findings="""
                unit  | indicator | claimed | computed
                xa_an | ty_le     | 95      | 90
            """,
        ),
        Rule(
            title="Được hỏi chính tỷ lệ thì có dòng, dù tử và mẫu còn im lặng",
            says="Số đếm là của tử và mẫu, ở đây không ai được hỏi.",
            indicators=ON_TIME,
            asked="""
                unit  | indicator
                xa_an | ty_le
            """,
            figures="""
                unit | value
            """,
            totals="""
                unit | indicator | value | reported | expected
                tinh | ty_le     |       | 0        | 0
            """,
        ),
    ],
)
