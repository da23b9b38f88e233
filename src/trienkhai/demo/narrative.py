"""The invented narrative report of a commune as a Word file, laid out as offices lay theirs out."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from trienkhai.indicators import periods
from trienkhai.writing import Heading, Outline, Paragraph, Run, write_docx
from trienkhai.writing.outline import Authority, Head, Recipients, Signature

DATA = Path(__file__).parent / "data"
NAME = "bao-cao-xa-cau-may.docx"


def narrative(period: str, day: date) -> bytes:
    """The report about the period, dated `day`."""
    said = tomllib.loads((DATA / "narrative.toml").read_text(encoding="utf-8"))
    quarter = periods.label_inside(period)
    blocks: list[Heading | Paragraph] = []
    for block in said["block"]:
        if "heading" in block:
            blocks.append(Heading(block["heading"], block.get("level", 1)))
        else:
            blocks.append(Paragraph((Run(block["text"].format(quarter=quarter)),)))
    outline = Outline(
        Head(said["issuer"], said["parent"], said["number"], said["symbol"], said["place"], day),
        "BÁO CÁO",
        said["summary"].format(quarter=quarter),
        tuple(blocks),
        signature=Signature(said["signer_post"], said["signer_name"], (Authority("TM", "ỦY BAN NHÂN DÂN"),)),
        recipients=Recipients(("UBND tỉnh Hạc Giang", "Đảng ủy, HĐND xã"), "VT"),
    )
    return write_docx(outline, "state")
