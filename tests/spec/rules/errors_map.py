"""What is refused in the map of units, successions and periods."""

from datetime import date

from tests.spec.rule import PROVINCE, Chapter, Rule

from .successions import MERGED, TO_HO

FIVE = """
    unit  | value
    xa_an | 5
"""


def _map(
    title: str,
    says: str,
    problems: str,
    *,
    units: str = PROVINCE,
    figures: str = FIVE,
    successions: str = "",
    periods: str = "",
) -> Rule:
    return Rule(
        title=title,
        says=says,
        problems="table | row | reason\n" + problems,
        units=units,
        figures=figures,
        successions=successions,
        periods=periods,
    )


CHAPTER = Chapter(
    title="Lỗi trong đơn vị, kế tục và kỳ",
    says="Bản đồ đơn vị phải rõ ràng trong mỗi ngày được tính.",
    rules=[
        _map(
            "Vòng trong cây đơn vị",
            "Không đơn vị nào nằm dưới chính nó, trong bất cứ ngày nào.",
            "units | 3 | thành vòng",
            units="""
            unit  | parent
            xa_an |
            h_dan | h_tay
            h_tay | h_dan
            """,
        ),
        _map(
            "Cấp trên không có, ngày kết thúc trước ngày bắt đầu",
            "Mọi đơn vị được nhắc đến phải có dòng của mình.",
            """units | 2 | cấp trên “tinh”
            units | 3 | kết thúc trước khi bắt đầu""",
            units="""
            unit  | parent | since      | until
            xa_an | tinh   |            |
            xa_bo |        | 2026-02-01 | 2026-01-01
            """,
        ),
        _map(
            "Một đơn vị ở hai nơi trong một ngày",
            "Trong một hệ thống dọc, mỗi ngày chỉ có một cấp trên.",
            "units | 4 | đứng ở hai nơi",
            units="""
            unit  | parent | since      | until
            tinh  |        |            |
            xa_an | tinh   |            | 2026-03-01
            xa_an |        | 2026-02-01 |
            """,
        ),
        _map(
            "Đứng dưới một đơn vị không hoạt động ngày ấy",
            "Ngày 31/1/2026 huyện đã hết.",
            "units | 4 | đứng dưới “h_dan”",
            units="""
            unit  | parent | since | until
            tinh  |        |       |
            h_dan | tinh   |       | 2026-01-15
            xa_an | h_dan  |       |
            """,
        ),
        _map(
            "Các phần không cộng thành một",
            "Chia thì phải chia hết.",
            "successions | 3 | cộng lại bằng 0.9",
            units=MERGED,
            successions="""
            old   | new   | date       | share
            xa_an | xa_ho | 2026-03-01 | 0.5
            xa_an | tinh  | 2026-03-01 | 0.4
            """,
        ),
        _map(
            "Kế tục với phần không hợp lệ, đơn vị không có",
            "Phần lớn hơn 0 và không quá 1.",
            """successions | 2 | đơn vị “xa_la”
            successions | 3 | phần kế tục phải lớn hơn 0""",
            units=MERGED,
            successions="""
            old   | new   | date       | share
            xa_an | xa_la | 2026-03-01 | 1
            xa_bo | tinh  | 2026-03-01 | 0
            xa_bo | xa_ho | 2026-03-01 | 1
            """,
        ),
        _map(
            "Kế tục một đơn vị còn hoạt động",
            "Xã An hết ngày 1/3, không phải 1/2.",
            "successions | 2 | vẫn còn hoạt động",
            units=MERGED,
            successions="""
            old   | new   | date
            xa_an | xa_ho | 2026-02-01
            """,
        ),
        _map(
            "Kế tục thành vòng",
            "Hai đơn vị không thể là đơn vị kế tục của nhau.",
            "successions | 2 | thành vòng",
            units=MERGED,
            successions="""
            old   | new   | date
            xa_an | xa_bo | 2026-03-01
            xa_bo | xa_an | 2026-03-01
            """,
        ),
        _map(
            "Hết hoạt động mà không có đơn vị kế tục",
            "Đơn vị bị bãi bỏ thì thường do cấp trên cũ kế tục; phải ghi dòng ấy ra.",
            "figures | 2 | “xa_an” không hoạt động ngày 2026-03-31 mà không có đơn vị kế tục",
            units=MERGED,
            figures="""
            unit  | period  | value
            xa_an | 2026-03 | 5
            """,
        ),
        Rule(
            title="Số liệu chỉ được chuyển về sau",
            says="Tính lại theo ngày 1/1, khi xã Hồ chưa có: số của xã Hồ không chuyển ngược về hai xã cũ.",
            units=MERGED,
            successions=TO_HO,
            restate=date(2026, 1, 1),
            figures="""
                unit  | period  | value
                xa_ho | 2026-03 | 7
            """,
            problems="""
                table   | row | reason
                units   | 5   | “xa_ho” bắt đầu sau ngày 2026-01-01
                figures | 2   | “xa_ho” bắt đầu sau ngày 2026-01-01
            """,
        ),
        _map(
            "Các kỳ thành phần trùng ngày",
            "Một ngày không được đếm hai lần.",
            "periods | 3 | trùng ngày",
            periods="""
            period  | part_of
            2026-H1 | 2026
            2026-Q2 | 2026
            2026-Q3 | 2026
            """,
        ),
        _map(
            "Kỳ không rõ ngày, ghi hai lần, hai lần khác ngày, nằm trong chính nó",
            "Bảng periods phải nói rõ ngày của mỗi kỳ không theo lịch.",
            """periods | 2 | kỳ “dot_1”
            periods | 3 | phải có cả since và until
            periods | 5 | đã có ở dòng 4
            periods | 7 | có những ngày khác với dòng 6
            periods | 8 | thành vòng
            periods | 9 | kết thúc trước khi bắt đầu""",
            periods="""
            period  | since      | until      | part_of
            dot_1   |            |            |
            dot_2   | 2026-01-01 |            |
            2026-01 |            |            | 2026
            2026-01 |            |            | 2026
            dot_3   | 2026-01-01 | 2026-02-01 |
            dot_3   | 2026-01-01 | 2026-03-01 | 2026
            2026-Q2 |            |            | 2026-Q2
            dot_4   | 2026-03-01 | 2026-03-01 |
            """,
        ),
        Rule(
            title="Vòng chỉ trong một số ngày cũng là vòng",
            says="Tỉnh đứng dưới xã An từ 1/6, mà xã An đứng dưới tỉnh.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            | 2026-06-01
                tinh  | xa_an  | 2026-06-01 |
                xa_an | tinh   |            |
            """,
            figures="""
                unit  | value
                xa_an | 5
            """,
            problems="""
                table | row | reason
                units | 3   | thành vòng
            """,
        ),
        Rule(
            title="Hai đơn vị đổi chỗ cho nhau thì không phải là vòng",
            says="Trước 2026 xã An đứng dưới xã Bộ, sau đó xã Bộ đứng dưới xã An: không ngày nào thành vòng.",
            units="""
                unit  | parent | since      | until
                tinh  |        |            |
                xa_an | xa_bo  |            | 2026-01-01
                xa_an | tinh   | 2026-01-01 |
                xa_bo | tinh   |            | 2026-01-01
                xa_bo | xa_an  | 2026-01-01 |
            """,
            figures="""
                unit  | value
                xa_bo | 5
            """,
            totals="""
                unit  | value
                tinh  | 5
                xa_an | 5
            """,
        ),
        Rule(
            title="Được hỏi mà đã hết và không ai kế tục",
            says="Xã An được hỏi tháng một, tính lại theo ngày sau khi xã đã hết: câu hỏi không biết về đâu.",
            units="""
                unit  | parent | until
                tinh  |        |
                xa_an | tinh   | 2026-03-01
                xa_bo | tinh   |
            """,
            asked="""
                unit
                xa_bo
                xa_an
            """,
            figures="""
                unit  | value
                xa_bo | 5
            """,
            restate=date(2026, 3, 1),
            problems="""
                table | row | reason
                asked | 3   | “xa_an” không hoạt động ngày 2026-03-01 mà không có đơn vị kế tục
            """,
        ),
        Rule(
            title="Ngày không phải ngày",
            says="Ngày viết năm-tháng-ngày.",
            units="""
                unit  | parent | since    | until
                tinh  |        | 1/1/2026 |
                xa_an | tinh   |          | 2026-13-01
            """,
            figures="""
                unit  | value
                xa_an | 5
            """,
            problems="""
                table | row | reason
                units | 2   | since “1/1/2026”
                units | 3   | until “2026-13-01”
            """,
        ),
    ],
)
