"""Rules 1 and 2: who was asked, and what complete means."""

from tests.spec.rule import Chapter, Rule

from .over_units import THREE_LEVELS

CHAPTER = Chapter(
    title="Ai được hỏi, thế nào là đủ",
    says="Bảng asked nói ai được hỏi. Không có bảng ấy thì mọi đơn vị không có cấp dưới được hỏi mọi chỉ tiêu "
    "không phải tỷ lệ, trong mọi kỳ có số liệu.",
    rules=[
        Rule(
            title="Chỉ người được hỏi mới được chờ",
            says="Xã Bộ không được hỏi: số của xã vẫn vào tổng, nhưng không vào mức độ đầy đủ.",
            asked="""
                unit
                xa_an
                xa_ca
            """,
            figures="""
                unit  | value
                xa_an | 5
                xa_bo | 7
            """,
            totals="""
                unit | value | reported | expected
                tinh | 12    | 1        | 2
            """,
        ),
        Rule(
            title="Được hỏi hai lần vẫn là một lần hỏi",
            says="Cùng đơn vị, chỉ tiêu và kỳ thì chỉ chờ một câu trả lời.",
            asked="""
                unit
                xa_an
                xa_an
            """,
            figures="""
                unit  | value
                xa_an | 5
            """,
            totals="""
                unit | value | reported | expected
                tinh | 5     | 1        | 1
            """,
        ),
        Rule(
            title="Được hỏi mà chưa ai trả lời vẫn hiện ra",
            says="Ô được hỏi có dòng trong bảng tổng dù chưa có số nào.",
            asked="""
                unit
                xa_an
            """,
            figures="""
                unit | value
            """,
            totals="""
                unit | breakdown | value | reported | expected
                tinh |           |       | 0        | 1
            """,
        ),
        Rule(
            title="Tỉnh cũng có thể được hỏi phần của mình",
            says="Đầu mối của tỉnh được đếm tại tỉnh.",
            asked="""
                unit
                tinh
                xa_an
            """,
            figures="""
                unit  | value
                xa_an | 5
            """,
            totals="""
                unit | value | reported | expected
                tinh | 5     | 1        | 2
            """,
        ),
        Rule(
            title="Không có bảng asked thì hỏi các đơn vị cuối",
            says="Huyện có xã nên không được hỏi; số của huyện vẫn được cộng. Chỉ tiêu chưa ai báo cáo cũng được chờ.",
            units=THREE_LEVELS,
            indicators="""
                indicator | over_units
                lop       | sum
                mo_hinh   | sum
            """,
            figures="""
                unit  | value
                huyen | 7
                xa_an | 1
            """,
            totals="""
                unit  | indicator | value | reported | expected
                huyen | lop       | 8     | 1        | 2
                tinh  | lop       | 8     | 1        | 2
                huyen | mo_hinh   |       | 0        | 2
                tinh  | mo_hinh   |       | 0        | 2
            """,
        ),
    ],
)
