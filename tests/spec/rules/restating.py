"""Totals restated to the tree of another day."""

from datetime import date

from tests.spec.rule import Chapter, Rule

from .over_time import QUARTER
from .successions import MERGED, TO_HO

MOVED = """
    unit  | parent | since      | until
    tinh  |        |            |
    h_dan | tinh   |            |
    h_tay | tinh   |            |
    xa_an | h_dan  |            | 2026-07-01
    xa_an | h_tay  | 2026-07-01 |
    xa_bo | h_dan  |            |
    xa_ca | h_tay  |            |
"""
CLAIMS = """
    unit  | scope | value
    h_dan | whole | 100
    h_tay | whole | 30
    tinh  | whole | 150
    xa_an | own   | 40
    xa_ca | own   | 5
"""

CHAPTER = Chapter(
    title="Tính lại theo bản đồ đơn vị của một ngày",
    says="Với --restate NGÀY, mọi kỳ được tổng hợp theo cây của ngày ấy. Ai được hỏi thì vẫn theo ngày cuối của kỳ.",
    rules=[
        Rule(
            title="Tháng một tính lại theo bản đồ sau sáp nhập",
            says="40 và 60 của hai xã cũ là 100 của xã Hồ; hai câu hỏi cũ vẫn là hai câu hỏi.",
            units=MERGED,
            successions=TO_HO,
            restate=date(2026, 12, 31),
            figures="""
                unit  | value
                xa_an | 40
                xa_bo | 60
            """,
            leaves=True,
            totals="""
                unit  | value | reported | expected
                tinh  | 100   | 2        | 2
                xa_ho | 100   | 2        | 2
            """,
        ),
        Rule(
            title="Như đã báo cáo: số khai của huyện được dùng",
            says="Xã Bộ im lặng, nên huyện Đan lấy số khai; huyện Tây đã đủ nên cộng, và nêu chỗ lệch.",
            units=MOVED,
            figures=CLAIMS,
            totals="""
                unit  | value | basis    | reported | expected
                h_dan | 100   | claimed  | 1        | 2
                h_tay | 5     | computed | 1        | 1
                tinh  | 150   | claimed  | 2        | 3
            """,
            findings="""
                unit  | claimed | computed
                h_tay | 30      | 5
            """,
        ),
        Rule(
            title="Tính lại: số khai về một địa bàn đã khác thì không dùng",
            says="Xã An đã về huyện Tây: hai số khai của huyện nói về địa bàn cũ. Địa bàn của tỉnh không đổi.",
            units=MOVED,
            restate=date(2026, 7, 1),
            figures=CLAIMS,
            totals="""
                unit  | value | basis    | reported | expected
                h_dan |       |          | 0        | 1
                h_tay | 45    | computed | 2        | 2
                tinh  | 150   | claimed  | 2        | 3
            """,
            findings="""
                unit  | claimed | computed
                h_dan | 100     |
                h_tay | 30      |
            """,
        ),
        Rule(
            title="Số khai của tháng không vào quý khi địa bàn đã đổi",
            says="Huyện Đan khai đủ ba kỳ, nhưng xã An chuyển đi trước ngày cuối của kỳ dài.",
            units=MOVED,
            periods="""
                period  | part_of
                2026-Q1 | 2026
                2026-Q2 | 2026
                2026-Q3 | 2026
            """,
            asked="""
                unit  | period
                xa_bo | 2026-Q3
            """,
            figures="""
                unit  | period  | scope | value
                h_dan | 2026-Q1 | whole | 10
                h_dan | 2026-Q2 | whole | 20
                h_dan | 2026-Q3 | whole | 30
            """,
            totals="""
                unit  | period  | value | basis   | expected
                h_dan | 2026    |       |         | 1
                tinh  | 2026    |       |         | 1
                h_dan | 2026-Q1 | 10    | claimed | 0
                tinh  | 2026-Q1 | 10    | mixed   | 0
                h_dan | 2026-Q2 | 20    | claimed | 0
                tinh  | 2026-Q2 | 20    | mixed   | 0
                h_dan | 2026-Q3 | 30    | claimed | 1
                tinh  | 2026-Q3 | 30    | mixed   | 1
            """,
            findings="""
                unit  | period | claimed | computed
                h_dan | 2026   | 60      |
            """,
        ),
        Rule(
            title="Đơn vị mới lập trong địa bàn không làm mất số khai",
            says="Hai xã cũ nhập thành xã Hồ, vẫn trong tỉnh: số khai của tỉnh nói về cùng một địa bàn. "
            "Xã Bộ im lặng nên số khai được dùng.",
            units=MERGED,
            successions=TO_HO,
            restate=date(2026, 12, 31),
            figures="""
                unit  | scope | value
                tinh  | whole | 100
                xa_an | own   | 40
            """,
            leaves=True,
            totals="""
                unit  | value | basis    | reported | expected
                tinh  | 100   | claimed  | 1        | 2
                xa_ho | 40    | computed | 1        | 2
            """,
        ),
        Rule(
            title="Chia một nửa cho nơi khác thì địa bàn đã khác",
            says="Nửa xã An về huyện Tây: số khai của huyện Đan gồm cả xã An, nên không dùng được nữa.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                h_dan | tinh   |            |
                h_tay | tinh   |            |
                xa_an | h_dan  |            | 2026-07-01
                xa_bo | h_dan  |            |
                xa_ca | h_tay  |            |
            """,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-07-01 | 0.5
                xa_an | xa_ca | 2026-07-01 | 0.5
            """,
            restate=date(2026, 7, 1),
            asked="""
                unit
                xa_bo
            """,
            figures="""
                unit  | scope | value
                h_dan | whole | 100
                xa_an | own   | 40
            """,
            totals="""
                unit  | value | basis    | estimate | reported | expected
                h_dan | 20    | computed | có       | 0        | 1
                h_tay | 20    | computed | có       | 0        | 0
                tinh  | 40    | computed | có       | 0        | 1
            """,
            findings="""
                unit  | claimed | computed
                h_dan | 100     |
            """,
        ),
        Rule(
            title="Bỏ cấp huyện",
            says="Từ 1/7 không còn huyện: xã thuộc thẳng tỉnh, số riêng của huyện do tỉnh kế tục.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                h_dan | tinh   |            | 2026-07-01
                xa_an | h_dan  |            | 2026-07-01
                xa_an | tinh   | 2026-07-01 |
            """,
            successions="""
                old   | new  | date
                h_dan | tinh | 2026-07-01
            """,
            restate=date(2026, 7, 1),
            figures="""
                unit  | scope | value
                h_dan | own   | 7
                h_dan | whole | 50
                xa_an | own   | 40
            """,
            leaves=True,
            totals="""
                unit  | value | reported | expected
                tinh  | 47    | 1        | 1
                xa_an | 40    | 1        | 1
            """,
            findings="""
                unit  | claimed | computed
                h_dan | 50      |
            """,
        ),
        Rule(
            title="Quý tính lại cũng theo ngày ấy",
            says="Tính lại theo 1/2: hai xã còn riêng, số của quý nằm ở từng xã.",
            units=MERGED,
            successions=TO_HO,
            periods=QUARTER,
            restate=date(2026, 2, 1),
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 40
                xa_bo | 2026-02 | 60
            """,
            leaves=True,
            totals="""
                unit  | period  | value | reported | expected
                tinh  | 2026-01 | 40    | 1        | 2
                xa_an | 2026-01 | 40    | 1        | 1
                xa_bo | 2026-01 |       | 0        | 1
                tinh  | 2026-02 | 60    | 1        | 2
                xa_an | 2026-02 |       | 0        | 1
                xa_bo | 2026-02 | 60    | 1        | 1
                tinh  | 2026-Q1 | 100   | 2        | 4
                xa_an | 2026-Q1 | 40    | 1        | 2
                xa_bo | 2026-Q1 | 60    | 1        | 2
            """,
        ),
        Rule(
            title="Tính lại theo một ngày đã qua",
            says="Xã An chuyển về huyện Tây ngày 1/7. Tính lại theo ngày 1/1, số quý ba của xã An về lại huyện Đan.",
            units=MOVED,
            figures="""
                unit  | period  | value
                xa_an | 2026-Q3 | 5
            """,
            asked="""
                unit  | period
                xa_an | 2026-Q3
            """,
            restate=date(2026, 1, 1),
            totals="""
                unit  | value | reported | expected
                h_dan | 5     | 1        | 1
                tinh  | 5     | 1        | 1
            """,
        ),
    ],
)
