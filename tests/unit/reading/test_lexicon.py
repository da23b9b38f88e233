"""Every word list is read back through its own examples."""

import pytest

from trienkhai.reading import read
from trienkhai.reading.issuers import issuer_at
from trienkhai.reading.lexicon import table
from trienkhai.reading.nouns import noun_phrase
from trienkhai.reading.periods import times
from trienkhai.reading.scopes import scopes
from trienkhai.reading.signs import sign_at

TYPES = [(entry["name"], example) for entry in table("types")["type"] for example in entry["examples"]]
NOUNS = [*table("nouns")["examples"], *table("stops")["examples"]]
QUALIFIERS = [(name, text) for name, texts in table("qualifiers")["examples"].items() for text in texts]


@pytest.mark.parametrize(("name", "example"), TYPES)
def test_each_type_of_document_is_recognised(name: str, example: str) -> None:
    found = read(example).citations
    assert [c.type for c in found] == [name]
    assert found[0].text == example


@pytest.mark.parametrize("entry", table("types")["type"], ids=lambda entry: entry["name"])
def test_each_type_has_examples(entry: dict[str, object]) -> None:
    assert entry["examples"]


@pytest.mark.parametrize("example", table("signs")["example"], ids=lambda e: e["sign"])
def test_signs_read_as_an_official_would_write_them(example: dict[str, str]) -> None:
    sign = sign_at(example["sign"], 0)
    assert sign is not None
    assert (sign.end, sign.key) == (len(example["sign"]), example["key"])


@pytest.mark.parametrize(("text", "name"), table("issuers")["examples"])
def test_issuers_end_where_their_name_ends(text: str, name: str) -> None:
    start = len("của ")
    end = issuer_at(text, start)
    assert end is not None
    assert text[start:end] == name


@pytest.mark.parametrize("title", table("laws")["titles"])
def test_each_law_is_known_by_its_title(title: str) -> None:
    text = f"theo Luật {title} năm 2020, các xã"
    assert [c.text for c in read(text).citations] == [f"Luật {title} năm 2020"]


@pytest.mark.parametrize("text", table("laws")["examples"])
def test_examples_of_laws(text: str) -> None:
    assert [c.text for c in read(text).citations] == [text]


@pytest.mark.parametrize(("text", "phrase"), NOUNS)
def test_noun_phrases_end_at_the_first_verb(text: str, phrase: str) -> None:
    found = noun_phrase("5 " + text, 1)
    assert found is not None
    assert ("5 " + text)[slice(*found)] == phrase


@pytest.mark.parametrize(("name", "text"), QUALIFIERS)
def test_qualifiers(name: str, text: str) -> None:
    assert [f.qualifier for f in read(text).figures] == [name]


@pytest.mark.parametrize("text", table("contexts")["examples"])
def test_names_and_durations_are_no_figures(text: str) -> None:
    assert read(text).figures == ()


@pytest.mark.parametrize(("text", "value", "kind"), table("measures")["examples"])
def test_measures_and_money(text: str, value: float, kind: str) -> None:
    assert [(f.value, f.kind) for f in read(text).figures] == [(value, kind)]


@pytest.mark.parametrize("text", table("periods")["examples"])
def test_expressions_of_time_are_found_whole(text: str) -> None:
    small = text.lower()
    assert [(t.start, t.end) for t in times(small, [(0, len(small))])] == [(0, len(small))]


@pytest.mark.parametrize("text", table("scopes")["examples"])
def test_expressions_of_place_are_found_whole(text: str) -> None:
    assert [(s.start, s.end) for s in scopes(text, text.lower(), (), [(0, len(text))])] == [(0, len(text))]
