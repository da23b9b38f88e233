"""A text cut at its marks."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from trienkhai.reading.marking import marked, segments

SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)).map(lambda p: {"start": p[0], "end": p[1]}))


@given(st.text(max_size=40), SPANS)
def test_the_pieces_joined_are_the_text(text, marks):
    assert "".join(piece.text for piece in segments(text, marks)) == text


@given(st.text(max_size=40), SPANS)
def test_every_piece_lies_within_its_mark(text, marks):
    at = 0
    for piece in segments(text, marks):
        if piece.mark:
            assert piece.mark["start"] <= at and at + len(piece.text) <= piece.mark["end"]
        at += len(piece.text)


def test_the_shortest_of_overlapping_marks_shows_and_each_begins_once():
    outer, inner = SimpleNamespace(start=0, end=10), SimpleNamespace(start=3, end=5)
    pieces = [(p.text, p.mark, p.first) for p in segments("0123456789", [inner, outer])]
    assert pieces == [("012", outer, True), ("34", inner, True), ("56789", outer, False)]


def test_a_marked_text_is_escaped_and_linked():
    marks = [{"start": 0, "end": 3, "href": "/p/?a=1&b=2", "id": "m1", "label": 'x"y', "kind": "accepted"}]
    assert marked("<b> & co", marks) == (
        '<mark class="mark--accepted" id="m1" title="x&quot;y"><a href="/p/?a=1&amp;b=2">&lt;b&gt;</a></mark> &amp; co'
    )


def test_a_note_stands_behind_its_place_also_where_no_mark_ends():
    marks = [{"start": 3, "end": 5, "doubted": True}]
    notes = [{"at": 5, "number": 1, "href": "#f1", "id": "n1", "label": "<1>"}, {"at": 8, "number": 2}]
    assert marked("Mở 72 lớp.", marks, notes) == (
        'Mở <mark class="mark--figure mark--doubted">72</mark>'
        '<sup class="mark__note"><a id="n1" href="#f1" title="&lt;1&gt;" aria-label="&lt;1&gt;">1</a></sup>'
        ' lớ<sup class="mark__note"><a>2</a></sup>p.'
    )


def test_ten_thousand_marks_are_drawn_at_once():
    text = "12 lớp. " * 10_000
    marks = [{"start": 8 * place, "end": 8 * place + 2} for place in range(10_000)]
    assert marked(text, marks).count("<mark") == 10_000
