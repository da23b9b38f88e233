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
        Rule(
            title="Đơn vị không còn đứng trong ngày cuối kỳ thì không được hỏi",
            says="Không có bảng asked: xã Bộ đã hết từ trước, số nộp muộn của xã Bộ về xã An nhưng không thêm đầu mối.",
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
            figures="""
                unit  | value
                xa_bo | 5
            """,
            totals="""
                unit | value | reported | expected
                tinh | 5     | 0        | 1
            """,
        ),
        Rule(
            title="Nhiều cây trong một bảng, và thứ tự của bảng tổng",
            says="Bảng tổng xếp theo kỳ, chỉ tiêu, phân tổ (số chung trước), đơn vị. "
            "Cây không được hỏi gì thì không có dòng.",
            units="""
                unit  | parent
                t_hai |
                xa_bo | t_hai
                t_mot |
                xa_an | t_mot
                t_xa  |
                xa_ca | t_xa
            """,
            asked="""
                unit  | period
                xa_an | 2026-01
                xa_bo | 2026-01
                xa_an | 2025
            """,
            figures="""
                unit  | period  | breakdown | value
                xa_bo | 2026-01 | sex=f     | 2
                xa_an | 2026-01 |           | 1
            """,
            totals="""
                unit  | period  | breakdown | value | expected
                t_mot | 2025    |           |       | 1
                t_hai | 2026-01 |           |       | 1
                t_mot | 2026-01 |           | 1     | 1
                t_hai | 2026-01 | sex=f     | 2     | 1
                t_mot | 2026-01 | sex=f     |       | 1
            """,
        ),
    ],
)
