"""A page as a picture for Tesseract. Called in the child process; imports no Django."""

import io
from pathlib import Path
from typing import Any

from trienkhai.files import drawn

DOTS = 300  # an inch: what Tesseract was made for
MOST_PIXELS = 30_000_000  # A3 has 17 million
PAPER = 595  # points: the narrower side of a picture is taken for that of A4
NAMES = {b"\x89P": "page.png", b"\xff\xd8": "page.jpg"}
COLOURS = {0: (1, b"/DeviceGray"), 2: (3, b"/DeviceRGB")}  # kinds of .png without palette and transparency


def of_page(path: Path, page: int, folder: Path) -> str:
    """Name of the grey picture of a page in `folder`; beside it `page.rules` says where lines were drawn.

    `path` is a .pdf, or a picture; one that pdfium cannot take goes to Tesseract as it is.
    """
    content = path.read_bytes()
    if b"%PDF-" not in content[:1024]:
        wrapped = _as_pdf(content)
        if wrapped is None:
            name = NAMES.get(content[:2], "page.jpg")
            (folder / name).write_bytes(content)
            return name
        content, page = wrapped, 1
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        return _printed(document[page - 1], folder)


def _printed(sheet: Any, folder: Path) -> str:
    width, height = sheet.get_size()
    scale = min(DOTS / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = sheet.render(scale=scale, grayscale=True)
    raw, wide, high = bytes(bitmap.buffer), bitmap.width, bitmap.height
    grey = bytearray(b"".join(raw[row * bitmap.stride : row * bitmap.stride + wide] for row in range(high)))
    lines = drawn.wipe(grey, wide, high)
    (folder / "page.pgm").write_bytes(b"P5 %d %d 255\n" % (wide, high) + grey)
    told = "".join(f"rule\t{line.left}\t{line.top}\t{line.right}\t{line.bottom}\n" for line in lines)
    (folder / "page.rules").write_text(told, encoding="ascii")
    return "page.pgm"


def _as_pdf(content: bytes) -> bytes | None:
    """The picture on a page of its size; both formats can stand in a .pdf as they are (ISO 32000-1, 7.4.4, 7.4.8)."""
    found = _png(content) if content.startswith(b"\x89PNG") else _jpg(content)
    if found is None:
        return None
    width, height, description, data = found
    scale = PAPER / max(1, min(width, height))
    size = (round(width * scale), round(height * scale))
    drawing = b"%d 0 0 %d 0 0 cm /I Do" % size
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>" % size,
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d%s/Length %d>>stream\n%s\nendstream"
        % (width, height, description, len(data), data),
    )
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, item in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, item))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


Found = tuple[int, int, bytes, bytes] | None  # width, height, what a .pdf says of it, data


def _png(content: bytes) -> Found:
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    depth, colour, interlaced = content[24:25], content[25:26], content[28:29]
    if len(content) < 33 or interlaced != b"\0" or colour[0] not in COLOURS or depth[0] not in (1, 2, 4, 8):
        return None
    colours, space = COLOURS[colour[0]]
    pieces, at = [], 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] == b"IDAT":
            pieces.append(content[at + 8 : at + 8 + length])
        at += 12 + length
    description = (
        b"/ColorSpace%s/BitsPerComponent %d/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d"
        b"/Columns %d>>" % (space, depth[0], colours, depth[0], width)
    )
    return width, height, description, b"".join(pieces)


def _jpg(content: bytes) -> Found:
    """The size stands in the head of the frame; the marks before it are passed over (ITU-T T.81, B.2)."""
    at = 2
    while at + 10 <= len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xC2:
            height, width = (int.from_bytes(content[n : n + 2], "big") for n in (at + 5, at + 7))
            space = {1: b"/DeviceGray", 3: b"/DeviceRGB"}.get(content[at + 9])
            if space is None or not width or not height:
                return None
            return width, height, b"/ColorSpace%s/BitsPerComponent 8/Filter/DCTDecode" % space, content
        at += 2 + length
    return None
