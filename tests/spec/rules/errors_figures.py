"""What is refused in figures, questions and indicators. Rows count from the header, which is row 1."""

from tests.spec.rule import Chapter, Rule


def _figures(title: str, says: str, figures: str, problems: str) -> Rule:
    return Rule(title=title, says=says, figures=figures, problems="table | row | reason\n" + problems)


def _indicators(title: str, says: str, indicators: str, problems: str) -> Rule:
    return Rule(
        title=title,
        says=says,
        indicators=indicators,
        figures="""
            unit
            xa_an
        """,
        problems="table | row | reason\n" + problems,
    )


CHAPTER = Chapter(
    title="Lỗi trong số liệu và chỉ tiêu",
    says="Có lỗi thì không tổng nào được ghi. Mọi lỗi được nêu cùng lúc, mỗi lỗi có tệp, dòng (dòng 1 là tiêu đề) "
    "và lý do.",
    rules=[
        _figures(
            "Một số báo cáo hai lần",
            "Cùng đơn vị, chỉ tiêu, kỳ, phân tổ và phạm vi.",
            """
            unit  | scope | value
            xa_an | own   | 5
            xa_an | whole | 5
            xa_an | own   | 6
            """,
            "figures | 4 | trùng với dòng 2",
        ),
        _figures(
            "Đơn vị, chỉ tiêu không có trong bảng",
            "Mã viết sai phải được sửa, không được bỏ qua.",
            """
            unit  | indicator | value
            xa_la | lop       | 5
            xa_an | lop_la    | 5
            """,
            """figures | 2 | đơn vị “xa_la”
            figures | 3 | chỉ tiêu “lop_la”""",
        ),
        _figures(
            "Giá trị không phải số thập phân",
            "Dấu chấm trước phần lẻ, nhiều nhất 15 chữ số, 4 chữ số sau dấu; không có dấu ngăn nghìn, không viết mũ.",
            """
            unit  | value
            tinh  | 1.23456
            xa_an | 30.850,5
            xa_bo | 1e3
            xa_ca | 123456789012
            """,
            """figures | 2 | value “1.23456”
            figures | 3 | value “30.850,5”
            figures | 4 | value “1e3”
            figures | 5 | value “123456789012”""",
        ),
        _figures(
            "Số toàn bộ hay từ chỉ mức mà không có giá trị",
            "“Không áp dụng” chỉ nói được về chính mình, và không có trên hay dưới.",
            """
            unit  | scope | value | qualifier
            tinh  | whole |       |
            xa_an | own   |       | at_least
            """,
            """figures | 2 | số toàn bộ (whole) phải có giá trị
            figures | 3 | có từ chỉ mức “at_least” mà không có giá trị""",
        ),
        _figures(
            "Phạm vi, từ chỉ mức, phân tổ, kỳ không đúng dạng",
            "Phân tổ viết chiều=loại, các chiều theo thứ tự chữ cái; kỳ theo lịch hoặc có trong bảng periods.",
            """
            unit  | period     | breakdown            | scope | value | qualifier
            tinh  | 2026-01    |                      | all   | 5     |
            xa_an | 2026-01    |                      | own   | 5     | over
            xa_an | 2026-01    | sex                  | own   | 5     |
            xa_an | 2026-01    | sex=f;kind=x         | own   | 5     |
            xa_an | 2026-13    |                      | own   | 5     |
            xa_an | 2026-02-30 |                      | own   | 5     |
            xa_an | T01/2026   |                      | own   | 5     |
            """,
            """figures | 2 | phạm vi “all”
            figures | 3 | từ chỉ mức “over”
            figures | 4 | phân tổ “sex”
            figures | 5 | phân tổ “sex=f;kind=x”
            figures | 6 | kỳ “2026-13”
            figures | 7 | kỳ “2026-02-30”
            figures | 8 | kỳ “T01/2026”""",
        ),
        Rule(
            title="Hỏi một đơn vị, chỉ tiêu, kỳ không có",
            says="Bảng asked cũng được kiểm tra.",
            figures="""
                unit  | value
                xa_an | 5
            """,
            asked="""
                unit  | indicator | period
                xa_la | lop       | 2026-01
                xa_an | lop_la    | 2026-01
                xa_an | lop       | 2026
                xa_an | lop       | 26
            """,
            problems="""
                table | row | reason
                asked | 2   | đơn vị “xa_la”
                asked | 3   | chỉ tiêu “lop_la”
                asked | 5   | kỳ “26”
            """,
        ),
        _indicators(
            "Một chỉ tiêu hai lần, cách cộng không có",
            "Mỗi chỉ tiêu một dòng; cách cộng là một trong những cách đã nêu.",
            """
            indicator | over_units | over_time
            lop       | sum        | sum
            lop       | sum        | sum
            giay      | average    | sum
            tre       | sum        | first
            """,
            """indicators | 3 | đã có ở dòng 2
            indicators | 4 | over_units “average”
            indicators | 5 | over_time “first”""",
        ),
        _indicators(
            "Tỷ lệ thiếu phần, phần không có, tỷ lệ của tỷ lệ",
            "Tử và mẫu là hai chỉ tiêu có trong bảng, không phải tỷ lệ; chỉ tỷ lệ mới có tử và mẫu.",
            """
            indicator | over_units | numerator | denominator
            lop       | sum        |           |
            a         | ratio      | lop       |
            b         | ratio      | lop       | lop_la
            c         | ratio      | b         | lop
            d         | sum        | lop       | lop
            """,
            """indicators | 3 | thiếu denominator
            indicators | 4 | denominator “lop_la”
            indicators | 5 | numerator “b” lại là một tỷ lệ
            indicators | 6 | chỉ tỷ lệ mới có denominator
            indicators | 6 | chỉ tỷ lệ mới có numerator""",
        ),
        Rule(
            title="Lỗi ở nhiều bảng được nêu cùng lúc",
            says="Một lần chạy là thấy hết, theo bảng rồi theo dòng.",
            figures="""
                unit  | value
                xa_an | 5
                xa_la | 7
                xa_bo | x
            """,
            indicators="""
                indicator | over_units
                lop       | average
            """,
            successions="""
                old   | new   | date
                xa_an | xa_la | 2026-03-01
            """,
            asked="""
                unit  | period
                xa_an | 26
            """,
            periods="""
                period
                dot_1
            """,
            problems="""
                table       | row | reason
                indicators  | 2   | over_units “average”
                successions | 2   | đơn vị “xa_la”
                successions | 2   | “xa_an” vẫn còn hoạt động
                periods     | 2   | kỳ “dot_1”
                asked       | 2   | kỳ “26”
                figures     | 3   | đơn vị “xa_la”
                figures     | 4   | value “x”
            """,
        ),
        Rule(
            title="Một số và một “không áp dụng” cũng là hai lần",
            says="Phân tổ viết khác nhau là hai ô; cùng một ô thì chỉ một dòng.",
            figures="""
                unit  | breakdown | value
                xa_an | sex=f     | 5
                xa_an | sex=m     | 5
                xa_an | sex=f     |
            """,
            problems="""
                table   | row | reason
                figures | 4   | trùng với dòng 2
            """,
        ),
    ],
)
