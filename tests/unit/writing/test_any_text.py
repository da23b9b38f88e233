"""Whatever people type is printed as typed, less what no paper can show; nothing makes a writer fail."""

import io
from html.parser import HTMLParser

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from trienkhai.writing import (
    Cell,
    Head,
    Heading,
    Outline,
    Paragraph,
    Row,
    Run,
    Source,
    Table,
    from_json,
    to_json,
    write_docx,
    write_html,
    write_pdf,
)
from trienkhai.writing.text import printable

TEXTS = some.text(
    some.one_of(some.characters(), some.sampled_from("#$*_`@<>\\/=[]{}()~-.,;%&\"' \t\n\x00\x1b\ufffe\u202e0123Ểặ"))
)


class Text(HTMLParser):
    """Collects the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def spaces(text: str) -> str:
    """The writers may hold a number and its per cent sign together."""
    return text.replace("\u00a0", " ")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_any_text_is_printed(first: str, second: str) -> None:
    cells = (Cell(second, ref="a"), Cell(first, ref="b"))
    blocks = (
        Heading(first, 2),
        Paragraph((Run(first), Run(second, ref="b"), Run(first))),
        Table((cells,), (Row(cells),), title=first),
    )
    head = Head(issuer=first, parent=second, number=second, symbol=first, place=second)
    outline = Outline(head, first, second, blocks, sources=(Source("a", second),))
    assert from_json(to_json(outline)) == outline
    shown = spaces(printable(first) + printable(second) + printable(first))
    document = docx.Document(io.BytesIO(write_docx(outline)))
    assert shown in [spaces(paragraph.text) for paragraph in document.paragraphs]
    assert shown in spaces("".join(Text(write_html(outline)).parts))
    assert write_pdf(outline).startswith(b"%PDF")
