"""Breakdowns are cells of their own."""

from tests.spec.rule import Chapter, Rule

CHAPTER = Chapter(
    title="Phân tổ",
    says="Mỗi phân tổ là một ô riêng. Máy không bao giờ cộng các phân tổ với nhau hay với số chung.",
    rules=[
        Rule(
            title="Phân tổ không tự cộng thành số chung",
            says="Tập thể 49, cá nhân 64; số chung 113 là một ô khác và phải được báo cáo riêng.",
            figures="""
                unit  | breakdown       | value
                xa_an | kind=collective | 49
                xa_an | kind=individual | 64
                xa_bo | kind=collective | 1
            """,
            totals="""
                unit | breakdown       | value | reported | expected
                tinh | kind=collective | 50    | 2        | 3
                tinh | kind=individual | 64    | 1        | 3
            """,
        ),
        Rule(
            title="Được hỏi một chỉ tiêu là được hỏi mọi phân tổ có mặt",
            says="Có số chung và có phân tổ: đầu mối được chờ ở cả hai ô.",
            figures="""
                unit  | breakdown | value
                xa_an |           | 10
                xa_bo | sex=f     | 6
            """,
            totals="""
                unit | breakdown | value | reported | expected
                tinh |           | 10    | 1        | 3
                tinh | sex=f     | 6     | 1        | 3
            """,
        ),
        Rule(
            title="Hai chiều trong một phân tổ",
            says="Các chiều viết theo thứ tự chữ cái, nối bằng dấu chấm phẩy.",
            figures="""
                unit  | breakdown             | value
                xa_an | kind=collective;sex=f | 3
                xa_bo | kind=collective;sex=f | 4
            """,
            totals="""
                unit | breakdown             | value
                tinh | kind=collective;sex=f | 7
            """,
        ),
    ],
)
