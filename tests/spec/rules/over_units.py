"""Rules 1 to 3 and 5: own figures and those of the units below."""

from tests.spec.rule import Chapter, Rule

THREE_LEVELS = """
    unit   | parent
    tinh   |
    huyen  | tinh
    xa_an  | huyen
    xa_bo  | huyen
"""

CHAPTER = Chapter(
    title="Cộng theo cây đơn vị",
    says="Tổng của một đơn vị là số của chính đơn vị đó cùng với tổng của các đơn vị trực thuộc. "
    "Mỗi tổng đi kèm mức độ đầy đủ: bao nhiêu đầu mối được hỏi, bao nhiêu đã trả lời, bao nhiêu không áp dụng.",
    rules=[
        Rule(
            title="Đơn vị chưa báo cáo không phải là số không",
            says="Số 0 là một câu trả lời; để trống cả dòng là im lặng.",
            figures="""
                unit  | value
                xa_an | 120
                xa_ca | 0
            """,
            totals="""
                unit | value | reported | expected | not_applicable | basis
                tinh | 120   | 2        | 3        | 0              | computed
            """,
        ),
        Rule(
            title="Không áp dụng là một câu trả lời",
            says="Dòng có mặt mà không có giá trị nghĩa là “không áp dụng”: không cộng gì, nhưng cũng không còn chờ.",
            figures="""
                unit  | value
                xa_an | 5
                xa_bo |
                xa_ca | 7
            """,
            totals="""
                unit | value | reported | expected | not_applicable
                tinh | 12    | 2        | 3        | 1
            """,
        ),
        Rule(
            title="Không ai báo cáo thì tổng để trống",
            says="Không có gì để cộng thì không có số, không phải số 0.",
            figures="""
                unit  | value
                xa_an |
            """,
            totals="""
                unit | value | reported | expected | not_applicable | basis
                tinh |       | 0        | 3        | 1              |
            """,
        ),
        Rule(
            title="Mọi cấp đều có số của mình",
            says="Số của chính tỉnh và của huyện được cộng một lần, cùng với số của xã.",
            units=THREE_LEVELS,
            figures="""
                unit  | value
                tinh  | 1
                huyen | 7
                xa_an | 24
                xa_bo | 40
            """,
            leaves=True,
            totals="""
                unit  | value | reported | expected
                huyen | 71    | 2        | 2
                tinh  | 72    | 2        | 2
                xa_an | 24    | 1        | 1
                xa_bo | 40    | 1        | 1
            """,
        ),
        Rule(
            title="Nhỏ nhất, lớn nhất và không cộng",
            says="Chỉ tiêu nói cách gộp: min, max lấy một giá trị; none không gộp, chỉ có số của chính đơn vị.",
            indicators="""
                indicator | over_units | over_time
                lon       | max        | max
                nho       | min        | last
                rieng     | none       | none
            """,
            figures="""
                unit  | indicator | value
                tinh  | nho       | 9
                tinh  | rieng     | 100
                xa_an | lon       | 3
                xa_an | nho       | 3
                xa_an | rieng     | 3
                xa_bo | lon       | 8
                xa_bo | nho       | 8
            """,
            totals="""
                unit | indicator | value | reported | expected | basis
                tinh | lon       | 8     | 2        | 3        | computed
                tinh | nho       | 3     | 2        | 3        | computed
                tinh | rieng     | 100   | 1        | 3        | computed
            """,
        ),
        Rule(
            title="Số thập phân cộng đúng đến chữ số cuối",
            says="Ba lần một phần mười là ba phần mười, không hơn không kém; số âm cũng cộng được.",
            figures="""
                unit  | value
                xa_an | 0.1
                xa_bo | 0.2
                xa_ca | -99999999999.9999
            """,
            totals="""
                unit | value
                tinh | -99999999999.6999
            """,
        ),
        Rule(
            title="Chỉ đơn vị có cấp dưới mới vào bảng tổng",
            says="Bảng tổng có các đơn vị có cấp dưới trong ngày ấy; muốn có cả các đơn vị cuối thì dùng --leaves.",
            units=THREE_LEVELS,
            figures="""
                unit  | value
                xa_an | 24
            """,
            totals="""
                unit  | value
                huyen | 24
                tinh  | 24
            """,
        ),
    ],
)
