"""Units that end, and who stands for them."""

from tests.spec.rule import Chapter, Rule

from .over_time import QUARTER

MERGED = """
    unit  | parent | since      | until
    tinh  |        |            |
    xa_an | tinh   |            | 2026-03-01
    xa_bo | tinh   |            | 2026-03-01
    xa_ho | tinh   | 2026-03-01 |
"""
TO_HO = """
    old   | new   | date       | share
    xa_an | xa_ho | 2026-03-01 | 1
    xa_bo | xa_ho | 2026-03-01 | 1
"""
SPLIT = """
    unit  | parent | since      | until
    tinh  |        |            |
    xa_an | tinh   |            | 2026-01-20
    xa_bo | tinh   | 2026-01-20 |
    xa_ca | tinh   | 2026-01-20 |
"""
IN_SHARES = """
    old   | new   | date       | share
    xa_an | xa_bo | 2026-01-20 | 0.3333
    xa_an | xa_ca | 2026-01-20 | 0.6667
"""
ASKED_AN = """
    unit
    xa_an
    xa_bo
"""


def _split(title: str, says: str, over_units: str, totals: str) -> Rule:
    return Rule(
        title=title,
        says=says,
        units=SPLIT,
        successions=IN_SHARES,
        asked=ASKED_AN,
        indicators=f"""
            indicator | over_units
            lop       | {over_units}
        """,
        figures="""
            unit  | value
            xa_an | 10.0001
            xa_bo | 1
        """,
        leaves=True,
        totals=totals,
    )


