"""Rounds, answers and reports of the demo province: three quarters behind it, one open."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from trienkhai.collection import actions, entering, narratives
from trienkhai.collection.models import Round, Submission
from trienkhai.collection.queries import cells_of_round
from trienkhai.editions import actions as editions
from trienkhai.editions.words import Words
from trienkhai.indicators import periods
from trienkhai.vietnamese import format_date

from .building import Province, at
from .narrative import NAME, narrative

# Around which a unit of size 1 reports in a quarter.
USUAL = {
    "classes": 3, "learners": 80, "largest_class": 40, "conferences": 1, "conference_sites": 2, "attendances": 110,
    "models": 3, "contest_entries": 45, "prizes": 2, "copies": 260, "houses": 1, "trees": 420, "volunteers": 12,
}  # fmt: skip
SILENT_NOW = ("xa_ghenh_sao", "xa_rung_co", "xa_khe_ngoc", "xa_cau_may", "xa_ben_mo")  # in the open round
WAITING_NOW = ("xa_doi_sim", "phuong_cho_lua")  # sent, not yet reviewed
RETURNED_NOW = "xa_dong_lua"
SILENT_BEFORE = "xa_rung_co"  # in the last closed round
CLAIMING = "xa_suoi_trang"


def fill(province: Province) -> None:
    """Every round with its answers, and the report of the last closed one."""
    *past, present = province.periods
    rounds = [_round(province, period, closed=True) for period in past]
    _report(province, rounds[-1])
    _present(province, _round(province, present, closed=False))


def _round(province: Province, period: str, *, closed: bool) -> Round:
    officer = province.posts["minh"]
    first, last = periods.days(period)
    asked_on = max(first, min(last - timedelta(days=20), province.today - timedelta(days=12)))
    deadline = last + timedelta(days=10) if closed else province.today + timedelta(days=9)
    made = actions.prepare_round(
        code=f"hoc-tap-{period.lower()}",
        title=f"Học tập cộng đồng và dịch vụ tại xã, {periods.label_inside(period)}",
        unit=officer.unit,
        line=province.line,
        form=province.form,
        period=period,
        deadline=at(deadline, 23, 59),
        document=province.documents["province"],
        instructions="Chỉ báo cáo việc đã làm xong trong quý. Việc không có ở đơn vị thì chọn «không áp dụng».\n"
        "Đơn vị có báo cáo tường thuật thì tải lên, không cần gõ lại.",
        units=[province.units[code] for code in province.asked if _stands(province, code, last)],
        by=officer,
        now=at(asked_on),
    )
    actions.open_round(round=made, by=officer, now=at(asked_on, 10))
    made.refresh_from_db()
    if closed:
        for code in province.asked:
            if _stands(province, code, last) and not (code == SILENT_BEFORE and period == province.periods[-2]):
                late = code == "xa_ghenh_sao"
                answer(province, made, code, deadline + timedelta(days=2 if late else -(len(code) % 7) - 1))
        actions.close_round(round=made, by=officer, now=at(deadline + timedelta(days=4)))
        made.refresh_from_db()
    return made


def _stands(province: Province, code: str, day: date) -> bool:
    return code != "xa_lung_hac" or day < province.merged_on()


def answer(province: Province, round: Round, code: str, day: date, *, accept: bool = True) -> Submission:
    """The unit types, sends, and is accepted."""
    post, unit = province.reporter(code), province.units[code]
    submission = actions.begin(round=round, unit=unit, by=post, now=at(day, 8))
    entering.enter(submission=submission, entries=_entries(province, round, code), by=post, now=at(day, 9))
    actions.send(submission=submission, by=post, now=at(day, 10))
    submission.refresh_from_db()
    if accept:
        actions.accept(submission=submission, by=province.posts["minh"], now=at(day + timedelta(days=1), 14))
    return submission


def _entries(province: Province, round: Round, code: str) -> list[entering.Entry]:
    """The same figures at every making: drawn by unit, indicator and period."""
    row = next(unit for unit in province.said["unit"] if unit["code"] == code)
    values = _values(province.size(code), f"{code} {round.period}")
    entries = []
    for cell in cells_of_round(round):
        name, breakdown = cell.indicator.code, cell.breakdown
        if name in row.get("not_applicable", ()):
            if not breakdown:
                entries.append(entering.Entry(cell.indicator.pk, not_applicable=True))
        elif cell.from_categories:
            continue
        elif (value := values.get(f"{name};{breakdown}" if breakdown else name)) is not None:
            about = "at_least" if name == "contest_entries" and value > 200 else ""
            entries.append(entering.Entry(cell.indicator.pk, breakdown, value=Decimal(str(value)), qualifier=about))
    if code == CLAIMING:
        entries += _claims(province, round, values)
    return entries


def _values(size: int, seed: str) -> dict[str, float]:
    """By indicator, or `indicator;dimension=category`."""
    draw = random.Random(seed)
    values: dict[str, float] = {
        name: max(1, round(size * usual * draw.uniform(0.7, 1.3))) for name, usual in USUAL.items()
    }
    values["largest_class"] = round(30 + 25 * draw.random())
    values["learners;sex=f"] = round(values["learners"] * draw.uniform(0.45, 0.7))
    values["attendances_expected"] = round(values["attendances"] / draw.uniform(0.88, 0.99))
    values["clean_water_share"] = round(draw.uniform(82, 99), 1)
    for name in ("models", "prizes"):
        collective = round(values[name] * draw.uniform(0.3, 0.6))
        values[f"{name};kind=collective"] = collective
        values[f"{name};kind=individual"] = values[name] - collective
    return values


def _claims(province: Province, round: Round, own: dict[str, float]) -> list[entering.Entry]:
    """What the commune says for itself and those below it; one of the claims is three too high."""
    below = [_values(province.size(code), f"{code} {round.period}") for code in ("tt_suoi_trang", "th_suoi_trang")]
    cells = {cell.indicator.code: cell.indicator for cell in cells_of_round(round)}
    claims = {name: own[name] + sum(values[name] for values in below) for name in ("classes", "learners")}
    claims["classes"] += 3
    return [entering.Entry(cells[name].pk, scope="whole", value=Decimal(value)) for name, value in claims.items()]


def _report(province: Province, round: Round) -> None:
    """The province's report on the last closed quarter, issued."""
    officer, leader = province.posts["minh"], province.posts["quang"]
    day = round.deadline.date() + timedelta(days=6)
    edition = editions.begin(unit=officer.unit, round=round, words=words(province, round), by=officer, now=at(day, 9))
    editions.approve(edition=edition, by=leader, now=at(day, 15))
    edition.refresh_from_db()
    issued = day + timedelta(days=1)
    editions.issue(edition=edition, number=128, symbol="BC-UBND", day=issued, by=officer, now=at(issued, 8))


