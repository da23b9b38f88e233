"""Which mentions are citations and how they read: `>` the text, below it two lines per citation.

The first is its text; the second: type | number | symbol | date | issuer | form | key. `⏎` stands for a line end.
"""

import pytest

from trienkhai.reading import Citation, read

TABLE = """
> Theo Nghị quyết số 12-NQ/TU ngày 05/02/2026 của Ban Chấp hành Đảng bộ tỉnh về nhà ở.
  Nghị quyết số 12-NQ/TU ngày 05/02/2026 của Ban Chấp hành Đảng bộ tỉnh
    = nghị quyết | 12 | NQ/TU | 2026-02-05 | Ban Chấp hành Đảng bộ tỉnh | full | 12-NQ/TU
> theo Kế hoạch số 67/KH-MTTQ-BTT, ngày 24/8/2016 về lớp học
  Kế hoạch số 67/KH-MTTQ-BTT, ngày 24/8/2016
    = kế hoạch | 67 | KH-MTTQ-BTT | 2016-08-24 |  | full | 67/KH-MTTQ-BTT
> Nghị định số 30/2020/NĐ-CP của Chính phủ.
  Nghị định số 30/2020/NĐ-CP của Chính phủ
    = nghị định | 30 | 2020/NĐ-CP |  | Chính phủ | full | 30/2020/NĐ-CP
> Quyết định 1206 /QĐ-UBND
  Quyết định 1206 /QĐ-UBND
    = quyết định | 1206 | QĐ-UBND |  |  | full | 1206/QĐ-UBND
> NQ số 35 - NQ/TW
  NQ số 35 - NQ/TW
    = nghị quyết | 35 | NQ/TW |  |  | full | 35-NQ/TW
> Nghị quyết số 09 - NQ - TU ngày 3/8/2021 của Hội nghị lần thứ năm BCH Đảng bộ tỉnh khóa XVII
  Nghị quyết số 09 - NQ - TU ngày 3/8/2021 của Hội nghị lần thứ năm BCH Đảng bộ tỉnh khóa XVII
    = nghị quyết | 9 | NQ/TU | 2021-08-03 | Hội nghị lần thứ năm BCH Đảng bộ tỉnh | full | 09-NQ/TU
> Chỉ thị 24 của Ban Bí thư về y tế và Chỉ thị số 20 - CT - TU ngày 02-3-2018
  Chỉ thị 24 của Ban Bí thư
    = chỉ thị | 24 |  |  | Ban Bí thư | numbered |
  Chỉ thị số 20 - CT - TU ngày 02-3-2018
    = chỉ thị | 20 | CT/TU | 2018-03-02 |  | full | 20-CT/TU
> Kế hoạch số 94- KH/BTGDVTW
  Kế hoạch số 94- KH/BTGDVTW
    = kế hoạch | 94 | KH/BTGDVTW |  |  | full | 94-KH/BTGDVTW
> Quyết định số 84 QĐ/TWĐTN
  Quyết định số 84 QĐ/TWĐTN
    = quyết định | 84 | QĐ/TWĐTN |  |  | full | 84-QĐ/TWĐTN
> Thông báo số 90/TBMTTQ-BTT
  Thông báo số 90/TBMTTQ-BTT
    = thông báo | 90 | TB-MTTQ-BTT |  |  | full | 90/TB-MTTQ-BTT
> Quy định QĐ 1147-QĐ/BTGDVTW
  QĐ 1147-QĐ/BTGDVTW
    = quyết định | 1147 | QĐ/BTGDVTW |  |  | full | 1147-QĐ/BTGDVTW
> TT 36/2026/TT-BXD và 36/2026/QĐ-TTg
  TT 36/2026/TT-BXD
    = thông tư | 36 | 2026/TT-BXD |  |  | full | 36/2026/TT-BXD
  36/2026/QĐ-TTg
    = quyết định | 36 | 2026/QĐ-TTg |  |  | full | 36/2026/QĐ-TTg
> theo Nghị quyết số 35-⏎NQ/TW về lớp học
  Nghị quyết số 35-⏎NQ/TW
    = nghị quyết | 35 | NQ/TW |  |  | full | 35-NQ/TW
> Kế hoạch số 585/KHUBND ngày 3/3/2022 của UBND tỉnh
  Kế hoạch số 585/KHUBND ngày 3/3/2022 của UBND tỉnh
    = kế hoạch | 585 | KH-UBND | 2022-03-03 | UBND tỉnh | full | 585/KH-UBND
> thực hiện số 35-NQ/TW và 01-KL/TW
  số 35-NQ/TW
    = nghị quyết | 35 | NQ/TW |  |  | full | 35-NQ/TW
  01-KL/TW
    = kết luận | 1 | KL/TW |  |  | full | 01-KL/TW
> văn bản số 4912/UBND-NC của UBND tỉnh
  văn bản số 4912/UBND-NC của UBND tỉnh
    = văn bản | 4912 | UBND-NC |  | UBND tỉnh | full | 4912/UBND-NC
> Quyết định số 217-QĐ/TW và Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị
  Quyết định số 217-QĐ/TW
    = quyết định | 217 | QĐ/TW |  |  | full | 217-QĐ/TW
  Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị
    = quyết định | 218 | QĐ/TW | 2013-12-12 | Bộ Chính trị | full | 218-QĐ/TW
> Nghị quyết số 35-NQ/TW ngày 22/10/1018 của Bộ Chính trị (khóa XII) về
  Nghị quyết số 35-NQ/TW ngày 22/10/1018 của Bộ Chính trị (khóa XII)
    = nghị quyết | 35 | NQ/TW | 1018-10-22 | Bộ Chính trị | full | 35-NQ/TW
> Thực hiện Chỉ thị số 07-CT/TU, ngày 02/6/2025, xã đã mở lớp.
  Chỉ thị số 07-CT/TU
    = chỉ thị | 7 | CT/TU |  |  | full | 07-CT/TU
> Nghị định số 59/2025/NĐ-CP (ngày 09/1/2025) của Chính phủ về
  Nghị định số 59/2025/NĐ-CP (ngày 09/1/2025) của Chính phủ
    = nghị định | 59 | 2025/NĐ-CP | 2025-01-09 | Chính phủ | full | 59/2025/NĐ-CP
> Chỉ thị 06 ngày 15 tháng 5 năm 2016 của Ban Thường vụ Tỉnh ủy (Khóa XV)
  Chỉ thị 06 ngày 15 tháng 5 năm 2016 của Ban Thường vụ Tỉnh ủy (Khóa XV)
    = chỉ thị | 6 |  | 2016-05-15 | Ban Thường vụ Tỉnh ủy | numbered |
> Chỉ thị số 23-CT/TW; thực hiện Chỉ thị số 23 của Ban Bí thư, Chỉ thị 06 của Ban Thường vụ Tỉnh ủy
  Chỉ thị số 23-CT/TW
    = chỉ thị | 23 | CT/TW |  |  | full | 23-CT/TW
  Chỉ thị số 23 của Ban Bí thư
    = chỉ thị | 23 |  |  | Ban Bí thư | numbered | 23-CT/TW
  Chỉ thị 06 của Ban Thường vụ Tỉnh ủy
    = chỉ thị | 6 |  |  | Ban Thường vụ Tỉnh ủy | numbered |
> Triển khai NQ35 và Nghị quyết 35 đảm bảo
  NQ35
    = nghị quyết | 35 |  |  |  | numbered |
  Nghị quyết 35
    = nghị quyết | 35 |  |  |  | numbered |
> Kế hoạch số 119 ngày 27/3/2023 của BTV Tỉnh ủy
  Kế hoạch số 119 ngày 27/3/2023 của BTV Tỉnh ủy
    = kế hoạch | 119 |  | 2023-03-27 | BTV Tỉnh ủy | numbered |
> Nghị quyết số 27 của BCH Trung ương khoá XII với
  Nghị quyết số 27 của BCH Trung ương khoá XII
    = nghị quyết | 27 |  |  | BCH Trung ương | numbered |
> Nghị quyết số 10, 11-NQ/TU về nhà ở
  Nghị quyết số 10
    = nghị quyết | 10 | NQ/TU |  |  | full | 10-NQ/TU
  11-NQ/TU
    = nghị quyết | 11 | NQ/TU |  |  | full | 11-NQ/TU
> Nghị quyết Trung ương 4 (khóa XII), Nghị quyết Đại hội XIII của Đảng
  Nghị quyết Trung ương 4 (khóa XII)
    = nghị quyết |  |  |  | Trung ương | named |
  Nghị quyết Đại hội XIII của Đảng
    = nghị quyết |  |  |  | Đại hội XIII của Đảng | named |
> Nghị quyết Đại hội đại biểu Đảng bộ huyện lần thứ XXI (nhiệm kỳ 2020 - 2025) đã
  Nghị quyết Đại hội đại biểu Đảng bộ huyện lần thứ XXI (nhiệm kỳ 2020 - 2025)
    = nghị quyết |  |  |  | Đại hội đại biểu Đảng bộ huyện lần thứ XXI | named |
> Nghị quyết Đảng bộ tỉnh lần thứ XVI
  Nghị quyết Đảng bộ tỉnh lần thứ XVI
    = nghị quyết |  |  |  | Đảng bộ tỉnh | named |
> Luật Đất đai năm 2013, Bộ luật Lao động và Luật số 31/2024/QH15
  Luật Đất đai năm 2013
    = luật |  |  |  |  | named |
  Bộ luật Lao động
    = bộ luật |  |  |  |  | named |
  Luật số 31/2024/QH15
    = luật | 31 | 2024/QH15 |  |  | full | 31/2024/QH15
> quy định của Luật thực hiện dân chủ ở cơ sở, các hộ
  Luật thực hiện dân chủ ở cơ sở
    = luật |  |  |  |  | named |
> theo Hiến pháp năm 2013.
  Hiến pháp năm 2013
    = hiến pháp |  |  |  |  | named |
> Kế hoạch ngày 27/3/2023 của Ban Thường vụ Tỉnh ủy
  Kế hoạch ngày 27/3/2023 của Ban Thường vụ Tỉnh ủy
    = kế hoạch |  |  | 2023-03-27 | Ban Thường vụ Tỉnh ủy | named |
> khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP
  Nghị định số 30/2020/NĐ-CP
    = nghị định | 30 | 2020/NĐ-CP |  |  | full | 30/2020/NĐ-CP
> các nghị quyết của Trung ương, Chương trình hành động của Thành ủy, nghị quyết đại hội đảng bộ các cấp
> Đề án 06, Chương trình 135, Dự án 661, Kế hoạch 5 năm, kết luận 5 vụ việc, hướng dẫn 35 học viên
> 35.599/35.900 hội viên, 925/962 ấp, 15/5/2016, 24/7, 2021-2025
> pháp luật, kỷ luật, Hội Luật gia, các luật, Trường Đại học Luật
> Điều lệ Đảng, Quy chế làm việc
> Số: 15/BC-UBND⏎BÁO CÁO
"""


def rows(table: str = TABLE) -> list[tuple[str, list[str]]]:
    """(text, its citations) from a table."""
    found: list[tuple[str, list[str]]] = []
    for line in table.strip().splitlines():
        if line.startswith("> "):
            found.append((line[2:].replace("⏎", "\n"), []))
        elif line.strip().startswith("= "):
            found[-1][1][-1] += " | " + line.strip()[2:]
        else:
            found[-1][1].append(line.strip())
    return found


def shown(c: Citation) -> str:
    """A citation as a row of the table, nothing for None."""
    values = (c.text, c.type, c.number, c.symbol, c.date, c.issuer, c.form, c.key)
    return " | ".join("" if v is None else v for v in values).replace("\n", "⏎").strip()


@pytest.mark.parametrize(("text", "expected"), rows(), ids=lambda value: value[:50] if isinstance(value, str) else "")
def test_citations_are_read_as_an_officer_would(text: str, expected: list[str]) -> None:
    assert [shown(c) for c in read(text).citations] == expected
