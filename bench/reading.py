"""How fast reports are read, and whether time grows with length only.

usage: python bench/reading.py [FILE.txt]
"""

import sys
import time
from pathlib import Path

from trienkhai.reading import read

SAMPLE = (
    "Thực hiện Nghị quyết số 12-NQ/TU ngày 05/02/2026 của Ban Chấp hành Đảng bộ tỉnh về nhà ở,"
    " các xã đã mở 85 lớp tập huấn cho 5.771 học viên,"
    " sửa 1.008 căn nhà (456 nhà xây mới, 552 nhà sửa chữa), in gần 28.000 cuốn tài liệu"
    " và giải quyết 97,8% hồ sơ đúng hạn."
    " Công tác chuẩn bị được thực hiện kịp thời, phù hợp với điều kiện của từng nơi"
    " và nhận được sự ủng hộ của người dân.\n"
)


def main(name: str | None = None) -> None:
    """Print megabytes, seconds of processor time and megabytes per second for texts of 0.1 to 10 MB."""
    sample = Path(name).read_text("utf-8") if name else SAMPLE
    read(sample)  # word lists and patterns are compiled once
    for megabytes in (0.1, 1, 10):
        text = sample * max(1, round(megabytes * 1e6 / len(sample.encode())))
        begun = time.process_time()
        found = read(text)
        seconds = time.process_time() - begun
        size = len(text.encode()) / 1e6
        print(f"{size:6.2f} MB  {seconds:7.2f} s  {size / seconds:5.2f} MB/s  {len(found.figures)} figures")


if __name__ == "__main__":
    main(*sys.argv[1:2])