def words(province: Province, round: Round) -> Words:
    """The words that the officer wrote."""
    quarter = periods.label_inside(round.period)
    return Words(
        summary=f"Kết quả học tập cộng đồng và phục vụ người dân ở cơ sở {quarter}",
        opening="Thực hiện Chỉ thị số 09/CT-BĐMH ngày 15/9/2025 của Bộ Đào tạo Minh họa và Kế hoạch số 86/KH-UBND ngày "
        f"20/10/2025, Ủy ban nhân dân tỉnh Hạc Giang báo cáo kết quả {quarter} như sau:",
        results="Các xã, phường duy trì lớp học, hội nghị hướng dẫn và hoạt động phục vụ người dân theo kế hoạch.",
        shortcomings="Một số xã gửi báo cáo chậm; phòng học ở các thôn xa trung tâm còn thiếu.",
        tasks="Mở thêm lớp ở các thôn xa trung tâm.\nHoàn thành việc sửa nhà theo kế hoạch năm.\n"
        f"Gửi báo cáo quý sau đúng hạn; hạn kỳ này là ngày {format_date(round.deadline.date())}.",
        parent="",
        issuer="ỦY BAN NHÂN DÂN TỈNH HẠC GIANG",
        place=province.said["province"]["place"],
        authority_form="TM",
        authority="ỦY BAN NHÂN DÂN",
        signer_post="PHÓ CHỦ TỊCH",
        signer_name="Lâm Quang Vịnh",
        recipients="Bộ Đào tạo Minh họa\nThường trực HĐND tỉnh\nChủ tịch, các PCT UBND tỉnh\nUBND các xã, phường",
        archive="VT",
    )


def _present(province: Province, round: Round) -> None:
    """Some accepted, some waiting, one returned, one with a narrative half confirmed, the rest silent."""
    today = province.today
    for code in province.asked:
        if code in SILENT_NOW or not _stands(province, code, today):
            continue
        waits = code in (*WAITING_NOW, RETURNED_NOW)
        submission = answer(province, round, code, today - timedelta(days=4 if waits else 6), accept=not waits)
        if code == RETURNED_NOW:
            _send_back(province, submission, today)
    _upload(province, round)


def _send_back(province: Province, submission: Submission, today: date) -> None:
    trees = next(cell.indicator for cell in cells_of_round(submission.round) if cell.indicator.code == "trees")
    actions.send_back(
        submission=submission,
        text="Đề nghị xã xem lại số cây đã trồng.",
        remarks={trees.pk: "Số này có gồm cây giống chưa trồng không? Chỉ tính cây đã trồng xong."},
        by=province.posts["minh"],
        now=at(today - timedelta(days=1), 16),
    )


def _upload(province: Province, round: Round) -> None:
    """The commune's Word report, read into proposals that nobody has decided on yet."""
    post = province.reporter("xa_cau_may")
    day = province.today - timedelta(days=1)
    submission = actions.begin(round=round, unit=post.unit, by=post, now=at(day, 9))
    content = narrative(round.period, day)
    narratives.upload(submission=submission, content=content, name=NAME, by=post, now=at(day, 9, 30))
