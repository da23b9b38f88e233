"""Several reforms one after the other, units that come back, estimates and what is left of them."""

from datetime import date

from tests.spec.rule import Chapter, Rule

TWICE = """
    unit  | parent | since      | until
    tinh  |        |            |
    xa_an | tinh   |            | 2026-02-01
    xa_an | tinh   | 2026-05-01 | 2026-08-01
    xa_bo | tinh   |            |
    xa_ca | tinh   |            |
"""
TO_TWO = """
    old   | new   | date       | share
    xa_an | xa_bo | 2026-02-01 | 1
    xa_an | xa_ca | 2026-08-01 | 1
"""
SEVEN = """
    unit  | value
    xa_an | 7
"""
ASKED_AN = """
    unit
    xa_an
"""
SPLIT = """
    unit  | parent | since      | until
    tinh  |        |            |
    xa_an | tinh   |            | 2026-01-20
    xa_bo | tinh   | 2026-01-20 |
    xa_ca | tinh   | 2026-01-20 |
"""


def _twice(title: str, says: str, day: date, at: str) -> Rule:
    return Rule(
        title=title,
        says=says,
        units=TWICE,
        successions=TO_TWO,
        figures=SEVEN,
        asked=ASKED_AN,
        restate=day,
        leaves=True,
        totals=f"""
            unit | value | reported | expected | estimate
            {at} | 7     | 1        | 1        |
            tinh | 7     | 1        | 1        |
        """,
    )


CHAPTER = Chapter(
    title="Nhiều đợt sắp xếp, đơn vị lập lại, ước tính",
    says="Số liệu đi theo các đợt sắp xếp, đợt này sang đợt khác, cho đến đơn vị còn đứng trong ngày tính.",
    rules=[
        Rule(
            title="Qua hai đợt: phần nhân với phần, câu hỏi theo phần lớn nhất từng đợt",
            says="Xã An chia 6/4 cho xã Bộ và xã Ca; xã Bộ lại chia đôi cho xã Đê và xã Hồ. Xã Ca có phần lớn nhất "
            "(0.4), nhưng câu hỏi đi từng bước: về xã Bộ (0.6), rồi về xã Đê (bằng phần thì mã nhỏ hơn).",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                xa_an | tinh   |            | 2026-02-01
                xa_bo | tinh   | 2026-02-01 | 2026-03-01
                xa_ca | tinh   | 2026-02-01 |
                xa_de | tinh   | 2026-03-01 |
                xa_ho | tinh   | 2026-03-01 |
            """,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-02-01 | 0.6
                xa_an | xa_ca | 2026-02-01 | 0.4
                xa_bo | xa_ho | 2026-03-01 | 0.5
                xa_bo | xa_de | 2026-03-01 | 0.5
            """,
            figures="""
                unit  | value
                xa_an | 10
            """,
            restate=date(2026, 6, 1),
            leaves=True,
            totals="""
                unit  | value | reported | expected | estimate
                tinh  | 10    | 1        | 1        | có
                xa_ca | 4     | 0        | 0        | có
                xa_de | 3     | 1        | 1        | có
                xa_ho | 3     | 0        | 0        | có
            """,
        ),
        _twice(
            "Trong lúc vắng thì đơn vị kế tục giữ", "Tháng ba xã An không có; xã Bộ giữ số.", date(2026, 3, 1), "xa_bo"
        ),
        _twice("Lập lại thì số về lại chính mình", "Tháng sáu xã An lại đứng.", date(2026, 6, 1), "xa_an"),
        _twice(
            "Kế tục theo lần kết thúc gần nhất",
            "Xã An hết lần thứ hai ngày 1/8 và về xã Ca: dòng kế tục của lần trước không còn dùng.",
            date(2026, 9, 1),
            "xa_ca",
        ),
        Rule(
            title="Số nộp muộn của đơn vị đã hết cũng được chuyển",
            says="Xã An hết ngày 20/1 mà vẫn có số của tháng một: chia cho hai xã, mỗi phần làm tròn một lần, "
            "nửa thì về số chẵn (0.0000015 về 0.000002, 0.0002985 về 0.000298).",
            units=SPLIT,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-01-20 | 0.005
                xa_an | xa_ca | 2026-01-20 | 0.995
            """,
            figures="""
                unit  | value
                xa_an | 0.0003
            """,
            leaves=True,
            totals="""
                unit  | value    | estimate | reported | expected
                tinh  | 0.0003   | có       | 0        | 2
                xa_bo | 0.000002 | có       | 0        | 1
                xa_ca | 0.000298 | có       | 0        | 1
            """,
        ),
        Rule(
            title="Ước tính đi lên cả khi số được chọn là số khác",
            says="Lớn nhất của xã Bộ là 9 của chính xã, nhưng 3 được chuyển tới với một phần: vẫn là ước tính.",
            units=SPLIT,
            indicators="""
                indicator | over_units | over_time
                lop       | max        | max
            """,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-01-20 | 0.5
                xa_an | xa_ca | 2026-01-20 | 0.5
            """,
            figures="""
                unit  | value | qualifier
                xa_an | 3     | about
                xa_bo | 9     |
            """,
            leaves=True,
            totals="""
                unit  | value | qualifier | estimate
                tinh  | 9     |           | có
                xa_bo | 9     |           | có
                xa_ca | 3     | about     | có
            """,
        ),
        Rule(
            title="Không giữ và không nợ số nào thì không cần đơn vị kế tục",
            says="Xã An hết từ 2025, không có số liệu và không được hỏi: không ai phải kế tục.",
            units="""
                unit  | parent | until
                tinh  |        |
                xa_an | tinh   | 2025-02-01
                xa_bo | tinh   |
            """,
            figures="""
                unit  | value
                xa_bo | 7
            """,
            totals="""
                unit | value | reported | expected
                tinh | 7     | 1        | 1
            """,
        ),
        Rule(
            title="Đơn vị mới nộp số của thời gian trước khi lập",
            says="Xã Hồ lập ngày 1/3 nộp số của tháng một; tính lại theo ngày 31/12 thì số ấy có chỗ đứng. "
            "Địa bàn của các đơn vị đã có không đổi, nên số khai của tỉnh vẫn dùng được.",
            units="""
                unit  | parent | since
                tinh  |        |
                xa_an | tinh   |
                xa_ho | tinh   | 2026-03-01
            """,
            asked=ASKED_AN,
            figures="""
                unit  | scope | value
                xa_ho | own   | 5
                tinh  | whole | 100
            """,
            restate=date(2026, 12, 31),
            leaves=True,
            totals="""
                unit  | value | basis    | reported | expected
                tinh  | 100   | claimed  | 0        | 1
                xa_an |       |          | 0        | 1
                xa_ho | 5     | computed | 0        | 0
            """,
        ),
    ],
)
