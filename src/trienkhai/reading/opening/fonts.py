"""Which font a run of a Word file has: its own, that of its style, of its paragraph's style, or the document's."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 12  # styles that rest on styles


class Fonts:
    """The fonts that `word/styles.xml` names."""

    def __init__(self, styles: Any = None) -> None:
        self._own: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._default = ""
        if styles is None:
            return
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = font_named(defaults)
        for style in styles.iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._own[name] = font_named(style.find(f"{W}rPr"))
            based = style.find(f"{W}basedOn")
            self._based[name] = based.get(f"{W}val", "") if based is not None else ""
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = self._own[name] or self._default

    def of_paragraph(self, paragraph: Any) -> str:
        """The font of runs that name none."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._of_style(style.get(f"{W}val", "") if style is not None else "") or self._default

    def of_run(self, run: Any, paragraphs: str) -> str:
        """The font of a run in a paragraph whose font is `paragraphs`."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return paragraphs
        style = properties.find(f"{W}rStyle")
        named = self._of_style(style.get(f"{W}val", "")) if style is not None else ""
        return font_named(properties) or named or paragraphs

    def _of_style(self, name: str) -> str:
        for _ in range(_DEEPEST):
            if not name or self._own.get(name):
                break
            name = self._based.get(name, "")
        return self._own.get(name, "")


def font_named(properties: Any) -> str:
    """The font that run properties name for letters beyond ASCII (ECMA-376 part 1, 17.3.2.26), or nothing."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return str(fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or "") if fonts is not None else ""


def is_on(properties: Any, name: str) -> bool:
    """Whether a switch such as `vanish` or `caps` stands in run properties."""
    switch = properties.find(f"{W}{name}") if properties is not None else None
    return switch is not None and switch.get(f"{W}val", "true") not in ("0", "false", "off", "none")
