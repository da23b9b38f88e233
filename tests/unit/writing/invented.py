"""An invented report on library classes, long enough for tables over a page break, in both forms."""

from datetime import date
from decimal import Decimal

from trienkhai.vietnamese import format_number
from trienkhai.writing import (
    Authority,
    Cell,
    Chart,
    Head,
    Heading,
    Outline,
    Paragraph,
    Recipients,
    Row,
    Run,
    Series,
    Signature,
    Source,
    Table,
)

UNITS = [
    "Xã An Bình",
    "Xã Bản Ể Thượng",
    "Phường Cẩm Thạch",
    "Xã Đồng Nguyên Ặ",
    "Trung tâm Dịch vụ tổng hợp và Hỗ trợ học tập suốt đời phường Đức Thịnh Nam",
    "Xã Gia Mỹ",
    "Xã Hòa Lạc Ỗ Đông",
]
STATE_HEAD = Head(
    issuer="Ủy ban nhân dân xã An Bình", number="5", symbol="BC-UBND", place="An Bình", date=date(2026, 2, 5)
)
PARTY_HEAD = Head(
    parent="Đảng bộ tỉnh Thanh Sơn",
    issuer="Đảng ủy xã An Bình",
    number="127",
    symbol="BC/ĐU",
    place="An Bình",
    date=date(2026, 11, 20),
)


def long_report(layout: str = "state") -> Outline:
    """The whole cast of blocks: headings, lists, signs, sources, a two-row head, a page break, three charts."""
    party = layout == "party"
    return Outline(
        head=PARTY_HEAD if party else STATE_HEAD,
        type_name="Báo cáo",
        summary="kết quả mở lớp học nghề và đưa sách về thôn, bản năm 2025; nhiệm vụ trọng tâm năm 2026",
        addressees=("Ban Thường vụ Tỉnh ủy",) if party else ("Ủy ban nhân dân tỉnh Thanh Sơn", "Sở Nội vụ tỉnh"),
        blocks=(
            *_words(),
            _wide_table(),
            *_more_words(),
            _long_table(),
            _turned_table(),
            *charts(),
            Heading("Kiến nghị", 1),
            _asks(),
        ),
        signature=_signature(party),
        recipients=Recipients(
            ("Như trên", "Các phòng, đơn vị thuộc xã", "Trưởng các thôn, bản, tổ dân phố trên địa bàn toàn xã"),
            "VT, VHXH" if not party else "Văn phòng Đảng ủy",
        ),
        imprint=("Bản tổng hợp số 3, dấu niêm phong nhật ký 4f2a91c0d7.",),
        sources=(
            Source("lop", "Tổng của 7 đơn vị; xã Gia Mỹ chưa báo cáo. Biểu 02, kỳ năm 2025, chốt ngày 14/12/2025."),
            Source("nguoi", "Tổng của 7 đơn vị; xã Gia Mỹ chưa báo cáo. Biểu 02, kỳ năm 2025, chốt ngày 14/12/2025."),
            Source("sach", "Báo cáo số 12/BC-TTVH, mục II, câu thứ 3; bà Trần Thị Ặng xác nhận ngày 12/12/2025."),
            *(Source(f"o{place}", f"{name}: biểu 02, ô D{place + 6}.") for place, name in enumerate(UNITS)),
        ),
    )


def _words() -> tuple[Heading | Paragraph, ...]:
    return (
        Heading("Công tác lãnh đạo, chỉ đạo", 1),
        Paragraph(
            (
                Run("Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2025 và Chỉ thị số 05-CT/TW, xã đã mở "),
                Run("85", bold=True, ref="lop"),
                Run(" lớp cho "),
                Run("5.771", ref="nguoi"),
                Run(" lượt người học, đạt 97,8 % kế hoạch. "),
                Run("Việc đưa sách về thôn được duy trì đều đặn hằng tháng.", italic=True),
            )
        ),
        Heading("Kết quả cụ thể", 1),
        Heading("Mở lớp học nghề ngắn hạn", 2),
        Heading("Lớp theo từng đơn vị", 3),
        Paragraph((Run("Các lớp học buổi tối, mỗi lớp từ 20 đến 35 học viên, có danh sách kèm theo."),), marker="-"),
        Paragraph((Run("Các lớp lưu động tại bản Ể và bản Ặ, dạy bằng hai thứ tiếng."),), marker="-"),
    )


