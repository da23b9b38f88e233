"""A page as a picture for Tesseract. Called in the child process; imports no Django."""

import shutil
from pathlib import Path

DOTS = 300  # an inch: what Tesseract was made for
MOST_PIXELS = 30_000_000  # A3 has 17 million


def of_page(path: Path, page: int, folder: Path) -> str:
    """Name of a grey picture of a page of a .pdf in `folder`, or of the copy of a file that is a picture."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" not in head:
        name = "page.png" if head.startswith(b"\x89PNG") else "page.jpg"
        shutil.copyfile(path, folder / name)
        return name
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(DOTS / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = sheet.render(scale=scale, grayscale=True)
        rows, stride = bitmap.buffer, bitmap.stride
        with (folder / "page.pgm").open("wb") as out:
            out.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
            for row in range(bitmap.height):
                out.write(bytes(rows[row * stride : row * stride + bitmap.width]))
    return "page.pgm"
