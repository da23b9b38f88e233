"""`trienkhai import reorganisation`: a table of old and new units made into a draft, to be looked at on its page."""

import argparse
import sys
from pathlib import Path
from typing import Any

REORGANISATION = """\
Đọc bảng đơn vị cũ và mới (.csv UTF-8 hoặc .xlsx, trang tính đầu) thành bản nháp của một đợt sắp xếp đơn vị. Dòng đầu
là tên cột:

  old            mã đơn vị cũ, hoặc mã chính thức
  new            mã đơn vị mới; trùng mã cũ nếu đơn vị tiếp tục; để trống nếu kết thúc, cấp trên kế tục
  share          phần nhận khi chia tách: 0,6 hoặc 60 %
  name, kind     tên, loại của đơn vị mới, hoặc tên, loại mới của đơn vị tiếp tục
  parent         nơi trực thuộc của đơn vị mới; mặc định như đơn vị cũ đầu tiên
  official_code  mã do nhà nước cấp

Nhiều dòng cùng mã mới là sáp nhập; một mã cũ có nhiều dòng là chia tách; dòng không có mã cũ là thành lập mới. Chưa có
gì thay đổi: hãy mở trang của đợt sắp xếp, xem ảnh hưởng rồi áp dụng. Có dòng sai thì cả tệp không được nhận, mỗi dòng
sai được nêu là TỆP:DÒNG: lý do.
"""


def add_parser(subparsers: Any) -> None:
    """Add `import reorganisation`."""
    example = 'reorganisation.csv --name "Sắp xếp xã năm 2027" --day 1/1/2027'
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "import reorganisation",
        help="nạp bảng đơn vị cũ và mới thành bản nháp sắp xếp",
        description=REORGANISATION,
        epilog=f"Ví dụ:\n  $ trienkhai import reorganisation {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp .csv hoặc .xlsx")
    parser.add_argument("--name", required=True, help="tên đợt sắp xếp")
    parser.add_argument("--day", required=True, help="có hiệu lực từ ngày: 2027-01-01 hoặc 1/1/2027")
    parser.add_argument("--basis", default="", help="số và ngày của nghị quyết")
    parser.add_argument("--unit", help="mã đơn vị lập đợt sắp xếp; mặc định đơn vị của người nêu ở --by, hoặc đứng đầu")
    parser.add_argument("--line", default="admin", help="hệ thống, mặc định admin")
    parser.add_argument("--by", metavar="LOGIN", help="ghi trong nhật ký là người này làm; mặc định là chương trình")
    parser.set_defaults(run=import_reorganisation, needs_django=True)


def import_reorganisation(arguments: argparse.Namespace) -> int:
    """0 when the draft was made, 1 with a line for each wrong row; then there is no draft."""
    from trienkhai.files import sandbox
    from trienkhai.units import actions, queries
    from trienkhai.units.commands import _actor
    from trienkhai.units.errors import BadTable
    from trienkhai.vietnamese import parse_date

    path: Path = arguments.file
    path.open("rb").close()
    by, day = _actor(arguments.by), parse_date(arguments.day)
    unit, line = queries.preparer(by, arguments.unit, arguments.line, day)
    table = sandbox.run("table", path, name=path.name)["rows"]
    try:
        made, steps = actions.import_reorganisation(
            title=arguments.name, basis=arguments.basis, day=day, unit=unit, line=line, table=table, by=by
        )
    except BadTable as bad:
        for number, reason in bad.reasons.items():
            print(f"{path}:{number}: {reason}", file=sys.stderr)
        print(f"Chưa nhận gì từ {path}: {len(bad.reasons)} dòng phải sửa.", file=sys.stderr)
        return 1
    print(f"Đã lập bản nháp «{made.title}» với {steps} bước: /units/-/reorganisations/{made.pk}/")
    for trouble in queries.plan_of(made, None).troubles:
        where = f"bước {trouble.step}: " if trouble.step else ""
        print(f"Phải sửa trước khi áp dụng, {where}{trouble.reason}")
    return 0
