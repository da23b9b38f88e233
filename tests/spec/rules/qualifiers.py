"""Rule 7: words such as over, under and about on their way up."""

from tests.spec.rule import Chapter, Rule

MAXIMUM = """
    indicator | over_units
    lop       | max
"""


def _sum(title: str, says: str, first: str, second: str, together: str) -> Rule:
    return Rule(
        title=title,
        says=says,
        figures=f"""
            unit  | value | qualifier
            xa_an | 10    | {first}
            xa_bo | 20    | {second}
        """,
        totals=f"""
            unit | value | qualifier
            tinh | 30    | {together}
        """,
    )


CHAPTER = Chapter(
    title="Trên, dưới, khoảng",
    says="Từ chỉ mức đi cùng con số lên mọi cấp: at_least (trên, hơn), at_most (dưới), about (gần, khoảng).",
    rules=[
        _sum("Đúng cộng với đúng là đúng", "Không có từ chỉ mức nào.", "", "", ""),
        _sum("Đúng cộng với trên là trên", "10 và trên 20 là trên 30.", "", "at_least", "at_least"),
        _sum("Dưới cộng với đúng là dưới", "Dưới 10 và 20 là dưới 30.", "at_most", "", "at_most"),
        _sum("Trên cộng với dưới là khoảng", "Không còn biết lệch về phía nào.", "at_least", "at_most", "about"),
        _sum("Khoảng cộng với trên là khoảng", "Một số đã là khoảng thì tổng là khoảng.", "about", "at_least", "about"),
        _sum("Dưới cộng với khoảng là khoảng", "Cũng vậy khi số kia là dưới.", "at_most", "about", "about"),
        Rule(
            title="Với lớn nhất và nhỏ nhất, chỉ số được chọn mang từ chỉ mức",
            says="Trên 10 không làm cho 20 thành trên 20.",
            indicators=MAXIMUM,
            figures="""
                unit  | value | qualifier
                xa_an | 10    | at_least
                xa_bo | 20    |
            """,
            totals="""
                unit | value | qualifier
                tinh | 20    |
            """,
        ),
        Rule(
            title="Hai số bằng nhau cùng được chọn",
            says="20 và dưới 20: từ chỉ mức gộp trên những số bằng số được chọn.",
            indicators=MAXIMUM,
            figures="""
                unit  | value | qualifier
                xa_an | 20    | at_most
                xa_bo | 20    |
            """,
            totals="""
                unit | value | qualifier
                tinh | 20    | at_most
            """,
        ),
    ],
)
