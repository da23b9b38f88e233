"""Layouts of paper as dated data: one TOML file per form and law, read into a frozen Layout."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from trienkhai.vietnamese import N_, Refusal

FOLDER = Path(__file__).parent


class UnknownLayout(Refusal):
    """No layout has that name."""

    code = "unknown_layout"


@dataclass(frozen=True)
class Layout:
    """A layout. Each part is the table of that name in the TOML file: sizes in points, lengths in millimetres."""

    name: str
    title: str
    since: date
    law: str
    page: Mapping[str, Any]
    head: Mapping[str, Any]
    titles: Mapping[str, Any]
    body: Mapping[str, float]
    headings: tuple[Mapping[str, Any], ...]
    signature: Mapping[str, Any]
    recipients: Mapping[str, Any]

    @property
    def text_width(self) -> float:
        """Width of the text in millimetres."""
        return float(self.page["width"] - self.page["left"] - self.page["right"])

    @property
    def wide_width(self) -> float:
        """Width of the text on a page turned to landscape, in millimetres."""
        _, right, _, left = self.page["wide_margins"]
        return float(self.page["height"] - left - right)

    @property
    def text_height(self) -> float:
        """Height of the text in millimetres."""
        return float(self.page["height"] - self.page["top"] - self.page["bottom"])

    @property
    def line_pitch(self) -> float:
        """Distance of the body's lines in points; 1.149 is the single spacing of Times New Roman and Tinos."""
        return self.body["exact"] or self.body["line"] * 1.149 * self.body["size"]


@cache
def all_layouts() -> tuple[Layout, ...]:
    """Every layout shipped, oldest law first."""
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(sorted((_read(file) for file in files), key=lambda layout: (layout.since, layout.name)))


def find_layout(name: str, day: date | None = None) -> Layout:
    """The layout `name` ("state", "party") in force on `day`: the newest, or the oldest for days before every law.

    Raises UnknownLayout.
    """
    named = [layout for layout in all_layouts() if layout.name == name]
    if not named:
        known = ", ".join(sorted({layout.name for layout in all_layouts()}))
        raise UnknownLayout(N_("Không có thể thức «{name}». Hãy chọn một trong: {known}."), name=name, known=known)
    return [layout for layout in named if day is None or layout.since <= day or layout is named[0]][-1]


def _read(file: Path) -> Layout:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Layout(
        **{key: data[key] for key in ("name", "title", "since", "law", "page", "head", "body")},
        titles=data["titles"],
        headings=tuple(data["headings"][f"level_{level}"] for level in (1, 2, 3, 4)),
        signature=data["signature"],
        recipients=data["recipients"],
    )
