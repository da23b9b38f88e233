"""Rules 4 to 6: figures that a unit gives for itself and all below."""

from tests.spec.rule import Chapter, Rule

from .over_units import THREE_LEVELS

CHAPTER = Chapter(
    title="Số toàn bộ (whole) và chỗ không khớp",
    says="Số toàn bộ là điều một đơn vị nói về chính mình và mọi cấp dưới. Nó chỉ đứng thay khi các phần còn thiếu; "
    "không bao giờ cộng một số toàn bộ với các phần của nó.",
    rules=[
        Rule(
            title="Khi các phần còn thiếu thì lấy số toàn bộ",
            says="Xã Ca chưa báo cáo, nên số toàn bộ của tỉnh được dùng.",
            figures="""
                unit  | scope | value | qualifier
                tinh  | whole | 72    | at_least
                xa_an | own   | 24    |
                xa_bo | own   | 40    |
            """,
            totals="""
                unit | value | qualifier | reported | expected | basis
                tinh | 72    | at_least  | 2        | 3        | claimed
            """,
        ),
        Rule(
            title="Khi đủ các phần thì cộng, và chỗ lệch được nêu ra",
            says="Khai 72, cộng được 71: tổng là 71 và có một chỗ không khớp.",
            figures="""
                unit  | scope | value
                tinh  | whole | 72
                xa_an | own   | 24
                xa_bo | own   | 40
                xa_ca | own   | 7
            """,
            totals="""
                unit | value | basis
                tinh | 71    | computed
            """,
            findings="""
                unit | indicator | period  | breakdown | claimed | computed
                tinh | lop       | 2026-01 |           | 72      | 71
            """,
        ),
        Rule(
            title="Khi đủ các phần và khớp thì không có gì để nêu",
            says="Khai 71, cộng được 71.",
            figures="""
                unit  | scope | value
                tinh  | whole | 71
                xa_an | own   | 24
                xa_bo | own   | 40
                xa_ca | own   | 7
            """,
            totals="""
                unit | value | basis
                tinh | 71    | computed
            """,
        ),
        Rule(
            title="Số toàn bộ nhỏ hơn điều đã biết thì không dùng",
            says="Các phần đã có là 64, khai 60: với phép cộng các số không âm, lấy 64 và nêu chỗ không khớp.",
            figures="""
                unit  | scope | value
                tinh  | whole | 60
                xa_an | own   | 24
                xa_bo | own   | 40
            """,
            totals="""
                unit | value | basis
                tinh | 64    | computed
            """,
            findings="""
                unit | claimed | computed
                tinh | 60      | 64
            """,
        ),
        Rule(
            title="Có số âm thì số toàn bộ nhỏ hơn vẫn được dùng",
            says="Chỉ tiêu có một số âm ở bất cứ đâu: phần còn thiếu có thể làm tổng giảm.",
            figures="""
                unit  | scope | value
                tinh  | whole | 60
                xa_an | own   | -24
                xa_bo | own   | 140
            """,
            totals="""
                unit | value | basis
                tinh | 60    | claimed
            """,
        ),
        Rule(
            title="Tổng có phần là số khai thì mang gốc hỗn hợp",
            says="Tổng của huyện là số khai, nên tổng của tỉnh là “mixed”.",
            units=THREE_LEVELS,
            figures="""
                unit  | scope | value
                tinh  | own   | 1
                huyen | whole | 50
                xa_an | own   | 20
            """,
            totals="""
                unit  | value | basis   | reported | expected
                huyen | 50    | claimed | 1        | 2
                tinh  | 51    | mixed   | 1        | 2
            """,
        ),
        Rule(
            title="Không ai ở dưới được hỏi thì số toàn bộ đứng vững",
            says="Chỉ huyện được hỏi và đã trả lời; các xã không được hỏi nên ô không thể gọi là đủ.",
            units=THREE_LEVELS,
            asked="""
                unit
                huyen
            """,
            figures="""
                unit  | scope | value
                huyen | own   | 3
                huyen | whole | 50
            """,
            totals="""
                unit  | value | basis   | reported | expected
                huyen | 50    | claimed | 1        | 1
                tinh  | 50    | mixed   | 1        | 1
            """,
        ),
        Rule(
            title="Mọi nơi đều không áp dụng mà vẫn có số khai",
            says="Không có gì để cộng: số khai được dùng và được nêu ra.",
            figures="""
                unit  | scope | value
                tinh  | whole | 5
                xa_an | own   |
                xa_bo | own   |
                xa_ca | own   |
            """,
            totals="""
                unit | value | basis   | not_applicable
                tinh | 5     | claimed | 3
            """,
            findings="""
                unit | claimed | computed
                tinh | 5       |
            """,
        ),
        Rule(
            title="Đơn vị cuối khai cả số của mình lẫn số toàn bộ",
            says="Đã trả lời nên ô của xã đã đủ: lấy số của mình, chỗ lệch được nêu ra.",
            figures="""
                unit  | scope | value
                xa_an | own   | 5
                xa_an | whole | 6
            """,
            leaves=True,
            asked="""
                unit
                xa_an
            """,
            totals="""
                unit  | value | basis
                tinh  | 5     | computed
                xa_an | 5     | computed
            """,
            findings="""
                unit  | claimed | computed
                xa_an | 6       | 5
            """,
        ),
        Rule(
            title="Chỉ tiêu không cộng vẫn có thể có số toàn bộ",
            says="Số người khác nhau không cộng được từ các xã; tỉnh tự đếm và khai, các xã đã đủ nên được nêu ra.",
            indicators="""
                indicator | over_units
                lop       | none
            """,
            figures="""
                unit  | scope | value
                tinh  | whole | 90
                xa_an | own   | 40
                xa_bo | own   | 40
                xa_ca | own   | 40
            """,
            totals="""
                unit | value | basis   | reported | expected
                tinh | 90    | claimed | 3        | 3
            """,
            findings="""
                unit | claimed | computed
                tinh | 90      |
            """,
        ),
        Rule(
            title="Số âm ở kỳ khác hay phân tổ khác cũng được tính đến",
            says="Chỉ tiêu có một số âm ở tháng hai, phân tổ nữ: số khai nhỏ hơn của tháng một vẫn có thể đúng.",
            figures="""
                unit  | period  | breakdown | scope | value
                tinh  | 2026-01 |           | whole | 60
                xa_an | 2026-01 |           | own   | 64
                xa_bo | 2026-02 | sex=f     | own   | -1
            """,
            totals="""
                unit | period  | breakdown | value | basis
                tinh | 2026-01 |           | 60    | claimed
                tinh | 2026-02 | sex=f     | -1    | computed
            """,
        ),
        Rule(
            title="Với lớn nhất và nhỏ nhất, số khai nhỏ hơn vẫn được dùng",
            says="Ngoại lệ “nhỏ hơn điều đã biết” chỉ có với phép cộng.",
            indicators="""
                indicator | over_units | over_time
                lop       | max        | max
            """,
            figures="""
                unit  | scope | value
                tinh  | whole | 2
                xa_an | own   | 3
            """,
            totals="""
                unit | value | basis
                tinh | 2     | claimed
            """,
        ),
        Rule(
            title="Lệch không quá một phần triệu là khớp",
            says="Xã An chia cho xã Bộ một phần triệu, xã Ca nhận phần còn lại. "
            "Huyện Tây khai 1, cộng được 0.999999: khớp.",
            units="""
                unit  | parent | since      | until
                h_dan |        |            |
                h_tay |        |            |
                xa_an | h_dan  |            | 2026-01-20
                xa_bo | h_dan  |            |
                xa_ca | h_tay  |            |
            """,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-01-20 | 0.000001
                xa_an | xa_ca | 2026-01-20 | 0.999999
            """,
            asked="""
                unit
                xa_an
            """,
            figures="""
                unit  | scope | value
                xa_an | own   | 1
                h_tay | whole | 1
            """,
            totals="""
                unit  | value    | basis    | estimate | reported | expected
                h_dan | 0.000001 | computed | có       | 0        | 0
                h_tay | 0.999999 | computed | có       | 1        | 1
            """,
        ),
        Rule(
            title="Số khai được dùng mang từ chỉ mức của chính nó và không phải ước tính",
            says="Phần cộng được là ước tính và là khoảng; số khai thì không.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                xa_an | tinh   |            | 2026-01-20
                xa_bo | tinh   |            |
                xa_ca | tinh   |            |
            """,
            successions="""
                old   | new   | date       | share
                xa_an | xa_bo | 2026-01-20 | 0.5
                xa_an | xa_ca | 2026-01-20 | 0.5
            """,
            figures="""
                unit  | scope | value | qualifier
                xa_an | own   | 10    | about
                tinh  | whole | 20    | at_most
            """,
            leaves=True,
            totals="""
                unit  | value | qualifier | basis    | estimate | reported | expected
                tinh  | 20    | at_most   | claimed  |          | 0        | 2
                xa_bo | 5     | about     | computed | có       | 0        | 1
                xa_ca | 5     | about     | computed | có       | 0        | 1
            """,
        ),
    ],
)