def _wide_table() -> Table:
    head = (
        (Cell("TT", rows=2), Cell("Đơn vị", rows=2), Cell("Lớp", columns=2), Cell("Lượt người học", columns=2)),
        (Cell("Kế hoạch"), Cell("Thực hiện"), Cell("Tổng số"), Cell("Trong đó nữ")),
    )
    rows = [Row((Cell("I"), Cell("Khối xã", columns=5)), "group")]
    for place, name in enumerate(UNITS):
        cells = (Cell(str(place + 1), "center"), Cell(name), Cell("12"), Cell(str(10 + place), ref=f"o{place}"))
        rows.append(Row((*cells, Cell(format_number(Decimal(700 + 31 * place))), Cell("–" if place == 5 else "402"))))
    rows.append(Row((Cell("Tổng số", columns=2), Cell("84"), Cell("91"), Cell("5.551"), Cell("2.412")), "total"))
    return Table(
        head,
        tuple(rows),
        title="Biểu 1. Lớp học nghề năm 2025 theo đơn vị",
        unit="Đơn vị tính: lớp, lượt người",
        note="Ghi chú: dấu – là chưa có số liệu.",
        row_heads=2,
    )


def _more_words() -> tuple[Heading | Paragraph, ...]:
    sentence = (
        "Trung tâm phối hợp với các thôn sắp xếp phòng học, bàn ghế và thiết bị; giáo viên được mời từ trường nghề của"
        " tỉnh, chương trình do hội đồng xã thẩm định theo Hướng dẫn số 1206/HD-SNV và được công khai tại nhà văn hóa. "
    )
    return (
        Heading("Đưa sách về thôn, bản", 2),
        Paragraph((Run(sentence * 3), Run("Tổng số "), Run("30.850", ref="sach"), Run(" lượt mượn."))),
        *(Paragraph((Run(sentence * 2),)) for _ in range(5)),
        Heading("Kết quả theo tháng", 2),
    )


def _long_table() -> Table:
    head = ((Cell("Tháng"), Cell("Nội dung công việc đã thực hiện"), Cell("Lượt mượn sách")),)
    rows = tuple(
        Row((Cell(f"{place % 12 + 1:02d}"), Cell(f"Luân chuyển tủ sách số {place}, {UNITS[place % 7]}"), Cell("1.234")))
        for place in range(48)
    )
    return Table(head, rows, title="Biểu 2. Luân chuyển tủ sách", aligns=("center", "left", "right"))


def _turned_table() -> Table:
    months = tuple(Cell(f"Tháng {month}") for month in range(1, 13))
    head = ((Cell("Đơn vị", rows=2), Cell("Lượt mượn sách theo tháng", columns=12), Cell("Cả năm", rows=2)), months)
    rows = tuple(
        Row((Cell(name), *(Cell(format_number(Decimal(95 * month + 400))) for month in range(12)), Cell("12.345")))
        for name in UNITS * 3
    )
    return Table(head, rows, title="Biểu 3. Lượt mượn sách theo tháng", unit="Đơn vị tính: lượt", wide=True)


def charts() -> tuple[Chart, Chart, Chart]:
    """One chart of each kind; the third unit and the second quarter have no figure."""
    kinds = ("Xã", "Phường", "Trường học", "Trung tâm dịch vụ tổng hợp và thư viện")
    states = (("Đã báo cáo", (12, 5, 20, 2)), ("Đang làm", (3, 1, 4, 0)), ("Chưa báo cáo", (1, 0, 6, 1)))
    counts = (*states, ("Không áp dụng", (0, 2, 0, 0)))
    share = tuple(Series(name, tuple(Decimal(value) for value in values)) for name, values in counts)
    values = (Decimal(30850), Decimal(1200), None, Decimal(0), Decimal(15000), Decimal(87), Decimal(4310))
    quarters = (Decimal("97.8"), None, Decimal("64.25"), Decimal("71"))
    before = (Decimal(55), Decimal(58), Decimal(60), Decimal("62.5"))
    return (
        Chart("share", "Tình hình báo cáo theo loại đơn vị", kinds, share, "đơn vị", "kỳ năm 2025, đến 14/12/2025"),
        Chart("bars", "Lượt mượn sách", tuple(UNITS), (Series("2025", values),), "lượt", "biểu 02"),
        Chart(
            "line",
            "Tỷ lệ lớp mở đúng kế hoạch",
            ("Quý I", "Quý II", "Quý III", "Quý IV"),
            (Series("Năm 2025", quarters), Series("Năm 2024", before)),
            "%",
            "báo cáo quý",
            1,
        ),
    )


def _asks() -> Paragraph:
    return Paragraph((Run("Đề nghị Sở Nội vụ bổ sung 03 tủ sách cho các bản Ể, Ặ trước ngày 15/3/2026./."),))


def _signature(party: bool) -> Signature:
    if party:
        return Signature("Phó Bí thư", "Hoàng Văn Ổn", (Authority("TM", "Ban Thường vụ"),))
    authorities = (Authority("TM", "Ủy ban nhân dân"), Authority("KT", "Chủ tịch"))
    return Signature("Phó Chủ tịch", "Nguyễn Thị Ể", authorities)
