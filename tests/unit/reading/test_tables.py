"""Tables as tab-separated lines, as they come out of a Word file: what each bare number counts."""

import pytest

from trienkhai.reading import Reading, read

YEARLY = "TT\tĐơn vị\tNăm thành lập\tSố lớp\tKinh phí (triệu đồng)\tTỷ lệ hoàn thành (%)\tDiện tích (ha)\n"

ROWS = [
    (
        "Đơn vị\tSố lớp\tSố học viên\nAn Hòa\t5\t150\nBình Minh\t7\t210\nTổng cộng\t12\t360",
        ["5 lớp", "150 học viên", "7 lớp", "210 học viên", "12 lớp", "360 học viên"],
        ["12=5+7", "360=150+210"],
    ),
    (
        "Đơn vị\tSố lớp\nTổng số\t13\nAn Hòa\t5\nBình Minh\t7",
        ["13 lớp", "5 lớp", "7 lớp"],
        ["13≠5+7"],
    ),
    (
        YEARLY + "1\tAn Hòa\t2011\t5\t150,5\t97,8\t12,25",
        ["5 lớp", "150,5 =150500000 money", "97,8 percent", "12,25 ha measure"],
        [],
    ),
    (
        "Nội dung\tKết quả quý I\tKết quả quý II\nSố hồ sơ tiếp nhận\t820\t905\nSố lớp\t4\t6",
        ["820 hồ sơ", "905 hồ sơ", "4 lớp", "6 lớp"],
        [],
    ),
    ("Nội dung\tĐVT\tSố lượng\nĐường bê tông\tkm\t2,5\nNhà sửa chữa\tcăn\t", ["2,5 km measure"], []),
    # no tables
    ("1.\tMở 5 lớp\n2.\tTrồng 300 cây", ["5 lớp", "300 cây"], []),
    ("UBND XÃ AN HÒA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/BC-UBND\tAn Hòa, ngày 5 tháng 2 năm 2026", [], []),
    ("Họ và tên\tĐiện thoại\nNguyễn Văn A\t0912345678\nTrần Thị B\t0987654321", [], []),
    ("\tMở 5 lớp cho 100 học viên.\n\tTrồng 300 cây.", ["5 lớp", "100 học viên", "300 cây"], []),
]


def shown(found: Reading) -> tuple[list[str], list[str]]:
    figures = []
    for f in found.figures:
        value = f"={f.value}" if f.kind == "money" else ""
        figures.append(f"{f.text} {f.unit or ''}{value} {'' if f.kind == 'count' else f.kind}")
    texts = [f.text for f in found.figures]
    sums = [f"{texts[t.total]}{'=' if t.holds else '≠'}{'+'.join(texts[i] for i in t.parts)}" for t in found.totals]
    return [" ".join(f.split()) for f in figures], sums


@pytest.mark.parametrize(("text", "figures", "totals"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_tables_are_read_by_row_and_column(text: str, figures: list[str], totals: list[str]) -> None:
    assert shown(read(text)) == (figures, totals)
    assert all(text[f.start : f.end] == f.text for f in read(text).figures)