CHAPTER = Chapter(
    title="Sáp nhập, chia tách, bãi bỏ",
    says="Mỗi kỳ được tổng hợp theo cây đơn vị của ngày cuối kỳ. Đơn vị không còn hoạt động ngày ấy chuyển số liệu "
    "của mình cho đơn vị kế tục, cứ thế cho đến một đơn vị còn hoạt động. Không con số nào bị sửa.",
    rules=[
        Rule(
            title="Hai xã 40 và 60 sáp nhập: trước và sau đều là 100",
            says="Tháng một, hai xã còn riêng. Quý một tính theo ngày 31/3: số của hai xã nằm ở xã Hồ.",
            units=MERGED,
            successions=TO_HO,
            periods=QUARTER,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 40
                xa_bo | 2026-01 | 60
            """,
            leaves=True,
            totals="""
                unit  | period  | value | reported | expected | estimate
                tinh  | 2026-01 | 100   | 2        | 2        |
                xa_an | 2026-01 | 40    | 1        | 1        |
                xa_bo | 2026-01 | 60    | 1        | 1        |
                tinh  | 2026-Q1 | 100   | 2        | 2        |
                xa_ho | 2026-Q1 | 100   | 2        | 2        |
            """,
        ),
        Rule(
            title="Số tồn được gộp trước rồi mới lấy số cuối kỳ",
            says="Tháng hai hai xã có 41 và 62, tháng ba xã Hồ có 105: cuối quý là 105, không phải 208.",
            units=MERGED,
            successions=TO_HO,
            periods=QUARTER,
            indicators="""
                indicator | over_units | over_time
                lop       | sum        | last
            """,
            figures="""
                unit  | period  | value
                xa_an | 2026-02 | 41
                xa_bo | 2026-02 | 62
                xa_ho | 2026-03 | 105
            """,
            totals="""
                unit | period  | value | reported | expected
                tinh | 2026-02 | 103   | 2        | 2
                tinh | 2026-03 | 105   | 1        | 1
                tinh | 2026-Q1 | 105   | 3        | 3
            """,
        ),
        Rule(
            title="Số quý của đơn vị cũ chỉ thay phần của đơn vị cũ",
            says="Xã An tự báo cáo quý là 50, thay cho 40 của tháng một; phần của xã Bộ và xã Hồ giữ nguyên.",
            units=MERGED,
            successions=TO_HO,
            periods=QUARTER,
            asked="""
                unit  | period
                xa_an | 2026-01
                xa_bo | 2026-01
                xa_an | 2026-02
                xa_ho | 2026-03
            """,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 40
                xa_bo | 2026-01 | 60
                xa_ho | 2026-03 | 7
                xa_an | 2026-Q1 | 50
            """,
            totals="""
                unit | period  | value | reported | expected
                tinh | 2026-01 | 100   | 2        | 2
                tinh | 2026-02 |       | 0        | 1
                tinh | 2026-03 | 7     | 1        | 1
                tinh | 2026-Q1 | 117   | 4        | 4
            """,
        ),
        Rule(
            title="Số quý của đơn vị kế tục chỉ thay phần của chính nó",
            says="Xã Hồ báo cáo quý là 9 thay cho 7 của mình; 100 của hai xã cũ vẫn được cộng.",
            units=MERGED,
            successions=TO_HO,
            periods=QUARTER,
            asked="""
                unit  | period
                xa_an | 2026-01
                xa_ho | 2026-03
            """,
            figures="""
                unit  | period  | value
                xa_an | 2026-01 | 40
                xa_bo | 2026-01 | 60
                xa_ho | 2026-03 | 7
                xa_ho | 2026-Q1 | 9
            """,
            totals="""
                unit | period  | value | reported | expected
                tinh | 2026-01 | 100   | 1        | 1
                tinh | 2026-03 | 7     | 1        | 1
                tinh | 2026-Q1 | 109   | 2        | 2
            """,
        ),
        _split(
            "Chia theo tỷ lệ: số nhân với phần, và là ước tính",
            "10,0001 chia 0,3333 và 0,6667, mỗi phần làm tròn một lần. Câu hỏi không chia: về nơi nhận phần lớn nhất.",
            "sum",
            """
            unit  | value    | reported | expected | estimate
            tinh  | 11.0001  | 2        | 2        | có
            xa_bo | 4.333033 | 1        | 1        | có
            xa_ca | 6.667067 | 1        | 1        | có
            """,
        ),
        _split(
            "Chia đơn vị: số lớn nhất giữ nguyên",
            "Lớn nhất và nhỏ nhất không chia được; mỗi đơn vị mới nhận nguyên số.",
            "max",
            """
            unit  | value   | reported | expected | estimate
            tinh  | 10.0001 | 2        | 2        | có
            xa_bo | 10.0001 | 1        | 1        | có
            xa_ca | 10.0001 | 1        | 1        | có
            """,
        ),
        _split(
            "Chia đơn vị: số không cộng được thì bỏ",
            "Không ai biết bao nhiêu người nằm ở đâu; câu hỏi đã trả lời thì vẫn là đã trả lời.",
            "none",
            """
            unit  | value | reported | expected | estimate
            tinh  |       | 2        | 2        |
            xa_bo | 1     | 1        | 1        |
            xa_ca |       | 1        | 1        |
            """,
        ),
        Rule(
            title="Nhiều đường về một nơi thì cộng các phần trước",
            says="Xã An chia đôi thành Bộ và Ca, cả hai nhập vào Hồ: Hồ nhận trọn số, không phải ước tính.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                xa_an | tinh   |            | 2026-01-10
                xa_bo | tinh   | 2026-01-10 | 2026-01-20
                xa_ca | tinh   | 2026-01-10 | 2026-01-20
                xa_ho | tinh   | 2026-01-20 |
            """,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-01-10 | 0.5
                xa_an | xa_ca | 2026-01-10 | 0.5
                xa_bo | xa_ho | 2026-01-20 | 1
                xa_ca | xa_ho | 2026-01-20 | 1
            """,
            figures="""
                unit  | value
                xa_an | 0.0001
            """,
            totals="""
                unit | value  | reported | expected | estimate
                tinh | 0.0001 | 0        | 1        |
            """,
        ),
        Rule(
            title="Không áp dụng cộng với số được chuyển là số được chuyển",
            says="Xã Hồ không có lớp nào của mình để kể; số của xã An nằm ở đó.",
            units=MERGED,
            successions=TO_HO,
            figures="""
                unit  | period  | value
                xa_an | 2026-03 | 40
                xa_ho | 2026-03 |
            """,
            leaves=True,
            totals="""
                unit  | period  | value | reported | expected | not_applicable
                tinh  | 2026-03 | 40    | 0        | 1        | 1
                xa_ho | 2026-03 | 40    | 0        | 1        | 1
            """,
        ),
        Rule(
            title="Câu hỏi bằng phần nhau thì về mã nhỏ hơn",
            says="Xã An chia đôi: câu hỏi của xã An tính ở xã Bộ.",
            units=SPLIT,
            successions="""
                old   | new   | date       | share
                xa_an | xa_ca | 2026-01-20 | 0.5
                xa_an | xa_bo | 2026-01-20 | 0.5
            """,
            asked="""
                unit
                xa_an
            """,
            figures="""
                unit  | value
                xa_an | 3
            """,
            leaves=True,
            totals="""
                unit  | value | reported | expected | estimate
                tinh  | 3     | 1        | 1        | có
                xa_bo | 1.5   | 1        | 1        | có
                xa_ca | 1.5   | 0        | 0        | có
            """,
        ),
        Rule(
            title="Số toàn bộ của đơn vị không còn thì không chuyển, chỉ nêu ra",
            says="Số của chính xã An được chuyển; số toàn bộ của xã An là một chỗ cần xem.",
            units=MERGED,
            successions=TO_HO,
            figures="""
                unit  | period  | scope | value
                xa_an | 2026-03 | own   | 40
                xa_an | 2026-03 | whole | 45
            """,
            totals="""
                unit | period  | value
                tinh | 2026-03 | 40
            """,
            findings="""
                unit  | period  | claimed | computed
                xa_an | 2026-03 | 45      |
            """,
        ),
    ],
)
