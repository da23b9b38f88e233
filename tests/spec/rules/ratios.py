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
        Rule(
            title="Làm tròn một lần, sáu chữ số, nửa thì về số chẵn",
            says="1 : 2000000 là 0.0000005, về 0; 3 : 2000000 là 0.0000015, về 0.000002.",
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                mot       | sum        | sum       |           |             |
                ba        | sum        | sum       |           |             |
                mau       | sum        | sum       |           |             |
                ty_le_1   | ratio      |           | mot       | mau         | 1
                ty_le_3   | ratio      |           | ba        | mau         | 1
            """,
            asked="""
                unit  | indicator
                xa_an | mau
            """,
            figures="""
                unit  | indicator | value
                xa_an | mot       | 1
                xa_an | ba        | 3
                xa_an | mau       | 2000000
            """,
            totals="""
                unit | indicator | value
                tinh | ba        | 3
                tinh | mau       | 2000000
                tinh | mot       | 1
                tinh | ty_le_1   | 0
                tinh | ty_le_3   | 0.000002
            """,
        ),
        Rule(
            title="Phần không hỏi ai thì coi như chưa có gì",
            says="Tử đủ 2 trên 2, mẫu không hỏi ai (0 trên 0): mức độ đầy đủ của tỷ lệ là của mẫu.",
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                dat       | sum        | sum       |           |             |
                tong      | sum        | sum       |           |             |
                ty_le     | ratio      |           | dat       | tong        | 100
            """,
            asked="""
                unit  | indicator
                xa_an | dat
                xa_bo | dat
            """,
            figures="""
                unit  | indicator | value
                xa_an | dat       | 1
                xa_bo | dat       | 1
                xa_an | tong      | 4
            """,
            totals="""
                unit | indicator | value | reported | expected
                tinh | dat       | 2     | 2        | 2
                tinh | tong      | 4     | 0        | 0
                tinh | ty_le     | 50    | 0        | 0
            """,
        ),
        Rule(
            title="Đủ như nhau thì lấy mức độ của tử",
            says="Tử có một số và một không áp dụng, mẫu có hai số: đều đủ 2 trên 2, nên lấy của tử.",
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                dat       | sum        | sum       |           |             |
                tong      | sum        | sum       |           |             |
                ty_le     | ratio      |           | dat       | tong        | 100
            """,
            asked="""
                unit  | indicator
                xa_an | dat
                xa_bo | dat
                xa_an | tong
                xa_bo | tong
            """,
            figures="""
                unit  | indicator | value
                xa_an | dat       | 1
                xa_bo | dat       |
                xa_an | tong      | 2
                xa_bo | tong      | 2
            """,
            totals="""
                unit | indicator | value | reported | expected | not_applicable
                tinh | dat       | 1     | 1        | 2        | 1
                tinh | tong      | 4     | 2        | 2        | 0
                tinh | ty_le     | 25    | 1        | 2        | 1
            """,
        ),
        Rule(
            title="Phân tổ chỉ có ở một phần thì tỷ lệ có dòng mà không có số",
            says="Tử chỉ có phân tổ nữ, mẫu chỉ có số chung: hai ô khác nhau, không chia được.",
            units="""
                unit  | parent
                tinh  |
                xa_an | tinh
            """,
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                dat       | sum        | sum       |           |             |
                tong      | sum        | sum       |           |             |
                ty_le     | ratio      |           | dat       | tong        | 100
            """,
            figures="""
                unit  | indicator | breakdown | value
                xa_an | dat       | sex=f     | 1
                xa_an | tong      |           | 4
            """,
            totals="""
                unit | indicator | breakdown | value | reported | expected | basis
                tinh | dat       | sex=f     | 1     | 1        | 1        | computed
                tinh | tong      |           | 4     | 1        | 1        | computed
                tinh | ty_le     |           |       | 0        | 0        |
                tinh | ty_le     | sex=f     |       | 0        | 0        |
            """,
        ),
        Rule(
            title="Tỷ lệ khai cả own lẫn whole thì lấy whole",
            says="Không có mẫu nên không tính được: dòng của tỉnh là số đã khai cho toàn tỉnh.",
            units="""
                unit  | parent
                tinh  |
                xa_an | tinh
            """,
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                dat       | sum        | sum       |           |             |
                tong      | sum        | sum       |           |             |
                ty_le     | ratio      |           | dat       | tong        | 100
            """,
            figures="""
                unit  | indicator | scope | value | qualifier
                tinh  | ty_le     | own   | 40    | about
                tinh  | ty_le     | whole | 41    | at_least
                xa_an | dat       | own   | 1     |
            """,
            totals="""
                unit | indicator | value | qualifier | basis    | reported | expected
                tinh | dat       | 1     |           | computed | 1        | 1
                tinh | tong      |       |           |          | 0        | 1
                tinh | ty_le     | 41    | at_least  | claimed  | 0        | 1
            """,
        ),
        Rule(
            title="Tỷ lệ của đơn vị không còn đứng thì chỉ nêu ra",
            says="Xã Bộ đã nhập vào xã An: tỷ lệ xã Bộ khai không chuyển cho ai.",
            units="""
                unit  | parent | until
                tinh  |        |
                xa_an | tinh   |
                xa_bo | tinh   | 2026-01-20
            """,
            successions="""
                old   | new   | date
                xa_bo | xa_an | 2026-01-20
            """,
            indicators="""
                indicator | over_units | over_time | numerator | denominator | factor
                dat       | sum        | sum       |           |             |
                tong      | sum        | sum       |           |             |
                ty_le     | ratio      |           | dat       | tong        | 100
            """,
            figures="""
                unit  | indicator | value
                xa_bo | ty_le     | 40
                xa_an | dat       | 1
                xa_an | tong      | 2
            """,
            totals="""
                unit | indicator | value
                tinh | dat       | 1
                tinh | tong      | 2
                tinh | ty_le     | 50
            """,
            findings="""
                unit  | indicator | claimed | computed
                xa_bo | ty_le     | 40      |
            """,
        ),
    ],
)
