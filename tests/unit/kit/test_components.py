"""Components by themselves: what the gallery cannot show."""

import re
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString


def drawn(component, **words):
    return render_to_string(f"kit/{component}.html", words)


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"value": None}, "– chưa có số liệu"),
        ({"value": 0}, "0"),
        ({"value": None, "not_applicable": True}, "không áp dụng"),
        ({"value": Decimal("1012"), "qualifier": "at_least", "unit": "căn"}, "trên 1.012 căn"),
        ({"value": Decimal("50"), "estimate": True}, "≈ ước tính 50"),
        ({"value": Decimal("97.84"), "percent": True, "decimals": 1}, "97,8 %"),
    ],
)
def test_silence_zero_and_not_applicable_are_three_answers(words, says):
    assert text_of(drawn("figure", **words)) == says


def test_a_figure_leads_to_where_it_comes_from_and_its_words_are_no_markup():
    html = drawn("figure", value=5, unit="<b>", href='/a/"onx')
    assert '<a href="/a/&quot;onx">' in html and "&lt;b&gt;" in html
    assert '<a href="/a/">không áp dụng</a>' in drawn("figure", value=None, not_applicable=True, href="/a/")


def test_the_tags_draw_what_the_includes_draw():
    value = {"value": Decimal("97.84"), "decimals": 1, "qualifier": "about", "href": "/a/"}
    tag = "{% load kit %}{% figure value decimals=decimals qualifier=qualifier href=href %}"
    assert Template(tag).render(Context(value)) == drawn("figure", **value).strip()
    tag = "{% load kit %}{% coverage 3 7 1 %}"
    assert Template(tag).render(Context()) == drawn("coverage", reported=3, expected=7, not_applicable=1).strip()


def test_coverage_says_and_draws_the_same():
    html = drawn("coverage", reported=1012, expected=1200, not_applicable=8)
    assert text_of(html) == "1.012/1.200 đơn vị (8 không áp dụng)"
    assert 'viewBox="0 0 1200 1"' in html and 'width="1012"' in html and 'width="1020"' in html
    assert text_of(drawn("coverage", reported=0, expected=0)) == "không đơn vị nào được hỏi"


def test_user_text_is_never_markup():
    evil = "<script>alert(1)</script>"
    for name, words in {
        "notice": {"text": evil, "title": evil},
        "badge": {"label": evil},
        "card": {"title": evil, "text": evil},
        "remarks": {"remarks": [{"text": evil, "who": evil}]},
        "table": {"caption": evil, "columns": [evil], "rows": [[evil]]},
        "chart": {"id": "c", "title": evil, "text": evil, "svg": evil},
        "definitions": {"items": [(evil, evil)]},
        "field": {"name": "n", "label": evil, "value": evil, "errors": evil},
    }.items():
        assert "<script" not in drawn(name, **words), name


def test_a_drawing_of_ours_loses_its_style_attributes():
    html = drawn("chart", id="c", title="t", text="x", svg=SafeString('<svg><g style="a: b" class="c"/></svg>'))
    assert '<svg><g class="c"/></svg>' in html


def test_a_field_names_its_help_and_its_errors():
    html = drawn("field", name="count", label="Số lớp", help="Cả năm", errors="Thiếu số", required=True)
    assert 'aria-describedby="id_count_helptext id_count_error" aria-invalid="true" required' in html
    assert 'id="id_count_helptext"' in html and 'id="id_count_error"' in html and 'for="id_count"' in html


def test_a_text_area_keeps_its_first_empty_line():
    assert ">\n\nhai</textarea>" in drawn("field", name="n", label="x", rows=2, value="\nhai")


def test_a_choice_is_chosen_by_value_and_not_by_type():
    html = drawn("select", name="n", label="x", options=[(5, "năm"), (6, "sáu")], value="5", empty="không")
    assert '<option value="5" selected>năm</option>' in html and html.count("selected") == 1
    assert "selected" not in drawn("select", name="n", label="x", options=[(5, "năm")])


def test_the_summary_links_to_the_fields():
    class Asked(forms.Form):
        count = forms.IntegerField(label="Số lớp")

        def clean(self):
            raise forms.ValidationError("Hai ô không khớp.")

    html = drawn("form_errors", form=Asked({}))
    assert '<a href="#id_count">Số lớp: ' in html and "<li>Hai ô không khớp.</li>" in html and 'role="alert"' in html
    assert drawn("form_errors", form=Asked()).strip() == ""


def test_block_tags_hold_content_and_escape_their_parameters():
    source = "{% load kit %}{% card title=t id='a' level=3 %}<b>{{ t }}</b>{% endcard %}"
    html = Template(source).render(Context({"t": "<i>"}))
    assert "<h3>&lt;i&gt;</h3>" in html and "<b>&lt;i&gt;</b>" in html and 'id="a"' in html


def test_a_table_scrolls_in_a_region_that_the_keyboard_reaches():
    html = drawn("table", caption="Lớp", columns=["Xã", {"label": "Số", "number": True}], rows=[["An", Decimal(1012)]])
    assert 'role="region" aria-label="Lớp" tabindex="0"' in html
    assert '<th scope="row">An</th>' in html and '<td class="number">1.012</td>' in html


def test_the_pager_keeps_the_other_parameters(rf):
    from django.core.paginator import Paginator

    page = Paginator(range(50), 10).get_page(2)
    with translation.override("en"):
        html = render_to_string("kit/pager.html", {"page": page}, rf.get("/rounds/?state=sent&page=2"))
    assert "state=sent&amp;page=1" in html and "state=sent&amp;page=3" in html
