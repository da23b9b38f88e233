"""Gold inside the text, and how readings are scored against it."""

import pytest

from bench.gold import BadGold, parse, parse_report
from bench.passages import scored

PASSAGE = """\
Thực hiện {c|Nghị quyết số 12-NQ/TU ngày 05/02/2026 của Tỉnh ủy}, xã mở {a|85} lớp cho trên {b|5.771} học viên \\{ok\\}.
Xã có {t|72} tủ sách, gồm {p|2} tủ ở xã và {q|70} tủ ở thôn.
---
c citation type=nghị quyết; number=12; symbol=NQ/TU; date=2026-02-05; issuer=Tỉnh ủy; form=full; key=12-NQ/TU
a figure count 85; unit=lớp
b figure count 5771; unit=học viên; qualifier=at_least
t figure count 72; unit=tủ sách
p figure count 2; unit=tủ
q figure count 70; unit=tủ
t total p q; holds
"""


def test_a_passage_is_text_and_marks() -> None:
    passage = parse("one", PASSAGE)
    assert "{ok}" in passage.text and "|" not in passage.text
    assert passage.text.endswith("thôn.\n")
    assert [m["text"] for m in passage.figures] == ["85", "5.771", "72", "2", "70"]
    assert all(passage.text[m["start"] : m["end"]] == m["text"] for m in passage.citations + passage.figures)
    assert passage.citations[0]["date"] == "2026-02-05"
    assert passage.figures[1]["qualifier"] == "at_least" and passage.figures[1]["period"] is None
    assert passage.totals == [{"total": 2, "parts": [3, 4], "holds": True}]


def test_a_passage_read_right_scores_one() -> None:
    score = scored([parse("one", PASSAGE)])
    assert [score.f1(group)[2] for group in ("citations", "figures", "totals")] == [1, 1, 1]
    assert score.right == score.stated and score.stated["citation issuer"] == 1


def test_what_is_missed_and_invented_is_counted_and_named() -> None:
    score = scored([parse("one", PASSAGE.replace("count 85", "count 86").replace("; holds", "; differs"))])
    assert score.f1("figures")[0] == 4 / 5
    assert score.codes["sum_differs"]["missed"] == 1
    assert any(line.startswith("missed  one figure: '85' count 86") for line in score.misses)
    assert any(line.startswith("extra   one total: 72 = 2 + 70") for line in score.misses)


@pytest.mark.parametrize(
    "content",
    ["no line", "a\n---\nx figure count 1\n", "{x|1}\n---\nx figure count one\n", "{x|1}\n---\nx figure count 1; of\n"],
)
def test_bad_gold_is_refused(content: str) -> None:
    with pytest.raises(BadGold):
        parse("one", content)


def test_a_report_is_text_and_links() -> None:
    report = parse_report("one", "form: f\nperiod: 2026-Q3\n---\nMở [85](classes) lớp, [9](m kind=a !), [3](-).\n")
    assert report.head == {"form": "f", "period": "2026-Q3"}
    assert report.text == "Mở 85 lớp, 9, 3.\n"
    assert [(li.text, li.indicator, li.breakdown, li.doubtful) for li in report.links] == [
        ("85", "classes", {}, False),
        ("9", "m", {"kind": "a"}, True),
        ("3", None, {}, False),
    ]
    assert all(report.text[li.start : li.end] == li.text for li in report.links)
