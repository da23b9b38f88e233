"""Words of the pages: every Vietnamese sentence has its English one, and both name the same values."""

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
messages = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(messages)

PLACEHOLDER = re.compile(
    r"""
    %\(\w+\)[sd]        # %(count)s
    | %[sd]             # %s
    | \{\w*[^{}]*\}     # {given}  {value:.1f}
    """,
    re.VERBOSE,
)


def strings_of(message):
    return message.string if isinstance(message.string, (list, tuple)) else [message.string]


def ids_of(message):
    return message.id if isinstance(message.id, (list, tuple)) else [message.id]


@pytest.fixture(scope="module")
def catalog():
    return messages.updated()


def test_every_sentence_of_the_pages_has_its_english(catalog):
    lacking = [(message.locations[0][0], message.id) for message in messages.lacking(catalog)]
    assert not lacking


def test_the_file_on_disk_has_exactly_what_the_product_says(catalog):
    on_disk = {(message.id, message.context) for message in messages.translated() if message.id}
    assert on_disk == {(message.id, message.context) for message in catalog if message.id}


def test_a_translation_names_the_same_values_as_its_sentence(catalog):
    wrong = []
    for message in catalog:
        expected = {name for text in ids_of(message) for name in PLACEHOLDER.findall(text)}
        for text in strings_of(message):
            if message.id and text and set(PLACEHOLDER.findall(text)) != expected:
                wrong.append((message.id, text))
    assert not wrong


def test_no_english_sentence_is_still_vietnamese(catalog):
    marked = re.compile(r"[ăắằẳẵặơớờởỡợưứừửữựạảấầẩẫậẹẻẽếềểễệỉịọỏốồổỗộụủỳỵỷỹ]", re.IGNORECASE)
    same = [m.id for m in catalog if m.id and isinstance(m.id, str) and m.string == m.id and marked.search(m.id)]
    assert not same


SPOKEN = re.compile(
    r"""
    \{%\s*comment.*?endcomment\s*%\}         # {% comment %} … {% endcomment %}
    | \{%\s*blocktrans.*?endblocktrans\w*\s*%\}
    | \{%.*?%\} | \{\{.*?\}\} | \{\#.*?\#\}
    | Tiếng\ Việt | Triển\ Khai              # names, the same in every language
    """,
    re.VERBOSE | re.DOTALL,
)
VIETNAMESE = re.compile(r"[À-ỹ]")


def test_no_template_speaks_vietnamese_past_the_translation():
    templates = [path for path in messages.sources() if path.suffix == ".html"]
    assert len(templates) > 30
    spoken = {path.name: VIETNAMESE.search(SPOKEN.sub("", path.read_text(encoding="utf-8"))) for path in templates}
    assert not [name for name, letter in spoken.items() if letter]


PAGE = """{% load i18n %}<p>
    {% translate "Gửi" %}{% blocktranslate trimmed with n=2 %}
      Còn {{ n }} đơn vị
    {% endblocktranslate %}</p>{% include "x.html" with label=_("Lưu nháp") only %}
{% blocktranslate count n=2 %}{{ n }} lớp{% plural %}{{ n }} lớp học{% endblocktranslate %}"""
CODE = """
from x import gettext as _, gettext as now_in, pgettext, ngettext, N_

def words():
    yield _("Một " "hai"), N_("Bỏ"), now_in("Năm")
    yield pgettext("qualifier", "trên"), ngettext("%(n)s xã", "%(n)s xã", 2)
"""


def test_sentences_are_found_in_python_and_in_templates(tmp_path):
    room = tmp_path / "trienkhai" / "room"
    (room / "templates" / "room").mkdir(parents=True)
    (room / "templates" / "room" / "page.html").write_text(PAGE, encoding="utf-8")
    (room / "words.py").write_text(CODE, encoding="utf-8")
    found = {(message.id, message.context) for message in messages.gathered(tmp_path / "trienkhai") if message.id}
    assert found == {
        ("Gửi", None),
        ("Còn %(n)s đơn vị", None),
        ("Lưu nháp", None),
        (("%(n)s lớp", "%(n)s lớp học"), None),
        ("Một hai", None),
        ("trên", "qualifier"),
        (("%(n)s xã", "%(n)s xã"), None),
        ("Bỏ", None),
        ("Năm", None),
    }


def test_extracting_twice_changes_nothing_and_keeps_translations(tmp_path):
    room, po = tmp_path / "trienkhai" / "room", tmp_path / "en" / "LC_MESSAGES" / "django.po"
    room.mkdir(parents=True)
    (room / "words.py").write_text(CODE, encoding="utf-8")
    messages.extract(po, room.parent)
    text = po.read_text(encoding="utf-8").replace('msgid "Bỏ"\nmsgstr ""', 'msgid "Bỏ"\nmsgstr "Reject"')
    po.write_text(text, encoding="utf-8")
    messages.extract(po, room.parent)
    assert po.read_text(encoding="utf-8") == text
    assert "Reject" in text


def test_compile_makes_a_file_that_gettext_reads(tmp_path):
    import gettext

    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Gửi"\nmsgstr "Send"\n', encoding="utf-8")
    messages.compile_all(tmp_path)
    with (folder / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Gửi") == "Send"


def test_the_po_is_well_formed():
    with messages.PO.open("rb") as file:
        catalog = read_po(file, locale="en", abort_invalid=True)
    assert catalog.num_plurals == 2
